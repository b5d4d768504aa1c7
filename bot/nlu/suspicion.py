"""Tells without a vector which words sound like an alarm; nothing here knows of Rasa.

A linear machine over words and letters alone. It decides nothing: what it suspects is read with its
meaning, too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from bot.nlu.word_pieces import MOST_REMEMBERED, WordPieces

_SHORTEST_STRETCH = 3
_LONGEST_STRETCH = 12
# A word has many groups of letters, and each says a part of what the word says.
_WEIGHT_OF_LETTERS = 0.35


@dataclass(frozen=True)
class SuspicionModel:
    """How much words sound like an alarm.

    Attributes:
        pieces: The known words and letter groups.
        weights: What each of them says, of shape (pieces,).
        offset: What is said where none is known.
    """

    pieces: WordPieces
    weights: np.ndarray
    offset: float

    def of(self, sentence: str) -> float:
        """How much a sentence sounds like an alarm: above 0 rather so, below rather not.

        Args:
            sentence: Its tokens, joined by spaces.
        """
        columns, weights = self.pieces.weigh(sentence)
        return self.offset + float(weights @ self.weights[columns])

    def most_suspicious(self, words: Sequence[str]) -> slice | None:
        """Finds the stretch of a message that sounds most like an alarm.

        Args:
            words: The words and marks of a message.

        Returns:
            Its place among the words; None where they are too few.
        """
        alone = [self._of_word(word) for word in words]
        pairs = [self._of_pair(*pair) for pair in pairwise(words)]
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
    def _of_word(self) -> Callable[[str], float]:
        """Gives what a word says."""

        def said(word: str) -> float:
            letters = self.pieces.said_by_letters(word, self.weights)
            return self.pieces.said_by_words(word, self.weights) + _WEIGHT_OF_LETTERS * letters

        return lru_cache(MOST_REMEMBERED)(said)

    @cached_property
    def _of_pair(self) -> Callable[[str, str], float]:
        """Gives what two words in a row say beyond what each of them says."""

        def said(word: str, following: str) -> float:
            return self.pieces.said_by_words(f"{word} {following}", self.weights)

        return lru_cache(MOST_REMEMBERED)(said)
