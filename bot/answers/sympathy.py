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


def kind_word(text: str, said: Iterable[Event]) -> str | None:
    """What goes before the answer to a message.

    Args:
        text: What the visitor typed.
        said: The events before; whoever was told once isn't told again.
    """
    feeling = feeling_in(text)
    if feeling is None or any(message.get(SHOWS_SYMPATHY) for message in bot_messages(said)):
        return None
    return KIND_WORDS[feeling]
