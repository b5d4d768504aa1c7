"""How pytest sees the test cases: a file is a collector, a test case an item."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.conversation_tests.cases import ConversationCase
from bot.conversation_tests.explaining import explain
from bot.conversation_tests.inventory import unknown_names
from bot.conversation_tests.laboratory import Laboratory
from bot.conversation_tests.problems import AssistantGone, AssistantUnavailable, CaseFileError
from bot.conversation_tests.reading import read_cases
from bot.conversation_tests.running import CaseResult, run_case

MARKER = "conversation"
LABORATORY = pytest.StashKey[Laboratory]()


class ExpectationsNotMet(Exception):
    """A test failed; `result` says how."""

    def __init__(self, result: CaseResult) -> None:
        """Keeps what came of the test."""
        super().__init__(result.case.name)
        self.result = result


class ConversationFile(pytest.File):
    """A YAML file with test cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """Gives one item for each test case (see base class)."""
        for case in read_cases(self.path, shown_path(self.path, self.config.rootpath)):
            yield ConversationItem.from_parent(self, name=case.name, case=case)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Shows mistakes in the file as they are, without a traceback (see base class)."""
        if isinstance(excinfo.value, CaseFileError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class ConversationItem(pytest.Item):
    """One test case."""

    def __init__(self, *, case: ConversationCase, **kwargs: Any) -> None:
        """Takes the test case (see base class)."""
        super().__init__(**kwargs)
        self.case = case
        self.result: CaseResult | None = None
        self.add_marker(MARKER)

    def setup(self) -> None:
        """Loads the assistant, if it is not yet, and checks the names in the test.

        Raises:
            pytest.fail.Exception: There is no assistant to test, or the test names something that
                it does not have. (pytest shows other errors of a set-up with a traceback.)
        """
        inventory, unavailable = None, None
        try:
            inventory = self._laboratory.assistant.inventory
        except AssistantUnavailable as error:
            unavailable = error
        if unavailable is not None:
            self._stop_if_pointless()
            pytest.fail(str(unavailable), pytrace=False)
        problems = unknown_names(self.case, inventory) if inventory else []
        if problems:
            pytest.fail(str(CaseFileError(problems)), pytrace=False)

    def runtest(self) -> None:
        """Holds the conversation (see base class).

        Raises:
            ExpectationsNotMet: The test failed.
            AssistantUnavailable: The test can't be held with this assistant.
        """
        laboratory = self._laboratory
        work = run_case(self.case, laboratory.assistant, laboratory.timeout)
        try:
            self.result = laboratory.run(work)
        except AssistantGone:
            self._stop_if_pointless()
            raise
        if self.result.failing_turn is None and not self.result.checked:
            pytest.skip("nothing that this test expects can be seen through this channel")
        if not self.result.passed:
            raise ExpectationsNotMet(self.result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Tells a tester what went wrong (see base class)."""
        error = excinfo.value
        if isinstance(error, ExpectationsNotMet):
            return explain(error.result, self._laboratory.examples)
        if isinstance(error, AssistantUnavailable):
            return f'{self.case.place}  "{self.case.name}"\n\n{error}'
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the test stands, for pytest's listings (see base class)."""
        return self.path, self.case.place.line - 1, self.name

    def _stop_if_pointless(self) -> None:
        """Without an assistant the other conversations would only repeat the message."""
        if all(isinstance(item, ConversationItem) for item in self.session.items):
            self.session.shouldfail = "there is no assistant to test; the other tests are left out"

    @property
    def _laboratory(self) -> Laboratory:
        return self.config.stash[LABORATORY]


def shown_path(file: Path, root: Path) -> str:
    """A file's path from the root, with slashes; the whole path where it is elsewhere."""
    return (file.relative_to(root) if file.is_relative_to(root) else file).as_posix()
