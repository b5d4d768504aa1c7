"""An answer of the assistant, as the Slack app reads it from the assistant's channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answers.library import Button, Reference
from bot.answers.past import NOT_SUBJECTS

# Answers that must never wait, hide or be followed by anything else.
EMERGENCY_TOPICS = frozenset({"emergency", "self_harm", "urgent"})

# Nobody wants these from a colleague who was not asked.
_SMALL_TALK = NOT_SUBJECTS - EMERGENCY_TOPICS | {None}


@dataclass(frozen=True)
class AnswerMessage:
    """One message of an answer.

    Attributes:
        text: The words.
        id: The assistant's id of the message; None for the app's own words.
        topic: The intent that it answers.
        buttons: Choices under it.
        data: Its structured part (T-score or comparison).
        sources: Where its facts come from.
    """

    text: str
    id: str | None = None
    topic: str | None = None
    buttons: tuple[Button, ...] = ()
    data: Mapping[str, Any] | None = None
    sources: tuple[Reference, ...] = ()

    @property
    def is_emergency(self) -> bool:
        """Whether somebody may need help now."""
        return self.topic in EMERGENCY_TOPICS

    @property
    def data_type(self) -> str | None:
        """The kind of the structured part."""
        return str(self.data["type"]) if self.data and "type" in self.data else None


def read_message(values: Mapping[str, Any]) -> AnswerMessage:
    """Reads one message of the channel's JSON.

    Raises:
        KeyError: A button or a source lacks a part.
    """
    return AnswerMessage(
        text=str(values.get("text") or ""),
        id=values.get("id"),
        topic=values.get("topic"),
        buttons=tuple(
            Button(button["title"], button["payload"]) for button in values.get("buttons") or ()
        ),
        data=values.get("data"),
        sources=tuple(
            Reference(source["id"], source["title"], source.get("url"))
            for source in values.get("sources") or ()
        ),
    )


def is_worth_interrupting(messages: Sequence[AnswerMessage]) -> bool:
    """Whether an answer is posted though nobody addressed the assistant."""
    return any(message.topic not in _SMALL_TALK for message in messages)
