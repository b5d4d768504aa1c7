"""What a question is about where it does not say so itself; nothing here knows of Rasa."""

from __future__ import annotations

import re

# What a later question of the same message may call "it"; a disease before other subjects.
_DISEASES = (
    r"osteo\w*p\w*r\w*sis|osteo\w*malac\w*|osteope\w+|osteoarthritis|rickets|"
    r"paget'?s(?: disease)?"
)
_DISEASE = re.compile(rf"\b(?:{_DISEASES})\b", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"\b(?:{_DISEASES}|(?:a )?(?:dexa|dxa|bone density)(?: scan| test)?|bone scan|"
    r"(?:bone )?(?:remodell?ing|minerali[sz]ation)|osteoclasts|osteoblasts|frax|"
    r"[tz][ -]?scores?|soft bones|brittle bones)\b",
    re.IGNORECASE,
)
# "is it safe to …" speaks of what follows, not of something before.
_PRONOUN = re.compile(
    r"\b(?:that one|this one|the condition|the disease|it|this|"
    r"(?<=what is )that|(?<=what's )that|(?<=whats )that)\b"
    r"(?!\s+(?:\w+\s+){1,2}(?:to|that|if|when)\b)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:bones|scores|clasts|blasts)$", re.IGNORECASE)
_PLURAL_PRONOUN = re.compile(r"\b(?:they|them|these|those)\b", re.IGNORECASE)
# "Does the scan hurt, and at what age do you start having them?"
_TEST = re.compile(r"scan|test|dexa|dxa", re.IGNORECASE)
_TESTS_PRONOUN = re.compile(r"\b(?:them|these|those|one)\b", re.IGNORECASE)


def with_subject(text: str, before: str) -> str:
    """Names what a part of a message calls "it".

    Args:
        text: The part.
        before: The message up to the part.

    Returns:
        The part with the subject that was named last in the place of its pronoun, if it names
        none itself.
    """
    named = list(_DISEASE.finditer(before)) or list(_SUBJECT.finditer(before))
    if not named or _SUBJECT.search(text):
        return text
    subject = named[-1].group()
    pronoun = _PLURAL_PRONOUN if _PLURAL.search(subject) else _PRONOUN
    if _TEST.search(subject) and not pronoun.search(text):
        pronoun = _TESTS_PRONOUN
    return pronoun.sub(lambda _: subject, text, count=1)
