"""Collects what the assistant says in reply to one message."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.channels.messages import BotMessage, bot_message


class MessageCollector(OutputChannel):
    """An output channel that keeps each message whole.

    Rasa's own splits a message at blank lines, and sends words and data apart.
    """

    def __init__(self) -> None:
        """Starts empty."""
        self.messages: list[BotMessage] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name for Rasa."""
        return "collector"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps one message (see base class)."""
        collected = bot_message(message)
        if collected:
            self.messages.append(collected)

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keeps a message of words alone (see base class)."""
        await self.send_response(recipient_id, {"text": text, **kwargs})
