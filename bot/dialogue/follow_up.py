"""Reads messages that mean something only in their conversation: "and osteomalacia?", "why?".

Such a message consists of nothing but phrases of the grid. One unknown word, and it is left to
the topic classifier, because it then may be a question of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.dialogue.grid import PROGRESSION, WHY, Phrase, Role, load_grid
from bot.nlu.turns import LONGEST_TURN

MORE = "more"
OTHER = "other"
# So short an aspect needs its conversation: "blood tests?"
LONGEST_BARE_ASPECT = 3  # words

_PLACES = ("first", "second")
# A whole number that is no part of a score.
_AGE = re.compile(r"(?<![\d.,+−–-])[1-9]\d(?![\d.,]*\d)")
_YOUNGEST = 15
_YOUNG_UNTIL = 50  # years; up to then osteoporosis is uncommon (facts.md 2.3)
_OLD_FROM = 65

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|'s")
# With a subject named, the classifier finds the topic.
_MORE_ABOUT = re.compile(
    r"\b(?:more|further)(?: (?:details?|info|information|facts))? (?:about|on)\b|"
    r"\bin (?:more |greater )?(?:detail|depth)\b",
    re.IGNORECASE,
)
_ASKS_WHAT_IT_IS = re.compile(r"\b(?:what(?:'s|’s|s| is| are)|define|explain)\b", re.IGNORECASE)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})


@dataclass(frozen=True)
class NamedCondition:
    """One of the two conditions where a message names it, in characters."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class FollowUp:
    """What a follow-up says; what it leaves out, the conversation must tell.

    Attributes:
        aspect: The aspect asked about.
        group: The group of people asked about.
        subject: The condition or other subject named.
        is_other_condition: It points at the other one of the two conditions.
        placed: Which of the two conditions it names by its place: 0 or 1 ("the second one").
        wants_more: It asks for more about the same.
        points_back: Whether it says by a word, or by saying little, that something was before it.
        is_only_name: It names a subject and says nothing else: "osteomalacia?"
        asks_whether: It asks whether what was talked about is the subject: "is that osteopenia?"
    """

    aspect: str | None = None
    group: str | None = None
    subject: str | None = None
    is_other_condition: bool = False
    placed: int | None = None
    wants_more: bool = False
    is_only_name: bool = False
    asks_whether: bool = False
    points_back: bool = True

    @property
    def kind(self) -> str:
        """In one word, what it goes by."""
        if self.wants_more:
            return MORE
        if self.is_other_condition:
            return OTHER
        if self.placed is not None:
            return "placed"
        if self.group:
            return "group"
        if self.aspect:
            return WHY if self.aspect == WHY else "aspect"
        return "whether" if self.asks_whether else "subject"


def read_follow_up(text: str, conditions: Sequence[NamedCondition] = ()) -> FollowUp | None:
    """Reads a follow-up.

    Args:
        text: What the visitor typed.
        conditions: The conditions that the message names.

    Returns:
        What it says; None for a message that is a question of its own or something else.
    """
    if len(text.split()) > LONGEST_TURN:
        return None
    phrases = _read_phrases(text, conditions)
    if phrases is None:
        return None
    aspects, groups, subjects, placed = (
        list(dict.fromkeys(phrase.name for phrase in phrases if phrase.role is role))
        for role in (Role.ASPECT, Role.GROUP, Role.SUBJECT, Role.PLACED)
    )
    roles = {phrase.role for phrase in phrases}
    if aspects == [PROGRESSION]:
        subjects = []  # "can it turn into osteoporosis?"
    if len(aspects) == len(subjects) == 1 and not groups and not placed:
        return FollowUp(aspect=aspects[0], subject=subjects[0], points_back=False)
    if len(aspects) + len(groups) + len(subjects) > 1 or len(placed) > 1:
        return None
    if placed and not groups and not subjects:
        return FollowUp(aspect=aspects[0] if aspects else None, placed=_PLACES.index(placed[0]))
    if subjects:
        if len(phrases) == 1:
            return FollowUp(subject=subjects[0], is_only_name=True)
        if Role.MORE in roles or not roles & {Role.OPENING, Role.POINTER}:
            return None
        return FollowUp(
            subject=subjects[0],
            asks_whether=Role.POINTER in roles,
            points_back=_ASKS_WHAT_IT_IS.search(text) is None,
        )
    if groups:
        is_open = len(phrases) > 1
        return FollowUp(group=groups[0]) if is_open else None
    if Role.OTHER_CONDITION in roles:
        return FollowUp(aspect=aspects[0] if aspects else None, is_other_condition=True)
    if aspects:
        is_open = phrases[0].role is Role.OPENING or _has_pointer(text)
        is_short = len(text.split()) <= LONGEST_BARE_ASPECT
        return FollowUp(aspect=aspects[0], points_back=is_open or is_short)
    return FollowUp(wants_more=True) if Role.MORE in roles else None


def wants_more(text: str) -> bool:
    """Tells whether a message asks for more, be it "go on" or "tell me more about rickets".

    Args:
        text: What the visitor typed.
    """
    if _MORE_ABOUT.search(text):
        return True
    follow_up = read_follow_up(text)
    return follow_up is not None and follow_up.wants_more


def _read_phrases(text: str, conditions: Sequence[NamedCondition]) -> list[Phrase] | None:
    """The message as phrases of the grid; None where it holds any other word."""
    grid = load_grid()
    words = [
        (match.group(), match.start()) for match in _WORD.finditer(text.translate(_QUOTES).lower())
    ]
    phrases: list[Phrase] = []
    position = 0
    while position < len(words):
        named = next((c for c in conditions if c.start <= words[position][1] < c.end), None)
        if named is not None:
            phrases.append(Phrase(Role.SUBJECT, named.name))
            while position < len(words) and words[position][1] < named.end:
                position += 1
            continue
        age = _AGE.match(text, words[position][1])
        if age is not None and int(age.group()) >= _YOUNGEST:
            phrases.append(_of_age(int(age.group())))
            position += 1
            continue
        for length in _lengths(grid.longest_phrase, len(words) - position):
            found = grid.phrases.get(tuple(w for w, _ in words[position : position + length]))
            if found is not None:
                phrases.append(found)
                position += length
                break
        else:
            return None
    return phrases


def _has_pointer(text: str) -> bool:
    """Whether a word points back, also within a phrase: "where does it come from"."""
    found = (load_grid().phrases.get((word,)) for word in re.findall(r"\w+", text.lower()))
    return any(phrase is not None and phrase.role is Role.POINTER for phrase in found)


def _of_age(years: int) -> Phrase:
    """What "what if I'm 30?" asks about."""
    if years < _YOUNG_UNTIL:
        return Phrase(Role.GROUP, "young_people")
    if years >= _OLD_FROM:
        return Phrase(Role.GROUP, "older_people")
    return Phrase(Role.FILLER, Role.FILLER.value)


def _lengths(longest: int, remaining: int) -> Iterator[int]:
    yield from range(min(longest, remaining), 0, -1)
