"""Where the parts of a message are kept while it is being understood."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.shared.nlu.training_data.message import Message

# Property of a message: its pieces.
PIECES = "pieces"
# Property of a message: its stretches by first and last piece, each a message of its own.
PARTS = "parts"
# Key of a message's metadata: what its conversation is about, where it names no subject itself.
SUBJECT = "subject_talked_about"
# Property of a message: what it says within the subject of its conversation, a message of its own.
WITHIN_SUBJECT = "within_subject"
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
        within = message.get(WITHIN_SUBJECT)
        parts = message.get(PARTS, {}).values()
        found += [message, *parts, *([within] if within else ())]
    return found
