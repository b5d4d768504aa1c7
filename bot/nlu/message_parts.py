"""Where the questions of a message are kept while it is being understood."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.shared.nlu.training_data.message import Message

# Property of a message: its parts, each a message of its own.
PARTS = "parts"
# Property of a message: what it says within the subject of its conversation, a message of its own.
WITHIN_SUBJECT = "within_subject"
# Properties of a part: its words as typed, whether they can be understood by themselves, whether
# they have the form of a question, and whether they leave out what they are about.
TYPED_TEXT = "typed_text"
STANDS_ALONE = "stands_alone"
ASKS = "asks"
IS_CUT_SHORT = "is_cut_short"


def with_parts(messages: Iterable[Message]) -> list[Message]:
    """The messages, each followed by its parts, to be understood in one go.

    Args:
        messages: Messages as Rasa hands them to a component.
    """
    found: list[Message] = []
    for message in messages:
        within = message.get(WITHIN_SUBJECT)
        found += [message, *message.get(PARTS, ()), *([within] if within else ())]
    return found
