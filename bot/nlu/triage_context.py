"""Tells whether a sign of danger in a message is meant as real and present.

A sign that is denied, asked about in general, long past, a relative's, an animal's or invented is
not: "no chest pain", "can osteoporosis cause chest pain", "I fell as a kid", "my mother broke her
hip, am I at risk", "my dog broke its leg", "in the film she falls off a roof".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Flag, auto

from bot.nlu.triage_matching import Match
from bot.nlu.triage_vocabulary import words_in
from bot.nlu.triage_words import BREAK, Word

_NEGATION_REACH = 4
_NEGATION_REACH_IN_LIST = 4
_PAST_REACH = 14
_PRESENT_REACH = 6
_PRESENT_REACH_BEFORE = 4
_OPENER_REACH = 18
_TRAILING_QUESTION_REACH = 4

_ENDS_NEGATION = frozenset(words_in("but however just i he she my because since now and then"))
_KEEPS_NEGATION = frozenset({"or", "nor", "neither"})
_AFTER_AN_EVENT = frozenset({"after", "since", "from", "when", "while"})
_SPEAKER = frozenset(words_in("i im my me we our myself"))
_SHORT_MESSAGE = 10  # words
_SUBJECTS = frozenset(words_in("i we he she they this"))


class Guard(Flag):
    """Ways in which a sign may not be meant as real and present."""

    NONE = 0
    DENIED = auto()
    GENERAL = auto()
    PAST = auto()
    ANIMAL = auto()
    FAMILY_HISTORY = auto()
    FICTION = auto()


@dataclass(frozen=True)
class Scene:
    """A message with everything that was found in it.

    Attributes:
        words: The words.
        matches: The concepts found.
    """

    words: Sequence[Word]
    matches: Sequence[Match]


class ContextReader:
    """Judges the signs of one message."""

    def __init__(self, scene: Scene) -> None:
        """Sorts what was found.

        Args:
            scene: The message.
        """
        self._known = [word.known for word in scene.words]
        self._found: dict[str, list[Match]] = defaultdict(list)
        for match in sorted(scene.matches, key=lambda match: match.start):
            self._found[match.concept].append(match)
        self._starts = {
            concept: [match.start for match in matches] for concept, matches in self._found.items()
        }
        self._sentence_of: list[int] = []
        self._bounds: list[tuple[int, int]] = []
        start = 0
        for position, known in enumerate(self._known):
            self._sentence_of.append(len(self._bounds))
            if known == BREAK and position > 0:
                self._bounds.append((start, position))
                start = position
        self._bounds.append((start, len(self._known)))

    def is_guarded(self, match: Match, guards: Guard) -> bool:
        """Tells whether a sign is not meant as real and present.

        Args:
            match: The sign.
            guards: Which ways to look for.

        Returns:
            True when one of the ways applies.
        """
        return (
            (Guard.DENIED in guards and self._is_denied(match))
            or (Guard.GENERAL in guards and self._is_general(match))
            or (Guard.PAST in guards and self._is_past(match))
            or (Guard.ANIMAL in guards and self._is_of_an_animal(match))
            or (Guard.FAMILY_HISTORY in guards and self._is_family_history(match))
            or (Guard.FICTION in guards and self._is_fiction(match))
        )

    def _sentence(self, match: Match) -> tuple[int, int]:
        position = match.start
        if self._known[position] == BREAK:
            position = min(position + 1, len(self._known) - 1)
        return self._bounds[self._sentence_of[position]]

    def _between(self, concept: str, start: int, end: int) -> list[Match]:
        starts = self._starts.get(concept, [])
        return self._found[concept][bisect_left(starts, start) : bisect_left(starts, end)]

    def _is_denied(self, match: Match) -> bool:
        if self._known[match.start] in _AFTER_AN_EVENT:
            return False  # "not walking after a fall" denies no fall
        first, _ = self._sentence(match)
        earliest = max(first, match.start - 2 * _NEGATION_REACH - _NEGATION_REACH_IN_LIST)
        for negation in reversed(self._between("negation", earliest, match.start)):
            if negation.end > match.start:
                continue
            if any(
                negation.start < idiom.end
                for idiom in self._between(
                    "not_a_negation", negation.start - _NEGATION_REACH, negation.end
                )
            ):
                continue
            between = self._known[negation.end : match.start]
            in_list = not _KEEPS_NEGATION.isdisjoint(between)
            stopped = _ENDS_NEGATION - {"and"} if in_list else _ENDS_NEGATION
            reach = _NEGATION_REACH + (_NEGATION_REACH_IN_LIST if in_list else 0)
            return stopped.isdisjoint(between) and len(between) < reach
        return False

    def _is_general(self, match: Match) -> bool:
        if self._found["happening_now"]:
            return False
        first, last = self._sentence(match)
        present = self._between("present", first, last)
        openers = [
            opener
            for opener in self._between(
                "general_question", max(first, match.start - _OPENER_REACH), match.start + 1
            )
            if opener.end <= match.end + 1
        ]
        if openers:
            earliest = min(openers, key=lambda opener: opener.start)
            hypothetical = self._between("hypothetical", first, match.end)
            if not hypothetical and (
                present or self._between("real_question", earliest.start, match.end)
            ):
                return False
            latest = max(openers, key=lambda opener: opener.end)
            return not self._names_someone(latest, match, earliest.start)
        trailing = [
            question
            for question in self._between(
                "asked_for_general", match.end - 1, match.end + _TRAILING_QUESTION_REACH
            )
            if question.end > match.end
        ]
        return bool(
            trailing and not present and not self._between("own_or_close", first, match.end)
        )

    def _names_someone(self, opener: Match, match: Match, frame_start: int) -> bool:
        """Tells whether a certain person stands between a general question's words and a sign."""
        framed: set[int] = set()
        for frame in self._between("modal_person", frame_start - 1, match.end):
            framed.update(range(frame.start, frame.end))
        asked = {
            position
            for frame in self._between("person_asked", frame_start - 1, match.end)
            for position in range(frame.start, frame.end)
        }
        for person in self._between("own_or_close", opener.end - 1, match.end):
            if person.start in framed or person.start in asked:
                continue
            if framed and self._known[person.start] not in _SUBJECTS:
                continue
            return True
        return False

    def _is_past(self, match: Match) -> bool:
        first, last = self._sentence(match)
        nearby = self._between(
            "past", max(first, match.start - _PAST_REACH), min(last, match.end + _PAST_REACH)
        )
        return bool(nearby) and not self._between(
            "present",
            max(first, match.start - _PRESENT_REACH_BEFORE),
            min(last, match.end + _PRESENT_REACH),
        )

    def _is_family_history(self, match: Match) -> bool:
        first, _ = self._sentence(match)
        return bool(
            self._found["asks_about_family_risk"]
            and self._between("relative", max(first, match.start - _PRESENT_REACH), match.end)
        )

    def _is_fiction(self, match: Match) -> bool:
        for fiction in self._found["fiction"]:
            if fiction.start > match.start:
                if len(self._known) <= _SHORT_MESSAGE:
                    return True
                continue
            if _SPEAKER.isdisjoint(self._known[fiction.end : match.end]):
                return True
        return False

    def _is_of_an_animal(self, match: Match) -> bool:
        first, _ = self._sentence(match)
        if self._between("animal_did_it", first, match.end + _PRESENT_REACH):
            return False
        animals = self._between("animal", first, match.start + 1)
        if not animals:
            return False
        since = self._known[animals[-1].end : match.end]
        return not {"i", "me", "im", "he", "she", "myself"} & set(since)
