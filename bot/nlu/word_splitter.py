"""Splits texts into words with spaCy's blank English pipeline (no model to download)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.tokenizer import Tokenizer

# spaCy keeps every word that it ever saw, so memory would grow with each visitor. A new tokenizer
# takes a tenth of a second; its memory zones would make each message slower.
MOST_WORDS_KEPT = 20_000


@dataclass(frozen=True)
class SplitWord:
    """A word or a mark of a text.

    Attributes:
        text: As it is written.
        start: Where it begins in the text.
    """

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def split_words(text: str) -> list[SplitWord]:
    """Splits a text into words and marks; also runs of spaces are words.

    Args:
        text: Any text.
    """
    tokenizer = _tokenizer()
    words = [SplitWord(token.text, token.idx) for token in tokenizer(text)]
    if len(tokenizer.vocab.strings) > MOST_WORDS_KEPT:
        _tokenizer.cache_clear()
    return words


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    return spacy.blank("en").tokenizer
