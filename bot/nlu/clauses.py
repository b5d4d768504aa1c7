"""The sentences and clauses of a message; nothing here knows of Rasa.

"What does -2.5 mean? Mum's on the floor and can't get up" is, as a whole, about a T-score. An
alarm is therefore looked for in each sentence and each clause, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from bot.nlu.message_joints import JOINING_WORDS, Piece, all_pieces

_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n+")
# What says where it was measured belongs to the score: "negative 1.8 in my lower back".
_SITE = (
    r"(?:in|at|on|for|of|is|was)\s+(?:(?:my|the|her|his|left|right|lower|total)\s+){0,2}"
    r"(?:back|spine|hips?|neck|femur|femoral|lumbar|wrist|forearm)\b"
)
# Around a score often no mark stands: "bone is showing, t score spine -2.7 can't weight bear".
_BESIDE_SCORE = re.compile(
    rf"(?<=\d[.,]\d)\s+(?!{_SITE})(?=[^\W\d_]{{2}}\S*(?:\s+\S+){{2}})"
    r"|\s+(?=(?:(?:my|the|her|his|and)\s+){0,2}t[ -]?scores?\b)",
    re.IGNORECASE,
)
# In fewer words nobody says two things.
_SHORTEST_DIVIDED = 4
_SHORTEST_SENTENCE = 2
_SHORTEST_CLAUSE = 3
# A longer list of things is no row of clauses, and the clauses of a long story take long to read.
_MOST_PIECES = 8
_MARKS = " .,;:?!-"


class ClauseKind(Enum):
    """What a part of a message is taken for where an alarm is looked for in it."""

    SENTENCE = "sentence"  # stands between full stops
    CLAUSE = "clause"  # between commas, joining words or question words, or from a joining word on
    STRETCH = "stretch"  # picked because its words sound like an alarm


@dataclass(frozen=True)
class Clause:
    """A part of a message.

    Attributes:
        text: Its words as typed.
        kind: What it is.
    """

    text: str
    kind: ClauseKind


def clauses_of(text: str) -> list[Clause]:
    """Finds the sentences and clauses of a message.

    Args:
        text: Anything a visitor typed.

    Returns:
        The sentences, where there are several, and their clauses; none of a message of few words.
    """
    if len(text.split()) < _SHORTEST_DIVIDED:
        return []
    stretches = (
        part.strip(" ,-")
        for sentence in _SENTENCE_END.split(text)
        for part in _BESIDE_SCORE.split(sentence)
    )
    sentences = [said for said in stretches if len(said.split()) >= _SHORTEST_SENTENCE]
    found = dict.fromkeys(sentences, ClauseKind.SENTENCE) if len(sentences) > 1 else {}
    whole = {said.strip(_MARKS) for said in (*found, text)}
    pieces = all_pieces(text)
    if 1 < len(pieces) <= _MOST_PIECES:
        for piece in pieces:
            for said in (text[piece.start : piece.end], _rest_of_sentence(text, piece)):
                if len(said.split()) >= _SHORTEST_CLAUSE and said.strip(_MARKS) not in whole:
                    found.setdefault(said, ClauseKind.CLAUSE)
    return [Clause(said, kind) for said, kind in found.items()]


def _rest_of_sentence(text: str, piece: Piece) -> str:
    """What begins with a piece behind "and" or the like, up to the full stop."""
    if piece.joint.isdisjoint(JOINING_WORDS):
        return ""
    return _SENTENCE_END.split(text[piece.start :], maxsplit=1)[0]
