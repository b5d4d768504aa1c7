"""Tells from a message's meaning whether it stays with what was just answered.

"Are you sure?", "for example?" and "how long does that take?" do; "and smoking?" does not.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

WEIGHTS_FILE = Path(__file__).with_name("carrying_on_weights.json")


class CarryingOnModel:
    """A logistic regression over the sentence vector; fitted by tools/fit_follow_ups.py."""

    def __init__(self, weights: np.ndarray | None = None, intercept: float = 0.0) -> None:
        """Takes weights.

        Args:
            weights: Of shape (dimensions,); those that were fitted if None.
            intercept: What is added.
        """
        if weights is None:
            stored = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
            weights, intercept = np.array(stored["weights"]), stored["intercept"]
        self.weights, self.intercept = weights, intercept

    def log_odds(self, vector: np.ndarray) -> float:
        """The log-odds that a message carries on.

        Args:
            vector: Its sentence vector, of shape (dimensions,).
        """
        return float(vector @ self.weights + self.intercept)
