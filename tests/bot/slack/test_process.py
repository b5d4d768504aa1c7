"""The command `python -m bot slack` as its operator meets it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from clinic import Clinic

from bench.slack_assistant import SECRET
from bench.slack_events import command, message
from bench.slack_stand_in import APP_TOKEN, BOT_TOKENS
from bot.paths import PROJECT_ROOT

COMMAND = [sys.executable, "-m", "bot", "slack"]


def environment(**values: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    return kept | values


def run(*arguments: str, **values: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=PROJECT_ROOT,
        env=environment(**values),
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "values", "words"),
    [
        ((), {}, "SLACK_BOT_TOKEN and SLACK_APP_TOKEN"),
        ((), {"SLACK_BOT_TOKEN": "xoxb-1"}, "Set SLACK_APP_TOKEN"),
        (("--http",), {"SLACK_BOT_TOKEN": "xoxb-1"}, "Set SLACK_SIGNING_SECRET"),
        ((), {"SLACK_BOT_TOKEN": "xoxp-1", "SLACK_APP_TOKEN": "xapp-1"}, 'begin with "xoxb-"'),
        ((), {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xoxb-1"}, 'begin with "xapp-"'),
        (
            ("--assistant", "localhost"),
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"},
            "must begin with http",
        ),
    ],
)
def test_a_missing_or_wrong_setting_is_said_in_one_sentence(
    arguments: tuple[str, ...], values: dict[str, str], words: str
) -> None:
    ended = run(*arguments, **values)
    assert ended.returncode == 1
    assert words in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_the_help_tells_what_is_needed() -> None:
    ended = run("--help")
    assert ended.returncode == 0
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "--with-assistant"):
        assert name in ended.stdout


@pytest.fixture
async def values(idle_clinic: Clinic) -> AsyncIterator[dict[str, str]]:
    yield {
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_BOT_TOKEN": BOT_TOKENS["T1"],
        "SLACK_API_URL": idle_clinic.slack.url,
        "BOT_ASSISTANT_URL": idle_clinic.assistant.url,
        "BOT_SECRET": SECRET,
    }


@contextmanager
def running(
    values: Mapping[str, str], log: Path, *arguments: str
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=PROJECT_ROOT,
            env=environment(**values),
            stdout=output,
            stderr=output,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("wrong", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_token_that_slack_does_not_know_is_said_in_one_sentence(
    values: dict[str, str], wrong: str
) -> None:
    values[wrong] = values[wrong][:5] + "unknown"
    ended = await asyncio.to_thread(run, **values)
    assert ended.returncode == 1
    assert f"does not accept {wrong}" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "address",
    ["sqlite:////no/such/folder/slack.db", "nonsense", "postgresql://x@127.0.0.1:1/none"],
)
async def test_a_database_that_cannot_be_opened_is_said_in_one_sentence(
    values: dict[str, str], address: str
) -> None:
    values["BOT_DATABASE_URL"] = address
    ended = await asyncio.to_thread(run, **values)
    assert ended.returncode == 1
    assert "check BOT_DATABASE_URL" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_it_ends_cleanly_when_told_to(
    idle_clinic: Clinic, values: dict[str, str], tmp_path: Path, how: signal.Signals
) -> None:
    log = tmp_path / "log"
    with running(values, log) as process:
        await asyncio.wait_for(idle_clinic.slack.connected(), 60)
        await idle_clinic.ask(message("hello"))
        process.send_signal(how)
        assert await asyncio.to_thread(process.wait, 30) == 0
    assert log.read_text() == "The Slack app listens over Socket Mode, for 1 workspace.\n"


async def test_it_ends_when_told_to_while_slack_is_away(
    values: dict[str, str], tmp_path: Path, unused_port: int
) -> None:
    values["SLACK_API_URL"] = f"http://127.0.0.1:{unused_port}/api/"
    log = tmp_path / "log"
    with running(values, log) as process:
        while "cannot be reached" not in log.read_text():
            assert process.poll() is None
            await asyncio.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, 30) == 0
    assert "Traceback" not in log.read_text()


async def test_a_killed_app_loses_nothing_and_answers_nothing_twice(
    idle_clinic: Clinic, values: dict[str, str], tmp_path: Path
) -> None:
    slack = idle_clinic.slack
    idle_clinic.assistant.seconds = 0.05
    events = [message(f"q{n}", user=f"U{n}", channel=f"D{n}") for n in range(40)]
    with running(values, tmp_path / "log"):
        await asyncio.wait_for(slack.connected(), 60)
        await asyncio.gather(*(slack.send_event(event) for event in events))
        await slack.until(lambda: len(slack.posted) >= 5)
    assert len(slack.posted) < 40
    with running(values, tmp_path / "log"):
        await slack.until(lambda: len(slack.posted) >= 40, seconds=90)
        await idle_clinic.settle()
    assert sorted(idle_clinic.texts()) == sorted(f"You said: q{n}" for n in range(40))


async def test_logs_hold_neither_words_nor_names(
    idle_clinic: Clinic, values: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with running(values, log):
        await asyncio.wait_for(idle_clinic.slack.connected(), 60)
        await idle_clinic.slack.send("interactive", {"type": "block_actions", "actions": [7]})
        url = idle_clinic.slack.new_response_url()
        await idle_clinic.slack.send("slash_commands", command("planted words", url, user="U77"))
        await idle_clinic.slack.until(lambda: bool(idle_clinic.slack.posted))
    assert "planted" not in log.read_text()
    assert "U77" not in log.read_text()


async def test_it_starts_the_assistant_too_and_ends_it_with_itself(
    idle_clinic: Clinic, values: dict[str, str], tmp_path: Path, unused_port: int
) -> None:
    values["BOT_ASSISTANT_URL"] = f"http://127.0.0.1:{unused_port}"
    with running(values, tmp_path / "log", "--with-assistant") as process:
        await asyncio.wait_for(idle_clinic.slack.connected(), 60)
        await idle_clinic.slack.send_event(message("what is osteopenia?"))
        answered = "low bone"
        await idle_clinic.slack.until(
            lambda: any(answered in text for text in idle_clinic.texts()), seconds=300
        )
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, 60) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", unused_port)) != 0


async def test_an_assistant_that_cannot_start_ends_the_app_with_a_sentence(
    values: dict[str, str],
) -> None:
    # The scripted assistant has the port.
    ended = await asyncio.to_thread(run, "--with-assistant", **values)
    assert ended.returncode == 1
    assert "The assistant could not start" in ended.stderr
    assert "Traceback" not in ended.stderr
