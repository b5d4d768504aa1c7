"""Which topics are offered when the assistant is not sure what was meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.answers.library import AnswerLibrary

CHOICES_INSTEAD_OF_ANSWER = 3
CHOICES_BESIDE_ANSWER = 2

# Beside a sure answer, another meaning of at least this probability takes the place of one of the
# related topics among the buttons.
WORTH_A_BUTTON = 0.01

# Below this probability of the best intent, its answer comes with the next likely topics. On the
# development questions this offers a choice with 15 % of answers and lets 99 % be reached.
SURE = 0.95


def likely_topics(
    ranking: Sequence[dict[str, Any]],
    library: AnswerLibrary,
    count: int = CHOICES_INSTEAD_OF_ANSWER,
) -> list[str]:
    """The most likely topics that can be offered, best first.

    Args:
        ranking: Rasa's `intent_ranking` of a message.
        library: The answers.
        count: How many at the most.
    """
    names = [entry["name"] for entry in ranking]
    return [name for name in names if library.title(name)][:count]


def choices_beside_answer(
    intent: str, ranking: Sequence[dict[str, Any]], library: AnswerLibrary
) -> list[str]:
    """What else may have been meant, where the answer's intent is not sure.

    Args:
        intent: The intent that is answered.
        ranking: Rasa's `intent_ranking` of the message.
        library: The answers.

    Returns:
        At most two topics; of those that are hardly likely beside a sure answer, none.
    """
    others = [entry for entry in ranking if entry["name"] != intent]
    if is_sure(intent, ranking):
        others = [entry for entry in others if entry["confidence"] >= WORTH_A_BUTTON]
    return likely_topics(others, library, CHOICES_BESIDE_ANSWER)


def is_sure(intent: str, ranking: Sequence[dict[str, Any]]) -> bool:
    """Whether an answer needs no "did you mean": its intent is clear, or a button was pressed."""
    return not any(entry["name"] == intent and entry["confidence"] < SURE for entry in ranking)
