"""Tells which numbers of a message are readings of a bone scan, and which are something else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bot.nlu.readings import Bound, Detail, Moment, ReadingKind, Side, Site
from bot.nlu.score_items import Item
from bot.nlu.score_words import CERTAINTY_WORDS, CHANGE_WORDS, PERCENT_WORDS
from bot.nlu.score_words import WordClass as W

LARGEST_UNSIGNED = Decimal(100)
_FAR_LAB = 6
_FAR_ANCHOR = 10
_FAR_KIND = 7
_NEAR = 4
_OF_LAB = frozenset({"for", "on", "of"})
_SHORT_MESSAGE = 6
_NAMING = frozenset({
    W.KIND_T, W.KIND_Z, W.KIND_TBS, W.KIND_FRAX, W.KIND_BMD, W.KIND_DENSITY, W.SCORE,
})  # fmt: skip
_BETWEEN_ANCHOR_AND_NUMBER = frozenset({
    W.LINK, W.IS, W.WAS, W.QUIET, W.NOW, W.BELOW, W.ABOVE, W.OVER, W.SIDE, W.SITE, W.COMMA,
    W.EARLIER, W.CORRECTION, W.UNIT_SD, W.FROM, W.BETWEEN, W.SCORE, W.TOTAL, W.YEAR, W.SKIP,
    W.BOTH, W.SLASH, W.CHANGED, W.INSTEAD, W.TO, W.AND, W.OR, W.NOT, W.ARROW, W.THEN, W.DASH,
})  # fmt: skip
_BEHIND_A_SCORE = frozenset({
    W.LINK, W.IS, W.WAS, W.QUIET, W.NOW, W.COMMA, W.STOP, W.QUESTION, W.NEWLINE, W.AND, W.OR,
    W.SITE, W.SIDE, W.UNIT_SD, W.TO, W.SLASH, W.KIND_T, W.KIND_Z, W.NOT, W.CORRECTION, W.YEAR,
    W.VALUE, W.DASH, W.EARLIER, W.OR_LESS, W.OR_MORE, W.SKIP, W.SCORE, W.THEN, W.ARROW, W.INSTEAD,
    W.BELOW, W.ABOVE, W.NO, W.MINUS, W.PLUS, W.GROUP, W.COMPARED, W.TOTAL, W.FROM, W.THRESHOLD,
    W.PERCENT, W.UNIT_DENSITY, W.KIND_BMD, W.BOTH,
})  # fmt: skip
_BETWEEN_LAB_AND_NUMBER = frozenset({
    W.IS, W.WAS, W.LINK, W.QUIET, W.SCORE, W.NOW, W.BELOW, W.OVER, W.THYROID,
})  # fmt: skip
_AROUND_A_LONE_NUMBER = frozenset({
    W.LINK, W.IS, W.WAS, W.QUIET, W.STOP, W.QUESTION, W.SCORE, W.UNIT_SD, W.COMMA, W.NOW, W.OR,
    W.NO, W.CORRECTION, W.NEWLINE, W.VALUE,
})  # fmt: skip
_WORDS_BEHIND_A_SCORE = frozenset(
    [
        "what",
        "does",
        "do",
        "good",
        "bad",
        "ok",
        "okay",
        "normal",
        "can",
        "could",
        "should",
        "why",
        "how",
        "please",
        "thanks",
        "thank",
        "if",
        "because",
        "so",
        "when",
        "dangerous",
        "serious",
        "high",
        "low",
        "any",
        "explain",
        "help",
        "would",
        "will",
        "or",
        "than",
        "yes",
        "hi",
        "hello",
        "where",
        "who",
        "considered",
        "fine",
        "great",
        "terrible",
        "awful",
        "worrying",
        "today",
        "means",
        "meaning",
        "he",
        "she",
        "im",
        "ive",
        "i've",
    ]
)
_THOUSANDS = 3
_POINTING = frozenset({"a", "the", "that", "this", "other", "which"})


@dataclass
class Candidate:
    """A value on its way to becoming a reading; most fields are those of `Reading`.

    Attributes:
        place: Index of its item in the message.
        item: The number itself.
        site_beside: Nothing but joining words stands between it and its site.
    """

    place: int
    item: Item
    kind: ReadingKind | None = None
    kind_given: bool = False
    site: Site | None = None
    detail: Detail | None = None
    side: Side | None = None
    site_beside: bool = False
    year: int | None = None
    moment: Moment | None = None
    bound: Bound | None = None
    range_id: int | None = None
    withdrawn: bool = False


def candidates(items: list[Item]) -> list[Candidate]:
    """Gives the values that are readings; the others leave the row of items.

    Args:
        items: The items of the message, signs joined; changed in place.

    Returns:
        The candidates in order, those beside a percent or a unit of density with their kind.
    """
    _drop_measures(items)
    _drop_laboratory(items)
    _drop_amounts_of_change(items)
    alone = _message_is_a_number(items)
    found: list[Candidate] = []
    for place, item in enumerate(items):
        if not item.is_(W.VALUE):
            continue
        candidate = Candidate(place, item)
        if _is_percent(items, place):
            kind = _kind_of_percent(items, place)
            if kind is None:
                item.become(W.SKIP)
                continue
            candidate.kind, candidate.kind_given = kind, True
        elif _behind(items, place, W.UNIT_DENSITY) and not (item.sign_given and item.value < 0):
            candidate.kind, candidate.kind_given = ReadingKind.BMD, True
        elif _is_pronoun(items, place) or not (alone or _could_be_a_score(items, place)):
            item.become(W.SKIP)
            continue
        found.append(candidate)
    return found


def _is_pronoun(items: list[Item], place: int) -> bool:
    """Tells whether "one" stands for a score: "the Z one", "that T-score one"."""
    item, before = items[place], items[max(0, place - 3) : place]
    if item.text != "one" or item.sign_given or item.decimals or item.point_missing:
        return False
    return (
        bool(before)
        and before[-1].is_(W.KIND_T, W.KIND_Z, W.SCORE)
        and any(other.text in _POINTING for other in before)
    )


def _behind(items: list[Item], place: int, *classes: W) -> bool:
    """Tells whether the next item, brackets aside, is one of these."""
    for item in items[place + 1 : place + 3]:
        if item.is_(*classes):
            return True
        if not item.is_(W.QUIET):
            return False
    return False


def _drop_measures(items: list[Item]) -> None:
    for place, item in enumerate(items):
        if not item.is_(W.VALUE) or place + 1 >= len(items):
            continue
        behind = items[place + 1]
        if behind.is_(W.UNIT_DENSITY):
            continue
        counted = behind.is_(W.COUNTED) and not item.decimals and not item.sign_given
        measured = behind.is_(W.UNIT) and not (
            behind.text in ("m", "x", "g", "k") and item.sign_given
        )
        if counted or measured or behind.is_(W.AGE_UNIT):
            item.become(W.SKIP)
            _drop_start_of_range(items, place)


def _drop_start_of_range(items: list[Item], place: int) -> None:
    """Drops the 2 of "2 or 3 times" and the 10 of "10-15 mg"."""
    if place < 2 or items[place].sign_given:
        return
    joint, first = items[place - 1], items[place - 2]
    if joint.is_(W.TO, W.OR, W.DASH) and first.is_(W.VALUE) and not first.sign_given:
        first.become(W.SKIP)


def _drop_laboratory(items: list[Item]) -> None:
    thyroid = any(item.is_(W.THYROID) for item in items)
    for place, item in enumerate(items):
        blood = item.is_(W.SITE) and item.text.replace(" ", "")[:2] in ("t3", "t4") and thyroid
        if blood:
            item.become(W.LAB)
        if not item.is_(W.LAB):
            continue
        if (before := _number_of_laboratory(items, place)) is not None:
            before.become(W.SKIP)
            continue
        for value in items[place + 1 : place + 1 + _FAR_LAB]:
            if value.is_(W.VALUE):
                if not value.sign_given:
                    value.become(W.SKIP)
                break
            if value.is_(W.SITE, W.KIND_T, W.KIND_Z) or not (
                value.is_in(_BETWEEN_LAB_AND_NUMBER)
                or value.text in ("low", "high", "normal", "test", "blood")
            ):
                break


def _number_of_laboratory(items: list[Item], place: int) -> Item | None:
    """The 38 of "38 for vitamin D"; a number behind the word is its own: "2.7 on page 3"."""
    start = place
    while start and items[start - 1].is_(W.LINK) and items[start - 1].text not in _OF_LAB:
        start -= 1
    if start < 2 or items[start - 1].text not in _OF_LAB or not items[start - 2].is_(W.VALUE):
        return None
    number = items[start - 2]
    named = items[max(0, start - 2 - _NEAR) : start - 2]
    has_own = any(item.is_(W.VALUE) for item in items[place + 1 : place + 2])
    if number.sign_given or has_own or any(item.is_(W.KIND_T, W.KIND_Z) for item in named):
        return None
    return number


def _drop_amounts_of_change(items: list[Item]) -> None:
    for place, item in enumerate(items):
        if not item.is_(W.VALUE):
            continue
        before = items[place - 1] if place else None
        led_by = before is not None and before.is_(W.BY)
        behind = items[place + 1] if place + 1 < len(items) else None
        is_amount = behind is not None and behind.is_(W.AMOUNT) and not item.sign_given
        in_points = (
            behind is not None and behind.text == "points" and not item.sign_given
            and any(word.text in CHANGE_WORDS for word in items[max(0, place - _NEAR) : place + 4])
        )  # fmt: skip
        changed_by = (
            before is not None and before.is_(W.CHANGED) and behind is not None
            and behind.is_(W.TO) and not item.sign_given
        )  # fmt: skip
        if led_by or is_amount or in_points or changed_by:
            item.become(W.SKIP)


def _is_percent(items: list[Item], place: int) -> bool:
    return _behind(items, place, W.PERCENT) or (
        place + 1 < len(items) and items[place + 1].text.startswith("( %")
    )


def _kind_of_percent(items: list[Item], place: int) -> ReadingKind | None:
    """Tells FRAX from a percent of normal; a percent of change is neither."""
    texts = [item.text for item in items]
    if any(item.is_(W.KIND_FRAX) for item in items):
        return ReadingKind.FRAX
    if any(word in ("risk", "chance", "probability") for word in texts):
        return ReadingKind.FRAX
    words = {word for text in texts for word in text.split()}
    if items[place].sign_given and items[place].value != 0:
        return None
    near = {
        word
        for item, following in pairwise([*items[max(0, place - _NEAR) : place + 7], items[-1]])
        if not (item.is_(W.SIDE) and following.is_(W.SITE))
        for word in item.text.split()
    }
    if near & CHANGE_WORDS or near & CERTAINTY_WORDS:
        return None
    short = len(items) <= 3
    return ReadingKind.PERCENT if short or words & PERCENT_WORDS else None


def _could_be_a_score(items: list[Item], place: int) -> bool:
    item = items[place]
    if item.sign_given and item.value != 0:
        return True
    if abs(item.value) > LARGEST_UNSIGNED * 10:
        return False
    # "10,000" is no score with three decimals; a density is never that large.
    if item.decimals >= _THOUSANDS and item.value >= _THOUSANDS:
        return False
    if item.decimals and not item.in_words:
        return True
    if item.decimals or item.point_missing:
        return True
    if _is_list_mark(items, place):
        return False
    anchored = (
        _is_anchored(items, place)
        or _leads_to_site(items, place)
        or _leads_to_scan(items, place)
        or _leads_to_kind(items, place)
    )
    return anchored and _may_stand_before(items, place)


def _is_anchored(items: list[Item], place: int) -> bool:
    """Tells whether a whole number without a sign follows "T-score of", "hip:" and the like."""
    for item in reversed(items[max(0, place - _FAR_ANCHOR) : place]):
        if item.is_(W.VALUE):
            return True
        if item.is_(W.LAB, W.UNIT, W.COUNTED) and not item.is_(W.SCORE, W.SITE):
            return False
        if item.is_in(_NAMING):
            return True
        if item.is_(W.SITE, W.SIDE, W.TOTAL):
            return len(items) <= _SHORT_MESSAGE or any(
                other.is_in(_NAMING) or _is_sure(other) for other in items
            )
        if not item.is_in(_BETWEEN_ANCHOR_AND_NUMBER):
            return False
    return False


def _is_list_mark(items: list[Item], place: int) -> bool:
    """Tells the numbers of "1) spine -2.6" and "scan 2: -2.8" from scores."""
    if items[place].value > 9 or place + 2 >= len(items):
        return False
    behind = items[place + 1].text
    opened = any(item.text == "(" for item in items[:place])
    if behind == ")" and not opened and not items[place].sign_given:
        return True
    leads_on = any(item.is_(W.VALUE) for item in items[place + 2 : place + 6])
    return leads_on and (behind == ":" or (behind == ")" and not opened))


def _leads_to_scan(items: list[Item], place: int) -> bool:
    """Tells whether a short message says "25 on my bone density scan"."""
    if len(items) > _SHORT_MESSAGE or place + 1 >= len(items):
        return False
    behind = [item for item in items[place + 2 :] if not item.is_(W.LINK, W.QUIET)]
    is_on = items[place + 1].text in ("on", "in", "for", "from", "at")
    return is_on and bool(behind) and behind[0].is_(W.SCORE, W.KIND_DENSITY)


def _leads_to_site(items: list[Item], place: int) -> bool:
    """Tells whether a short message says "27 at the spine"."""
    if len(items) > _SHORT_MESSAGE:
        return False
    behind = [item for item in items[place + 1 :] if not item.is_(W.LINK, W.QUIET, W.SIDE)]
    return bool(behind) and behind[0].is_(W.SITE) and not behind[0].is_(W.INJURED)


def _leads_to_kind(items: list[Item], place: int) -> bool:
    """Tells whether "26 is what it says beside T-score" names the kind behind the number."""
    if place and not items[place - 1].is_(W.LINK, W.IS, W.WAS, W.QUIET, W.COMMA, W.STOP, W.NOW):
        return False
    behind = items[place + 1 : place + 1 + _FAR_KIND]
    named = next((i for i, item in enumerate(behind) if item.is_(W.KIND_T, W.KIND_Z)), 0)
    joined = all(
        item.is_(W.LINK, W.IS, W.WAS, W.QUIET, W.SCORE)
        or (item.text == "what" and not following.is_(W.IS, W.WAS))
        for item, following in pairwise(behind[: named + 1])
    )
    return named > 0 and joined and not any(item.is_(W.VALUE) for item in items[place + 1 :])


def _is_sure(item: Item) -> bool:
    return item.is_(W.VALUE) and (item.sign_given or item.decimals > 0)


def _may_stand_before(items: list[Item], place: int) -> bool:
    if place + 1 >= len(items):
        return True
    behind = items[place + 1]
    if (
        items[place].in_words
        and items[place].text == "one"
        and not _kind_right_before(items, place)
    ):
        return False
    return behind.is_in(_BEHIND_A_SCORE) or behind.text in _WORDS_BEHIND_A_SCORE


def _kind_right_before(items: list[Item], place: int) -> bool:
    near = items[max(0, place - 3) : place]
    return any(item.is_(W.KIND_T, W.KIND_Z) for item in near)


def _message_is_a_number(items: list[Item]) -> bool:
    """Tells whether the message holds nothing but a number and joining words: "it says 25"."""
    values = [item for item in items if item.is_(W.VALUE)]
    fits = len(values) == 1 and values[0].value <= LARGEST_UNSIGNED * 10
    return fits and all(
        item.is_in(_AROUND_A_LONE_NUMBER)
        or item.text in ("think", "yes", "ok", "hi", "hello", "-", "+")
        for item in items
    )
