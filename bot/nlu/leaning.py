"""What leans on something said before; nothing here knows of Rasa.

A short message that is not clear alone is read once more as a turn after the topic answered before
it; so is the second part of "what is osteopenia, and does it hurt", after the topic of the first,
and there both readings count.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.nlu.message_division import NOT_QUESTIONS, Understood
from bot.nlu.turn_examples import NOT_UNDERSTOOD
from bot.nlu.turns import as_turn, may_be_turn, topic_names

# What is as clear as this says itself what it is about.
_CLEAR = 0.99


def turn_of_message(text: str, said: Understood, topic_before: str | None) -> str | None:
    """The turn as which a message is to be read, too.

    Args:
        text: The message.
        said: What the classifier made of it.
        topic_before: The topic answered before it, if any.

    Returns:
        The turn; None where the message is clear alone, long, or the first.
    """
    if topic_before is None or not may_be_turn(text) or not _is_unclear(said):
        return None
    return as_turn(text, topic_before)


def turns_of_parts(
    texts: Mapping[tuple[int, int], str], understood: Mapping[tuple[int, int], Understood]
) -> dict[tuple[int, int], str]:
    """Finds the parts that may lean on those before them.

    Args:
        texts: The stretches of a message, by first and last piece.
        understood: What the classifier made of each.

    Returns:
        The turn to be read for each such stretch.
    """
    return {
        (first, last): as_turn(text, topic)
        for (first, last), text in texts.items()
        if first > 0
        and may_be_turn(text)
        and _is_unclear(understood[first, last])
        and (topic := _topic_before(first, understood)) is not None
    }


def _is_unclear(said: Understood) -> bool:
    return said.confidence < _CLEAR or said.intent in NOT_QUESTIONS


def _topic_before(first: int, understood: Mapping[tuple[int, int], Understood]) -> str | None:
    """The topic read most surely in what ends just before a piece."""
    before = [
        said
        for (_, last), said in understood.items()
        if last == first - 1 and said.intent in topic_names()
    ]
    return max(before, key=lambda said: said.confidence).intent if before else None


def both_readings(alone: Understood, turn: Understood) -> Understood:
    """What a part asks if its readings alone and as a turn count the same.

    That it means nothing alone says nothing about what it asks.

    Args:
        alone: What the classifier made of its words.
        turn: What it made of it as a turn.
    """
    intents = (alone.shares.keys() | turn.shares.keys()) - {NOT_UNDERSTOOD}
    if not intents:
        return alone
    shares = {
        name: (alone.shares.get(name, 0.0) + turn.shares.get(name, 0.0)) / 2 for name in intents
    }
    ranking = sorted(shares.items(), key=lambda line: (-line[1], line[0]))
    return Understood(tuple(ranking[: len(alone.ranking)]))
