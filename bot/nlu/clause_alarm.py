"""Decides whether a part of a message is an alarm; nothing here knows of Rasa.

The rest of the message speaks against it: of many clauses, one sounds like an alarm by chance, and
so does one of a message that as a whole sounds like none. How much each counts is fitted to
development messages (`python -m tools.fit_clauses`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.nlu.clauses import ClauseKind
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
        kind: What part of a message they are; the whole counts as a sentence.
        is_lookalike: Whether the rules see a look-alike in them.
    """

    margin: float
    share: float
    words: int
    kind: ClauseKind = ClauseKind.SENTENCE
    is_lookalike: bool = False


@dataclass(frozen=True)
class Around:
    """What stands around a clause.

    Attributes:
        whole: How much the whole message sounds like an alarm.
        clauses: In how many parts an alarm is looked for.
    """

    whole: Heard
    clauses: int


def features(clause: Heard, around: Around) -> dict[str, float]:
    """What speaks for an alarm, and what against it.

    Args:
        clause: A part of a message.
        around: The message it is in.
    """
    heard = {
        "": 1.0,
        " margin": clause.margin,
        " share": _log_odds(clause.share),
        " words": min(clause.words, _LONG) / _LONG,
        " whole margin": around.whole.margin,
        " whole share": _log_odds(around.whole.share),
    }
    # Each kind has weights of its own; a stretch was picked because it sounds like an alarm.
    of_kinds = {
        f"{kind.value}{name}": value if kind is clause.kind else 0.0
        for kind in ClauseKind
        for name, value in heard.items()
    }
    return {
        **of_kinds,
        "clauses": math.log2(max(1, around.clauses)),
        "is look-alike": float(clause.is_lookalike),
        "whole is look-alike": float(around.whole.is_lookalike),
    }


class ClauseAlarmModel:
    """Finds the clause of a message that is an alarm."""

    def __init__(self, model: LinearModel | None = None) -> None:
        """Takes a model, or loads the fitted one."""
        self._model = model or fitted(WEIGHTS)

    def is_alarm(self, clause: Heard, around: Around) -> bool:
        """Tells whether a clause is an alarm; that the rules see a look-alike speaks against it.

        Args:
            clause: One that may be an alarm.
            around: The message it is in.
        """
        return self._model.score(features(clause, around)) >= 0

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
