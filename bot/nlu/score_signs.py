"""Joins signs and numbers: dashes, "minus", "2.5 below average", "all negative"."""

from __future__ import annotations

from bot.nlu.score_items import Item
from bot.nlu.score_words import WordClass as W

_BETWEEN_SIGN_AND_NUMBER = frozenset({"(", ")", ":", "=", "'", '"'})
_SIGN_WORDS_BEHIND = 5
# "The one below it" tells where on the paper.
_PLACES = frozenset({"it", "that", "this", "them"})


def join_signs(items: list[Item]) -> None:
    """Gives every value its sign and takes the sign's own item out of play.

    Args:
        items: The items of the message; changed in place.
    """
    for index, item in enumerate(items):
        if item.is_(W.VALUE):
            _sign_before(items, index)
    for index, item in enumerate(items):
        if item.is_(W.VALUE) and not item.sign_given:
            _sign_behind(items, index)
    if any(item.is_(W.ALL_MINUS) for item in items):
        for item in items:
            if item.is_(W.VALUE) and not item.sign_given:
                _set_sign(item, minus=True)
    for item in items:
        if item.is_(W.VALUE) and item.value == 0:
            item.sign_given = True


def _set_sign(item: Item, minus: bool) -> None:
    item.sign_given = True
    item.value = -abs(item.value) if minus else abs(item.value)


def _sign_before(items: list[Item], index: int) -> None:
    value = items[index]
    signs = _sign_items(items, index)
    if not signs:
        return
    before = items[signs[0] - 1] if signs[0] > 0 else None
    spoken = [items[place] for place in signs if items[place].is_(W.MINUS, W.PLUS)]
    dashes = [items[place] for place in signs if items[place].is_(W.DASH)]
    follows_number = before is not None and before.is_(W.VALUE)
    if spoken:
        minus = any(item.is_(W.MINUS) for item in spoken)
        plus = any(item.is_(W.PLUS) for item in spoken)
        if minus != plus and not (plus and _may_join(items, signs[0])):
            _take(items, signs, value, minus)
            value.sign_in_words = True
        return
    texts = "".join(item.text for item in dashes)
    if texts == "-":
        _single_dash(items, index, signs[0], before)
    elif texts == "+":
        if not follows_number or (value.glued and not dashes[0].glued):
            _take(items, signs, value, minus=False)
    elif texts == "--":
        # "-2.5 - -2.7" and a bullet before "-2.7" hold one real minus; "--2.7" may be a slip.
        bullet = not dashes[1].glued and value.glued
        if follows_number or bullet:
            dashes[0].become(W.TO if follows_number else W.SKIP)
            _take(items, signs[1:], value, minus=True)
    elif texts == "—" and (value.glued or before is None or dashes[0].glued):
        _take(items, signs, value, minus=True)


def _may_join(items: list[Item], place: int) -> bool:
    """Tells whether "plus" may mean "and": after a number whose own sign is no word."""
    last = next((item for item in reversed(items[:place]) if item.is_(W.VALUE)), None)
    return last is not None and not last.sign_in_words


def _sign_items(items: list[Item], index: int) -> list[int]:
    """Gives the places of the sign items right before a value, in order."""
    found: list[int] = []
    place = index - 1
    while place >= 0:
        item = items[place]
        if item.is_(W.DASH) or item.is_(W.MINUS, W.PLUS):
            found.append(place)
        elif not (item.text in _BETWEEN_SIGN_AND_NUMBER and place > 0 and _is_sign(items, place)):
            break
        place -= 1
    return found[::-1]


def _is_sign(items: list[Item], place: int) -> bool:
    """Tells whether brackets or a colon at a place have a sign right before them."""
    while place > 0 and items[place].text in _BETWEEN_SIGN_AND_NUMBER:
        place -= 1
    return items[place].is_(W.DASH, W.MINUS, W.PLUS)


def _take(items: list[Item], signs: list[int], value: Item, minus: bool) -> None:
    _set_sign(value, minus)
    value.start = items[signs[0]].start
    value.glued = items[signs[0]].glued
    for place in signs:
        items[place].become(W.SKIP)


def _single_dash(items: list[Item], index: int, place: int, before: Item | None) -> None:
    value, dash = items[index], items[place]
    if before is None or not before.is_(W.VALUE):
        if _is_part_of_a_name(before, dash, value) or _is_bullet(items, place, index):
            dash.become(W.SKIP)
            value.become(W.SKIP)
            return
        _take(items, [place], value, minus=True)
        return
    if not dash.glued and value.glued:
        _take(items, [place], value, minus=True)
        return
    # "-2.0-2.5" and "-2.6 - 1.9": the dash joins, and after a minus it can only be read as one.
    dash.become(W.TO)
    if before.sign_given and before.value < 0:
        _set_sign(value, minus=True)


def _is_part_of_a_name(before: Item | None, dash: Item, value: Item) -> bool:
    """Tells "covid-19" from "hip-2" and "score-2.7"."""
    if before is None or not dash.glued or value.decimals:
        return False
    return before.is_(W.WORD, W.LAB, W.COUNTED) and not before.is_(W.SITE, W.SCORE)


def _is_bullet(items: list[Item], place: int, index: int) -> bool:
    """Tells the list mark of "- 2 falls last year" from a minus."""
    value = items[index]
    starts_line = place == 0 or items[place - 1].is_(W.NEWLINE)
    if not starts_line or value.glued or value.decimals or index + 1 >= len(items):
        return False
    return items[index + 1].is_(W.WORD, W.UNIT, W.COUNTED)


def _sign_behind(items: list[Item], index: int) -> None:
    """Reads "2.5 below average", "2.5 SD above", "2.7 negative", "2.7 with a minus"."""
    value = items[index]
    seen_deviation = False
    for place in range(index + 1, min(index + 1 + _SIGN_WORDS_BEHIND, len(items))):
        item = items[place]
        following = items[place + 1] if place + 1 < len(items) else None
        leads_to_number = following is not None and following.is_(W.VALUE)
        if item.is_(W.UNIT_SD):
            seen_deviation = True
        elif item.is_(W.MINUS, W.PLUS):
            ends = following is None or following.is_(W.STOP, W.QUESTION, W.COMMA, W.QUIET)
            if ends or (item.is_(W.MINUS) and not leads_to_number):
                _set_sign(value, minus=item.is_(W.MINUS))
                item.become(W.SKIP)
            return
        elif item.is_(W.BELOW, W.ABOVE):
            if following is not None and following.text in _PLACES:
                return
            of_average = following is not None and following.is_(W.AVERAGE)
            sure = item.is_(W.BELOW) or seen_deviation or of_average or "zero" in item.text
            if sure and not leads_to_number and item.text not in ("<", ">"):
                _set_sign(value, minus=item.is_(W.BELOW))
                item.become(W.LINK)
            return
        elif item.text in ("lower", "less", "worse", "higher"):
            if seen_deviation and item.is_(W.AMOUNT):
                _set_sign(value, minus=item.text != "higher")
                item.become(W.LINK)
            return
        elif not (item.is_(W.LINK, W.QUIET) or item.text in ("with", "a", "in", "the")):
            return
