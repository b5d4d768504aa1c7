"""What is wrong with a test file, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A line of a test file.

    Attributes:
        file: The file's path as people know it.
        line: The line, from 1.
        step: Which step of the test case, from 1; None outside of steps.
    """

    file: str
    line: int
    step: int | None = None

    def __str__(self) -> str:
        """The form that editors make clickable."""
        return f"{self.file}:{self.line}" + (f" (step {self.step})" if self.step else "")


@dataclass(frozen=True)
class Problem:
    """One mistake in a test file."""

    place: Place
    message: str

    def __str__(self) -> str:
        """Place and message in one line."""
        return f"{self.place}: {self.message}"


class CaseFileError(Exception):
    """A test file can't be used; the message lists every mistake found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keeps the mistakes.

        Args:
            problems: At least one.
        """
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class AssistantUnavailable(Exception):
    """The assistant can't be tested at all; the message says why and what to do."""


class AssistantGone(AssistantUnavailable):
    """No test can be held with the assistant, or none any more."""


class AssistantFailed(Exception):
    """The assistant did not answer one message; the message says how it failed."""


class CannotWatch(Exception):
    """Tests can't be run again on changes; the message says why."""
