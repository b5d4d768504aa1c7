"""Reads every bone-scan number in a message: kind, value, site, side, time, corrections.

The message is cut into tokens (`score_tokens`), phrases are found with spaCy's matchers
(`score_items`), then each question is answered in turn: which sign, is it a score at all, which
kind, which site, how the numbers stand to each other.
"""

from __future__ import annotations

from bot.nlu.person_reader import read_person
from bot.nlu.readings import Reading, ReadingKind, ReadMessage
from bot.nlu.score_candidates import Candidate, candidates
from bot.nlu.score_items import Item, read_items
from bot.nlu.score_kinds import assign_kinds
from bot.nlu.score_relations import (
    assign_bounds,
    assign_moments,
    assign_years,
    move_to_corrected_site,
    share_sites,
    withdraw_corrected,
    withdraw_replaced_sites,
    without_others,
    without_repeats,
    without_thresholds,
)
from bot.nlu.score_signs import join_signs
from bot.nlu.score_sites import assign_sites, drop_injuries
from bot.nlu.score_tokens import Token, TokenKind, cut, normalize
from bot.nlu.score_words import NUMBER_WORDS, PARTS, WordClass

LONGEST_MESSAGE = 10_000  # characters
MOST_NUMBERS = 300
MOST_READINGS = 60
_TABLE_READINGS = 4


def read_message(text: str) -> ReadMessage:
    """Reads the scores in a message and what it says about the person.

    Args:
        text: What a visitor typed, of any length; only the first 10,000 characters are read.

    Returns:
        The readings in the order of the message, and the facts about the person. With more
        numbers than can be read with care, `too_many` is set and no reading is given.
    """
    tokens = cut(normalize(text[:LONGEST_MESSAGE]))
    if sum(token.kind is TokenKind.NUMBER for token in tokens) > MOST_NUMBERS:
        return ReadMessage(too_many=True)
    person, ages = read_person(tokens)
    if not _may_hold_numbers(tokens):
        return ReadMessage(person=person)
    items = read_items(tokens, ages)
    join_signs(items)
    drop_injuries(items)
    found = candidates(items)
    if len(found) > MOST_READINGS or (found and len(text) > LONGEST_MESSAGE):
        return ReadMessage(person=person, too_many=True)
    if found:
        found = _interpret(items, found)
    readings = tuple(_reading(candidate, text) for candidate in found)
    return ReadMessage(readings, person, _corrects(items), _adds(items))


def _may_hold_numbers(tokens: list[Token]) -> bool:
    kinds = (TokenKind.NUMBER, TokenKind.POINT_LOST, TokenKind.HALVES)
    return any(
        token.kind in kinds or token.text in NUMBER_WORDS or token.text in PARTS for token in tokens
    )


def _interpret(items: list[Item], found: list[Candidate]) -> list[Candidate]:
    found = assign_kinds(items, found)
    found = assign_sites(items, found, _is_table(found))
    assign_moments(items, found)
    assign_years(items, found)
    assign_bounds(items, found)
    withdraw_corrected(items, found)
    withdraw_replaced_sites(items, found)
    move_to_corrected_site(items, found)
    share_sites(items, found)
    return without_repeats(without_thresholds(items, without_others(items, found)))


def _is_table(found: list[Candidate]) -> bool:
    densities = [candidate for candidate in found if candidate.kind is ReadingKind.BMD]
    return bool(densities) and len(found) >= _TABLE_READINGS


def _corrects(items: list[Item]) -> bool:
    starts_with_no = bool(items) and items[0].is_(WordClass.NO, WordClass.NOT)
    return starts_with_no or any(item.is_(WordClass.CORRECTION) for item in items)


def _adds(items: list[Item]) -> bool:
    joining = ("and", "also", "plus", "&")
    return bool(items) and (items[0].text in joining or items[-1].text in ("too", "also"))


def _reading(candidate: Candidate, text: str) -> Reading:
    item = candidate.item
    assert candidate.kind is not None
    return Reading(
        kind=candidate.kind,
        value=item.value,
        sign_given=item.sign_given,
        kind_given=candidate.kind_given,
        point_missing=item.point_missing,
        site=candidate.site,
        detail=candidate.detail,
        side=candidate.side,
        year=candidate.year,
        moment=candidate.moment,
        bound=candidate.bound,
        range_id=candidate.range_id,
        withdrawn=candidate.withdrawn,
        start=item.start,
        end=item.end,
        text=text[item.start : item.end],
    )
