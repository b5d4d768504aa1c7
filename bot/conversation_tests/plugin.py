"""The pytest plugin: every test case in a YAML file is a test of its own."""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.conversation_tests import hooks
from bot.conversation_tests.items import (
    LABORATORY,
    MARKER,
    ConversationFile,
    ConversationItem,
    shown_path,
)
from bot.conversation_tests.laboratory import Laboratory
from bot.conversation_tests.plain_project import load_plain_agent
from bot.conversation_tests.records import record_of
from bot.conversation_tests.reporter import RECORD, WORKER_INVENTORY, Reporter

DEFAULT_FILES = ("tests/conversations/**/*.yml", "tests/conversations/**/*.yaml", "test_*.yml")
DEFAULT_TIMEOUT = 10.0

_REPORTER = pytest.StashKey[Reporter]()


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Declares what a project can tell about its assistant."""
    pluginmanager.add_hookspecs(hooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options."""
    group = parser.getgroup("conversation tests")
    group.addoption(
        "--bot-url",
        dest="bot_url",
        metavar="URL",
        help="test a running assistant, such as http://localhost:5005",
    )
    group.addoption(
        "--bot-channel",
        dest="bot_channel",
        choices=["rest", "website"],
        default="rest",
        help="the channel through which to test it",
    )
    group.addoption(
        "--bot-timeout",
        dest="bot_timeout",
        type=float,
        default=DEFAULT_TIMEOUT,
        metavar="SECONDS",
        help=f"how long to wait for one answer (default {DEFAULT_TIMEOUT:g})",
    )
    group.addoption(
        "--conversation-model",
        dest="conversation_model",
        metavar="FILE",
        help="test this trained model",
    )
    group.addoption(
        "--conversation-report",
        dest="conversation_report",
        metavar="FILE",
        help="write an HTML report of all conversations",
    )
    parser.addini(
        "conversation_files",
        "which files hold conversation tests (patterns from the root, or of names)",
        type="linelist",
        default=list(DEFAULT_FILES),
    )
    parser.addini("conversation_training_data", "the folder with training data", default="data")
    parser.addini(
        "conversation_understanding_report",
        "a folder whose report.md and pictures are put into the HTML report",
        default="var/nlu_report",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Sets up what the tests share."""
    config.addinivalue_line("markers", f"{MARKER}: a conversation with the assistant")
    laboratory = Laboratory(config)
    config.stash[LABORATORY] = laboratory
    config.add_cleanup(laboratory.close)
    if not hasattr(config, "workerinput"):
        config.stash[_REPORTER] = Reporter(config)
        config.pluginmanager.register(config.stash[_REPORTER], "conversation-reporter")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Takes the files that hold conversation tests."""
    if file_path.suffix not in (".yml", ".yaml"):
        return None
    shown = shown_path(file_path, parent.config.rootpath)
    if any(matches(shown, pattern) for pattern in parent.config.getini("conversation_files")):
        collector: pytest.Collector = ConversationFile.from_parent(parent, path=file_path)
        return collector
    return None


@pytest.hookimpl(trylast=True)
def pytest_conversation_agent(root: Path, model: Path | None) -> Any:
    """Loads the agent of a plain Rasa project where conftest.py names no other."""
    return load_plain_agent(root, model)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Hands the conversation on to the report, also from a worker of xdist."""
    outcome: Any = yield
    report = outcome.get_result()
    if isinstance(item, ConversationItem) and (report.when == "call" or report.failed):
        place = item.case.place
        record = (
            record_of(item.result)
            if item.result
            else {"name": item.name, "file": place.file, "line": place.line, "turns": []}
        )
        setattr(report, RECORD, json.dumps(record))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hands the assistant's names to the process that reports."""
    config = session.config
    inventory = config.stash[LABORATORY].inventory
    if inventory is None:
        return
    if hasattr(config, "workeroutput"):
        config.workeroutput[WORKER_INVENTORY] = json.dumps(inventory.as_dict())
    else:
        config.stash[_REPORTER].inventory = inventory


def matches(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern; `**/` stands for any folders or none.

    Args:
        path: From the root, with slashes.
        pattern: Without a slash, it is about the file's name only.
    """
    if "/" not in pattern:
        return fnmatch.fnmatchcase(path.rsplit("/", 1)[-1], pattern)
    return any(fnmatch.fnmatchcase(path, p) for p in (pattern, pattern.replace("**/", "")))
