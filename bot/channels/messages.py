"""One message of the assistant, and how it looks to each kind of client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.answers.library import Button, Reference, references
from bot.answers.past import ERASES_CONVERSATION


@dataclass(frozen=True)
class BotMessage:
    """What the assistant said in one message.

    Attributes:
        text: The words; empty when there is only data or a picture.
        topic: The intent that it answers.
        buttons: Choices under the message.
        data: A structured message (T-score or comparison).
        sources: Where its facts come from.
        image: Address of a picture.
        erases_conversation: Whether the conversation is removed with it.
        triage_level: How urgent the message was that it replies to (a `TriageLevel`), where that
            decided the reply; clients don't see it.
    """

    text: str = ""
    topic: str | None = None
    buttons: tuple[Button, ...] = ()
    data: Mapping[str, Any] | None = None
    sources: tuple[Reference, ...] = ()
    image: str | None = None
    erases_conversation: bool = False
    triage_level: str | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.text or self.data or self.image)

    def for_website(self) -> dict[str, Any]:
        """The website's form."""
        item: dict[str, Any] = {"text": self.text}
        if self.topic:
            item["topic"] = self.topic
        if self.buttons:
            item["buttons"] = [button.as_dict() for button in self.buttons]
        if self.data:
            item["data"] = dict(self.data)
        if self.sources:
            item["sources"] = [source.as_dict() for source in self.sources]
        return item

    def for_rest(self, recipient_id: str) -> dict[str, Any]:
        """The form of Rasa's REST channel.

        Args:
            recipient_id: Whom the message is for.
        """
        item: dict[str, Any] = {"recipient_id": recipient_id}
        if self.text:
            item["text"] = self.text
        if self.buttons:
            item["buttons"] = [button.as_dict() for button in self.buttons]
        if self.image:
            item["image"] = self.image
        if self.data:
            item["custom"] = dict(self.data)
        return item

    def for_socketio(self) -> dict[str, Any]:
        """The form of Rasa's socketio channel, whole: its own splits words at blank lines."""
        item: dict[str, Any] = {"text": self.text}
        if self.buttons:
            item["quick_replies"] = [
                {"content_type": "text", **button.as_dict()} for button in self.buttons
            ]
        if self.data:
            item["custom"] = dict(self.data)
        return item


def bot_message(message: Mapping[str, Any]) -> BotMessage:
    """Reads a message as Rasa hands it to a channel.

    Args:
        message: What was uttered, with the extra keys that answers carry.
    """
    known = references()
    return BotMessage(
        text=str(message.get("text") or "").strip(),
        topic=message.get("topic") or None,
        buttons=tuple(
            Button(str(button["title"]), str(button["payload"]))
            for button in message.get("buttons") or ()
            if button.get("title") and button.get("payload")
        ),
        data=message.get("custom") or None,
        sources=tuple(known[id_] for id_ in message.get("sources") or () if id_ in known),
        image=message.get("image") or None,
        erases_conversation=bool(message.get(ERASES_CONVERSATION)),
        triage_level=message.get("triage_level") or None,
    )


def message_id(turn: str, position: int) -> str:
    """The id of a message of the assistant.

    Args:
        turn: The id of the visitor's message that it replies to.
        position: Its place among the replies, from 0.
    """
    return f"{turn}.{position}"
