"""Weighs the words and letter groups of sentences; nothing here knows of Rasa.

Two views of a sentence stand side by side: its words and pairs of words, and its groups of two to
four letters. Letters know rare names and their misspellings. Each view has the length 1.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import cast

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

MOST_REMEMBERED = 20_000


class WordPieces:
    """The pieces that a collection of sentences has, each with a column of its own."""

    def __init__(self, words: TfidfVectorizer, letters: TfidfVectorizer) -> None:
        """Takes over fitted vectorizers; the columns of the letters follow those of the words."""
        self._words = words
        self._letters = letters
        self._first_of_letters = len(words.vocabulary_)

    @classmethod
    def of(cls, sentences: Sequence[str]) -> WordPieces:
        """Finds the pieces that occur in more than one or two sentences.

        Args:
            sentences: The tokens of each sentence, joined by spaces.
        """
        words = TfidfVectorizer(
            token_pattern=r"\S+",
            ngram_range=(1, 2),
            min_df=2,
            sublinear_tf=True,
            lowercase=False,
            dtype=np.float32,
        )
        letters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 4),
            min_df=3,
            sublinear_tf=True,
            lowercase=False,
            dtype=np.float32,
        )
        return cls(words.fit(sentences), letters.fit(sentences))

    def matrix(self, sentences: Sequence[str]) -> csr_matrix:
        """The weights of many sentences' pieces, of shape (sentences, pieces).

        Args:
            sentences: The tokens of each sentence, joined by spaces.
        """
        views = [self._words.transform(sentences), self._letters.transform(sentences)]
        return hstack(views, format="csr")

    def weigh(self, sentence: str) -> tuple[np.ndarray, np.ndarray]:
        """Weighs the known pieces of one sentence.

        Gives what `matrix` gives, without its overhead.

        Args:
            sentence: Its tokens, joined by spaces.

        Returns:
            The pieces' columns, and their weights; both of shape (known pieces,).
        """
        columns, weights = zip(
            self._weigh_view(self._columns_of_words(sentence)),
            self._weigh_view(self._columns_of_letters(sentence)),
            strict=True,
        )
        return np.concatenate(columns), np.concatenate(weights)

    def _weigh_view(self, found: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        counts = Counter(found)
        columns = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        weights = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
        weights *= self._rarity[columns]
        length = math.sqrt(weights @ weights)
        return columns, (weights / length if length else weights).astype(np.float32)

    def said_by_words(self, piece: str, weights: np.ndarray) -> float:
        """What a word, or two with a space between, says by itself; 0 where it is not known.

        Args:
            piece: The word or pair of words.
            weights: What each piece says, of shape (pieces,).
        """
        column = self._words.vocabulary_.get(piece)
        return 0.0 if column is None else float(self._rarity[column] * weights[column])

    def said_by_letters(self, word: str, weights: np.ndarray) -> float:
        """What the known letter groups of a word say together.

        Args:
            word: The word.
            weights: What each piece says, of shape (pieces,).
        """
        columns = self._columns_of_letters(word)
        return float(self._rarity[columns] @ weights[columns]) if columns else 0.0

    def _columns_of_words(self, sentence: str) -> list[int]:
        known = self._words.vocabulary_
        return [known[piece] for piece in _words_and_pairs(sentence) if piece in known]

    @cached_property
    def _columns_of_letters(self) -> Callable[[str], list[int]]:
        groups_of = cast(Callable[[str], list[str]], self._letters.build_analyzer())
        known, first = self._letters.vocabulary_, self._first_of_letters

        # No group of letters crosses the end of a word, and most words come again.
        @lru_cache(MOST_REMEMBERED)
        def of_word(word: str) -> list[int]:
            return [first + known[group] for group in groups_of(word) if group in known]

        return lambda sentence: [column for word in sentence.split() for column in of_word(word)]

    @cached_property
    def _rarity(self) -> np.ndarray:
        rarity: np.ndarray = np.concatenate([self._words.idf_, self._letters.idf_])
        return rarity


def _words_and_pairs(sentence: str) -> Iterator[str]:
    words = sentence.split()
    yield from words
    for word, following in pairwise(words):
        yield f"{word} {following}"
