"""Small linear models whose weights `python -m tools.fit_questions` has fitted."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_name("question_weights.json")


@dataclass(frozen=True)
class LinearModel:
    """A weighted sum of named features.

    Attributes:
        weights: The weight of each feature; other features count nothing.
        intercept: What is added.
    """

    weights: Mapping[str, float]
    intercept: float = 0.0

    def score(self, features: Mapping[str, float]) -> float:
        """The weighted sum."""
        weights = self.weights
        return self.intercept + sum(
            weights[name] * value for name, value in features.items() if name in weights
        )

    def probability(self, features: Mapping[str, float]) -> float:
        """The sum as a probability (logistic function)."""
        return 1 / (1 + math.exp(-self.score(features)))


def fitted(name: str) -> LinearModel:
    """A fitted model.

    Args:
        name: "joints" or "divisions".
    """
    stored = json.loads(_FILE.read_text(encoding="utf-8"))[name]
    return LinearModel(stored["weights"], stored["intercept"])
