"""A kind word before an answer, once a conversation, for those who say that they feel bad."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.past import Event, bot_messages
from bot.nlu.feelings import Feeling, feeling_in

KIND_WORDS = {
    Feeling.WORRY: "I'm sorry this is worrying you.",
    Feeling.SADNESS: "I'm sorry this is hard for you.",
}
# Marks the message that said it, in its metadata.
SHOWS_SYMPATHY = "sympathy"


def begin_kindly(reply: str, text: str, said: Iterable[Event]) -> tuple[str, dict[str, bool]]:
    """Puts a kind word before a reply, where the message asks for one.

    Args:
        reply: What answers the message.
        text: What the visitor typed.
        said: The events before; whoever was told once isn't told again.

    Returns:
        The reply, and the marks for its metadata.
    """
    feeling = feeling_in(text)
    if feeling is None or any(message.get(SHOWS_SYMPATHY) for message in bot_messages(said)):
        return reply, {}
    return f"{KIND_WORDS[feeling]} {reply}", {SHOWS_SYMPATHY: True}
