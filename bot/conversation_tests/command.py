"""What `python -m bot test` and `python -m bot record` do."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from bot.conversation_tests.explaining import dialogue_lines
from bot.conversation_tests.observed import ObservedTurn, turns_from_events
from bot.conversation_tests.problems import AssistantFailed, CannotWatch, CaseFileError
from bot.conversation_tests.recording import append_case, recorded_case
from bot.paths import DOMAIN_FILE, PROJECT_ROOT

DEFAULT_PATHS = ("tests/conversations",)
DEFAULT_RECORDING = "tests/conversations/recorded/recorded.yml"
SCHEMA = Path(__file__).with_name("schema.json")


class CannotRecord(Exception):
    """Nothing was recorded; the message says why."""


def run_tests(
    paths: Sequence[str] = (),
    keyword: str | None = None,
    report: str | None = None,
    bot_url: str | None = None,
    bot_channel: str = "rest",
    stop_at_first: bool = False,
    last_failed: bool = False,
    watch: bool = False,
) -> int:
    """Runs conversation tests.

    Args:
        paths: Files and folders; all conversation tests if there are none.
        keyword: Runs only tests whose name fits (see `name_expression`).
        report: Where to write the HTML report.
        bot_url: Address of a running assistant to test instead of one in this process.
        bot_channel: "rest" or "website".
        stop_at_first: Stops at the first failure.
        last_failed: Runs only the tests that failed last time.
        watch: Goes on until interrupted, and runs again what a change touches.

    Returns:
        pytest's exit code: 0 when all passed, 5 when there was no test.

    Raises:
        CannotWatch: `watch` is asked for where it can't be.
    """
    import pytest

    arguments = [*(paths or DEFAULT_PATHS), "-p", "no:hypothesispytest"]
    arguments += ["-k", name_expression(keyword)] if keyword else []
    arguments += ["--conversation-report", report] if report else []
    arguments += ["--bot-url", bot_url, "--bot-channel", bot_channel] if bot_url else []
    arguments += ["-x"] if stop_at_first else []
    arguments += ["--last-failed"] if last_failed else []
    if watch:
        from bot.conversation_tests.watching import watch_tests

        if bot_url:
            raise CannotWatch("--watch tests the assistant in this process; leave out --bot-url.")
        watch_tests(PROJECT_ROOT, arguments)
        return 0
    code = int(pytest.main(arguments))
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        print("No conversation test fits, so none was run.", file=sys.stderr)
    return code


def name_expression(words: str) -> str:
    """What pytest's -k takes, for words that a tester remembers of a name.

    Args:
        words: Words that must all stand in the name, in any order; or an expression of pytest,
            with `and`, `or`, `not` and parentheses.
    """
    found = re.findall(r"[\w:+.\[\]/-]+", words)
    if not found or {"and", "or", "not"} & set(found) or re.search(r"[()]", words):
        return words
    return " and ".join(found)


def record(
    name: str,
    output: str = DEFAULT_RECORDING,
    conversation_id: str | None = None,
    source: TextIO | None = None,
) -> str:
    """Turns a conversation into a test case.

    Args:
        name: The test case's name.
        output: The file that the test case is added to.
        conversation_id: A conversation of the store; without it, one is held in the terminal.
        source: Where the visitor's messages are read from, a line each; standard input if None.

    Returns:
        A sentence that tells where the test case is.

    Raises:
        CannotRecord: There is no such conversation, nothing was said, or the file is not one to
            add to.
        AssistantUnavailable: There is no model.
    """
    turns = asyncio.run(_stored(conversation_id) if conversation_id else _held(source or sys.stdin))
    file = Path(output)
    try:
        append_case(
            recorded_case(name, turns), file, os.path.relpath(SCHEMA, file.resolve().parent)
        )
    except (CaseFileError, ValueError) as error:
        raise CannotRecord(str(error)) from error
    return f"Recorded {len(turns)} message(s) as '{name}' in {output}"


async def _stored(conversation_id: str) -> list[ObservedTurn]:
    from rasa.core.tracker_store import TrackerStore
    from rasa.shared.core.domain import Domain

    from bot.assistant import endpoints

    store = TrackerStore.create(endpoints().tracker_store, domain=Domain.load(str(DOMAIN_FILE)))
    tracker = await store.retrieve_full_tracker(conversation_id)
    turns = turns_from_events(event.as_dict() for event in tracker.events) if tracker else []
    if not turns:
        raise CannotRecord(f"The store holds no conversation '{conversation_id}'.")
    return turns


async def _held(source: TextIO) -> list[ObservedTurn]:
    from bot.channels.payloads import as_sent
    from bot.conversation_tests.in_process import InProcessAssistant
    from bot.conversation_tests.project import load_agent

    assistant = InProcessAssistant(await load_agent(), as_sent)
    conversation = await assistant.begin({})
    print("Type what a visitor says; an empty line ends the recording. /intent presses a button.")
    turns: list[ObservedTurn] = []
    for line in source:
        text = line.strip()
        if not text:
            break
        try:
            turns.append(await assistant.say(conversation, text, {}))
        except AssistantFailed as error:
            raise CannotRecord(f"The assistant failed over '{text}': {error}") from error
        print("\n".join(dialogue_lines(turns[-1])), flush=True)
    return turns
