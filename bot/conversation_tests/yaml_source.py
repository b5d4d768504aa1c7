"""Reads YAML so that every value still knows its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import ScalarString

from bot.conversation_tests.problems import CaseFileError, Place, Problem


def read_yaml(file: Path, shown_as: str) -> CommentedMap:
    """Reads a file whose top level is a mapping.

    Args:
        file: The file.
        shown_as: Its path as people know it, for errors.

    Raises:
        CaseFileError: It can't be read, is not YAML, is empty, or is no mapping.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _wrong(shown_as, 1, "The file is not UTF-8 text.") from error
    except OSError as error:
        raise _wrong(shown_as, 1, f"The file can't be read: {error.strerror}.") from error
    try:
        content = YAML(typ="rt").load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or error).splitlines()[0]
        line = mark.line + 1 if mark else 1
        raise _wrong(shown_as, line, f"This is not valid YAML: {problem}.") from error
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


def _wrong(file: str, line: int, message: str) -> CaseFileError:
    return CaseFileError([Problem(Place(file, line), message)])
