"""Where the parts of a message are kept while it is being understood."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.shared.nlu.training_data.message import Message

# Property of a message: its pieces.
PIECES = "pieces"
# Property of a message: its stretches by first and last piece, each a message of its own.
PARTS = "parts"
# Key of a message's metadata: the topic answered before it, where it is to be read as a turn.
TOPIC_BEFORE = "topic_before"
# Property of a message: the same as a turn, a message of its own.
TURN = "turn"
# Property of a message or part: what the topic classifier alone made of it.
TOPIC_RANKING = "topic_ranking"
# Property of a part: its words as typed.
TYPED_TEXT = "typed_text"


def with_parts(messages: Iterable[Message]) -> list[Message]:
    """The messages, each followed by its parts, to be understood in one go.

    Args:
        messages: Messages as Rasa hands them to a component.
    """
    found: list[Message] = []
    for message in messages:
        turn = message.get(TURN)
        parts = message.get(PARTS, {}).values()
        found += [message, *parts, *([turn] if turn else ())]
    return found
