"""Asks the assistant in the terminal."""

from __future__ import annotations

import asyncio
import uuid

from bot import assistant
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
    from rasa.utils.endpoints import EndpointConfig

    from bot.channels.messages import MessageCollector
    from bot.channels.payloads import as_text

    in_memory = EndpointConfig(type="bot.store.conversation_store.ConversationStore", db=":memory:")
    agent = await assistant.load(train(), assistant.endpoints(in_memory))
    from rasa.core.channels.channel import UserMessage

    collector = MessageCollector()
    await agent.handle_message(
        UserMessage(as_text(question), collector, f"ask-{uuid.uuid4().hex}", input_channel="ask")
    )
    return [_readable(message) for message in collector.messages]


def _readable(message: dict) -> str:
    choices = [f"  * {button['title']}" for button in message.get("buttons") or []]
    return "\n".join([message.get("text") or "", *choices])
