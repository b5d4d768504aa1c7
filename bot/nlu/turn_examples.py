"""Makes examples of turns out of those of messages; nothing here knows of Rasa.

People write examples of what is asked after a topic (data/nlu/turns.yml). Two things need no
writing, as they hold after any topic: a message that is clear alone asks the same there, and one
that means nothing alone stays with the topic.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bot.nlu.turns import as_turn, is_turn, topic_names

NOT_UNDERSTOOD = "nlu_fallback"


@dataclass(frozen=True)
class Example:
    """A training example.

    Attributes:
        text: What a visitor may type.
        intent: What it asks.
    """

    text: str
    intent: str


def turns_of(
    examples: Sequence[Example], *, clear: int, unclear: int, longest: int, seed: int
) -> list[Example]:
    """Makes turns after topics drawn by lot.

    Args:
        examples: Examples of messages; those that are turns themselves are left out.
        clear: Of how many messages that are clear alone to make a turn.
        unclear: Of how many messages that mean nothing alone to make a turn.
        longest: The longest message of which a turn is made, in words.
        seed: The same seed draws the same topics.

    Returns:
        The turns.
    """
    lot = random.Random(seed)
    topics = list(topic_names())
    messages = [
        example
        for example in examples
        if not is_turn(example.text) and len(example.text.split()) <= longest
    ]
    turns = []
    for is_clear, count in ((True, clear), (False, unclear)):
        kind = [e for e in messages if (e.intent != NOT_UNDERSTOOD) is is_clear]
        for example in lot.sample(kind, min(count, len(kind))):
            topic = lot.choice(topics)
            intent = example.intent if is_clear else topic
            turns.append(Example(as_turn(example.text, topic), intent))
    return turns
