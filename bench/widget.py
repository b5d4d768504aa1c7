"""Measures the chat widget beside rasa-webchat in a browser: `python -m bench.widget`."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import yaml
from playwright.sync_api import Browser, Page, sync_playwright
from rich.progress import Progress, TaskID

from bench.servers import Server, start_ours
from bot.nlu_report import read_questions
from bot.paths import CREDENTIALS_FILE, PROJECT_ROOT, VARIABLE_DIRECTORY
from bot.web.pages import SCRIPTS_DIRECTORY
from tools.browser_scripts import RASA_WEBCHAT
from tools.chromium import OPTIONS, find_chromium

WORK = VARIABLE_DIRECTORY / "bench" / "widget"
QUESTIONS = PROJECT_ROOT / "tests" / "data" / "development.tsv"
VISITS = 6
QUESTIONS_A_VISIT = 10
SHARES = (50, 95)

# From the key press to the frame after the one that first holds one more answer.
_TIME_ANSWER = """([host, selector]) => {
  const root = document.querySelector(host)?.shadowRoot ?? document;
  const count = () => root.querySelectorAll(selector).length;
  const before = count();
  window.answered = new Promise((resolve) => {
    addEventListener("keydown", ({ key, timeStamp }) => {
      if (key !== "Enter") return;
      const shown = () => setTimeout(() => resolve(performance.now() - timeStamp));
      const observer = new MutationObserver(() => {
        if (count() <= before) return;
        observer.disconnect();
        requestAnimationFrame(shown);
      });
      observer.observe(root, { childList: true, subtree: true });
    }, { capture: true, once: true });
  });
}"""


@dataclass(frozen=True)
class Widget:
    """A chat widget that is measured.

    Attributes:
        name: Its name in the table.
        path: Path of a page with it, below its origin.
        launcher: CSS selector of the button that opens it.
        field: CSS selector of the field for questions.
        host: CSS selector of the element whose shadow tree holds the answers, or of any other.
        answer: CSS selector of an answer.
        script_bytes: Its scripts after gzip, in bytes.
        visits: How many visits are made.
    """

    name: str
    path: str
    launcher: str
    field: str
    host: str
    answer: str
    script_bytes: int
    visits: int = VISITS


def measure(progress: Progress) -> str:
    """Asks both widgets the same questions, over the same assistant.

    Args:
        progress: Shows how far it is.

    Returns:
        A section in Markdown.

    Raises:
        tools.browser_scripts.NotToBeHad: rasa-webchat could not be fetched.
        RuntimeError: There is no Chromium.
    """
    chromium = find_chromium()
    if chromium is None:
        raise RuntimeError("The widget is measured in Chromium: apt-get install chromium")
    published = RASA_WEBCHAT.read()
    widgets = (_ours(), *_published(len(gzip.compress(published))))
    questions = [text for _, text in read_questions(QUESTIONS)][: VISITS * QUESTIONS_A_VISIT]
    visits = sum(widget.visits for widget in widgets)
    step = progress.add_task("widget", total=visits * QUESTIONS_A_VISIT)
    with _pages(published) as (origin, pages), sync_playwright() as playwright:
        server = _start(origin)
        address = f"http://{urlsplit(server.url).netloc}"
        for widget in widgets[1:]:
            pages[widget.path] = _page(address, delayed="delayed" in widget.path)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(OPTIONS))
        try:
            times = [
                _ask_all(browser, widget, place, questions, progress, step)
                for widget, place in zip(widgets, (address, origin, origin), strict=True)
            ]
        finally:
            browser.close()
            server.stop()
    return _section(widgets, times)


def _ours() -> Widget:
    scripts = (SCRIPTS_DIRECTORY / name for name in ("widget.js", "osteo-chat.js"))
    size = sum(len(gzip.compress(script.read_bytes())) for script in scripts)
    return Widget("this widget", "/", ".launcher", "#question", "osteo-chat", ".turn.bot", size)


def _published(size: int) -> tuple[Widget, Widget]:
    parts = (".rw-launcher", ".rw-new-message", "body", ".rw-response", size)
    return (
        Widget("rasa-webchat, its delay off", "/plain", *parts),
        # Its delay of seconds is always the same: one visit tells it.
        Widget("rasa-webchat as it comes", "/delayed", *parts, visits=1),
    )


def _page(address: str, delayed: bool) -> bytes:
    delay = "" if delayed else ", customMessageDelay: () => 0"
    return (
        '<!doctype html><html lang="en"><title>rasa-webchat</title><body>'
        '<script src="/rasa-webchat.js"></script><script>'
        f'WebChat.default({{socketUrl: "{address}", socketPath: "/socket.io/"{delay}}}, null)'
        "</script>"
    ).encode()


@contextmanager
def _pages(script: bytes) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Another origin, and its pages by path; with the script of rasa-webchat."""
    pages: dict[str, bytes] = {"/rasa-webchat.js": script}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, b"")
            kind = "text/javascript" if self.path.endswith(".js") else "text/html"
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", pages
    server.shutdown()


def _start(origin: str) -> Server:
    """Starts the assistant with the socketio channel beside its own."""
    WORK.mkdir(parents=True, exist_ok=True)
    for file in WORK.glob("conversations.db*"):
        file.unlink()
    channels = yaml.safe_load(CREDENTIALS_FILE.read_text(encoding="utf-8"))
    channels["bot.channels.socket_io.SocketIoChannel"] = {"session_persistence": True}
    credentials = WORK / "credentials.yml"
    credentials.write_text(yaml.safe_dump(channels), encoding="utf-8")
    return start_ours(
        PROJECT_ROOT,
        WORK / "conversations.db",
        BOT_CREDENTIALS=str(credentials),
        BOT_CORS_ORIGINS=origin,
    )


def _ask_all(
    browser: Browser,
    widget: Widget,
    place: str,
    questions: Sequence[str],
    progress: Progress,
    step: TaskID,
) -> list[float]:
    """Milliseconds to each question's answer, over several visits."""
    progress.update(step, description=widget.name)
    times = []
    for visit in range(widget.visits):
        context = browser.new_context()
        # rasa-webchat asks another host for a font; that must not count against it.
        context.route(lambda url: not url.startswith("http://127.0.0.1:"), lambda r: r.abort())
        page = context.new_page()
        page.goto(place + widget.path)
        page.locator(widget.launcher).click()
        for question in questions[visit * QUESTIONS_A_VISIT :][:QUESTIONS_A_VISIT]:
            times.append(_ask(page, widget, question))
            progress.advance(step)
        context.close()
    return times


def _ask(page: Page, widget: Widget, question: str) -> float:
    field = page.locator(widget.field)
    field.fill(question)
    page.evaluate(_TIME_ANSWER, [widget.host, widget.answer])
    field.press("Enter")
    milliseconds: float = page.evaluate("() => answered")
    # The rest of a reply in several messages must not count for the next question.
    page.wait_for_timeout(300)
    return milliseconds


def _section(widgets: Sequence[Widget], times: Sequence[Sequence[float]]) -> str:
    rows = [
        (
            f"Enter to answer on screen, p{share}",
            [f"{np.percentile(t, share):.0f} ms" for t in times],
        )
        for share in SHARES
    ]
    rows.append(("scripts after gzip", [f"{w.script_bytes / 1000:.0f} kB" for w in widgets]))
    return "\n".join(
        [
            "## The widget in a browser",
            "",
            f"| | {' | '.join(widget.name for widget in widgets)} |",
            f"|---{'|---' * len(widgets)}|",
            *(f"| {label} | {' | '.join(cells)} |" for label, cells in rows),
            "",
            f"{len(times[0])} questions of the development set in {VISITS} visits (as it comes: "
            f"{QUESTIONS_A_VISIT} in one), in Chromium on loopback over the same assistant with "
            "its full model (rasa-webchat through the socketio channel), from the key press to the "
            "frame that shows the first answer; as it comes, rasa-webchat waits before it does.",
        ]
    )


if __name__ == "__main__":
    with Progress() as shown:
        section = measure(shown)
    print(section)
