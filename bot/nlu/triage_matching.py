"""A small language for phrases, compiled to spaCy token patterns, and the search for them.

A phrase is a line of atoms: `fell` a word; `HURT` a group of words; `arm/leg/TOE` any of these;
`very?` may be left out; `~2` up to two words of any kind; `!from/to` a word that is not one of
these. No phrase crosses the end of a sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

from bot.nlu.triage_words import BREAK, NUMBER, OTHER_WORD, Word


@dataclass(frozen=True)
class Match:
    """A concept found in a message, in word positions.

    Attributes:
        concept: The concept's name.
        start: The first word's position.
        end: The position after the last word.
    """

    concept: str
    start: int
    end: int


@dataclass(frozen=True)
class _Phrase:
    concept: str
    # Numbers of the word sets of which every match holds a word; without one the search is skipped.
    required: frozenset[int]
    # The smallest of these sets: where the search begins.
    anchors: frozenset[str]
    # The most words that a match can have.
    longest: int
    matcher: Matcher


class PhraseFinder:
    """Finds concepts, each given by its phrases."""

    def __init__(
        self,
        groups: Mapping[str, Sequence[str]],
        concepts: Mapping[str, Sequence[str]],
    ) -> None:
        """Compiles the phrases.

        Args:
            groups: Words by the name of their group; names are in capitals.
            concepts: Phrases by the name of their concept.

        Raises:
            ValueError: A phrase names a group that does not exist, or only optional words.
        """
        self._groups = {name: frozenset(words) for name, words in groups.items()}
        self._vocab = spacy.blank("en").vocab
        self._words: set[str] = set().union(*self._groups.values())
        # The sets of words that phrases require are numbered: comparing numbers is quick.
        self._numbers_of_sets: dict[frozenset[str], int] = {}
        # Phrases by the words of their rarest atom, so that few are tried on a message.
        self._by_anchor: dict[str, list[_Phrase]] = defaultdict(list)
        for concept, phrases in concepts.items():
            for phrase in phrases:
                compiled = self._compile(concept, phrase)
                for word in compiled.anchors:
                    self._by_anchor[word].append(compiled)
        self._sets_of_word: dict[str, list[int]] = defaultdict(list)
        for required, number in self._numbers_of_sets.items():
            for word in required:
                self._sets_of_word[word].append(number)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that a group or a phrase names."""
        return frozenset(self._words) - {BREAK, NUMBER, OTHER_WORD}

    def find(self, words: Sequence[Word]) -> list[Match]:
        """Finds every concept.

        Args:
            words: The message, as `WordReader.read` returns it.

        Returns:
            The matches; they may overlap.
        """
        positions: dict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(words):
            positions[word.known].append(position)
        known_sets: set[int] = set()
        for known in positions.keys() & self._sets_of_word.keys():
            known_sets.update(self._sets_of_word[known])
        candidates = {
            id(phrase): phrase
            # In the order of the message: that of a set changes with every start.
            for known in positions
            if known in self._by_anchor
            for phrase in self._by_anchor[known]
            if phrase.required <= known_sets
        }
        if not candidates:
            return []
        # Words that no phrase holds stand as one, so that spaCy's vocabulary never grows.
        known_words = [w.known if w.known in self._words else OTHER_WORD for w in words]
        doc = Doc(self._vocab, words=known_words)
        return [
            Match(phrase.concept, first + start, first + end)
            for phrase in candidates.values()
            for first, last in _windows(phrase, positions, len(words))
            for _, start, end in phrase.matcher(doc[first:last])
        ]

    def _compile(self, concept: str, phrase: str) -> _Phrase:
        atoms = phrase.split()
        required = tuple(
            self._expand(atom) for atom in atoms if atom[0] not in "!~" and atom[-1] != "?"
        )
        if not required:
            raise ValueError(f"The phrase '{phrase}' of '{concept}' names no required word.")
        # The pattern is made below, so spaCy need not check its form at every start.
        matcher = Matcher(self._vocab, validate=False)
        pattern = [token for atom in atoms for token in self._compile_atom(atom)]
        matcher.add(concept, [pattern], greedy="LONGEST")
        numbers = frozenset(
            self._numbers_of_sets.setdefault(words, len(self._numbers_of_sets))
            for words in required
        )
        return _Phrase(concept, numbers, min(required, key=len), len(pattern), matcher)

    def _compile_atom(self, atom: str) -> list[dict[Any, Any]]:
        if atom.startswith("~"):
            any_word = {"LOWER": {"NOT_IN": [BREAK]}, "OP": "?"}
            return [any_word] * int(atom[1:])
        operator = {"OP": "?"} if atom.endswith("?") else {}
        atom = atom.rstrip("?")
        if atom.startswith("!"):
            return [{"LOWER": {"NOT_IN": sorted(self._expand(atom[1:]))}}]
        words = sorted(self._expand(atom))
        test = words[0] if len(words) == 1 else {"IN": words}
        return [{"LOWER": test, **operator}]

    def _expand(self, atom: str) -> frozenset[str]:
        words: set[str] = set()
        for part in atom.lstrip("!").split("/"):
            if part in self._groups:
                words |= self._groups[part]
            elif part.isupper():
                raise ValueError(f"There is no group '{part}'.")
            else:
                words.add(part)
        self._words |= words
        return frozenset(words)


def _windows(
    phrase: _Phrase, positions: Mapping[str, Sequence[int]], length: int
) -> Iterator[tuple[int, int]]:
    """Tells where a phrase can stand: around its anchor words, so that long texts stay cheap."""
    anchors = sorted(position for word in phrase.anchors for position in positions.get(word, ()))
    first = last = -1
    for anchor in anchors:
        if first >= 0 and anchor - phrase.longest > last:
            yield first, last
            first = -1
        if first < 0:
            first = max(0, anchor - phrase.longest)
        last = min(length, anchor + phrase.longest + 1)
    if first >= 0:
        yield first, last
