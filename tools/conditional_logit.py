"""Fits which of several options is meant (a conditional logit)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize


@dataclass(frozen=True)
class Choice:
    """Options of which some are right.

    Attributes:
        options: The features of each option, by name.
        right: Whether each option is right.
        weight: How much the choice counts.
    """

    options: Sequence[Mapping[str, float]]
    right: Sequence[bool]
    weight: float = 1.0


def fit_choices(choices: Sequence[Choice], regularization: float) -> dict[str, float]:
    """Fits the weights with which right options score highest.

    Args:
        choices: Each with at least one right option.
        regularization: What the square of a weight costs.

    Returns:
        A weight for each feature, by name.
    """
    names, matrix = feature_matrix([row for choice in choices for row in choice.options])
    ends = np.cumsum([len(choice.options) for choice in choices])
    places = [
        slice(end - len(choice.options), end) for end, choice in zip(ends, choices, strict=True)
    ]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = regularization * weights @ weights
        gradient = 2 * regularization * weights
        for place, choice in zip(places, choices, strict=True):
            scores = matrix[place] @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            of_right = shares * choice.right
            sum_of_right = of_right.sum()
            total -= choice.weight * math.log(sum_of_right + 1e-12)
            gradient -= choice.weight * (
                matrix[place].T @ (of_right / (sum_of_right + 1e-12) - shares)
            )
        return total, gradient

    start = np.zeros(len(names))
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    return by_name(names, fitted)


def feature_matrix(rows: Sequence[Mapping[str, float]]) -> tuple[list[str], np.ndarray]:
    """The names of all features, and their values of shape (rows, names)."""
    names = sorted({name for row in rows for name in row})
    return names, np.array([[row.get(name, 0.0) for name in names] for row in rows])


def by_name(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    """Weights by the name of their feature, as they are stored."""
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}
