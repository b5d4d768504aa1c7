"""Where a message may be divided into several questions; nothing here knows of Rasa.

A message is cut at marks, at joining words and before question words, far too often. A linear model
then tells how likely a new question begins at each of these joints; the likely ones stay.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.nlu.linear_model import LinearModel, fitted
from bot.nlu.named_subjects import with_subject

# At this probability 95 of 100 true joints of the development set stay.
LEAST_LIKELY = 0.06
# A message is cut at all only if one joint is as likely as this; 1 in 100 is missed so.
LEAST_OF_LIKELIEST = 0.1
MOST_PIECES = 4
# A longer story is not divided.
_MOST_JOINTS = 60

JOINING_WORDS = frozenset(
    ["and", "also", "plus", "then", "or", "but", "n", "secondly", "additionally", "besides"]
)
_MARKS = frozenset(",.;:?!/+()&–—\n-")
_LIST_MARK = "list"
_BARE = "bare"
_WORD = re.compile(
    r"(?P<list>(?:(?<=\s)|(?<=^))\(?(?:[1-9]|[a-e])[.)](?=\s))"
    r"|[-−–+]?\d+[.,]\d+|[^\s,.;:?!/+()&–—\"]+|[,.;:?!/+()&–—\n]|(?<=\s)-(?=\s)"
)

_QUESTION_WORDS = frozenset(
    [
        "what", "whats", "what's", "how", "hows", "how's", "why", "who", "whos", "who's",
        "which", "where", "when"
    ]
)  # fmt: skip
_AUXILIARIES = frozenset(
    [
        "is", "are", "does", "do", "did", "can", "could", "should", "will", "would", "has",
        "have", "am", "was", "were", "isn't", "aren't"
    ]
)  # fmt: skip
_REQUESTS = frozenset(
    ["define", "explain", "tell", "list", "name", "describe", "give", "any", "compare"]
)
_PRONOUNS = frozenset(["it", "they", "them", "that", "this", "these", "those", "he", "she"])
_NEGATING_PAIRS = frozenset([("rather", "than"), ("instead", "of")])
# "Not sure what it is", "not only men": nothing is ruled out.
_UNSURE = frozenset(["sure", "certain", "clear", "only", "just", "quite", "understanding"])
# Words of the story around a question.
_STORY_WORDS = frozenset(
    [
        "i", "im", "i'm", "ive", "i've", "my", "me", "we", "our", "he", "she", "his", "her",
        "was", "had", "told", "said", "says", "went", "been", "got"
    ]
)  # fmt: skip
_SUBJECT = re.compile(
    r"osteo|bone|dexa|dxa|score|frax|ricket|fractur|mineral|menopaus|calcium|vitamin|remodel|paget"
    r"|\bop\b|\bom\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """A stretch of a message between two joints.

    Attributes:
        start: Its first character's position.
        end: The position after its last character.
        words: Its words in lower case.
        joint: The marks and joining words before it; "bare" where there are none, "list" for the
            number of a point in a list.
        likelihood: How likely a new question begins with it.
    """

    start: int
    end: int
    words: tuple[str, ...]
    joint: frozenset[str]
    likelihood: float = 1.0

    @property
    def begins_asking(self) -> bool:
        """Whether it begins as questions do."""
        first = self.words[0]
        return first in _QUESTION_WORDS or first in _AUXILIARIES or first in _REQUESTS

    @property
    def names_subject(self) -> bool:
        """Whether it names something of bones."""
        return _SUBJECT.search(" ".join(self.words)) is not None

    @property
    def is_negated(self) -> bool:
        """Whether it says what is not meant: "not the risk factors", "rather than a cure"."""
        if self.words[:2] in _NEGATING_PAIRS:
            return True
        return self.words[0] == "not" and len(self.words) > 1 and self.words[1] not in _UNSURE

    @property
    def points_back(self) -> bool:
        """Whether it says "it" or "they"."""
        return not _PRONOUNS.isdisjoint(self.words)


def all_pieces(text: str) -> list[Piece]:
    """Cuts a message wherever a question could begin.

    Args:
        text: Anything a visitor typed.
    """
    pieces: list[Piece] = []
    inside: list[re.Match[str]] = []
    joint: set[str] = set()

    def close() -> None:
        if inside:
            said = tuple(word.group().lower() for word in inside)
            pieces.append(Piece(inside[0].start(), inside[-1].end(), said, frozenset(joint)))
            inside.clear()
            joint.clear()

    for word in _WORD.finditer(text):
        lower = word.group().lower()
        if word["list"] or lower in _MARKS or lower in JOINING_WORDS:
            close()
            joint.add(_LIST_MARK if word["list"] else lower)
            continue
        if inside and lower in _QUESTION_WORDS:
            close()
            joint.add(_BARE)
        inside.append(word)
    close()
    return pieces


def joint_features(text: str, pieces: Sequence[Piece], position: int) -> dict[str, float]:
    """Describes the joint before a piece.

    Args:
        text: The message.
        pieces: Its pieces.
        position: The piece's number, from 1.

    Returns:
        Features by name; those that are 0 may be missing.
    """
    left, right = pieces[position - 1], pieces[position]
    before = [word for piece in pieces[:position] for word in piece.words]
    after = [word for piece in pieces[position:] for word in piece.words]
    asks = _QUESTION_WORDS | _AUXILIARIES
    first = right.words[0]
    starts_with_question_word = first in _QUESTION_WORDS
    features = {f"joint {mark}": 1.0 for mark in right.joint}
    if "," in right.joint and len(right.joint) > 1:
        features["joint comma and word"] = 1.0
    for mark in ("and", ",", ".", "?", _BARE):
        if mark in right.joint:
            features[f"{mark} before question word"] = float(starts_with_question_word)
            features[f"{mark} before auxiliary"] = float(first in _AUXILIARIES)
            features[f"{mark} before subject"] = float(right.names_subject)
    features |= {
        "question word": float(starts_with_question_word),
        "auxiliary": float(first in _AUXILIARIES),
        "request": float(first in _REQUESTS),
        "pronoun": float(first in _PRONOUNS),
        "question word follows": float(not _QUESTION_WORDS.isdisjoint(right.words[1:3])),
        "left begins asking": float(left.begins_asking),
        "left has question word": float(not _QUESTION_WORDS.isdisjoint(left.words)),
        "asked before": float(not asks.isdisjoint(before)),
        "auxiliary before": float(not _AUXILIARIES.isdisjoint(before)),
        "asks after": float(not asks.isdisjoint(after)),
        "one word left": float(len(left.words) == 1),
        "one word right": float(len(right.words) == 1),
        "length left": math.log(len(left.words)),
        "length right": math.log(len(right.words)),
        "length before": math.log(len(before)),
        "length after": math.log(len(after)),
        "subject right": float(right.names_subject),
        "subject left": float(left.names_subject),
        "subject before": float(_SUBJECT.search(text, 0, right.start) is not None),
        "story before": sum(word in _STORY_WORDS for word in before) / len(before),
        "story right": sum(word in _STORY_WORDS for word in right.words) / len(right.words),
        "question mark right": float("?" in text[right.end : right.end + 2]),
        "question mark at end": float(text.rstrip().endswith("?")),
        "pieces": math.log(len(pieces)),
        "digits right": float(any(character.isdigit() for character in "".join(right.words))),
    }
    return features


def merge(pieces: Sequence[Piece], joints: Sequence[int]) -> list[Piece]:
    """Joins pieces again.

    Args:
        pieces: The pieces of a message, at least one.
        joints: Numbers of the pieces before which it stays cut, ascending.
    """
    starts = [0, *joints]
    ends = [*joints, len(pieces)]
    return [
        Piece(
            pieces[start].start,
            pieces[end - 1].end,
            tuple(word for piece in pieces[start:end] for word in piece.words),
            pieces[start].joint,
            pieces[start].likelihood,
        )
        for start, end in zip(starts, ends, strict=True)
    ]


class JointModel:
    """Cuts messages where a new question may well begin."""

    def __init__(self, model: LinearModel | None = None) -> None:
        """Takes a model; the fitted one if None."""
        self._model = model or fitted("joints")

    def pieces(self, text: str) -> list[Piece]:
        """Cuts a message.

        Args:
            text: Anything a visitor typed.

        Returns:
            At most four pieces; one where there is no likely joint, none where there is no word.
        """
        pieces = all_pieces(text)
        if len(pieces) > _MOST_JOINTS:
            pieces = merge(pieces, ())
        for position in range(1, len(pieces)):
            likelihood = self._model.probability(joint_features(text, pieces, position))
            pieces[position] = replace(pieces[position], likelihood=likelihood)
        likely = [n for n in range(1, len(pieces)) if pieces[n].likelihood >= LEAST_LIKELY]
        if all(pieces[n].likelihood < LEAST_OF_LIKELIEST for n in likely):
            likely = []
        likely.sort(key=lambda n: -pieces[n].likelihood)
        return merge(pieces, sorted(likely[: MOST_PIECES - 1])) if pieces else []


@dataclass(frozen=True)
class Stretch:
    """One or more pieces of a message in a row.

    Attributes:
        text: The words in the message.
        understood_as: The same with the name of what it calls "it".
    """

    text: str
    understood_as: str


def stretches(text: str, pieces: Sequence[Piece]) -> Mapping[tuple[int, int], Stretch]:
    """All that a division of a message could consist of, by first and last piece.

    Args:
        text: The message.
        pieces: Its pieces.

    Returns:
        The stretches, without the whole message; none where there is one piece.
    """
    found: dict[tuple[int, int], Stretch] = {}
    for first, piece in enumerate(pieces):
        for last in range(first, len(pieces)):
            if (first, last) != (0, len(pieces) - 1):
                typed = text[piece.start : pieces[last].end]
                found[first, last] = Stretch(typed, with_subject(typed, text[: piece.start]))
    return found
