"""Small linear models whose weights `tools.fit_questions` and `tools.fit_clauses` have fitted."""

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
        name: "joints", "divisions" or "clauses".
    """
    stored = json.loads(_FILE.read_text(encoding="utf-8"))[name]
    return LinearModel(stored["weights"], stored["intercept"])


def keep(models: Mapping[str, LinearModel]) -> None:
    """Writes fitted models beside those that are there.

    Args:
        models: By name; see `fitted`.
    """
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    for name, model in models.items():
        stored[name] = {"intercept": round(model.intercept, 3), "weights": dict(model.weights)}
    _FILE.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
