"""A kind word before an answer, once a conversation, for those who say that they are worried."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.past import Event, bot_messages
from bot.nlu.worry import sounds_worried

SYMPATHY = "I'm sorry this is worrying you."
# Marks the message that said it, in its metadata.
SHOWS_SYMPATHY = "sympathy"


def needs_sympathy(text: str, said: Iterable[Event]) -> bool:
    """Whether a kind word goes before the answer to a message.

    Args:
        text: What the visitor typed.
        said: The events before; whoever was told once isn't told again.
    """
    return sounds_worried(text) and not any(
        message.get(SHOWS_SYMPATHY) for message in bot_messages(said)
    )
