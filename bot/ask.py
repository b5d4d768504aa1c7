"""Asks the assistant in the terminal."""

from __future__ import annotations

import asyncio
import uuid

from bot import assistant
from bot.channels.messages import BotMessage
from bot.training import train


def ask(question: str) -> list[str]:
    """Answers one question in a conversation that is not kept.

    Args:
        question: What a visitor would type.

    Returns:
        The texts of the answer, with the choices offered under them.
    """
    return asyncio.run(_ask(question))


async def _ask(question: str) -> list[str]:
    from rasa.core.channels.channel import UserMessage
    from rasa.utils.endpoints import EndpointConfig

    from bot.channels.collector import MessageCollector
    from bot.channels.payloads import as_text
    from bot.privacy.masking import mask

    agent = await assistant.load(train(), assistant.endpoints(tracker_store=EndpointConfig()))

    collector = MessageCollector()
    await agent.handle_message(
        UserMessage(
            mask(as_text(question)), collector, f"ask-{uuid.uuid4().hex}", input_channel="ask"
        )
    )
    return [_readable(message) for message in collector.messages]


def _readable(message: BotMessage) -> str:
    return "\n".join([message.text, *(f"  * {button.title}" for button in message.buttons)])
