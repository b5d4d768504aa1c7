"""Puts misspelled words right before a message is understood; nothing here knows of Rasa.

A word that is neither English nor of this field takes the place of the nearest one that visitors
use. Only the reading changes: what was typed is kept, and the triage and the readers of scores and
conditions have lists of misspellings of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spacy.lang.en.tokenizer_exceptions import TOKENIZER_EXCEPTIONS

FIELD_WORDS_FILE = Path(__file__).with_name("field_words.txt")
_ENGLISH_WORDS_FILE = "frequency_dictionary_en_82_765.txt"
# Letters alone; a turn's `@topic` is left as it is.
_WORD = re.compile(r"(?<![\w@'\u2019])[^\W\d_]+(?![\w'\u2019])")
_SHORTEST = 5
# A word that fewer examples use is not put in the place of another.
_LEAST_USED = 10
_MOST_NEAREST = 12
_MOST_REMEMBERED = 20_000


class Speller:
    """Knows the words of visitors and which of them a misspelled one is nearest to."""

    def __init__(self, used: Mapping[str, int]) -> None:
        """Takes the words that visitors use.

        Args:
            used: How often each is used.
        """
        self.used = dict(used)
        self._right = list(used)
        self._put_right = lru_cache(_MOST_REMEMBERED)(self._nearest)
        # Read now, so that no visitor waits for them.
        _english_words()

    @classmethod
    def learned_from(cls, texts: Iterable[str]) -> Speller:
        """Learns the words that visitors use.

        Args:
            texts: What they may type.
        """
        counts = Counter(word.group().lower() for text in texts for word in _WORD.finditer(text))
        field = _field_words()
        return cls(
            {
                word: count
                for word, count in sorted((counts | Counter(field)).items())
                if len(word) >= _SHORTEST
                and (word in field or (count >= _LEAST_USED and word in _english_words()))
            }
        )

    def corrected(self, text: str) -> str:
        """Puts the words of a text right.

        Args:
            text: Anything a visitor typed, or a turn.

        Returns:
            The same text where no word is misspelled.
        """
        return _WORD.sub(lambda word: self._put_right(word.group()), text)

    def _nearest(self, word: str) -> str:
        lower = word.lower()
        if len(lower) < _SHORTEST or _is_known(lower) or _is_known(lower.removesuffix("s")):
            return word
        near = process.extract(
            lower,
            self._right,
            scorer=OSA.distance,
            score_cutoff=_most_mistakes(len(lower)),
            limit=_MOST_NEAREST,
        )
        # Hardly anybody mistakes the first letter, and "tscore" is no score of another kind.
        candidates = [
            (mistakes, -self.used[right], right)
            for right, mistakes, _ in near
            if right[0] == lower[0]
        ]
        return min(candidates)[2] if candidates else word


def _most_mistakes(letters: int) -> int:
    if letters < 8:
        return 1
    return 2 if letters < 11 else 3


def _is_known(word: str) -> bool:
    return word in _english_words() or word in _field_words() or word in _short_forms()


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    lines = (files("symspellpy") / _ENGLISH_WORDS_FILE).read_text(encoding="utf-8-sig")
    return frozenset(line.split(" ", 1)[0] for line in lines.splitlines())


@lru_cache(maxsize=1)
def _field_words() -> frozenset[str]:
    lines = FIELD_WORDS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _short_forms() -> frozenset[str]:
    """Contractions without their apostrophe: "youre", "shouldnt"."""
    return frozenset(form.lower() for form in TOKENIZER_EXCEPTIONS if form.isalpha())
