"""Reads test cases from a YAML file; the format is that of Rasa Pro's end-to-end tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from bot.conversation_tests.cases import (
    ActionExecuted,
    BotDidNotUtter,
    BotMessageCount,
    BotUttered,
    ConversationCase,
    EntitiesAre,
    Expectation,
    IntentIs,
    MessagePattern,
    Replies,
    SlotWasSet,
    UserTurn,
)
from bot.conversation_tests.fields import Fields
from bot.conversation_tests.problems import Place
from bot.conversation_tests.stories import read_stories
from bot.conversation_tests.suggestions import did_you_mean
from bot.conversation_tests.yaml_source import parse_yaml, plain, read_text, written

FILE_KEYS = ("test_cases", "fixtures", "metadata", "stories", "version")
CASE_KEYS = ("test_case", "steps", "fixtures", "metadata")
USER_KEYS = ("user", "metadata", "assertions", "assertion_order_enabled")
STEP_KINDS = ("user", "bot", "utter", "slot_was_set", "slot_was_not_set")
ASSERTIONS = (
    "action_executed",
    "slot_was_set",
    "slot_was_not_set",
    "bot_uttered",
    "bot_did_not_utter",
    "bot_message_count",
    "entities",
    "intent",
)
MESSAGE_KEYS = ("utter_name", "text_matches", "buttons", "data", "topic")
BUTTON_KEYS = ("title", "payload")
ENTITY_KEYS = ("entity", "value", "role", "group")
SLOT_KEYS = ("name", "value")

Named = dict[str, dict[str, Any]]


def read_cases(file: Path, shown_as: str | None = None) -> list[ConversationCase]:
    """Reads every test case of a file.

    Args:
        file: A file with `test_cases` (Rasa Pro's format), `stories` (that of `rasa test`) or both.
        shown_as: Its path as people know it, for errors.

    Returns:
        At least one test case, in the file's order.

    Raises:
        CaseFileError: Something in it is wrong; the error tells every mistake with its line.
    """
    name = shown_as or str(file)
    return list(_cases_of_text(read_text(file, name), name))


@cache
def _cases_of_text(text: str, name: str) -> tuple[ConversationCase, ...]:
    """The test cases of a file's text; kept, as `--watch` reads the same files again and again."""
    content = parse_yaml(text, name)
    fields = Fields(name)
    top = Place(name, 1)
    fields.known_keys(content, FILE_KEYS, top)
    fixtures = _named(fields, content, "fixtures")
    metadata = _named(fields, content, "metadata")
    cases: list[ConversationCase] = []
    if "test_cases" in content:
        place = fields.place(content, "test_cases")
        for node, at in fields.items(content["test_cases"], "test_cases", place):
            case = _case(fields, node, at, fixtures, metadata)
            if case:
                cases.append(case)
    if "stories" in content:
        cases += read_stories(fields, content)
    if not cases and not fields.problems:
        fields.wrong(top, "The file holds no test case: it has neither 'test_cases' nor 'stories'.")
    _refuse_double_names(fields, cases)
    fields.raise_if_wrong()
    return tuple(cases)


def _case(
    fields: Fields, node: Any, at: Place, fixtures: Named, metadata: Named
) -> ConversationCase | None:
    case = fields.mapping(node, "A test case", at)
    if case is None:
        return None
    fields.known_keys(case, CASE_KEYS, at)
    if "test_case" not in case:
        fields.wrong(at, "The test case has no name: write 'test_case: what it shows'.")
        return None
    name = fields.text(case["test_case"], "A test case's name", fields.place(case, "test_case"))
    if "steps" not in case:
        fields.wrong(at, f"The test case '{name}' has no steps.")
        return None
    slots: dict[str, Any] = {}
    for key in _names(fields, case, "fixtures"):
        slots |= _lookup(fields, fixtures, key, "fixture", fields.place(case, "fixtures"))
    shared: dict[str, Any] = {}
    for key in _names(fields, case, "metadata"):
        shared |= _lookup(fields, metadata, key, "metadata", fields.place(case, "metadata"))
    turns = _turns(fields, case, name or "", metadata, shared)
    return ConversationCase(name or "", at, tuple(turns), slots)


def _turns(
    fields: Fields, case: CommentedMap, name: str, metadata: Named, shared: Mapping[str, Any]
) -> list[UserTurn]:
    turns: list[UserTurn] = []
    replies: list[MessagePattern] = []
    place = fields.place(case, "steps")

    def close_replies() -> None:
        if replies and turns:
            turns[-1] = _with(turns[-1], Replies(replies[0].place, tuple(replies)))
        replies.clear()

    for number, (node, line) in enumerate(
        fields.items(case["steps"], f"The steps of '{name}'", place), start=1
    ):
        at = Place(line.file, line.line, number)
        step = fields.mapping(node, "A step", at)
        kind = _kind_of_step(fields, step, at) if step is not None else None
        if step is None or kind is None:
            continue
        if kind == "user":
            close_replies()
            turns.append(_user_turn(fields, step, at, metadata, shared))
            continue
        fields.known_keys(step, (kind,), at)
        if not turns:
            fields.wrong(
                at,
                f"'{kind}' stands before the first 'user' step. To set slots before the "
                "conversation, use 'fixtures'.",
            )
        elif kind in ("bot", "utter"):
            text = fields.text(step[kind], f"'{kind}'", at)
            pattern = (
                MessagePattern(at, text=text)
                if kind == "bot"
                else MessagePattern(at, utter_name=text)
            )
            replies.append(pattern)
        else:
            turns[-1] = _with(turns[-1], *_slots_of_step(fields, step, kind, at))
    close_replies()
    if not turns and not fields.problems:
        fields.wrong(place, f"The test case '{name}' has no 'user' step.")
    elif turns and not any(turn.expectations for turn in turns) and not fields.problems:
        fields.wrong(
            place,
            f"The test case '{name}' expects nothing, so it could never fail. Add 'bot', 'utter' "
            "or 'assertions'.",
        )
    elif turns and not turns[-1].expectations and not fields.problems:
        fields.wrong(
            turns[-1].place,
            f"After the last message, '{turns[-1].text}', the test expects nothing. Say what must "
            "follow, or take the message out.",
        )
    return turns


def _kind_of_step(fields: Fields, step: CommentedMap, at: Place) -> str | None:
    kinds = [kind for kind in STEP_KINDS if kind in step]
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        fields.wrong(at, f"A step must be one of {', '.join(kinds)}, not several at once.")
        return None
    key = next(iter(step), "")
    if key in USER_KEYS:
        fields.wrong(
            at,
            f"'{key}' is no step of its own: it belongs to the 'user' step above. Take the '-' "
            "away and indent it like 'user'.",
        )
        return None
    fields.wrong(
        at,
        f"Unknown step '{key}'.{did_you_mean(key, STEP_KINDS)} A step is one of "
        f"{', '.join(STEP_KINDS)}.",
    )
    return None


def _user_turn(
    fields: Fields, step: CommentedMap, at: Place, metadata: Named, shared: Mapping[str, Any]
) -> UserTurn:
    fields.known_keys(step, USER_KEYS, at)
    text = fields.text(step["user"], "'user'", at) or ""
    sent = dict(shared)
    for key in _names(fields, step, "metadata"):
        sent |= _lookup(fields, metadata, key, "metadata", at)
    in_order = step.get("assertion_order_enabled", False)
    if not isinstance(in_order, bool):
        fields.wrong(at, "'assertion_order_enabled' must be true or false.")
        in_order = False
    expectations: list[Expectation] = []
    if "assertions" in step:
        where = fields.place(step, "assertions", at.step)
        for node, line in fields.items(step["assertions"], "'assertions'", where):
            expectations += _assertion(fields, node, line)
    return UserTurn(at, text, tuple(expectations), sent, in_order)


def _assertion(fields: Fields, node: Any, at: Place) -> list[Expectation]:
    assertion = fields.mapping(node, "An assertion", at)
    if assertion is None:
        return []
    if len(assertion) != 1:
        first, *others = assertion
        inner = [key for key in others if key in MESSAGE_KEYS and key not in ASSERTIONS]
        advice = (
            f"indent '{inner[0]}' further than '{first}'"
            if inner and first in ("bot_uttered", "bot_did_not_utter")
            else "begin each assertion with '-' on a new line"
        )
        fields.wrong(at, f"An assertion has one key; {advice}.")
        return []
    kind, value = next(iter(assertion.items()))
    if kind not in ASSERTIONS:
        fields.wrong(
            at,
            f"Unknown assertion '{kind}'.{did_you_mean(kind, ASSERTIONS)} Known: "
            f"{', '.join(ASSERTIONS)}.",
        )
        return []
    if kind in ("slot_was_set", "slot_was_not_set"):
        return _slot_assertions(fields, value, kind == "slot_was_not_set", at)
    if kind == "entities":
        return _entities(fields, value, at)
    if kind == "bot_message_count":
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            fields.wrong(at, "'bot_message_count' must be a whole number, 0 or more.")
            return []
        return [BotMessageCount(at, int(value))]
    if kind in ("bot_uttered", "bot_did_not_utter"):
        message = _message(fields, value, at)
        if message is None:
            return []
        return [BotUttered(at, message) if kind == "bot_uttered" else BotDidNotUtter(at, message)]
    name = fields.text(value, f"'{kind}'", at)
    if name is None:
        return []
    return [ActionExecuted(at, name) if kind == "action_executed" else IntentIs(at, name)]


def _message(fields: Fields, node: Any, at: Place) -> MessagePattern | None:
    if node is None or node == {}:
        fields.wrong(
            at,
            f"The assertion expects nothing. Below it, indented further, stands at least one of "
            f"{', '.join(MESSAGE_KEYS)}.",
        )
        return None
    value = fields.mapping(node, "A message", at)
    if value is None:
        return None
    fields.known_keys(value, MESSAGE_KEYS, at)
    texts: dict[str, str] = {}
    for key in ("utter_name", "text_matches", "topic"):
        if key in value:
            text = fields.text(value[key], f"'{key}'", fields.place(value, key, at.step))
            texts |= {key: text} if text else {}
    if "text_matches" in texts:
        _check_pattern(fields, texts["text_matches"], fields.place(value, "text_matches", at.step))
    data = None
    if "data" in value:
        where = fields.place(value, "data", at.step)
        node_of_data = fields.mapping(value["data"], "'data'", where)
        data = plain(node_of_data) if node_of_data is not None else None
    buttons = _buttons(fields, value, at) if "buttons" in value else None
    return MessagePattern(at, **texts, buttons=buttons, data=data)


def _check_pattern(fields: Fields, pattern: str, place: Place) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        fields.wrong(place, f"'{pattern}' is not a regular expression: {error}.")


def _buttons(fields: Fields, value: CommentedMap, at: Place) -> tuple[Mapping[str, str], ...]:
    place = fields.place(value, "buttons", at.step)
    buttons: list[Mapping[str, str]] = []
    for node, line in fields.items(value["buttons"], "'buttons'", place, may_be_empty=True):
        button = fields.mapping(node, "A button", line)
        if button is None:
            continue
        fields.known_keys(button, BUTTON_KEYS, line)
        if not button:
            fields.wrong(line, "A button needs a 'title', a 'payload' or both.")
        buttons.append({str(key): str(written(text)) for key, text in button.items()})
    return tuple(buttons)


def _entities(fields: Fields, node: Any, at: Place) -> list[Expectation]:
    entities: list[Mapping[str, Any]] = []
    for item, line in fields.items(node, "'entities'", at, may_be_empty=True):
        if isinstance(item, str):
            entities.append({"entity": str(item)})
            continue
        entity = fields.mapping(item, "An entity", line)
        if entity is None:
            continue
        fields.known_keys(entity, ENTITY_KEYS, line)
        if "entity" not in entity:
            fields.wrong(line, "An entity needs its name: 'entity: …'.")
        entities.append(plain(entity))
    return [EntitiesAre(at, tuple(entities))]


def _slot_assertions(fields: Fields, node: Any, negated: bool, at: Place) -> list[Expectation]:
    found: list[Expectation] = []
    for item, line in fields.items(node, "The slots", at):
        slot = fields.mapping(item, "A slot", line)
        if slot is None:
            continue
        fields.known_keys(slot, SLOT_KEYS, line)
        if "name" not in slot:
            fields.wrong(line, "A slot needs its name: 'name: …'.")
            continue
        name, value = str(slot["name"]), plain(slot.get("value"))
        found.append(SlotWasSet(line, name, value, "value" in slot, negated))
    return found


def _slots_of_step(fields: Fields, step: CommentedMap, kind: str, at: Place) -> list[Expectation]:
    node = step[kind]
    negated = kind == "slot_was_not_set"
    nodes = list(node) if isinstance(node, CommentedSeq) else [node]
    found: list[Expectation] = []
    for item in nodes:
        if isinstance(item, CommentedMap) and item:
            found += [
                SlotWasSet(fields.place(item, key, at.step), str(key), plain(value), True, negated)
                for key, value in item.items()
            ]
        elif isinstance(item, str) and item.strip():
            found.append(SlotWasSet(at, str(item), negated=negated))
        else:
            fields.wrong(at, f"'{kind}' must name a slot ('- name') or a slot and its value.")
    return found


def _named(fields: Fields, content: CommentedMap, key: str) -> Named:
    """Reads `fixtures` or `metadata` of a file: a list of names, each with its values."""
    named: Named = {}
    if key not in content:
        return named
    for node, place in fields.items(content[key], f"'{key}'", fields.place(content, key)):
        entry = fields.mapping(node, f"An entry of '{key}'", place)
        for name, values in (entry or {}).items():
            parts = values if isinstance(values, CommentedSeq) else [values]
            if not all(isinstance(part, CommentedMap) for part in parts):
                fields.wrong(place, f"'{name}' must hold names with values.")
                continue
            named[str(name)] = {k: v for part in parts for k, v in plain(part).items()}
    return named


def _names(fields: Fields, node: CommentedMap, key: str) -> list[str]:
    if key not in node:
        return []
    value = node[key]
    if isinstance(value, str):
        return [str(value)]
    if isinstance(value, CommentedSeq) and all(isinstance(item, str) for item in value):
        return [str(item) for item in value]
    fields.wrong(fields.place(node, key), f"'{key}' must be a name or a list of names.")
    return []


def _lookup(fields: Fields, named: Named, name: str, what: str, place: Place) -> dict[str, Any]:
    if name not in named:
        fields.wrong(place, f"There is no {what} '{name}' in this file.{did_you_mean(name, named)}")
    return named.get(name, {})


def _with(turn: UserTurn, *more: Expectation) -> UserTurn:
    return UserTurn(
        turn.place, turn.text, (*turn.expectations, *more), turn.metadata, turn.in_order
    )


def _refuse_double_names(fields: Fields, cases: list[ConversationCase]) -> None:
    first: dict[str, Place] = {}
    for case in cases:
        if case.name in first:
            fields.wrong(
                case.place,
                f"The name '{case.name}' is already used in line {first[case.name].line}.",
            )
        first.setdefault(case.name, case.place)
