"""Reads a message as words that `comparison_words` knows, misspelled ones included."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.matcher.levenshtein import levenshtein

from bot.nlu import comparison_words as words
from bot.nlu.comparison_words import Condition

OTHER_WORD = "_"
SENTENCE_END = "."
QUESTION_END = "?"

_APOSTROPHES = re.compile(r"['`\u2019\u00b4]")
_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_]+(?:{_APOSTROPHES.pattern}[^\W\d_]+)*|\d+)"
    r"|(?P<question>\?)"
    r"|(?P<end>[.!;:\n…]+)"
)
_STRETCHED = re.compile(r"(.)\1{2,}")
_OSTEO = "osteo"

_LEAST_LETTERS_OF_A_NAME = 9
_MOST_SLIPS_IN_A_NAME = 3
_LEAST_LETTERS_TO_MEND = 6
_LETTERS_OF_A_LONG_WORD = 10
# People rarely miss the first letter, and "tickets" are not "rickets".
_MENDED_BY_FIRST_LETTER = {
    letter: tuple(group)
    for letter, group in itertools.groupby(sorted(words.MENDED_WORDS), key=lambda word: word[0])
}


@dataclass(frozen=True)
class KnownWord:
    """A word of a message.

    Attributes:
        known: What it was read as: a word of some phrase, a condition's name, or a placeholder
            (`OTHER_WORD`, `SENTENCE_END`, `QUESTION_END`).
        start: Where it begins in the message, in characters.
        end: Where it ends.
    """

    known: str
    start: int
    end: int


@dataclass(frozen=True)
class _Token:
    kind: str
    written: str
    plain: str
    start: int
    end: int


def read_words(text: str) -> list[KnownWord]:
    """Splits a text into known words; hyphens, commas and other signs are left out.

    Words that no phrase names become a placeholder, so that what is built from them (spaCy's
    string store above all) never grows with what visitors type.

    Args:
        text: Anything a visitor typed.

    Returns:
        The words in order.
    """
    tokens = [_token(match) for match in _TOKEN.finditer(text)]
    abbreviations = _find_abbreviations(tokens)
    read: list[KnownWord] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        name_in_two = _read_name_in_two(tokens[position : position + 2])
        if token.kind == "question":
            known = QUESTION_END
        elif token.kind == "end":
            known = SENTENCE_END
        elif position in abbreviations:
            known = words.ABBREVIATIONS[token.plain].value
        else:
            known = name_in_two or _recognize(token.plain)
        position += 2 if name_in_two else 1
        read.append(KnownWord(known, token.start, tokens[position - 1].end))
    return read


def expand(phrase: str) -> list[tuple[str, ...]]:
    """Writes out all that a phrase stands for.

    Args:
        phrase: In the language described in `comparison_words`.

    Returns:
        Its lines, as tuples of words.

    Raises:
        KeyError: The phrase names a group that does not exist.
    """
    filled = re.sub(r"\{([^}]*)\}", lambda match: f"({words.WORD_GROUPS[match[1]]})", phrase)
    return _expand_parts(iter(re.findall(r"[(|)]|[^\s(|)]+", filled)))


def _expand_parts(parts: Iterator[str]) -> list[tuple[str, ...]]:
    """The lines of all parts up to the bracket that closes them."""
    finished: list[tuple[str, ...]] = []
    lines: list[tuple[str, ...]] = [()]
    for part in parts:
        if part == ")":
            break
        if part == "|":
            finished += lines
            lines = [()]
            continue
        ends = _expand_parts(parts) if part == "(" else [(part,)]
        lines = [line + end for line in lines for end in ends]
    return finished + lines


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """Every word that a phrase names."""
    phrases = itertools.chain(
        *words.CONDITION_PHRASES.values(),
        words.NO_CONDITION_PHRASES,
        *words.CONDITION_ADJECTIVES.values(),
        *words.ASPECT_PHRASES.values(),
        *words.FAINT_ASPECT_PHRASES.values(),
        words.NO_ASPECT_PHRASES,
        words.CONTRAST_PHRASES,
    )
    named = {word for phrase in phrases for line in expand(phrase) for word in line}
    return frozenset(named | words.STORY_WORDS)


def _token(match: re.Match[str]) -> _Token:
    written = match.group()
    kind = match.lastgroup or ""
    plain = _plain(written) if kind == "word" else written
    return _Token(kind, written, plain, match.start(), match.end())


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Lower case without accents, apostrophes, the 's of a genitive, and stretched letters."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    stem, *rest = _APOSTROPHES.split(letters)
    joined = "".join([stem, *rest])
    genitive = rest == ["s"] and joined not in _vocabulary()
    return _STRETCHED.sub(r"\1", stem if genitive else joined)


def _find_abbreviations(tokens: Sequence[_Token]) -> set[int]:
    """Where "OP" and "OM" stand for the names: in capitals, or both in one message."""
    found = [i for i, token in enumerate(tokens) if token.plain in words.ABBREVIATIONS]
    if {tokens[i].plain for i in found} == words.ABBREVIATIONS.keys():
        return set(found)
    return {
        i
        for i in found
        if tokens[i].written.isupper()
        and (i == 0 or tokens[i - 1].plain not in words.NOT_BEFORE_ABBREVIATION)
    }


def _read_name_in_two(tokens: Sequence[_Token]) -> str | None:
    """Reads "osteo malacia" and "osteo-porosis" as one name; None for anything else."""
    if [token.kind for token in tokens] != ["word", "word"]:
        return None
    first, second = (token.plain for token in tokens)
    if abs(len(first) - len(_OSTEO)) > 1 or levenshtein(first, _OSTEO, 1) > 1:
        return None
    return _nearest_condition(_OSTEO + second)


@lru_cache(maxsize=4096)
def _recognize(word: str) -> str:
    """The word that is meant, or the placeholder."""
    if word in words.ENDINGS:
        return words.ENDINGS[word].value
    if word in _vocabulary():
        return word
    if condition := _nearest_condition(word):
        return condition
    if len(word) < _LEAST_LETTERS_TO_MEND:
        return OTHER_WORD
    most_slips = 2 if len(word) >= _LETTERS_OF_A_LONG_WORD else 1
    candidates = _MENDED_BY_FIRST_LETTER.get(word[0], ())
    return _nearest(word, candidates, most_slips) or OTHER_WORD


def _nearest_condition(word: str) -> str | None:
    if len(word) < _LEAST_LETTERS_OF_A_NAME:
        return None
    name = _nearest(word, words.SPELLINGS, _MOST_SLIPS_IN_A_NAME)
    condition: Condition | None = words.SPELLINGS[name] if name else None
    return condition.value if condition else None


def _nearest(word: str, candidates: Iterable[str], most_slips: int) -> str | None:
    """The first of the candidates that differ in the fewest letters, at most in `most_slips`."""
    slips, nearest = min(
        ((levenshtein(word, candidate, most_slips), candidate) for candidate in candidates),
        key=lambda found: found[0],
        default=(most_slips + 1, None),
    )
    return nearest if slips <= most_slips else None
