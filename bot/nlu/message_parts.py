"""Where the questions of a message are kept while it is being understood."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.shared.nlu.training_data.message import Message

# Property of a message: its parts, each a message of its own.
PARTS = "parts"
# Properties of a part: its words as typed, whether they can be understood by themselves, and
# whether they have the form of a question.
TYPED_TEXT = "typed_text"
STANDS_ALONE = "stands_alone"
ASKS = "asks"


def with_parts(messages: Iterable[Message]) -> list[Message]:
    """The messages, each followed by its parts, to be understood in one go.

    Args:
        messages: Messages as Rasa hands them to a component.
    """
    return [each for message in messages for each in (message, *message.get(PARTS, ()))]
