"""What the assistant did in answer to one message of the visitor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

UNSEEN_ACTIONS = frozenset({"action_listen", "action_session_start", "action_extract_slots"})


class Sight(Enum):
    """What can be seen of an assistant from where it is tested."""

    MESSAGES = "messages"
    TOPICS = "topics"
    EVENTS = "events"


@dataclass(frozen=True)
class BotSaid:
    """One message of the assistant."""

    text: str
    utter_name: str | None = None
    topic: str | None = None
    buttons: tuple[Mapping[str, str], ...] = ()
    data: Mapping[str, Any] | None = None
    image: str | None = None


@dataclass(frozen=True)
class ActionRan:
    """An action that was executed."""

    name: str


@dataclass(frozen=True)
class SlotSet:
    """A slot that got a value."""

    name: str
    value: Any


@dataclass(frozen=True)
class LoopChanged:
    """A form or loop that began, or None when it ended."""

    name: str | None


Happening: TypeAlias = BotSaid | ActionRan | SlotSet | LoopChanged


@dataclass(frozen=True)
class Understanding:
    """How a message was understood.

    Attributes:
        intent: The intent that counted.
        confidence: Its probability, from 0 to 1.
        others: The next likely intents with their probabilities, best first.
        entities: What was found in it.
    """

    intent: str
    confidence: float
    others: tuple[tuple[str, float], ...] = ()
    entities: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class ObservedTurn:
    """One message of the visitor and all that followed.

    Attributes:
        text: What the visitor said.
        happenings: What followed, in order.
        understanding: How it was understood, where that can be seen.
        seconds: How long the answer took.
    """

    text: str
    happenings: tuple[Happening, ...] = ()
    understanding: Understanding | None = None
    seconds: float = 0.0

    @property
    def messages(self) -> list[BotSaid]:
        """What the assistant said."""
        return [item for item in self.happenings if isinstance(item, BotSaid)]

    @property
    def actions(self) -> list[str]:
        """The actions that ran, without Rasa's own housekeeping."""
        return [item.name for item in self.happenings if isinstance(item, ActionRan)]


def turns_from_events(events: Iterable[Mapping[str, Any]]) -> list[ObservedTurn]:
    """Reads a tracker's events.

    Args:
        events: Rasa's events as dictionaries, in order.

    Returns:
        One turn for each message of the visitor; what came before the first is left out.
    """
    turns: list[ObservedTurn] = []
    happenings: list[Happening] = []
    spoken: Mapping[str, Any] | None = None

    def close() -> None:
        if spoken is not None:
            text = str(spoken.get("text") or "")
            turns.append(ObservedTurn(text, tuple(happenings), _understanding(spoken)))
        happenings.clear()

    for event in events:
        kind = event.get("event")
        if kind == "user":
            close()
            spoken = event
        elif kind == "bot":
            message = {"text": event.get("text")} | dict(event.get("data") or {})
            happenings.append(bot_said(message | dict(event.get("metadata") or {})))
        elif kind == "action" and event.get("name") not in UNSEEN_ACTIONS:
            # An end-to-end prediction has no name but the text that it says.
            happenings.append(ActionRan(str(event.get("name") or event.get("action_text"))))
        elif kind == "slot":
            happenings.append(SlotSet(str(event.get("name")), event.get("value")))
        elif kind == "active_loop":
            happenings.append(LoopChanged(event.get("name")))
    close()
    return turns


def bot_said(message: Mapping[str, Any]) -> BotSaid:
    """Reads a message as a channel gets it.

    Args:
        message: Its text, buttons, custom data and metadata in one mapping.
    """
    buttons: Sequence[Mapping[str, Any]] = message.get("buttons") or ()
    return BotSaid(
        text=str(message.get("text") or "").strip(),
        utter_name=message.get("utter_action"),
        topic=message.get("topic"),
        buttons=tuple(
            {"title": str(b.get("title", "")), "payload": str(b.get("payload", ""))}
            for b in buttons
        ),
        data=message.get("custom") or message.get("data") or None,
        image=message.get("image") or None,
    )


def _understanding(event: Mapping[str, Any]) -> Understanding:
    parsed = event.get("parse_data") or {}
    intent = parsed.get("intent") or {}
    name = str(intent.get("name") or "")
    others = tuple(
        (str(entry["name"]), float(entry["confidence"]))
        for entry in parsed.get("intent_ranking") or ()
        if entry.get("name") != name
    )
    confidence = float(intent.get("confidence") or 0.0)
    return Understanding(name, confidence, others, tuple(parsed.get("entities") or ()))
