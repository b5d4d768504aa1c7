"""Talks with the assistant in this process, in the way of a visitor on a channel."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot import assistant
from bot.channels.limits import text_field
from bot.channels.messages import BotMessage
from bot.channels.payloads import as_sent
from bot.channels.processing import ask
from bot.training import train

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.utils.endpoints import EndpointConfig

CHANNEL = "visitor"


class Visitor:
    """Says messages to a loaded assistant and hears what it answers."""

    def __init__(self, agent: Agent) -> None:
        """Takes an assistant.

        Args:
            agent: A loaded agent; conversations are kept in its store.
        """
        self.agent = agent

    async def says(self, text: str, conversation: str) -> list[BotMessage]:
        """Says one message: limited, read as text or as a button's press, and masked, as elsewhere.

        Args:
            text: What is typed, or a button's payload.
            conversation: Its id.

        Returns:
            The answer, at least one message.

        Raises:
            bot.channels.errors.ApiError: The message is not accepted or could not be answered.
        """
        return await ask(
            self.agent.handle_message,
            text=as_sent(text_field({"text": text}, "text")),
            sender_id=conversation,
            channel=CHANNEL,
            message_id=secrets.token_hex(8),
        )


async def load_visitor(tracker_store: EndpointConfig | None = None) -> Visitor:
    """Loads the assistant, trained if needed.

    Args:
        tracker_store: Where conversations are kept; in memory alone by default.
    """
    from rasa.utils.endpoints import EndpointConfig

    configured = assistant.endpoints(tracker_store=tracker_store or EndpointConfig())
    return Visitor(await assistant.load(train(), configured))
