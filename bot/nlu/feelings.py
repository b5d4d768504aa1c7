"""Notices that whoever writes is afraid or sad, so that an answer can say a kind word first."""

from __future__ import annotations

import re
from enum import Enum

from bot.nlu.text import normalize


class Feeling(Enum):
    """What a writer says of how they feel."""

    WORRY = "worry"
    SADNESS = "sadness"


_WORRIED = (
    r"ter+if+ied|petrified|scared|frightene?d|afraid (?:of|that|to|about)|wor+ied|worrying|"
    r"anxious|nervous|panicking|panicky|panicked|overwhelmed|dreading|in a state|in a panic|"
    r"beside myself|freaking out|freaked out|shaken|frantic|fretting|stressed"
)
_SAD = (
    r"upset|distraught|devastated|gutted|heartbroken|in tears|in bits|crying|sad|lonely|helpless|"
    r"useless|guilty|depressed|fed up|miserable|ashamed|sorry for myself"
)
_SOMEWHAT = (
    r"(?:(?:so|very|really|quite|a (?:bit|little)|abit|bit|just|absolutely|still|pretty|too|also|"
    r"now|always|honestly|completely|totally|rather|extremely|getting|feel|feeling|quietly|all|"
    r"both|constantly|sitting here|half)\W+)*"
)
_WRITER = (
    r"(?:\b(?:i ?am|i ?'?m|we ?'?re|we are|i feel|i just feel|i(?: ha|')?ve been|i get|i got|"
    r"feeling|(?:makes?|has|got) (?:me|us))\W+)"
)
_GOES_ON = r"(?:$|[,.!;]|\W+(?:about|of|that|to|by|for|because|since|after|as|cos|today|tonight)\b)"


def _named(feeling: str) -> str:
    return rf"{_WRITER}{_SOMEWHAT}(?:{feeling})\b|^\W*{_SOMEWHAT}(?:{feeling}){_GOES_ON}"


_PATTERNS = {
    Feeling.WORRY: re.compile(
        rf"{_named(_WORRIED)}"
        r"|\b(?:i|we) (?:do |really |just |still |keep |always )*(?:worry|dread|panic|fret)\b"
        r"|\bcan(?:'|no)?t (?:stop|sleep for) (?:worrying|worry|fretting|panicking)\b"
        r"|\bworried sick\b",
        re.IGNORECASE,
    ),
    Feeling.SADNESS: re.compile(
        rf"{_named(_SAD)}|\bcan(?:'|no)?t stop crying\b"
        r"|\b(?:i|me) feel(?:ing)? (?:so |very )?(?:low|down)\b",
        re.IGNORECASE,
    ),
}
# What goes before where it is of another time, taken back or only asked.
_NOT_NOW = re.compile(
    r"\b(?:not|never|no longer|n't|isn't|aren't|used to|don't|stopped|should|must|need|do|why) "
    r"(?:be |get |really |that )*$",
    re.IGNORECASE,
)


def feeling_in(text: str) -> Feeling | None:
    """What the writer says of their feelings: that they are afraid, or sad.

    Args:
        text: What a visitor typed.

    Returns:
        The first that is found, worry before sadness; None where nothing is said of either.
    """
    plain = normalize(text)
    for feeling, pattern in _PATTERNS.items():
        if any(not _NOT_NOW.search(plain[: found.start()]) for found in pattern.finditer(plain)):
            return feeling
    return None
