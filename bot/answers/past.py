"""What was said before in this conversation, read from the tracker's events.

The events are those of Rasa as dictionaries, so that the same code serves Rasa and its actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Event = Mapping[str, Any]

# Names of yes-or-no questions, kept in a message's metadata as `asks`.
ASKS_TO_ERASE = "erase"

# Marks the message with which a conversation ends for good; the store removes all of it.
ERASES_CONVERSATION = "erases_conversation"

# Said around the answers; "simpler" and "sources" are never about these.
NOT_TOPICS = frozenset(
    {
        "greet",
        "goodbye",
        "thank",
        "help",
        "bot_challenge",
        "out_of_scope",
        "nlu_fallback",
        "emergency",
        "self_harm",
        "urgent",
    }
)


def bot_messages(events: Iterable[Event]) -> Iterator[Event]:
    """The metadata of what the assistant said, latest first."""
    for event in reversed(list(events)):
        if event.get("event") == "bot":
            yield event.get("metadata") or {}


def open_question(events: Iterable[Event]) -> str | None:
    """The yes-or-no question that the latest message of the assistant asked, by its name."""
    return next((message.get("asks") for message in bot_messages(events)), None)


def is_introduced(events: Iterable[Event]) -> bool:
    """Whether this conversation was already told that it is with a program."""
    return any(message.get("introduction") for message in bot_messages(events))


def last_topic(events: Iterable[Event]) -> str | None:
    """The topic answered last, or None."""
    for message in bot_messages(events):
        topic = message.get("topic")
        if topic and topic not in NOT_TOPICS:
            return str(topic)
    return None


def misses_in_a_row(events: Iterable[Event]) -> int:
    """How many of the latest replies were offers because the message was not understood."""
    count = 0
    for message in bot_messages(events):
        if message.get("topic") != "nlu_fallback":
            break
        count += 1
    return count
