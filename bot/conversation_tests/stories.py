"""Reads test stories in the format of `rasa test`, so that existing ones run here too."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from bot.conversation_tests.cases import (
    Actions,
    ConversationCase,
    EntitiesAre,
    Expectation,
    IntentIs,
    LoopActive,
    MessagePattern,
    Replies,
    SlotWasSet,
    UserTurn,
)
from bot.conversation_tests.fields import Fields
from bot.conversation_tests.problems import Place
from bot.conversation_tests.suggestions import did_you_mean
from bot.conversation_tests.yaml_source import plain

STORY_KEYS = ("story", "steps", "metadata")
STEP_KINDS = ("user", "intent", "action", "bot", "slot_was_set", "active_loop")
USER_KEYS = ("user", "intent", "entities", "metadata")
LISTEN = "action_listen"

_ANNOTATION = re.compile(r"\[(?P<text>[^\]]+)\](?:\((?P<short>[^)]+)\)|(?P<long>\{[^}]+\}))")


def read_stories(fields: Fields, content: CommentedMap) -> list[ConversationCase]:
    """Reads the `stories` of a file.

    Args:
        fields: Reads the file and collects its mistakes.
        content: The file's top level.

    Returns:
        The stories without mistakes.
    """
    cases = []
    place = fields.place(content, "stories")
    for node, at in fields.items(content["stories"], "stories", place):
        story = fields.mapping(node, "A story", at)
        if story is None:
            continue
        fields.known_keys(story, STORY_KEYS, at)
        name = str(story.get("story") or "")
        if not name or "steps" not in story:
            fields.wrong(at, "A story needs a name ('story: …') and 'steps'.")
            continue
        cases.append(ConversationCase(name, at, tuple(_turns(fields, story, name))))
    return cases


def unannotated(text: str) -> tuple[str, tuple[Mapping[str, Any], ...]]:
    """Takes the marks of entities out of a text.

    Args:
        text: Such as `my hip is [-2.7](t_score)`.

    Returns:
        The text as a visitor types it, and the entities marked in it.
    """
    entities: list[Mapping[str, Any]] = []

    def take(match: re.Match[str]) -> str:
        words = match["text"]
        if match["short"]:
            name, _, value = match["short"].partition(":")
            entities.append({"entity": name, "value": value or words})
        else:
            marks = json.loads(match["long"])
            entities.append({"value": words, **marks})
        return words

    return _ANNOTATION.sub(take, text), tuple(entities)


def _turns(fields: Fields, story: CommentedMap, name: str) -> list[UserTurn]:
    turns: list[tuple[UserTurn, list[Expectation]]] = []
    for number, (node, line) in enumerate(
        fields.items(story["steps"], f"The steps of '{name}'", fields.place(story, "steps")), 1
    ):
        at = Place(line.file, line.line, number)
        step = fields.mapping(node, "A step", at)
        if step is None:
            continue
        kind = next((kind for kind in STEP_KINDS if kind in step), None)
        if kind is None:
            key = next(iter(step), "")
            fields.wrong(
                at,
                f"'{key}' is not supported in a test story.{did_you_mean(key, STEP_KINDS)} "
                f"Supported: {', '.join(STEP_KINDS)}.",
            )
        elif kind in ("user", "intent"):
            turn = _user_turn(fields, step, at)
            turns.append((turn, list(turn.expectations)))
        elif not turns:
            if kind != "action":
                fields.wrong(at, f"'{kind}' stands before the first message of the visitor.")
        else:
            turns[-1][1].extend(_expectations(fields, step, kind, at))
    found = [
        UserTurn(turn.place, turn.text, tuple(_joined(expectations)))
        for turn, expectations in turns
    ]
    if not any(turn.expectations for turn in found) and not fields.problems:
        fields.wrong(fields.place(story), f"The story '{name}' expects nothing.")
    return found


def _user_turn(fields: Fields, step: CommentedMap, at: Place) -> UserTurn:
    fields.known_keys(step, USER_KEYS, at)
    intent = step.get("intent")
    if "user" not in step:
        values = _entity_values(step.get("entities"))
        return UserTurn(at, f"/{intent}" + (json.dumps(values) if values else ""))
    text = fields.text(step["user"], "'user'", at) or ""
    try:
        typed, entities = unannotated(text.strip())
    except json.JSONDecodeError:
        fields.wrong(at, "The marks of an entity in this text are not valid JSON.")
        typed, entities = text, ()
    expectations: list[Expectation] = []
    if intent is not None:
        expectations.append(IntentIs(at, str(intent)))
    if entities:
        expectations.append(EntitiesAre(at, entities))
    return UserTurn(at, typed, tuple(expectations))


def _entity_values(node: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for item in plain(node) or ():
        values |= item if isinstance(item, dict) else {str(item): str(item)}
    return values


def _expectations(fields: Fields, step: CommentedMap, kind: str, at: Place) -> list[Expectation]:
    fields.known_keys(step, (kind,), at)
    node = step[kind]
    if kind == "action":
        name = fields.text(node, "'action'", at)
        return [Actions(at, (name,), (at,))] if name and name != LISTEN else []
    if kind == "bot":
        text = fields.text(node, "'bot'", at)
        return [Replies(at, (MessagePattern(at, text=text),))] if text else []
    if kind == "active_loop":
        return [LoopActive(at, str(node) if node is not None else None)]
    found: list[Expectation] = []
    for item in node if isinstance(node, CommentedSeq) else [node]:
        if isinstance(item, CommentedMap):
            found += [SlotWasSet(at, str(k), plain(v), True) for k, v in item.items()]
        else:
            found.append(SlotWasSet(at, str(item)))
    return found


def _joined(expectations: list[Expectation]) -> list[Expectation]:
    """Joins the actions (and the messages) of a turn, as they must come with no other between."""
    actions = [e for e in expectations if isinstance(e, Actions)]
    replies = [e for e in expectations if isinstance(e, Replies)]
    joined: list[Expectation] = [e for e in expectations if not isinstance(e, (Actions, Replies))]
    if actions:
        names = tuple(name for e in actions for name in e.names)
        joined.append(Actions(actions[0].place, names, tuple(e.place for e in actions)))
    if replies:
        messages = tuple(message for e in replies for message in e.messages)
        joined.append(Replies(replies[0].place, messages))
    return joined
