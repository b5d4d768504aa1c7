"""What an assistant consists of, and which names in a test it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.conversation_tests.cases import (
    ActionExecuted,
    Actions,
    BotDidNotUtter,
    BotUttered,
    ConversationCase,
    EntitiesAre,
    Expectation,
    IntentIs,
    LoopActive,
    MessagePattern,
    Replies,
    SlotWasSet,
)
from bot.conversation_tests.problems import Place, Problem
from bot.conversation_tests.suggestions import did_you_mean

UTTER_PREFIX = "utter_"
MOST_LISTED = 12  # names; a longer list would hide the message


@dataclass(frozen=True)
class Inventory:
    """The names in an assistant's domain.

    Attributes:
        intents: All intents, Rasa's own included.
        actions: All actions, without responses.
        responses: All responses.
        slots: All slots.
        entities: All entities.
        built_in: Names that every Rasa assistant has; no test needs to touch them.
    """

    intents: frozenset[str]
    actions: frozenset[str]
    responses: frozenset[str]
    slots: frozenset[str]
    entities: frozenset[str]
    built_in: frozenset[str] = frozenset()

    def as_dict(self) -> dict[str, list[str]]:
        """A form that can be sent as JSON."""
        return {name: sorted(names) for name, names in asdict(self).items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Iterable[str]]) -> Inventory:
        """Reads what `as_dict` wrote."""
        return cls(**{name: frozenset(names) for name, names in values.items()})


def unknown_names(case: ConversationCase, inventory: Inventory) -> list[Problem]:
    """Finds the names in a test that its assistant does not have.

    Args:
        case: The test.
        inventory: The assistant's domain.

    Returns:
        One problem a name, with a suggestion where a known name is near.
    """
    problems = [
        _unknown(case.place, "slot", name, inventory.slots)
        for name in case.slots
        if name not in inventory.slots
    ]
    for turn in case.turns:
        intent = turn.text[1:].split("{")[0].strip()
        if turn.text.startswith("/") and intent.isidentifier() and intent not in inventory.intents:
            near = did_you_mean(intent, inventory.intents)
            # Without a near name it is a visitor's text that begins with a slash.
            if near:
                problems.append(_unknown(turn.place, "intent", intent, inventory.intents))
        for expectation in turn.expectations:
            problems += _of_expectation(expectation, inventory)
    return problems


def _of_expectation(expectation: Expectation, inventory: Inventory) -> list[Problem]:
    runnable = inventory.actions | inventory.responses
    if isinstance(expectation, IntentIs):
        return _check(expectation.place, "intent", (expectation.name,), inventory.intents)
    if isinstance(expectation, ActionExecuted):
        return _check(expectation.place, "action", (expectation.name,), runnable)
    if isinstance(expectation, Actions):
        pairs = zip(expectation.places, expectation.names, strict=True)
        return [p for place, name in pairs for p in _check(place, "action", (name,), runnable)]
    if isinstance(expectation, LoopActive):
        loops = {expectation.name} if expectation.name else set()
        return _check(expectation.place, "loop", loops, runnable)
    if isinstance(expectation, SlotWasSet):
        return _check(expectation.place, "slot", (expectation.name,), inventory.slots)
    if isinstance(expectation, EntitiesAre):
        names = tuple(str(entity["entity"]) for entity in expectation.entities)
        return _check(expectation.place, "entity", names, inventory.entities)
    messages: tuple[MessagePattern, ...] = ()
    if isinstance(expectation, (BotUttered, BotDidNotUtter)):
        messages = (expectation.message,)
    elif isinstance(expectation, Replies):
        messages = expectation.messages
    problems: list[Problem] = []
    for message in messages:
        if message.utter_name:
            names = (message.utter_name,)
            problems += _check(message.place, "response", names, inventory.responses)
        if message.topic:
            # A topic is an intent, or the name of a response without its prefix.
            topics = inventory.intents | {
                name.removeprefix(UTTER_PREFIX) for name in inventory.responses
            }
            problems += _check(message.place, "topic", (message.topic,), topics)
    return problems


def _check(place: Place, what: str, names: Iterable[str], known: frozenset[str]) -> list[Problem]:
    return [_unknown(place, what, name, known) for name in names if name not in known]


def _unknown(place: Place, what: str, name: Any, known: Iterable[str]) -> Problem:
    names = sorted(known)
    listed = f" It has: {', '.join(names)}." if 0 < len(names) <= MOST_LISTED else ""
    near = did_you_mean(name, names) or listed
    return Problem(place, f"The assistant has no {what} '{name}'.{near}")
