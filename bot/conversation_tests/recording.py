"""Turns a conversation that took place into a test case."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.conversation_tests.observed import BotSaid, ObservedTurn
from bot.conversation_tests.problems import CaseFileError, Place, Problem
from bot.conversation_tests.reading import read_cases

SCHEMA_COMMENT = "# yaml-language-server: $schema={schema}\n"
_UTTER_PREFIX = "utter_"


def recorded_case(name: str, turns: Sequence[ObservedTurn]) -> dict[str, Any]:
    """Makes a test case that expects what happened.

    Of each answer it expects the topic, or else the response's name, or else the text; the
    structured data; and the actions. Words of answers may change without breaking it.

    Args:
        name: The test case's name.
        turns: The conversation.

    Returns:
        The test case as plain values.

    Raises:
        ValueError: Nothing was said.
    """
    if not turns:
        raise ValueError("Nothing was said, so there is nothing to record.")
    return {"test_case": name, "steps": [_step(turn) for turn in turns]}


def append_case(case: Mapping[str, Any], file: Path, schema: str | None = None) -> None:
    """Adds a test case to a file; makes the file if there is none.

    Args:
        case: What `recorded_case` gave.
        file: The file; what stands in it stays as it is.
        schema: Path of the JSON schema from the file's folder, for editors; only in a new file.

    Raises:
        CaseFileError: The file has mistakes, or a test of this name.
    """
    text = _as_yaml(case)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        head = SCHEMA_COMMENT.format(schema=schema) if schema else ""
        file.write_text(f"{head}test_cases:\n{text}", encoding="utf-8")
        return
    existing = read_cases(file)
    taken = next((known for known in existing if known.name == case["test_case"]), None)
    if taken:
        raise CaseFileError(
            [Problem(taken.place, f"There is already a test named '{taken.name}' here.")]
        )
    before = file.read_text(encoding="utf-8").rstrip("\n")
    if not _ends_with_cases(file):
        raise CaseFileError(
            [Problem(Place(str(file), 1), "'test_cases' must be the file's last key to add to it.")]
        )
    file.write_text(f"{before}\n\n{text}", encoding="utf-8")


def _step(turn: ObservedTurn) -> dict[str, Any]:
    assertions: list[dict[str, Any]] = []
    if turn.understanding and turn.understanding.intent and not turn.text.startswith("/"):
        assertions.append({"intent": turn.understanding.intent})
    assertions += [
        {"action_executed": name} for name in turn.actions if not name.startswith(_UTTER_PREFIX)
    ]
    assertions += [{"bot_uttered": _pattern(message)} for message in turn.messages]
    assertions.append({"bot_message_count": len(turn.messages)})
    return {"user": turn.text, "assertions": assertions}


def _pattern(message: BotSaid) -> dict[str, Any]:
    pattern: dict[str, Any] = {}
    if message.utter_name:
        pattern["utter_name"] = message.utter_name
    elif message.topic:
        pattern["topic"] = message.topic
    else:
        pattern["text_matches"] = _literal(message.text)
    if message.data:
        pattern["data"] = dict(message.data)
    return pattern


def _literal(text: str) -> str:
    """The first line as a regular expression without needless backslashes."""
    first = text.splitlines()[0] if text else ""
    return "".join(f"\\{letter}" if letter in r".^$*+?{}[]\|()" else letter for letter in first)


def _as_yaml(case: Mapping[str, Any]) -> str:
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 100  # type: ignore[assignment]
    yaml.allow_unicode = True
    target = io.StringIO()
    yaml.dump([dict(case)], target)
    return target.getvalue()


def _ends_with_cases(file: Path) -> bool:
    content = YAML().load(file.read_text(encoding="utf-8"))
    return bool(list(content)[-1] == "test_cases")
