"""Asks the assistant in the terminal."""

from __future__ import annotations

import asyncio

from bot.channels.messages import BotMessage
from bot.visitor import load_visitor


def ask(question: str) -> list[str]:
    """Answers one question in a conversation that is not kept.

    Args:
        question: What a visitor would type.

    Returns:
        The texts of the answer, with the choices offered under them.

    Raises:
        bot.channels.errors.ApiError: The question is empty or too long.
    """
    return asyncio.run(_ask(question))


async def _ask(question: str) -> list[str]:
    visitor = await load_visitor()
    return [_readable(message) for message in await visitor.says(question, conversation="ask")]


def _readable(message: BotMessage) -> str:
    return "\n".join([message.text, *(f"  * {button.title}" for button in message.buttons)])
