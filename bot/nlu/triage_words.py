"""Reads a message as known words: cleans characters, joins negations, mends spelling.

Only words of the triage's own vocabulary survive; every other word becomes a placeholder, so
that spaCy's string store never grows with what visitors type.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

OTHER_WORD = "_"
NUMBER = "#"
BREAK = "."

_REAL_WORDS_FILE = Path(__file__).with_name("triage_real_words.txt")
_SHORTEST_MENDED_WORD = 4
_SHORT_WORD = 5
_LONG_WORD = 8
_LONGEST_WORD = 24

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′＇", "'"))

# Ways to say "cannot" become one word, so that a pattern needs to name only that.
_TOKEN = re.compile(
    r"""
    (?P<cant>\b(?:
        (?:can|could|would)(?:\s?not|\s?n'?t|'t|\st(?!\s?-?\s?sco))\b (?:\sbe\sable\sto\b)?
      | (?:haven'?t|hasn'?t|hadn'?t|not)\sbeen\sable(?:\sto)?\b
      | can\s(?:hardly|barely|scarcely|no\slonger|no)\b
      | could\s(?:hardly|barely|scarcely|no\slonger)\b
      | (?:no|not|don'?t|doesn'?t|dont|didn'?t)\s(?:can|could)\b
      | (?:not|isn'?t|aren'?t|wasn'?t|weren'?t|ain'?t|no\slonger|hardly|barely)
        \s(?:been\s)?able(?:\sto)?\b
      | (?:un|in)able(?:\sto)?\b
      | no\sway\s(?:i|he|she|that\si|that\she|that\sshe)?\s?can\b
      | (?:is\s)?not\spossible\sto\b
      | impossible\s(?:for\s(?:me|her|him|them)\s)?to\b
    ))
  | (?P<tingling>\bpins?\s?(?:and|&|n|'n')?\s?needles?\b)
  | (?P<suddenly>\b(?:all\sof\sa\ssudden|all\sof\ssudden|out\sof\s(?:the\sblue|nowhere))\b)
  | (?P<anymore>\b(?:any|no)\smore\b)
  | (?P<myself>\bmy\sself\b)
  | (?P<number>\d+(?:[.,:/]\d+)*)
  | (?P<word>[a-z]+(?:'[a-z]+)*)
  | (?P<break>[.?!;\n\r…]+|\s-\s)
    """,
    re.VERBOSE,
)

# Short forms, spoken forms and misspellings too far for the edit distance below.
_ALIASES = {
    "im": "i", "ive": "i", "id": "i", "iam": "i", "u": "you", "ur": "your", "hes": "he",
    "shes": "she", "theyre": "they", "cnt": "cant", "cannt": "cant", "cudnt": "couldnt",
    "cldnt": "couldnt", "canot": "cant", "cantt": "cant", "wnt": "want", "wana": "wanna",
    "2": "to", "2day": "today", "2nite": "tonight", "tonite": "tonight", "thru": "through",
    "sumone": "someone", "pls": "please", "plz": "please", "becuz": "because",
    "bcoz": "because", "cuz": "because", "cos": "because", "coz": "because", "tho": "though",
    "wot": "what", "wats": "whats", "wat": "what", "dis": "this", "dat": "that", "da": "the",
    "nd": "and", "wid": "with", "dont": "dont", "dnt": "dont", "doesnot": "doesnt",
    "havent": "havent", "brething": "breathing", "breth": "breath", "brethe": "breathe",
    "breate": "breathe", "cheast": "chest", "suicde": "suicide", "suiside": "suicide",
    "sucide": "suicide", "siucide": "suicide", "sewerslide": "suicide", "dieing": "dying",
    "pasted": "passed", "neumb": "numb", "num": "numb", "nummb": "numb", "nuhm": "numb",
    "seezure": "seizure", "seisure": "seizure", "siezure": "seizure", "throwed": "throwing",
    "hart": "heart", "stumach": "stomach", "kil": "kill", "fel": "fell", "fallin": "falling",
    "diarhea": "diarrhea", "unconcious": "unconscious", "unconshus": "unconscious",
    "unconshious": "unconscious", "foozamax": "fosamax",
    "fossamax": "fosamax", "phosamax": "fosamax", "prollia": "prolia", "proleah": "prolia",
    "strait": "straight",
    "osteo": "osteoporosis", "op": "osteoporosis",
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word of a message.

    Attributes:
        known: The vocabulary word it was read as, or a placeholder.
        start: Where it begins in the message, in characters.
        end: Where it ends.
    """

    known: str
    start: int
    end: int


class WordReader:
    """Reads texts as words of one vocabulary."""

    def __init__(self, vocabulary: frozenset[str]) -> None:
        """Prepares the spelling check.

        Args:
            vocabulary: Every word that a pattern names, in lower case without apostrophes.
        """
        self._vocabulary = vocabulary
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(vocabulary):
            if len(word) >= _SHORTEST_MENDED_WORD:
                self._by_length.setdefault(len(word), []).append(word)
        real_words = _REAL_WORDS_FILE.read_text(encoding="utf-8").split()
        self._real_words = frozenset(real_words) - vocabulary
        self._mend = lru_cache(maxsize=4096)(self._find_nearest_word)

    def read(self, text: str) -> list[Word]:
        """Splits a text into known words.

        Args:
            text: Any text.

        Returns:
            The words in order, between two breaks; commas and other signs are left out.
        """
        cleaned, origins = _clean(text)
        words = [Word(BREAK, 0, 0)]
        for match in _TOKEN.finditer(cleaned):
            kind = match.lastgroup
            start, end = origins[match.start()], origins[match.end() - 1] + 1
            if kind == "word":
                known = self._recognise(match.group())
            elif kind == "number":
                known = NUMBER
            elif kind in ("tingling", "suddenly", "anymore", "myself"):
                known = kind
            elif kind == "cant":
                known = _read_inability(match.group())
            else:
                known = BREAK
            words.append(Word(known, start, end))
        words.append(Word(BREAK, len(text), len(text)))
        return words

    def _recognise(self, word: str) -> str:
        plain = word.replace("'", "")
        if plain in _ALIASES:
            return _ALIASES[plain]
        if plain in self._vocabulary:
            return plain
        stem = word.split("'")[0]
        if stem in self._vocabulary:
            return stem
        return self._mend(plain[:_LONGEST_WORD])

    def _find_nearest_word(self, word: str) -> str:
        shortened = re.sub(r"(.)\1{2,}", r"\1\1", word)
        single = re.sub(r"(.)\1+", r"\1", word)
        without_e = re.sub(r"d$", "ed", shortened)  # "turnd", "slippd"
        for candidate in (shortened, single, without_e):
            if candidate in self._vocabulary:
                return candidate
        if len(shortened) < _SHORTEST_MENDED_WORD or shortened in self._real_words:
            return OTHER_WORD
        allowed = 2 if len(shortened) > _LONG_WORD else 1
        # A short word keeps its letters or gains or loses one: "chset", "numbb", never "slum".
        swaps_only = len(shortened) <= _SHORT_WORD
        candidates = [
            known
            for length in range(len(shortened) - allowed, len(shortened) + allowed + 1)
            for known in self._by_length.get(length, ())
            if known[0] == shortened[0] or known[:2] == shortened[1::-1]
            if not swaps_only or length != len(shortened) or sorted(known) == sorted(shortened)
        ]
        found = process.extractOne(shortened, candidates, scorer=OSA.distance, score_cutoff=allowed)
        return found[0] if found else OTHER_WORD


def _read_inability(words: str) -> str:
    if "could" in words:
        return "couldnt"
    return "wouldnt" if words.startswith("would") else "cant"


def _clean(text: str) -> tuple[str, list[int] | range]:
    """Lowers a text and drops accents and invisible characters, keeping where each one stood."""
    if text.isascii():
        return text.lower(), range(len(text))
    characters: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text.translate(_APOSTROPHES)):
        for part in unicodedata.normalize("NFKD", character).lower():
            if unicodedata.combining(part) or unicodedata.category(part) == "Cf":
                continue
            characters.append(part)
            origins.append(position)
    return "".join(characters), origins
