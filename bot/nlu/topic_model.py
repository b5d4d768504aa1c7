"""The linear model behind the topic classifier; nothing here knows of Rasa.

One support vector machine an intent, over three views of a message side by side: its meaning (the
sentence vector), its words and its letters. Meaning knows paraphrases; letters know rare names and
their misspellings. One machine more tells alarms from everything else, single sentences and clauses
of harmless messages included; another does so by words and letters alone, to tell without a vector
what is surely none.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import cast

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

_PROCESSES = 2
_MOST_REMEMBERED = 20_000
_SHORTEST_STRETCH = 3
_LONGEST_STRETCH = 12
# A word has many groups of letters, and each says a part of what the word says.
_WEIGHT_OF_LETTERS = 0.35

# Intents that come before any answer.
ALARMS = frozenset({"emergency", "self_harm", "urgent"})


class PieceCounter:
    """Weighs the words or letter groups of one sentence at a time.

    Gives what the fitted vectorizer gives, without its overhead for whole matrices.
    """

    def __init__(self, fitted: TfidfVectorizer) -> None:
        """Takes over a fitted vectorizer."""
        self._fitted = fitted
        self._columns: dict[str, int] = fitted.vocabulary_
        self._rarity: np.ndarray = fitted.idf_

    @cached_property
    def _columns_of(self) -> Callable[[str], list[int]]:
        """Gives the columns of the known pieces of a text."""
        pieces_of = cast(Callable[[str], list[str]], self._fitted.build_analyzer())
        columns = self._columns

        def columns_of(text: str) -> list[int]:
            return [columns[piece] for piece in pieces_of(text) if piece in columns]

        if self._fitted.analyzer != "char_wb":
            return columns_of
        # No group of letters crosses the end of a word, and most words come again.
        of_word = lru_cache(_MOST_REMEMBERED)(columns_of)
        return lambda text: [column for word in text.split() for column in of_word(word)]

    def sums(self, word: str, weights: np.ndarray) -> float:
        """What the known pieces of a single word say together, each weighed by its rarity.

        Args:
            word: One word.
            weights: What each piece says, of shape (pieces,).
        """
        columns = self._columns_of(word)
        return float(self._rarity[columns] @ weights[columns]) if columns else 0.0

    def of_piece(self, piece: str, weights: np.ndarray) -> float:
        """What one piece says, weighed by its rarity; 0 where it is not known.

        Args:
            piece: A word, two words with a space between, or a group of letters.
            weights: What each piece says, of shape (pieces,).
        """
        column = self._columns.get(piece)
        return 0.0 if column is None else float(self._rarity[column] * weights[column])

    def weigh(self, words: str) -> tuple[np.ndarray, np.ndarray]:
        """Columns of the sentence's known pieces, and their weights (together of length 1)."""
        counts = Counter(self._columns_of(words))
        columns = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        weights = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
        weights *= self._rarity[columns]
        length = math.sqrt(weights @ weights)
        return columns, (weights / length if length else weights).astype(np.float32)


@dataclass(frozen=True)
class TopicModel:
    """Ranks intents for sentences, and tells how much they sound like alarms.

    The last two columns of the weights are those of the machine for alarms and of the one that
    suspects them by words and letters alone.
    """

    intents: tuple[str, ...]
    word_counter: PieceCounter
    word_weights: np.ndarray
    letter_counter: PieceCounter
    letter_weights: np.ndarray
    vector_weights: np.ndarray
    offsets: np.ndarray
    sharpness: float

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
        features = hstack([counts, csr_matrix(vectors * meaning_weight)], format="csr")
        harmless_counts = hstack(
            [word_counter.transform(harmless_words), letter_counter.transform(harmless_words)],
            format="csr",
        )
        harmless = hstack([harmless_counts, csr_matrix(harmless_vectors * meaning_weight)])
        is_alarm = [name in ALARMS for name in intents] + [False] * len(harmless_words)
        # In processes of their own: the solver's random numbers are one sequence a process.
        machines, alarm_machine, suspecting_machine = Parallel(n_jobs=_PROCESSES, max_nbytes=None)(
            delayed(LinearSVC(C=regularization, random_state=random_seed).fit)(seen, named)
            for seen, named in (
                (features, intents),
                (vstack([features, harmless], format="csr"), is_alarm),
                (vstack([counts, harmless_counts], format="csr"), is_alarm),
            )
        )
        without_meaning = np.zeros((1, vectors.shape[1]))
        suspecting = np.hstack([suspecting_machine.coef_, without_meaning])
        weights = np.vstack([machines.coef_, alarm_machine.coef_, suspecting]).T.astype(np.float32)
        offsets = np.concatenate(
            [machines.intercept_, alarm_machine.intercept_, suspecting_machine.intercept_]
        )
        known_words = len(word_counter.vocabulary_)
        return cls(
            intents=tuple(str(name) for name in machines.classes_),
            word_counter=PieceCounter(word_counter),
            word_weights=np.ascontiguousarray(weights[:known_words]),
            letter_counter=PieceCounter(letter_counter),
            letter_weights=np.ascontiguousarray(weights[known_words : counts.shape[1]]),
            vector_weights=np.ascontiguousarray(weights[counts.shape[1] :] * meaning_weight),
            offsets=offsets.astype(np.float32),
            sharpness=sharpness,
        )

    def word_margins(self, words: Sequence[str]) -> np.ndarray:
        """What the words and letters of sentences say for each intent.

        Args:
            words: The tokens of each sentence, joined by spaces.

        Returns:
            Margins of shape (sentences, intents + 2): in the order of `intents`, then for an alarm,
            then for an alarm by words and letters alone.
        """
        margins = np.tile(self.offsets, (len(words), 1))
        for row, sentence in zip(margins, words, strict=True):
            for counter, weights in (
                (self.word_counter, self.word_weights),
                (self.letter_counter, self.letter_weights),
            ):
                columns, shares_of_pieces = counter.weigh(sentence)
                row += shares_of_pieces @ weights[columns]
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

    def suspicions(self, word_margins: np.ndarray) -> np.ndarray:
        """How much sentences sound like alarms by their words and letters alone.

        Args:
            word_margins: See `word_margins`.

        Returns:
            Margins of shape (sentences,).
        """
        margins: np.ndarray = word_margins[:, len(self.intents) + 1]
        return margins

    def most_suspicious(self, words: Sequence[str]) -> slice | None:
        """Finds the stretch of a message that sounds most like an alarm by words and letters.

        Args:
            words: The words and marks of a message.

        Returns:
            Its place among the words; None where they are too few.
        """
        alone = [self._suspicion_of(word) for word in words]
        pairs = [self._suspicion_of_pair(*pair) for pair in itertools.pairwise(words)]
        best, found = -math.inf, None
        for start in range(len(words) - _SHORTEST_STRETCH + 1):
            said = alone[start]
            for end in range(start + 1, min(len(words), start + _LONGEST_STRETCH)):
                said += alone[end] + pairs[end - 1]
                length = end + 1 - start
                if length >= _SHORTEST_STRETCH and said / math.sqrt(length) > best:
                    best, found = said / math.sqrt(length), slice(start, end + 1)
        return found

    @cached_property
    def _suspicion_of(self) -> Callable[[str], float]:
        """Gives what a word says for an alarm."""
        of_words = self.word_weights[:, len(self.intents) + 1]
        of_letters = self.letter_weights[:, len(self.intents) + 1]

        def suspicion(word: str) -> float:
            letters = self.letter_counter.sums(word, of_letters)
            return self.word_counter.sums(word, of_words) + _WEIGHT_OF_LETTERS * letters

        return lru_cache(_MOST_REMEMBERED)(suspicion)

    @cached_property
    def _suspicion_of_pair(self) -> Callable[[str, str], float]:
        """Gives what two words in a row say for an alarm beyond what each of them says."""
        of_words = self.word_weights[:, len(self.intents) + 1]

        def suspicion(word: str, following: str) -> float:
            return self.word_counter.of_piece(f"{word} {following}", of_words)

        return lru_cache(_MOST_REMEMBERED)(suspicion)

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
