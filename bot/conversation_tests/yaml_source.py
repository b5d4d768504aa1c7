"""Reads YAML so that every value still knows its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.scalarstring import ScalarString

from bot.conversation_tests.problems import CaseFileError, Place, Problem

# What YAML's own words mean for somebody who writes tests; the first that fits is told.
_MEANINGS = (
    (r"\\t", "there is a tab here; indent with spaces"),
    (
        "mapping values are not allowed",
        "either this line is indented further than the one before, or its text holds a colon and "
        "must stand in quotes",
    ),
    ("quoted scalar", "a quotation mark that opens here is not closed"),
    (
        "block (mapping|collection|sequence)|<block end>",
        "this line is not indented like the lines that it belongs to",
    ),
    ("flow (mapping|sequence)", "a bracket that opens here is not closed"),
    ("another document", "a file is one document; take the line '---' out"),
    ("anchor|alias", "a name after '&' or '*' is not right; put a text with that sign in quotes"),
    ("cannot start any token", "a text that begins with this sign must stand in quotes"),
)


class WrittenInt(int):
    """A whole number that knows how it was written."""

    written: str


class WrittenFloat(float):
    """A number that knows how it was written."""

    written: str


class _Constructor(RoundTripConstructor):
    """Keeps how numbers are written, as a visitor's text may be one; a date is a text."""

    def construct_yaml_int(self, node: ScalarNode) -> int:
        return self._written(WrittenInt(super().construct_yaml_int(node)), node)

    def construct_yaml_float(self, node: ScalarNode) -> float:
        return self._written(WrittenFloat(super().construct_yaml_float(node)), node)

    @staticmethod
    def _written(number: Any, node: ScalarNode) -> Any:
        number.written = str(node.value)
        return number


_Constructor.add_constructor("tag:yaml.org,2002:int", _Constructor.construct_yaml_int)
_Constructor.add_constructor("tag:yaml.org,2002:float", _Constructor.construct_yaml_float)
_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_str)


def read_text(file: Path, shown_as: str) -> str:
    """Reads a file.

    Args:
        file: The file.
        shown_as: Its path as people know it, for errors.

    Raises:
        CaseFileError: It can't be read, or is not UTF-8.
    """
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _wrong(shown_as, 1, "The file is not UTF-8 text.") from error
    except OSError as error:
        raise _wrong(shown_as, 1, f"The file can't be read: {error.strerror}.") from error


def parse_yaml(text: str, shown_as: str) -> CommentedMap:
    """Reads YAML whose top level is a mapping.

    Args:
        text: The YAML.
        shown_as: The file's path as people know it, for errors.

    Raises:
        CaseFileError: It is not YAML, is empty, or is no mapping.
    """
    parser = YAML(typ="rt")
    parser.Constructor = _Constructor
    try:
        content = parser.load(text)
    except DuplicateKeyError as error:
        raise _wrong(shown_as, _line(error), _double_key(error)) from error
    except YAMLError as error:
        raise _wrong(shown_as, _line(error), _meaning(error, text)) from error
    except RecursionError as error:
        raise _wrong(shown_as, 1, "This is not a test file: it is nested too deeply.") from error
    except ValueError as error:
        raise _wrong(shown_as, 1, f"This is not valid YAML: {error}.") from error
    if content is None:
        raise _wrong(shown_as, 1, "The file is empty: it holds no test case.")
    if not isinstance(content, CommentedMap):
        raise _wrong(shown_as, 1, "The file must begin with a key such as 'test_cases:'.")
    return content


def line_of(node: Any, key: Any = None) -> int:
    """The line of a mapping's key or a sequence's item, else of the whole node, from 1."""
    position = getattr(node, "lc", None)
    if position is None or position.line is None:
        return 1
    if key is not None and position.data and key in position.data:
        return int(position.data[key][0]) + 1
    return int(position.line) + 1


def plain(node: Any) -> Any:
    """The same value as plain dicts, lists and scalars."""
    if isinstance(node, CommentedMap):
        return {plain(key): plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [plain(value) for value in node]
    if isinstance(node, ScalarString):
        return str(node)
    if isinstance(node, bool) or node is None:
        return node
    for simple in (int, float, str):
        if isinstance(node, simple):
            return simple(node)
    return node


def written(node: Any) -> Any:
    """A value as `plain` gives it, but a number as the text that it was written as."""
    return node.written if isinstance(node, (WrittenInt, WrittenFloat)) else plain(node)


def _line(error: YAMLError) -> int:
    """Where a mistake began, where that is known; else where it was noticed."""
    opened = "quoted scalar" in str(error) or "flow" in str(getattr(error, "context", ""))
    marks = [getattr(error, "context_mark", None), getattr(error, "problem_mark", None)]
    mark = next((m for m in (marks if opened else reversed(marks)) if m), None)
    return int(mark.line) + 1 if mark else 1


def _double_key(error: DuplicateKeyError) -> str:
    key = re.search('duplicate key "([^"]*)"', str(error.problem))
    name = f"'{key[1]}'" if key else "a key"
    return f"The key {name} stands here twice; keep one, with all of its lines below it."


def _meaning(error: YAMLError, text: str) -> str:
    problem = str(getattr(error, "problem", None) or error).splitlines()[0]
    told = f"{problem} {getattr(error, 'context', None) or ''}"
    meaning = next((means for words, means in _MEANINGS if re.search(words, told)), problem)
    lines = text.splitlines()
    number = _line(error)
    shown = f"\n    {lines[number - 1].expandtabs(4)}" if 0 < number <= len(lines) else ""
    return f"This is not valid YAML: {meaning}.{shown}"


def _wrong(file: str, line: int, message: str) -> CaseFileError:
    return CaseFileError([Problem(Place(file, line), message)])
