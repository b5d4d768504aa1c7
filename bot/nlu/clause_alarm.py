"""Decides whether a sentence or clause of a message is an alarm; nothing here knows of Rasa.

The rest of the message speaks against it: of many clauses, one sounds like an alarm by chance, and
so does one of a message that as a whole sounds like none. How much each counts is fitted to
development messages (`python -m tools.fit_clauses`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.nlu.linear_model import LinearModel, fitted

WEIGHTS = "clauses"
_LONG = 10  # words
_LEAST_SHARE = 1e-4


@dataclass(frozen=True)
class Heard:
    """How much words sound like an alarm.

    Attributes:
        margin: What the machine for alarms says.
        share: Probability of the alarms among the intents (0 to 1).
        words: How many words they are.
        is_sentence: Whether they are a sentence, and not a part of one.
        is_lookalike: Whether the rules see a look-alike in them.
    """

    margin: float
    share: float
    words: int
    is_sentence: bool = True
    is_lookalike: bool = False


@dataclass(frozen=True)
class Around:
    """What stands around a clause.

    Attributes:
        whole: How much the whole message sounds like an alarm.
        clauses: How many sentences and clauses it has.
    """

    whole: Heard
    clauses: int


def features(clause: Heard, around: Around) -> dict[str, float]:
    """What speaks for an alarm, and what against it.

    Args:
        clause: A sentence or clause.
        around: The message it is in.
    """
    return {
        "margin": clause.margin,
        "share": _log_odds(clause.share),
        "is_sentence": float(clause.is_sentence),
        "words": min(clause.words, _LONG) / _LONG,
        "whole_margin": around.whole.margin,
        "whole_share": _log_odds(around.whole.share),
        "clauses": math.log2(max(1, around.clauses)),
        "is_lookalike": float(clause.is_lookalike),
        "whole_is_lookalike": float(around.whole.is_lookalike),
    }


class ClauseAlarmModel:
    """Finds the clause of a message that is an alarm."""

    def __init__(self, model: LinearModel | None = None) -> None:
        """Takes a model, or loads the fitted one."""
        self._model = model or fitted(WEIGHTS)

    def find(self, clauses: Sequence[Heard], around: Around) -> int | None:
        """Finds the most alarming clause.

        Args:
            clauses: Those of a message that may be alarms.
            around: The message.

        Returns:
            Its place among the clauses; None where none is an alarm.
        """
        scores = [self._model.score(features(clause, around)) for clause in clauses]
        if not scores or max(scores) < 0:
            return None
        return scores.index(max(scores))


def _log_odds(share: float) -> float:
    return math.log(max(share, _LEAST_SHARE) / max(1 - share, _LEAST_SHARE))
