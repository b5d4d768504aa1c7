"""Measures the Slack app under a burst of events: `python -m bench.slack`."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.progress import Progress, TaskID

from bench.servers import Server, free_port, start_ours
from bench.slack_assistant import SECRET
from bench.slack_events import mention, message
from bench.slack_stand_in import APP_TOKEN, BOT_TOKENS, SlackStandIn
from bot.paths import PROJECT_ROOT

EVENTS = 200
# Every so manieth event is sent twice, as Slack does when it doubts.
TWICE_EVERY = 4
KILLED_AFTER_ANSWERS = 20
AWAY_SECONDS = 1.0
PATIENCE_SECONDS = 240

# One answer each, no follow-up question.
_QUESTIONS = (
    "What is osteoporosis?",
    "Is bone mineralization normal in osteoporosis?",
    "What is a DXA scan?",
    "Do men get osteoporosis?",
    "What is osteomalacia?",
)

_Place = tuple[str, "str | None"]


@dataclass(frozen=True)
class BurstResult:
    """What a burst of events came to.

    Attributes:
        acknowledged_ms: How long each acknowledgement took.
        answers: How many answers each question got.
        seconds: From the first event to the last answer.
    """

    acknowledged_ms: tuple[float, ...]
    answers: tuple[int, ...]
    seconds: float


def measure(progress: Progress) -> str:
    """Measures both bursts.

    Args:
        progress: Shows how far it is.

    Returns:
        A section of the report, in Markdown.
    """
    task = progress.add_task("Slack: answers", total=2 * EVENTS)
    results = []
    for killed in (False, True):
        with tempfile.TemporaryDirectory() as directory:
            burst = _Burst(Path(directory), progress, task, killed=killed)
            results.append(asyncio.run(burst.run()))
    return _section(results)


class _Burst:
    """One burst: a stand-in for Slack here, the app and the assistant in their own processes."""

    def __init__(self, directory: Path, progress: Progress, task: TaskID, *, killed: bool) -> None:
        self._directory = directory
        self._progress = progress
        self._task = task
        self._killed = killed
        self._slack = SlackStandIn()
        self._port = free_port()

    async def run(self) -> BurstResult:
        await self._slack.start()
        assistant = await self._start_assistant()
        app = self._start_app()
        try:
            await asyncio.wait_for(self._slack.connected(), PATIENCE_SECONDS)
            events = _events()
            began = time.perf_counter()
            sending = asyncio.gather(*(self._slack.send_event(event) for event in _sent(events)))
            if self._killed:
                await self._until_answered(KILLED_AFTER_ANSWERS, events)
                os.killpg(assistant.process.pid, signal.SIGKILL)
                assistant.process.wait()
                await asyncio.sleep(AWAY_SECONDS)
                assistant = await self._start_assistant()
            acknowledged = await sending
            await self._until_answered(len(events), events)
            seconds = time.perf_counter() - began
            # What would be answered twice is answered by then.
            await asyncio.sleep(2)
            counts = self._answers()
            return BurstResult(
                tuple(1000 * value for value in acknowledged),
                tuple(counts[_place(event)] for event in events),
                seconds,
            )
        finally:
            app.terminate()
            await asyncio.to_thread(app.wait, 30)
            assistant.stop()
            await self._slack.stop()

    async def _start_assistant(self) -> Server:
        return await asyncio.to_thread(
            start_ours,
            PROJECT_ROOT,
            self._directory / "conversations.db",
            self._port,
            BOT_SECRET=SECRET,
        )

    def _start_app(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", "slack"],
            cwd=PROJECT_ROOT,
            env=os.environ
            | {
                "SLACK_APP_TOKEN": APP_TOKEN,
                "SLACK_BOT_TOKEN": BOT_TOKENS["T1"],
                "SLACK_API_URL": self._slack.url,
                "BOT_ASSISTANT_URL": f"http://127.0.0.1:{self._port}",
                "BOT_DATABASE_URL": f"sqlite:///{self._directory / 'slack.db'}",
                "BOT_SECRET": SECRET,
                "LOG_LEVEL": "ERROR",
            },
            stdout=subprocess.DEVNULL,
        )

    async def _until_answered(self, count: int, events: Sequence[dict[str, Any]]) -> None:
        wanted = {_place(event) for event in events}
        answered, end = 0, time.monotonic() + PATIENCE_SECONDS
        while answered < count and time.monotonic() < end:
            await asyncio.sleep(0.01)
            answered = len(wanted & self._answers().keys())
            earlier = len(events) if self._killed else 0
            self._progress.update(self._task, completed=earlier + answered)

    def _answers(self) -> Counter[_Place]:
        """How many answers stand where; a message that asks for patience was taken away again."""
        deleted = set(self._slack.deleted)
        return Counter(
            (str(entry.channel), entry.thread)
            for entry in self._slack.posted
            if entry.timestamp not in deleted and "can't reach the assistant" not in entry.text
        )


def _events() -> list[dict[str, Any]]:
    """Half direct messages of as many users, half mentions in ten channels."""
    questions = [_QUESTIONS[number % len(_QUESTIONS)] for number in range(EVENTS)]
    return [
        message(question, user=f"U{number}", channel=f"D{number}")
        if number % 2
        else mention(question, user=f"U{number}", channel=f"C{number % 10}")
        for number, question in enumerate(questions)
    ]


def _sent(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*events, *events[::TWICE_EVERY]]


def _place(event: dict[str, Any]) -> _Place:
    return event["channel"], event["ts"] if event["type"] == "app_mention" else None


def _section(results: Sequence[BurstResult]) -> str:
    rows = [
        ("acknowledged, median", lambda r: f"{np.median(r.acknowledged_ms):.0f} ms"),
        ("acknowledged, slowest", lambda r: f"{max(r.acknowledged_ms):.0f} ms"),
        ("questions answered once", lambda r: str(r.answers.count(1))),
        ("answered more than once", lambda r: str(sum(count > 1 for count in r.answers))),
        ("not answered", lambda r: str(r.answers.count(0))),
        ("first event to last answer", lambda r: f"{r.seconds:.1f} s"),
    ]
    return "\n".join(
        [
            f"## Slack: a burst of {EVENTS} questions",
            "",
            "| | assistant running | assistant killed and restarted meanwhile |",
            "|---|---|---|",
            *(
                f"| {label} | {' | '.join(show(result) for result in results)} |"
                for label, show in rows
            ),
            "",
            f"{EVENTS} questions at once over Socket Mode from a stand-in for Slack on the same "
            f"machine, every {TWICE_EVERY}th sent twice, each in a conversation of its own; the "
            "app and the assistant with its full model each in one process. In the second run the "
            f"assistant is killed (SIGKILL) after {KILLED_AFTER_ANSWERS} answers and started "
            f"again {AWAY_SECONDS:g} s later.",
        ]
    )


if __name__ == "__main__":
    with Progress() as shown:
        section = measure(shown)
    print(section)
