"""A conversation so far, as the website shows it again; read from the tracker's events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from bot.answers.library import Button
from bot.channels.messages import BotMessage, bot_message, message_id
from bot.channels.payloads import COMMAND_PREFIX, button_press

# Shown for a press whose button is no longer known.
PRESSED = "(button)"


@dataclass(frozen=True)
class BotTurn:
    """One message of the assistant.

    Attributes:
        id: Its id.
        message: What was said.
        timestamp: When, in seconds since 1970.
    """

    id: str
    message: BotMessage
    timestamp: float

    def as_dict(self) -> dict[str, Any]:
        """The website's form."""
        return {
            "from": "bot",
            "at": _iso(self.timestamp),
            "id": self.id,
            **self.message.for_website(),
        }


@dataclass(frozen=True)
class VisitorTurn:
    """One message of the visitor.

    Attributes:
        text: What was typed, or the title of the pressed button.
        timestamp: When, in seconds since 1970.
    """

    text: str
    timestamp: float

    def as_dict(self) -> dict[str, Any]:
        """The website's form."""
        return {"from": "visitor", "at": _iso(self.timestamp), "text": self.text}


def conversation(events: Iterable[Mapping[str, Any]]) -> list[BotTurn | VisitorTurn]:
    """Both sides of a conversation, in order.

    Args:
        events: Rasa's events as dictionaries.
    """
    turns: list[BotTurn | VisitorTurn] = []
    titles: dict[str, str] = {}
    turn_id, replies = "", 0
    for event in events:
        timestamp = float(event.get("timestamp") or 0)
        if event.get("event") == "user" and event.get("text"):
            turn_id, replies = str(event.get("message_id") or ""), 0
            turns.append(VisitorTurn(_as_shown(str(event["text"]), titles), timestamp))
        elif event.get("event") == "bot":
            metadata = event.get("metadata") or {}
            message = bot_message({**(event.get("data") or {}), **metadata, "text": event["text"]})
            if message:
                turns.append(BotTurn(message_id(turn_id, replies), message, timestamp))
                titles.update(_titles(message.buttons))
                replies += 1
    return turns


def bot_turn(events: Iterable[Mapping[str, Any]], which: str | int) -> BotTurn | None:
    """Finds a message of the assistant.

    Args:
        events: Rasa's events as dictionaries.
        which: The message's id, or its place among the assistant's messages, from 0.
    """
    turns = [turn for turn in conversation(events) if isinstance(turn, BotTurn)]
    if isinstance(which, int):
        return turns[which] if 0 <= which < len(turns) else None
    return next((turn for turn in turns if turn.id == which), None)


def replies_to(events: Iterable[Mapping[str, Any]], turn: str) -> list[BotTurn]:
    """What the assistant already said to a message.

    Args:
        events: Rasa's events as dictionaries.
        turn: The message's id.
    """
    return [
        entry
        for entry in conversation(events)
        if isinstance(entry, BotTurn) and entry.id.rpartition(".")[0] == turn
    ]


def _titles(buttons: Iterable[Button]) -> dict[str, str]:
    return {
        press.command(): button.title
        for button in buttons
        if (press := button_press(button.payload))
    }


def _as_shown(text: str, titles: Mapping[str, str]) -> str:
    if not text.startswith(COMMAND_PREFIX) or text == COMMAND_PREFIX:
        return text
    return titles.get(text, PRESSED)


def _iso(timestamp: float) -> str:
    moment = datetime.fromtimestamp(timestamp, tz=timezone.utc)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
