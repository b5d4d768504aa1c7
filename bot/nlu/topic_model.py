"""The two linear models behind the topic classifier; nothing here knows of Rasa."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression


@dataclass(frozen=True)
class LinearModel:
    """A fitted multinomial logistic regression, reduced to what prediction needs."""

    weights: np.ndarray
    offsets: np.ndarray

    @classmethod
    def of(cls, fitted: LogisticRegression) -> LinearModel:
        """Takes weights (features, intents) and offsets (intents,) from a fitted regression."""
        return cls(
            np.ascontiguousarray(fitted.coef_.T, dtype=np.float32),
            fitted.intercept_.astype(np.float32),
        )

    def log_probabilities(self, features: np.ndarray | csr_matrix) -> np.ndarray:
        """Log-probabilities of shape (rows of `features`, intents)."""
        scores = np.asarray(features @ self.weights) + self.offsets
        scores -= scores.max(axis=1, keepdims=True)
        return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


@dataclass(frozen=True)
class TopicModel:
    """Ranks intents for sentences."""

    intents: tuple[str, ...]
    meaning: LinearModel
    letters: LinearModel
    word_counter: TfidfVectorizer
    letter_counter: TfidfVectorizer
    meaning_weight: float

    @classmethod
    def fit(
        cls,
        *,
        vectors: np.ndarray,
        words: Sequence[str],
        intents: Sequence[str],
        meaning_c: float,
        letters_c: float,
        meaning_weight: float,
        iterations: int,
        random_seed: int,
    ) -> TopicModel:
        """Fits both models.

        Args:
            vectors: Sentence vectors of shape (examples, dimensions).
            words: The tokens of each example, joined by spaces.
            intents: The intent of each example.
            meaning_c: Inverse regularization of the model over the vectors.
            letters_c: Inverse regularization of the model over words and letters.
            meaning_weight: Weight of the first model in the geometric mean, 0 to 1.
            iterations: Upper limit of the solver's steps.
            random_seed: Seed of the solver.

        Returns:
            The fitted model; the same input gives the same model.
        """
        word_counter = TfidfVectorizer(
            token_pattern=r"\S+",
            ngram_range=(1, 2),
            min_df=2,
            sublinear_tf=True,
            lowercase=False,
            dtype=np.float32,
        )
        letter_counter = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 4),
            min_df=3,
            sublinear_tf=True,
            lowercase=False,
            dtype=np.float32,
        )
        counts = hstack(
            [word_counter.fit_transform(words), letter_counter.fit_transform(words)], format="csr"
        )
        shared = {"max_iter": iterations, "random_state": random_seed}
        meaning = LogisticRegression(C=meaning_c, **shared).fit(vectors, intents)
        letters = LogisticRegression(C=letters_c, **shared).fit(counts, intents)
        return cls(
            tuple(str(name) for name in meaning.classes_),
            LinearModel.of(meaning),
            LinearModel.of(letters),
            word_counter,
            letter_counter,
            meaning_weight,
        )

    def probabilities(self, vectors: np.ndarray, words: Sequence[str]) -> np.ndarray:
        """Probabilities of shape (sentences, intents), in the order of `intents`."""
        counts = hstack(
            [self.word_counter.transform(words), self.letter_counter.transform(words)],
            format="csr",
        )
        joint = self.meaning_weight * self.meaning.log_probabilities(vectors) + (
            1 - self.meaning_weight
        ) * self.letters.log_probabilities(counts)
        joint -= joint.max(axis=1, keepdims=True)
        shares = np.exp(joint)
        return shares / shares.sum(axis=1, keepdims=True)

    def rank(
        self, vectors: np.ndarray, words: Sequence[str], length: int
    ) -> list[list[tuple[str, float]]]:
        """The most likely intents of each sentence with their probabilities, best first."""
        shares = self.probabilities(vectors, words)
        order = np.argsort(-shares, axis=1)[:, :length]
        return [
            [(self.intents[column], float(row[column])) for column in columns]
            for row, columns in zip(shares, order, strict=True)
        ]
