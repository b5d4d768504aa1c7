"""A conversation test as read from a file: what the visitor says and what must follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.conversation_tests.problems import Place


@dataclass(frozen=True)
class MessagePattern:
    """What one message of the assistant must look like; None means "anything".

    Attributes:
        place: Where the test says so.
        text: The whole text, apart from white space at its ends.
        text_matches: A regular expression that must be found in the text.
        utter_name: The domain's response that it was made of.
        topic: The `topic` of the message's metadata.
        buttons: Title, payload or both of every button, in order; () for no buttons.
        data: A part of the message's structured data (Rasa's `custom`).
    """

    place: Place
    text: str | None = None
    text_matches: str | None = None
    utter_name: str | None = None
    topic: str | None = None
    buttons: tuple[Mapping[str, str], ...] | None = None
    data: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Replies:
    """The messages that the assistant must say: these, in this order, and no other."""

    place: Place
    messages: tuple[MessagePattern, ...]


@dataclass(frozen=True)
class BotUttered:
    """One of the assistant's messages must look like this."""

    place: Place
    message: MessagePattern


@dataclass(frozen=True)
class BotDidNotUtter:
    """None of the assistant's messages may look like this."""

    place: Place
    message: MessagePattern


@dataclass(frozen=True)
class BotMessageCount:
    """How many messages the assistant must say."""

    place: Place
    count: int


@dataclass(frozen=True)
class ActionExecuted:
    """An action must run."""

    place: Place
    name: str


@dataclass(frozen=True)
class Actions:
    """The actions that must run: these, in this order, and no other."""

    place: Place
    names: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class SlotWasSet:
    """A slot must (or, negated, must not) be set, to a value if one is given."""

    place: Place
    name: str
    value: Any = None
    has_value: bool = False
    negated: bool = False


@dataclass(frozen=True)
class LoopActive:
    """A form or loop must become active; None: it must end."""

    place: Place
    name: str | None


@dataclass(frozen=True)
class IntentIs:
    """The message must be understood as this intent."""

    place: Place
    name: str


@dataclass(frozen=True)
class EntitiesAre:
    """These entities must be found in the message; () means none at all."""

    place: Place
    entities: tuple[Mapping[str, Any], ...]


Expectation: TypeAlias = (
    Replies
    | BotUttered
    | BotDidNotUtter
    | BotMessageCount
    | ActionExecuted
    | Actions
    | SlotWasSet
    | LoopActive
    | IntentIs
    | EntitiesAre
)


@dataclass(frozen=True)
class UserTurn:
    """What the visitor says, and what must follow before the visitor speaks again.

    Attributes:
        place: Where the test says so.
        text: The visitor's message.
        expectations: What must follow.
        metadata: Sent along with the message.
        in_order: Whether the expectations must come true in their order.
    """

    place: Place
    text: str
    expectations: tuple[Expectation, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    in_order: bool = False


@dataclass(frozen=True)
class ConversationCase:
    """One test case: a conversation from its beginning.

    Attributes:
        name: Unique in its file.
        place: Where it begins.
        turns: The visitor's messages.
        slots: What is known before the conversation (from fixtures).
    """

    name: str
    place: Place
    turns: tuple[UserTurn, ...]
    slots: Mapping[str, Any] = field(default_factory=dict)
