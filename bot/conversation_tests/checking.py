"""Compares what a test expects of one turn with what happened; nothing here knows of Rasa."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.conversation_tests.cases import (
    ActionExecuted,
    Actions,
    BotDidNotUtter,
    BotMessageCount,
    BotUttered,
    EntitiesAre,
    Expectation,
    IntentIs,
    LoopActive,
    MessagePattern,
    Replies,
    SlotWasSet,
    UserTurn,
)
from bot.conversation_tests.observed import (
    ActionRan,
    BotSaid,
    Happening,
    LoopChanged,
    ObservedTurn,
    Sight,
    SlotSet,
)
from bot.conversation_tests.problems import Place

NUMBER_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Mismatch:
    """One expectation that did not come true.

    Attributes:
        place: Where the test states it.
        title: What was expected, in a few words.
        expected: What the test says, a line each.
        actual: What happened instead, a line each.
    """

    place: Place
    title: str
    expected: tuple[str, ...]
    actual: tuple[str, ...]


def seen_part(expectation: Expectation, sight: frozenset[Sight]) -> Expectation | None:
    """The part of an expectation that can be checked.

    Args:
        expectation: What a test expects.
        sight: What can be seen of the assistant.

    Returns:
        The expectation, maybe without a message's topic or response name; None if nothing is left.
    """
    if isinstance(expectation, BotUttered):
        part = _seen_pattern(expectation.message, sight)
        return BotUttered(expectation.place, part) if part else None
    if isinstance(expectation, BotDidNotUtter):
        # Less of the pattern would forbid more messages.
        whole = _seen_pattern(expectation.message, sight) == expectation.message
        return expectation if whole else None
    if isinstance(expectation, Replies):
        parts = [_seen_pattern(message, sight) for message in expectation.messages]
        whole = parts == list(expectation.messages)
        return expectation if whole else BotMessageCount(expectation.place, len(parts))
    if isinstance(expectation, BotMessageCount):
        return expectation
    return expectation if Sight.EVENTS in sight else None


def check_turn(
    expected: UserTurn, observed: ObservedTurn, sight: frozenset[Sight]
) -> list[Mismatch]:
    """Checks all that can be seen of one turn.

    Args:
        expected: The turn as the test states it.
        observed: What happened.
        sight: What can be seen of the assistant; what needs more is not checked.

    Returns:
        The expectations that did not come true, in the test's order.
    """
    mismatches: list[Mismatch] = []
    position = 0
    for expectation in expected.expectations:
        part = seen_part(expectation, sight)
        if part is None:
            continue
        after = observed.happenings[position:] if expected.in_order else observed.happenings
        found = _check(part, after, observed)
        if isinstance(found, Mismatch):
            mismatches.append(found)
        elif expected.in_order and found is not None:
            position += found + 1
    return mismatches


def message_differences(pattern: MessagePattern, message: BotSaid) -> list[tuple[str, str]]:
    """Where a message differs from what was expected.

    Args:
        pattern: What it must look like.
        message: What was said.

    Returns:
        Pairs of what was expected and what there is; empty if the message fits.
    """
    differences: list[tuple[str, str]] = []
    if pattern.utter_name is not None and pattern.utter_name != message.utter_name:
        differences.append(
            (f"utter_name: {pattern.utter_name}", f"utter_name: {message.utter_name}")
        )
    if pattern.topic is not None and pattern.topic != message.topic:
        differences.append((f"topic: {pattern.topic}", f"topic: {message.topic}"))
    if pattern.text is not None and pattern.text.strip() != message.text.strip():
        differences.append((pattern.text.strip(), message.text))
    if pattern.text_matches is not None and not _found(pattern.text_matches, message.text):
        differences.append((f"text_matches: {pattern.text_matches}", f"text: {message.text}"))
    if pattern.buttons is not None and not _same_buttons(pattern.buttons, message.buttons):
        differences.append((_shown_buttons(pattern.buttons), _shown_buttons(message.buttons)))
    if pattern.data is not None:
        differences += _data_differences("data", pattern.data, message.data)
    return differences


def is_part_of(expected: Any, actual: Any) -> bool:
    """Whether all that is expected stands in a value.

    A mapping may hold more keys than expected; a list must have the same length; numbers are equal
    whatever their type.
    """
    return not _data_differences("", expected, actual)


def _seen_pattern(pattern: MessagePattern, sight: frozenset[Sight]) -> MessagePattern | None:
    part = replace(
        pattern,
        utter_name=pattern.utter_name if Sight.EVENTS in sight else None,
        topic=pattern.topic if Sight.TOPICS in sight else None,
    )
    return part if part != MessagePattern(pattern.place) else None


def _check(
    expectation: Expectation, happenings: Sequence[Happening], turn: ObservedTurn
) -> Mismatch | int | None:
    """Gives a mismatch, or where among the happenings the expectation came true, if anywhere."""
    if isinstance(expectation, Replies):
        return _check_replies(expectation, turn)
    if isinstance(expectation, BotUttered):
        return _check_uttered(expectation, happenings)
    if isinstance(expectation, BotDidNotUtter):
        return _check_not_uttered(expectation, turn)
    if isinstance(expectation, BotMessageCount):
        return _check_count(expectation, turn)
    if isinstance(expectation, Actions):
        if list(expectation.names) == turn.actions:
            return None
        return Mismatch(expectation.place, "these actions", expectation.names, tuple(turn.actions))
    if isinstance(expectation, ActionExecuted):
        name = expectation.name
        return _first(
            happenings,
            lambda h: isinstance(h, ActionRan) and h.name == name,
            Mismatch(expectation.place, f"action_executed: {name}", (name,), tuple(turn.actions)),
        )
    if isinstance(expectation, SlotWasSet):
        return _check_slot(expectation, happenings)
    if isinstance(expectation, LoopActive):
        loop = expectation.name
        changes = tuple(str(h.name) for h in turn.happenings if isinstance(h, LoopChanged))
        return _first(
            happenings,
            lambda h: isinstance(h, LoopChanged) and h.name == loop,
            Mismatch(expectation.place, f"active_loop: {loop}", (str(loop),), changes),
        )
    if isinstance(expectation, IntentIs):
        intent = turn.understanding.intent if turn.understanding else ""
        if intent == expectation.name:
            return None
        return Mismatch(
            expectation.place, f"intent: {expectation.name}", (expectation.name,), (intent,)
        )
    return _check_entities(expectation, turn)


def _check_replies(expectation: Replies, turn: ObservedTurn) -> Mismatch | None:
    messages = turn.messages
    pairs = zip(expectation.messages, messages, strict=False)
    wrong = next((p.place for p, m in pairs if message_differences(p, m)), None)
    if wrong is None and len(messages) == len(expectation.messages):
        return None
    expected = [
        m.text.strip() if m.text else f"utter: {m.utter_name}" for m in expectation.messages
    ]
    actual = [
        f"utter: {said.utter_name}"
        if number < len(expectation.messages) and expectation.messages[number].utter_name
        else said.text
        for number, said in enumerate(messages)
    ]
    place = wrong or expectation.messages[-1].place
    return Mismatch(place, "exactly these messages, in this order", tuple(expected), tuple(actual))


def _check_uttered(expectation: BotUttered, happenings: Sequence[Happening]) -> Mismatch | int:
    best: list[tuple[str, str]] | None = None
    for position, happening in enumerate(happenings):
        if not isinstance(happening, BotSaid):
            continue
        differences = message_differences(expectation.message, happening)
        if not differences:
            return position
        if best is None or len(differences) < len(best):
            best = differences
    if best is None:
        expected = [e for e, _ in message_differences(expectation.message, BotSaid(""))]
        return Mismatch(expectation.place, "bot_uttered", tuple(expected), ("(no message)",))
    return Mismatch(
        expectation.place, "bot_uttered", tuple(e for e, _ in best), tuple(a for _, a in best)
    )


def _check_not_uttered(expectation: BotDidNotUtter, turn: ObservedTurn) -> Mismatch | None:
    said = [m for m in turn.messages if not message_differences(expectation.message, m)]
    if not said:
        return None
    return Mismatch(
        expectation.place,
        "bot_did_not_utter",
        ("(no such message)",),
        tuple(message.text for message in said),
    )


def _check_count(expectation: BotMessageCount, turn: ObservedTurn) -> Mismatch | None:
    if len(turn.messages) == expectation.count:
        return None
    return Mismatch(
        expectation.place,
        "bot_message_count",
        (str(expectation.count),),
        (str(len(turn.messages)), *(message.text for message in turn.messages)),
    )


def _check_slot(expectation: SlotWasSet, happenings: Sequence[Happening]) -> Mismatch | int | None:
    def fits(happening: Happening) -> bool:
        return (
            isinstance(happening, SlotSet)
            and happening.name == expectation.name
            and (not expectation.has_value or is_part_of(expectation.value, happening.value))
        )

    actual = tuple(f"{h.name}: {h.value!r}" for h in happenings if isinstance(h, SlotSet))
    shown = expectation.name + (f": {expectation.value!r}" if expectation.has_value else "")
    if not expectation.negated:
        return _first(
            happenings,
            fits,
            Mismatch(expectation.place, "slot_was_set", (shown,), actual or ("(no slot)",)),
        )
    if not any(fits(happening) for happening in happenings):
        return None
    return Mismatch(expectation.place, "slot_was_not_set", (f"not {shown}",), actual)


def _check_entities(expectation: EntitiesAre, turn: ObservedTurn) -> Mismatch | None:
    found = list(turn.understanding.entities) if turn.understanding else []
    if expectation.entities:
        right = all(any(is_part_of(e, f) for f in found) for e in expectation.entities)
    else:
        right = not found
    if right:
        return None
    keys = {key for entity in expectation.entities for key in entity} or {"entity", "value"}
    shown = [{key: entity.get(key) for key in keys} for entity in found]
    return Mismatch(
        expectation.place,
        "entities",
        tuple(_shown_entity(e) for e in expectation.entities) or ("(no entities)",),
        tuple(_shown_entity(entity) for entity in shown) or ("(no entities)",),
    )


def _shown_entity(entity: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in sorted(entity.items()))


def _first(
    happenings: Sequence[Happening], fits: Callable[[Happening], bool], otherwise: Mismatch
) -> Mismatch | int:
    return next((n for n, happening in enumerate(happenings) if fits(happening)), otherwise)


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.DOTALL) is not None


def _same_buttons(
    expected: Sequence[Mapping[str, str]], actual: Sequence[Mapping[str, str]]
) -> bool:
    return len(expected) == len(actual) and all(
        all(have.get(key) == value for key, value in want.items())
        for want, have in zip(expected, actual, strict=True)
    )


def _shown_buttons(buttons: Sequence[Mapping[str, str]]) -> str:
    shown = ["  ".join(button.values()) for button in buttons] or ["none"]
    return "\n".join(f"button: {button}" for button in shown)


def _data_differences(path: str, expected: Any, actual: Any) -> list[tuple[str, str]]:
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        differences = []
        for key, value in expected.items():
            inner = f"{path}.{key}" if path else str(key)
            if key in actual:
                differences += _data_differences(inner, value, actual[key])
            else:
                differences.append((f"{inner}: {value!r}", f"{inner} is missing"))
        return differences
    if isinstance(expected, list) and isinstance(actual, (list, tuple)):
        if len(expected) != len(actual):
            return [(f"{path}: {expected!r}", f"{path}: {list(actual)!r}")]
        return [
            difference
            for number, (e, a) in enumerate(zip(expected, actual, strict=True))
            for difference in _data_differences(f"{path}[{number}]", e, a)
        ]
    if _same_value(expected, actual):
        return []
    return [(f"{path}: {expected!r}", f"{path}: {actual!r}")]


def _same_value(expected: Any, actual: Any) -> bool:
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, (int, float)):
        try:
            return abs(float(actual) - float(expected)) <= NUMBER_TOLERANCE
        except (TypeError, ValueError):
            return False
    return bool(expected == actual)
