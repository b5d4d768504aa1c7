"""Takes values out of a file's nodes and collects what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from bot.conversation_tests.problems import CaseFileError, Place, Problem
from bot.conversation_tests.suggestions import did_you_mean
from bot.conversation_tests.yaml_source import line_of, plain, written


class Fields:
    """Reads one file's nodes; mistakes are kept, so that all are told at once."""

    def __init__(self, file: str) -> None:
        """Starts without mistakes.

        Args:
            file: The file's path as people know it.
        """
        self.file = file
        self.problems: list[Problem] = []

    def place(self, node: Any, key: Any = None, step: int | None = None) -> Place:
        """Where a node, or a key of it, stands."""
        return Place(self.file, line_of(node, key), step)

    def wrong(self, place: Place, message: str) -> None:
        """Keeps a mistake."""
        self.problems.append(Problem(place, message))

    def raise_if_wrong(self) -> None:
        """Ends the reading.

        Raises:
            CaseFileError: There was a mistake.
        """
        if self.problems:
            raise CaseFileError(self.problems)

    def known_keys(self, node: CommentedMap, known: Iterable[str], place: Place) -> None:
        """Checks that a mapping has no other keys."""
        names = tuple(known)
        for key in node:
            if key not in names:
                self.wrong(
                    self.place(node, key, place.step),
                    f"Unknown key '{key}'.{did_you_mean(key, names)}"
                    f" Allowed here: {', '.join(names)}.",
                )

    def mapping(self, node: Any, what: str, place: Place) -> CommentedMap | None:
        """The node, if it is a mapping; else None, and a mistake."""
        if isinstance(node, CommentedMap):
            return node
        self.wrong(place, f"{what} must be a mapping (key: value), not {_kind(node)}.")
        return None

    def items(
        self, node: Any, what: str, place: Place, *, may_be_empty: bool = False
    ) -> Iterator[tuple[Any, Place]]:
        """The items of a sequence with their places; a mistake where it is none or empty."""
        if not isinstance(node, CommentedSeq):
            self.wrong(
                place, f"{what} must be a list (lines that begin with '-'), not {_kind(node)}."
            )
            return
        if not node and not may_be_empty:
            self.wrong(place, f"{what} must not be empty.")
        for number, item in enumerate(node):
            yield item, self.place(node, number, place.step)

    def text(self, node: Any, what: str, place: Place) -> str | None:
        """The node, if it is a text that is not blank; a number is the text that was written."""
        value = written(node)
        if isinstance(value, str) and value.strip():
            return value
        quotes = " Put it in quotes." if isinstance(value, bool) else ""
        self.wrong(place, f"{what} must be a text, not {_kind(node)}.{quotes}")
        return None


def _kind(node: Any) -> str:
    if node is None:
        return "empty"
    if isinstance(node, CommentedMap):
        return "a mapping"
    if isinstance(node, CommentedSeq):
        return "a list"
    if isinstance(node, str):
        return "an empty text" if not node.strip() else f"the text '{node}'"
    return f"the value {str(plain(node)).lower()}"
