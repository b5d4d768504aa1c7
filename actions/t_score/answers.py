"""Understands short answers to a question about a score: "minus", "the second", "no"."""

from __future__ import annotations

import re
from enum import Enum

from bot.nlu.score_tokens import normalize


class Answer(str, Enum):
    """What a visitor answered; the first four are the values of the entity `answer`."""

    MINUS = "minus"
    PLUS = "plus"
    YES = "yes"
    NO = "no"
    FIRST = "first"
    SECOND = "second"
    DENSITY = "density"
    SCORE = "score"
    HIP = "hip"
    DO_NOT_KNOW = "do_not_know"


class Subject(Enum):
    """What a message without a number wants to know."""

    WHAT_IT_IS = "what_it_is"
    IS_IT_BAD = "is_it_bad"
    IS_IT_OSTEOPOROSIS = "is_it_osteoporosis"
    THYROID = "thyroid"
    OTHER = "other"


LONGEST_ANSWER = 8  # words; a longer message is no bare answer
_PATTERNS: tuple[tuple[Answer, str], ...] = (
    (
        Answer.DO_NOT_KNOW,
        r"(?:don'?t|do not|can'?t|cannot|not) (?:know|remember|sure|tell|recall|say|see)"
        r"|dunno|no idea|no clue|unsure|not certain|idk|forgot",
    ),
    (Answer.PLUS, r"(?:no|without a?|isn'?t|not|not a) (?:minus|negative|neg)\b"),
    (Answer.MINUS, r"(?:no|not|isn'?t|not a) (?:plus|positive)\b"),
    (Answer.MINUS, r"\b(?:minus|negative|neg|minius|negitive|below)\b|^\s*[-—]+\s*$"),
    (Answer.PLUS, r"\b(?:plus|positive|pos|above)\b|^\s*\++\s*$"),
    (Answer.FIRST, r"\b(?:first|former|1st|(?:number|option) (?:one|1|a))\b|^\W*[1a]\W*$"),
    (
        Answer.SECOND,
        r"\b(?:second|latter|2nd|last one|(?:number|option) (?:two|2|b))\b|^\W*[2b]\W*$",
    ),
    (Answer.DENSITY, r"\bg ?/ ?cm|\bdensity\b|\bbmd\b|\bgrams?\b"),
    (Answer.SCORE, r"\bt[- ]?scores?\b|\bscore\b|^\W*t\W*$"),
    (Answer.HIP, r"\b(?:hip|femur|femoral|thigh|nof)\b"),
    (Answer.NO, r"^\W*(?:no|nope|nah|na|non|wrong|incorrect|not really|not quite|neither|never)\b"),
    (
        Answer.YES,
        r"^\W*(?:yes|yeah|yep|yea|yup|correct|right|that'?s right|ok|okay|sure|si|oui|ja|y|exactly"
        r"|indeed|true|it is|it does|that'?s it|sorry yes|i think so|probably|i guess|of course)\b",
    ),
)
_COMPILED = tuple((answer, re.compile(pattern)) for answer, pattern in _PATTERNS)
_T_SCORE = r"\bt\W{0,7}(?:score|value)s?\b"
_DEFINITION = re.compile(
    r"(?:what|what'?s|explain|define|mean(?:ing)?|understand|tell me|how|scale|difference|who)\b.*"
    rf"{_T_SCORE}|{_T_SCORE}.*(?:mean|scale|work|range|chart|good|normal)|^\W*{_T_SCORE}\W*$"
)
_OWN = re.compile(r"\b(?:my|mine|her|his|this|that|it)\b")
_DIAGNOSIS = re.compile(
    r"\bosteo\w*|\boste?op\w*|\bdiagnos\w*|\bdo i have (?:it|the disease)\b|\bhave i got (?:it)\b"
)
_BAD = re.compile(
    r"\b(?:bad|worse|worst|serious|severe|worr\w*|dangerous|ok|okay|good|normal|fine|high|low|"
    r"scary|terrible|awful|concern\w*|great|healthy|safe|alarming|critical)\b"
)
_THYROID = re.compile(r"\b(?:t3|t4|tsh|thyroid|ft3|ft4)\b")
_BONE = re.compile(r"\b(?:score|dexa|dxa|bone|osteo\w*)\b")


def read_answer(text: str) -> Answer | None:
    """Reads a bare answer.

    Args:
        text: What the visitor typed.

    Returns:
        The answer, or None when the message is something else.
    """
    plain = normalize(text[:200]).strip()
    if not plain or len(plain.split()) > LONGEST_ANSWER:
        return None
    return next((answer for answer, pattern in _COMPILED if pattern.search(plain)), None)


def read_subject(text: str) -> Subject:
    """Tells what a message without a number wants to know about scores."""
    plain = normalize(text[:500])
    if _THYROID.search(plain) and not _BONE.search(plain):
        return Subject.THYROID
    if _DEFINITION.search(plain) and not _OWN.search(plain):
        return Subject.WHAT_IT_IS
    if _DIAGNOSIS.search(plain):
        return Subject.IS_IT_OSTEOPOROSIS
    if _BAD.search(plain):
        return Subject.IS_IT_BAD
    if _DEFINITION.search(plain) and not re.search(r"\b(?:my|mine|her|his)\b", plain):
        return Subject.WHAT_IT_IS
    return Subject.OTHER
