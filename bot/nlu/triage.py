"""Finds emergencies and questions that belong to a clinician, by rules (facts.md section 5).

The rules know nothing of the topic classifier; `triage_component.py` brings the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.nlu.triage_context import ContextReader, Guard, Scene
from bot.nlu.triage_context_phrases import CONTEXT, FIGURES_OF_SPEECH
from bot.nlu.triage_levels import TriageLevel
from bot.nlu.triage_matching import Match, PhraseFinder
from bot.nlu.triage_other_languages import said_in_other_languages
from bot.nlu.triage_referral_phrases import REFERRALS
from bot.nlu.triage_rules import EVERYDAY_SIGNS, GUARDS, RULES, Rule
from bot.nlu.triage_self_harm_phrases import SELF_HARM, SUICIDE_INFORMATION
from bot.nlu.triage_urgent_phrases import (
    FALL_AND_FRACTURE,
    OTHER_EMERGENCIES,
    SAME_DAY,
    SPINE_WITH_NERVE_SIGNS,
)
from bot.nlu.triage_vocabulary import GROUPS
from bot.nlu.triage_words import OTHER_WORD, Word, WordReader

_MOST_PILLS_AT_ONCE = 2
# In a longer message a figure of speech says little about the rest.
_SHORT_MESSAGE = 25
_ADULT_AGE = 20  # facts.md 2.15: below this, the children's text

_SCORE_VALUE = re.compile(
    r"(?<!['’])\b[tz]\s?-?\s?(?:score|sc0re|scores)?\b\D{0,25}?[-+−–]?\d"
    r"|(?<![\w.])[-−–]\s?\d[.,]\d|\bminus (?:one|two|three|four|\d)",
    re.IGNORECASE,
)
_MANY_PILLS = re.compile(
    r"\b(?:took|taken|swallowed|ate|had)\s(?:about\s|like\s|over\s)?(?P<count>\d{1,3})\s"
    r"(?!(?:mg|mcg|iu|g|ml|units?|years?|months?|weeks?|days?)\b)(?:\w+\s){0,4}?(?:tablets|pills|capsules)\b(?!\s(?:a|per|each|every|daily|over|for)\b)",
    re.IGNORECASE,
)
_CHILD_AGE_IN_WORDS = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen)"
)
_AGE = re.compile(
    r"\b(?P<age>\d{1,2})\s*-?\s*(?:years?|yrs?|y)[\s./-]*(?:old|o)\b"
    r"|\b(?:child|kid|son|daughter|boy|girl|nephew|niece|grandson|granddaughter)\W{1,3}"
    r"(?P<stated>\d{1,2})\b(?!\s*[%.,/]\d)"
    r"|\b(?:he|she) ha(?:ve|s) (?P<possessed>\d{1,2}) years\b"
    rf"|\b(?:(?:he|she)(?:'s| is) (?:only |just )?|aged ){_CHILD_AGE_IN_WORDS}\b"
    rf"|(?<![-\w]){_CHILD_AGE_IN_WORDS}[\s-]years?[\s-]olds?\b"
    r"|\b(?:i'?m|i am|he'?s|she'?s"
    r"|(?:he|she|son|daughter|child|kid|boy|girl|nephew|niece|grandson|granddaughter) is|aged|age)"
    r" (?P<said>\d{1,2})\b(?!\s*[%.,]\d)"
    r"(?!\s*(?:weeks?|months?|days?|cm|kg|mg|inches|stone|minutes|hours))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Assessment:
    """What the rules found in a message.

    Attributes:
        level: The most severe level.
        phrases: The words of the message that raised it.
        spans: Where they stand, as (first character, character after the last).
        is_lookalike: Words of danger were found, yet none is meant as real and present.
        referral: The level without all signs of danger; a referral, or none.
        is_doubtful: Whether the level rests on signs of danger that also stand in harmless
            messages: "fainted", "paralysed", "back cracked".
        is_mistake: Whether somebody took something by mistake.
    """

    level: TriageLevel
    phrases: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    is_lookalike: bool
    referral: TriageLevel = TriageLevel.NONE
    is_doubtful: bool = False
    is_mistake: bool = False

    def without_alarm(self) -> Assessment:
        """The same where the signs of danger are not believed."""
        return Assessment(self.referral, (), (), is_lookalike=True)


_SINCE_AN_HOUR = re.compile(r"(?:since|from)\s+\d{1,2}(?:[:.]\d\d)?(?!\d|\s*(?:years|yrs))", re.I)

_PHRASES = (
    FALL_AND_FRACTURE
    | SPINE_WITH_NERVE_SIGNS
    | OTHER_EMERGENCIES
    | SAME_DAY
    | SELF_HARM
    | SUICIDE_INFORMATION
    | REFERRALS
    | CONTEXT
)
# Everything that a rule may name; the last two depend on numbers, not on words.
CONCEPT_NAMES = _PHRASES.keys() | {"score_value", "young_age"}

_RULES_BY_NEEDS = tuple((rule, frozenset(rule.needs)) for rule in RULES)
_REFERRALS_BY_NEEDS = tuple(
    (rule, needs) for rule, needs in _RULES_BY_NEEDS if rule.level.severity < TriageLevel.U.severity
)

_FIGURES = PhraseFinder(GROUPS, FIGURES_OF_SPEECH)
_CONCEPTS = PhraseFinder(GROUPS, _PHRASES)
_READER = WordReader(_FIGURES.vocabulary | _CONCEPTS.vocabulary)


def read_words(text: str) -> list[Word]:
    """Reads a message as words of the triage's vocabulary, spelling mended.

    Args:
        text: Any message.

    Returns:
        The words, in order.
    """
    return _READER.read(text)


def assess(text: str) -> Assessment:
    """Judges how urgent a message is.

    Args:
        text: Any message.

    Returns:
        The level, and the words that raised it.
    """
    words = read_words(text)
    figures = _FIGURES.find(words)
    for figure in figures:
        for position in range(figure.start, min(figure.end, len(words) - 1)):
            if position > 0:
                words[position] = replace(words[position], known=OTHER_WORD)
    matches = [match for match in _CONCEPTS.find(words) if not _is_time_of_day(match, words, text)]
    matches += _find_values(text, words)
    in_other_languages = list(_find_in_other_languages(text, words))
    matches += in_other_languages
    context = ContextReader(Scene(words, matches))
    meant = [
        match
        for match in matches
        if not context.is_guarded(match, GUARDS.get(match.concept, Guard.NONE))
    ]
    level, evidence = _apply_rules(meant)
    # What the topic classifier makes of other languages than English says nothing.
    is_doubtful = bool(evidence) and all(
        match.concept in EVERYDAY_SIGNS and match not in in_other_languages for match in evidence
    )
    referral = _apply_rules(meant, _REFERRALS_BY_NEEDS)[0] if is_doubtful else TriageLevel.NONE
    is_lookalike = not level.is_emergency and (
        (bool(figures) and len(words) <= _SHORT_MESSAGE)
        or (len(meant) < len(matches) and _apply_rules(matches)[0].is_emergency)
    )
    spans = tuple(
        sorted({(words[match.start].start, words[match.end - 1].end) for match in evidence})
    )
    return Assessment(
        level=level,
        phrases=tuple(text[start:end] for start, end in spans),
        spans=spans,
        is_lookalike=is_lookalike,
        referral=referral,
        is_doubtful=is_doubtful,
        is_mistake=any(match.concept == "by_mistake" for match in meant),
    )


def _find_values(text: str, words: Sequence[Word]) -> Iterable[Match]:
    """Finds what depends on a number's value, which the word patterns cannot see."""
    for name, found in (
        ("score_value", _SCORE_VALUE.search(text)),
        ("overdose", next(filter(_is_overdose, _MANY_PILLS.finditer(text)), None)),
        ("young_age", next(filter(_is_young, _AGE.finditer(text)), None)),
    ):
        if found:
            yield from _match_between(name, found.start(), found.end(), words)


def _find_in_other_languages(text: str, words: Sequence[Word]) -> Iterable[Match]:
    for said in said_in_other_languages(text):
        yield from _match_between(said.concept, said.start, said.end, words)


def _match_between(concept: str, start: int, end: int, words: Sequence[Word]) -> Iterable[Match]:
    """The words between two characters of the message, if there are any."""
    inside = [
        position
        for position, word in enumerate(words)
        if start <= word.start < end and word.end > word.start
    ]
    if inside:
        yield Match(concept, inside[0], inside[-1] + 1)


def _is_time_of_day(match: Match, words: Sequence[Word], text: str) -> bool:
    """Tells "on the floor since 6" from "since 1987"."""
    if match.concept != "past":
        return False
    return _SINCE_AN_HOUR.match(text, words[match.start].start) is not None


def _is_young(age: re.Match[str]) -> bool:
    number = age["age"] or age["said"] or age["stated"] or age["possessed"]
    return number is None or int(number) < _ADULT_AGE


def _is_overdose(pills: re.Match[str]) -> bool:
    return int(pills["count"]) > _MOST_PILLS_AT_ONCE


def _apply_rules(
    matches: Sequence[Match],
    rules: Sequence[tuple[Rule, frozenset[str]]] = _RULES_BY_NEEDS,
) -> tuple[TriageLevel, tuple[Match, ...]]:
    by_concept: dict[str, list[Match]] = {}
    for match in matches:
        by_concept.setdefault(match.concept, []).append(match)
    level = TriageLevel.NONE
    evidence: tuple[Match, ...] = ()
    for rule, needs in rules:
        if needs <= by_concept.keys() and rule.level.severity > level.severity:
            found = _apply_rule(rule, by_concept)
            if found:
                level, evidence = rule.level, found
    return level, evidence


def _apply_rule(rule: Rule, by_concept: dict[str, list[Match]]) -> tuple[Match, ...]:
    if any(concept in by_concept for concept in rule.unless):
        return ()
    first, *others = (by_concept[concept] for concept in rule.needs)
    for match in first:
        evidence = [match]
        for candidates in others:
            nearby = next(
                (
                    other
                    for other in candidates
                    if other.start - match.end <= rule.window
                    and match.start - other.end <= rule.window
                ),
                None,
            )
            if nearby is None:
                break
            evidence.append(nearby)
        else:
            return tuple(evidence)
    return ()
