"""Notices that whoever writes is afraid or upset, so that an answer can say a kind word first."""

from __future__ import annotations

import re

from bot.nlu.text import normalize

_FEELING = (
    r"(?:ter+if+ied|petrified|scared|frightene?d|frighten|afraid (?:of|that|to|about)|wor+ied|"
    r"worrying|anxious|nervous|panicking|panicky|panicked|upset|distraught|devastated|gutted|"
    r"overwhelmed|dreading|in tears|in bits|in a state|in a panic|beside myself|freaking out|"
    r"freaked out|heartbroken|shaken|frantic|fretting|crying|stressed)"
)
_SOMEWHAT = (
    r"(?:(?:so|very|really|quite|a (?:bit|little)|abit|bit|just|absolutely|still|pretty|too|also|"
    r"now|always|honestly|completely|totally|rather|extremely|getting|feeling|quietly|all|both|"
    r"constantly|sitting here|half)\W+)*"
)
_WRITER = (
    r"(?:\b(?:i ?am|i ?'?m|we ?'?re|we are|i feel|i(?: ha|')?ve been|i get|i got|feeling|"
    r"(?:makes?|has|got) (?:me|us))\W+)"
)
_PATTERN = re.compile(
    rf"{_WRITER}{_SOMEWHAT}{_FEELING}\b"
    rf"|^\W*{_SOMEWHAT}{_FEELING}(?:$|[,.!;]|\W+(?:about|of|that|to|by|for|because|since|after|as|cos)\b)"
    r"|\b(?:i|we) (?:do |really |just |still |keep |always )*(?:worry|dread|panic|fret)\b"
    r"|\bcan(?:'|no)?t (?:stop|sleep for) (?:crying|worrying|worry|fretting|panicking)\b"
    r"|\bworried sick\b",
    re.IGNORECASE,
)
# What goes before where it is of another time, taken back or only asked.
_NOT_NOW = re.compile(
    r"\b(?:not|never|no longer|n't|isn't|aren't|used to|don't|stopped|should|must|need|do|why) "
    r"(?:be |get |really |that )*$",
    re.IGNORECASE,
)


def sounds_worried(text: str) -> bool:
    """Whether the writer says that they are afraid, worried or upset.

    Args:
        text: What a visitor typed.
    """
    plain = normalize(text)
    return any(not _NOT_NOW.search(plain[: found.start()]) for found in _PATTERN.finditer(plain))
