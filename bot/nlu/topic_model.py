"""The linear model behind the topic classifier; nothing here knows of Rasa.

One support vector machine an intent, over three views of a message side by side: its meaning (the
sentence vector), its words and its letters. Meaning knows paraphrases; letters know rare names and
their misspellings. One machine more tells alarms from everything else, single sentences and clauses
of harmless messages included; another does so by words and letters alone (`SuspicionModel`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.svm import LinearSVC

from bot.nlu.suspicion import SuspicionModel
from bot.nlu.word_pieces import WordPieces

_PROCESSES = 2

# Intents that come before any answer.
ALARMS = frozenset({"emergency", "self_harm", "urgent"})


@dataclass(frozen=True)
class TopicModel:
    """Ranks intents for sentences, and tells how much they sound like alarms.

    Attributes:
        intents: Their names.
        pieces: The known words and letter groups.
        piece_weights: What each of them says for each intent and, in the last column, for an
            alarm; of shape (pieces, intents + 1).
        vector_weights: The same of each dimension of a sentence vector.
        offsets: What is said where nothing is known, of shape (intents + 1,).
        sharpness: Factor that turns margins into probabilities (softmax).
        suspicion: Suspects alarms by words and letters alone.
    """

    intents: tuple[str, ...]
    pieces: WordPieces
    piece_weights: np.ndarray
    vector_weights: np.ndarray
    offsets: np.ndarray
    sharpness: float
    suspicion: SuspicionModel

    @classmethod
    def fit(
        cls,
        *,
        vectors: np.ndarray,
        words: Sequence[str],
        intents: Sequence[str],
        harmless_vectors: np.ndarray,
        harmless_words: Sequence[str],
        regularization: float,
        meaning_weight: float,
        sharpness: float,
        random_seed: int,
    ) -> TopicModel:
        """Fits the model.

        Args:
            vectors: Sentence vectors of shape (examples, dimensions).
            words: The tokens of each example, joined by spaces.
            intents: The intent of each example.
            harmless_vectors: The same of sentences and clauses that are no alarm.
            harmless_words: Their tokens.
            regularization: Inverse strength of regularization (the machines' C).
            meaning_weight: How much the vectors count beside words and letters (each of length 1).
            sharpness: Factor that turns the machines' margins into probabilities (softmax).
            random_seed: Seed of the solver.

        Returns:
            The fitted model; the same input gives the same model.
        """
        pieces = WordPieces.of(words)
        weighed, harmless_weighed = pieces.matrix(words), pieces.matrix(harmless_words)
        features = hstack([weighed, csr_matrix(vectors * meaning_weight)], format="csr")
        harmless = hstack([harmless_weighed, csr_matrix(harmless_vectors * meaning_weight)])
        is_alarm = [name in ALARMS for name in intents] + [False] * len(harmless_words)
        # In processes of their own: the solver's random numbers are one sequence a process. What
        # they share by memory could only be read, which the solver refuses: they get copies.
        machines, alarm_machine, suspecting_machine = Parallel(n_jobs=_PROCESSES, max_nbytes=None)(
            delayed(LinearSVC(C=regularization, random_state=random_seed).fit)(seen, named)
            for seen, named in (
                (features, intents),
                (vstack([features, harmless], format="csr"), is_alarm),
                (vstack([weighed, harmless_weighed], format="csr"), is_alarm),
            )
        )
        weights = np.vstack([machines.coef_, alarm_machine.coef_]).T.astype(np.float32)
        offsets = np.concatenate([machines.intercept_, alarm_machine.intercept_])
        known = weighed.shape[1]
        return cls(
            intents=tuple(str(name) for name in machines.classes_),
            pieces=pieces,
            piece_weights=np.ascontiguousarray(weights[:known]),
            vector_weights=np.ascontiguousarray(weights[known:] * meaning_weight),
            offsets=offsets.astype(np.float32),
            sharpness=sharpness,
            suspicion=SuspicionModel(
                pieces,
                suspecting_machine.coef_[0].astype(np.float32),
                float(suspecting_machine.intercept_[0]),
            ),
        )

    def word_margins(self, words: Sequence[str]) -> np.ndarray:
        """What the words and letters of sentences say for each intent.

        Args:
            words: The tokens of each sentence, joined by spaces.

        Returns:
            Margins of shape (sentences, intents + 1): in the order of `intents`, then for an alarm.
        """
        margins = np.tile(self.offsets, (len(words), 1))
        for row, sentence in zip(margins, words, strict=True):
            columns, weights = self.pieces.weigh(sentence)
            row += weights @ self.piece_weights[columns]
        return margins

    def probabilities(self, vectors: np.ndarray, word_margins: np.ndarray) -> np.ndarray:
        """Probabilities of shape (sentences, intents), in the order of `intents`.

        Args:
            vectors: Sentence vectors of shape (sentences, dimensions).
            word_margins: See `word_margins`.
        """
        margins = (vectors @ self.vector_weights + word_margins)[:, : len(self.intents)]
        margins -= margins.max(axis=1, keepdims=True)
        shares: np.ndarray = np.exp(self.sharpness * margins)
        shares /= shares.sum(axis=1, keepdims=True)
        return shares

    def alarm_margins(self, vectors: np.ndarray, word_margins: np.ndarray) -> np.ndarray:
        """How much sentences sound like alarms: above 0 rather so, below rather not.

        Args:
            vectors: Sentence vectors of shape (sentences, dimensions).
            word_margins: See `word_margins`.

        Returns:
            Margins of shape (sentences,).
        """
        column = len(self.intents)
        margins: np.ndarray = vectors @ self.vector_weights[:, column] + word_margins[:, column]
        return margins

    def rank(
        self, vectors: np.ndarray, word_margins: np.ndarray, length: int
    ) -> list[list[tuple[str, float]]]:
        """The most likely intents of each sentence with their probabilities, best first.

        Args:
            vectors: Sentence vectors of shape (sentences, dimensions).
            word_margins: See `word_margins`.
            length: How many intents a ranking holds.
        """
        shares = self.probabilities(vectors, word_margins)
        order = np.argsort(-shares, axis=1)[:, :length]
        return [
            [(self.intents[column], float(row[column])) for column in columns]
            for row, columns in zip(shares, order, strict=True)
        ]
