"""Where the parts of a message are kept while it is being understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.message_division import Understood
from bot.nlu.text import is_payload

# Property of a message: its pieces.
PIECES = "pieces"
# Property of a message: its stretches by first and last piece, each a message of its own.
PARTS = "parts"
# Key of a message's metadata: the topic answered before it, where it may be a turn.
TOPIC_BEFORE = "topic_before"
# Property of a message that may lean on the topic before: the same as a turn, a message of its own.
TURN = "turn"
# Property of a part that may lean on those before it: the same as a turn, a message of its own.
PART_AS_TURN = "part_as_turn"
# Property of a message or part: what the topic classifier alone made of it.
TOPIC_RANKING = "topic_ranking"
# Property of a message: the parts in which an alarm is looked for, each a message of its own.
CLAUSES = "clauses"
# Property of a clause: its `ClauseKind`.
CLAUSE_KIND = "clause_kind"
# Property of a training example: it is a clause of a harmless message.
IS_CLAUSE = "is_clause"
# Property of whatever the topic classifier has read: how much it sounds like an alarm.
ALARM_MARGIN = "alarm_margin"
# Property of a message, part or turn: its text with the spelling put right.
READ_TEXT = "read_text"
# Property of a part: its words as typed.
TYPED_TEXT = "typed_text"


def typed(messages: Iterable[Message]) -> Iterator[tuple[Message, str]]:
    """The messages that somebody typed, with their texts; what a button sends is left out.

    Args:
        messages: Messages as Rasa hands them to a component.
    """
    for message in messages:
        text = message.get(TEXT)
        if text and not is_payload(text):
            yield message, text


def with_parts(messages: Iterable[Message]) -> list[Message]:
    """The messages, each followed by its parts, to be understood in one go.

    Args:
        messages: Messages as Rasa hands them to a component.
    """
    found: list[Message] = []
    for message in messages:
        found += [message, *message.get(PARTS, {}).values()]
    return found


def clauses_within(messages: Iterable[Message]) -> list[Message]:
    """The sentences and clauses of messages.

    Args:
        messages: Messages as Rasa hands them to a component.
    """
    return [clause for message in messages for clause in message.get(CLAUSES, ())]


def read_text(message: Message) -> str:
    """The text by which a message is understood: spelled right, or as typed where nobody did.

    Args:
        message: A message, part or turn with a text.
    """
    text: str = message.data.get(READ_TEXT) or message.get(TEXT)
    return text


def understood_of(message: Message) -> Understood:
    """What the topic classifier made of a message or part.

    Args:
        message: One that has an intent.
    """
    ranking = message.get(TOPIC_RANKING) or [message.get(INTENT)]
    return Understood(
        tuple((line[INTENT_NAME_KEY], line[PREDICTED_CONFIDENCE_KEY]) for line in ranking)
    )
