"""What was said before in this conversation, read from the tracker's events.

The events are those of Rasa as dictionaries, so that the same code serves Rasa and its actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from itertools import islice
from typing import Any

from bot.answers.library import Button

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


# After these an earlier subject is over; a follow-up no longer refers to it.
ENDS_SUBJECT = frozenset(
    {
        "out_of_scope",
        "emergency",
        "self_harm",
        "urgent",
        "personal_advice",
        "delete_my_data",
        "goodbye",
    }
)

# Replies about the conversation; a follow-up looks past them.
NOT_SUBJECTS = NOT_TOPICS | {"sources", "simpler", "affirm", "deny", "human_handoff"}

# How many of the visitor's messages a subject stays in mind, the present one included.
TURNS_IN_MIND = 4

# How many of the latest answers are looked through for an earlier one to the same question.
ANSWERS_IN_MIND = 8


class Version(str, Enum):
    """In which form an answer was given; kept in a message's metadata as `version`."""

    FULL = "full"
    SHORT = "short"
    MORE = "more"
    NO_MORE = "no_more"


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


def versions_given(events: Iterable[Event], topic: str) -> list[Version]:
    """In which forms a topic was lately answered, the earliest first.

    Args:
        events: The conversation.
        topic: An intent.
    """
    lately = islice(bot_messages(events), ANSWERS_IN_MIND)
    given = [
        Version(message.get("version", Version.FULL))
        for message in lately
        if message.get("topic") == topic
    ]
    return given[::-1]


def subject_in_mind(events: Iterable[Event]) -> tuple[int, Event] | None:
    """The answer that a follow-up refers to.

    Args:
        events: The conversation before the visitor's present message.

    Returns:
        Its place among the events and its event; None where nothing was answered lately or
        another subject came since.
    """
    turns = 1
    listed = list(events)
    for place in range(len(listed) - 1, -1, -1):
        event = listed[place]
        if event.get("event") == "user":
            turns += 1
            if turns > TURNS_IN_MIND:
                return None
        elif event.get("event") == "bot":
            topic = (event.get("metadata") or {}).get("topic")
            if topic in ENDS_SUBJECT:
                return None
            if topic and topic not in NOT_SUBJECTS:
                return place, event
    return None


def before_latest_message(events: Iterable[Event]) -> list[Event]:
    """The events before the visitor's latest message, the earliest first."""
    listed = list(events)
    while listed and listed.pop().get("event") != "user":
        pass
    return listed


def latest_replies(events: Iterable[Event]) -> list[Event]:
    """What the assistant said to the visitor's latest message, in order."""
    replies: list[Event] = []
    for event in reversed(list(events)):
        if event.get("event") == "user":
            break
        if event.get("event") == "bot":
            replies.append(event)
    return replies[::-1]


def offered_buttons(events: Iterable[Event]) -> list[Button]:
    """The buttons under the latest reply that has any."""
    for event in reversed(latest_replies(events)):
        buttons = (event.get("data") or {}).get("buttons")
        if buttons:
            return [Button(button["title"], button["payload"]) for button in buttons]
    return []


def messages_since(events: Iterable[Event], topic: str) -> int | None:
    """How many messages the visitor sent since the latest answer on a topic; None if none is."""
    count = 0
    for event in reversed(list(events)):
        if event.get("event") == "user":
            count += 1
        elif event.get("event") == "bot" and (event.get("metadata") or {}).get("topic") == topic:
            return count
    return None


def misses_in_a_row(events: Iterable[Event]) -> int:
    """How many of the latest replies were offers because the message was not understood."""
    count = 0
    for message in bot_messages(events):
        if message.get("topic") != "nlu_fallback":
            break
        count += 1
    return count
