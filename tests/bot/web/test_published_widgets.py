"""Other people's widgets talk with the assistant through the socketio channel."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from visit import Visit, VisitorMaker
from web_server import HostPages, WebServer

from tools.browser_scripts import RASA_WEBCHAT, SOCKET_IO_CLIENT, BrowserScript, NotToBeHad


def script_of(package: BrowserScript) -> bytes:
    try:
        return package.read()
    except NotToBeHad as error:
        pytest.skip(str(error))


@pytest.fixture
def client_page(host_pages: HostPages, server: WebServer) -> str:
    """A page of another origin with socket.io-client 4."""
    host_pages.scripts["/socket.io.js"] = script_of(SOCKET_IO_CLIENT)
    host_pages.pages["/client"] = (
        f"""<!doctype html><html lang="en"><title>Client</title>
        <script src="/socket.io.js"></script>
        <script>
          function connect(transports) {{
            window.answers = [];
            window.socket = io("{server.address}", {{transports}});
            socket.on("bot_uttered", (answer) => answers.push(answer));
            socket.on("session_confirm", (id) => {{ window.session = id; }});
          }}
          function ask(shown) {{
            window.session = undefined;
            socket.emit("session_request", {{session_id: shown}});
          }}
          function say(message) {{
            socket.emit("user_uttered", {{message, session_id: window.session}});
          }}
        </script>""",
        "",
    )
    return f"{host_pages.address}/client"


def connect(page: Page, transports: list[str], shown: str | None = None) -> str:
    """Connects and asks for a session; the id that the server issued."""
    page.evaluate("(transports) => connect(transports)", transports)
    page.evaluate("(shown) => ask(shown)", shown)
    page.wait_for_function("() => window.session")
    issued: str = page.evaluate("() => window.session")
    return issued


def say(page: Page, text: str) -> dict[str, Any]:
    before = page.evaluate("() => answers.length")
    page.evaluate("(text) => say(text)", text)
    page.wait_for_function("(before) => answers.length > before", arg=before)
    answer: dict[str, Any] = page.evaluate("() => answers[answers.length - 1]")
    return answer


@pytest.mark.parametrize(
    "transports", [["polling"], ["websocket"], ["polling", "websocket"]], ids="-then-".join
)
def test_socket_io_client_is_answered_over_each_transport(
    visitors: VisitorMaker, client_page: str, transports: list[str]
) -> None:
    page = visitors(client_page).page
    connect(page, transports)
    answer = say(page, "What is osteoporosis?")
    assert answer["text"].startswith("Osteoporosis means")
    assert answer["quick_replies"][0]["payload"] == "/risk_overview"
    assert page.evaluate("() => socket.io.engine.transport.name") == transports[-1]


def test_socket_io_client_goes_on_after_a_reload_but_not_with_a_strangers_id(
    visitors: VisitorMaker, client_page: str, server: WebServer
) -> None:
    one, other = visitors(client_page).page, visitors(client_page).page
    session = connect(one, ["websocket"])
    say(one, "I am Ann")
    one.reload()
    assert connect(one, ["websocket"], shown=session) == session
    assert connect(other, ["websocket"], shown=session[:-2]) != session
    assert say(other, "I am Ben")["text"] == "You said: I am Ben"
    assert one.evaluate("() => answers") == []


def open_rasa_webchat(visitors: VisitorMaker, host_pages: HostPages, server: WebServer) -> Visit:
    host_pages.scripts["/rasa-webchat.js"] = script_of(RASA_WEBCHAT)
    host_pages.pages["/rasa-webchat"] = (
        f"""<!doctype html><html lang="en"><title>rasa-webchat</title><body>
        <script src="/rasa-webchat.js"></script>
        <script>WebChat.default({{socketUrl: "{server.address}", socketPath: "/socket.io/",
          customMessageDelay: () => 0}}, null)</script>""",
        "",
    )
    visit = visitors()
    # It asks another host for a font, which no test may reach.
    visit.page.route("https://fonts.googleapis.com/**", lambda route: route.abort())
    visit.page.goto(f"{host_pages.address}/rasa-webchat")
    visit.page.locator(".rw-launcher").click()  # has no name
    return visit


def write(visit: Visit, text: str) -> None:
    field = visit.page.get_by_placeholder("Type a message")
    field.fill(text)
    field.press("Enter")


def test_rasa_webchat_shows_answers_and_its_buttons_work(
    visitors: VisitorMaker, host_pages: HostPages, server: WebServer
) -> None:
    visit = open_rasa_webchat(visitors, host_pages, server)
    write(visit, "What is osteoporosis?")
    expect(visit.page.get_by_text("Many people feel nothing")).to_be_visible()
    expect(visit.page.locator(".rw-response")).to_have_count(1)
    visit.page.get_by_text("What raises the risk?").click()
    expect(visit.page.get_by_text("You said: /risk_overview")).to_be_visible()
    visit.screenshot("rasa_webchat")
    sender = server.agent.senders[-1]

    visit.page.reload()
    write(visit, "after the reload")
    expect(visit.page.get_by_text("You said: after the reload")).to_be_visible()
    assert server.agent.senders[-1] == sender
