"""Tells what each value measures: from the word beside it, a table's header, or its shape."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.nlu.readings import ReadingKind
from bot.nlu.score_candidates import Candidate
from bot.nlu.score_items import Item
from bot.nlu.score_words import WordClass as W

# Bone densities lie between these in g/cm² (facts.md 2.6); reports print three decimals (2.7).
LOWEST_DENSITY = Decimal("0.2")
HIGHEST_DENSITY = Decimal("2.0")
HIGHEST_TEXTURE = Decimal("2.0")  # trabecular bone scores lie around 1.3
_DENSITY_DECIMALS = 3

_KINDS = {
    W.KIND_T: ReadingKind.T,
    W.KIND_Z: ReadingKind.Z,
    W.KIND_TBS: ReadingKind.TBS,
    W.KIND_FRAX: ReadingKind.FRAX,
    W.KIND_BMD: ReadingKind.BMD,
    W.KIND_DENSITY: ReadingKind.BMD,
}
_KIND_WORDS = frozenset(_KINDS)
_SCORES = (ReadingKind.T, ReadingKind.Z)
_COLUMNS = frozenset({W.KIND_T, W.KIND_Z, W.KIND_BMD, W.KIND_TBS, W.COLUMN})
_BEFORE_A_KIND = frozenset({W.QUIET, W.UNIT_SD, W.LINK, W.IS, W.SKIP})
_BEFORE_A_VALUE = frozenset({
    W.QUIET, W.LINK, W.IS, W.WAS, W.SITE, W.SIDE, W.SCORE, W.SKIP, W.NOW, W.DASH,
})  # fmt: skip
_INSIDE_A_HEADER = frozenset({
    W.QUIET, W.SLASH, W.COMMA, W.AND, W.LINK, W.NEWLINE, W.UNIT_DENSITY, W.UNIT, W.SKIP, W.SITE,
    W.AVERAGE, W.DASH, W.PERCENT, W.UNIT_SD, W.SCORE,
})  # fmt: skip
_BETWEEN_CELLS = frozenset({W.VALUE, W.SKIP, W.UNIT_DENSITY, W.QUIET, W.NEWLINE})
_SET_ASIDE = frozenset({"forget", "ignore", "disregard", "skip"})
_OF_THE_SAME = frozenset({"mine", "hers", "his"})
_HEADER_WORDS = frozenset({"young", "adult", "age", "matched", "ya", "am"})

Columns = list[ReadingKind | None]


def assign_kinds(items: list[Item], found: list[Candidate]) -> list[Candidate]:
    """Gives every candidate its kind.

    Args:
        items: The items of the message.
        found: The candidates; changed in place.

    Returns:
        The candidates without those from table columns that are no readings.
    """
    _forget_denied_kinds(items)
    headers = _headers(items)
    left = _from_tables(items, found, headers) if headers else list(found)
    in_table = {id(candidate) for candidate in left if candidate.kind is not None}
    by_place = {candidate.place: candidate for candidate in left}
    header_places = {place for start, end, _ in headers for place in range(start, end)}
    _from_words(items, by_place, header_places, in_table)
    for candidate in left:
        _from_shape(candidate)
    _second_score_of_a_row(items, left)
    return left


def looks_like_density(item: Item) -> bool:
    """Tells whether an unsigned number has the shape that reports give g/cm² (facts.md 2.6)."""
    in_range = LOWEST_DENSITY <= item.value <= HIGHEST_DENSITY
    return in_range and not item.sign_given and item.decimals >= _DENSITY_DECIMALS


def kind_of(item: Item) -> ReadingKind | None:
    """Gives the kind that a word names."""
    if not item.is_in(_KIND_WORDS):
        return None
    return next((kind for word, kind in _KINDS.items() if item.is_(word)), None)


def _forget_denied_kinds(items: list[Item]) -> None:
    """Puts aside the kind denied in "the T-score, not the Z-score"."""
    for place, item in enumerate(items):
        if item.is_(W.KIND_T, W.KIND_Z):
            before = [other for other in items[max(0, place - 3) : place] if not other.is_(W.LINK)]
            if before and (before[-1].is_(W.NOT, W.INSTEAD) or before[-1].text in _SET_ASIDE):
                item.become(W.LINK)


def _headers(items: list[Item]) -> list[tuple[int, int, Columns]]:
    """Finds the runs of column names, as (first place, place behind the last, columns)."""
    headers: list[tuple[int, int, Columns]] = []
    start, end, columns = 0, 0, list[ReadingKind | None]()
    for place, item in enumerate([*items, None]):
        if item is not None and item.is_in(_COLUMNS):
            if not columns:
                start = place
            columns.append(kind_of(item))
            end = place + 1
        elif item is None or not (item.is_in(_INSIDE_A_HEADER) or item.text in _HEADER_WORDS):
            leads_on = item is not None and item.is_(W.VALUE, W.IS, W.WAS)
            if leads_on and len(columns) > 1 and any(kind in _SCORES for kind in columns):
                headers.append((start, end, columns))
            columns = []
    return headers


def _from_tables(
    items: list[Item], found: list[Candidate], headers: list[tuple[int, int, Columns]]
) -> list[Candidate]:
    kept: list[Candidate] = []
    for number, (_, end, columns) in enumerate(headers):
        last = headers[number + 1][0] if number + 1 < len(headers) else len(items)
        if number == 0:
            kept.extend(candidate for candidate in found if candidate.place < end)
        inside = [candidate for candidate in found if end <= candidate.place < last]
        rows = _rows(items, inside, end, len(columns))
        for row in rows:
            kept.extend(_map_row(row, columns))
        _read_unsigned_as_printed([c for row in rows for c in row])
    return kept


def _rows(
    items: list[Item], inside: list[Candidate], start: int, width: int
) -> list[list[Candidate]]:
    rows: list[list[Candidate]] = [[]]
    place = start
    for candidate in inside:
        between = items[place : candidate.place]
        new_site = any(item.is_(W.SITE, W.TOTAL, W.SIDE) for item in between)
        new_line = any(item.is_(W.NEWLINE) for item in between) and len(rows[-1]) >= width
        if rows[-1] and (new_site or new_line):
            rows.append([])
        rows[-1].append(candidate)
        place = candidate.place + 1
    return [row for row in rows if row]


def _map_row(row: list[Candidate], columns: Columns) -> list[Candidate]:
    """Gives the cells of a row their columns' kinds and leaves out those that are no readings."""
    kept: list[tuple[Candidate, ReadingKind | None]]
    if len(row) == len(columns):
        kept = [(cell, kind) for cell, kind in zip(row, columns, strict=True) if kind is not None]
    else:
        kept = _odd_row(row, columns)
    for cell, kind in kept:
        if kind is not None:
            cell.kind, cell.kind_given = kind, True
    return [cell for cell, _ in kept]


def _odd_row(row: list[Candidate], columns: Columns) -> list[tuple[Candidate, ReadingKind | None]]:
    """Reads a row that lacks cells or has too many by the shape of its numbers."""
    other_columns = None in columns
    plain = [
        cell
        for cell in row
        if cell.kind is None
        and not looks_like_density(cell.item)
        and (not other_columns or cell.item.sign_given or cell.item.decimals == 1)
    ]
    scores: Columns = [kind for kind in columns if kind in _SCORES]
    known = iter(scores if len(plain) >= len(scores) else [])
    kept: list[tuple[Candidate, ReadingKind | None]] = []
    for cell in row:
        if cell in plain:
            kept.append((cell, next(known, None)))
        elif cell.kind is not None:
            kept.append((cell, cell.kind))
        elif looks_like_density(cell.item):
            kept.append((cell, ReadingKind.BMD))
    return kept


def _read_unsigned_as_printed(cells: list[Candidate]) -> None:
    """In a table that prints its minus signs, a score without one is above zero."""
    scores = [c for c in cells if c.kind in _SCORES]
    densities = [c for c in cells if c.kind is ReadingKind.BMD]
    if densities and any(c.item.sign_given and c.item.value < 0 for c in scores):
        for candidate in scores:
            candidate.item.sign_given = True


def _from_words(
    items: list[Item], by_place: dict[int, Candidate], headers: set[int], in_table: set[int]
) -> None:
    """Walks along the message and carries the last named kind to the values that follow."""
    value_first = _values_come_first(items, headers)
    current: ReadingKind | None = None
    row: list[ReadingKind] = []
    expected: list[ReadingKind] = []
    weak = False
    for place, item in enumerate(items):
        kind = None if place in headers else kind_of(item)
        if kind is not None:
            weak = item.is_(W.KIND_DENSITY)
            current, expected = kind, []
        elif item.is_(W.QUESTION) or (
            item.is_(W.STOP) and current is ReadingKind.Z and not _goes_on(items, place)
        ):
            current, row, expected = None, [], []
        elif item.is_(W.SITE, W.TOTAL) and len(row) > 1:
            expected, row, current = row, [], None
        candidate = by_place.get(place)
        if candidate is None:
            continue
        if id(candidate) in in_table or candidate.kind is not None:
            if candidate.kind is not None:
                row.append(candidate.kind)
            continue
        named = _kind_behind(items, place, value_first)
        if named is None and expected:
            named = expected.pop(0)
        if named is None and current is not None and _fits(candidate.item, current, weak):
            named = current
        if named is not None:
            candidate.kind, candidate.kind_given = named, True
            row.append(named)


def _goes_on(items: list[Item], place: int) -> bool:
    """Tells whether the next sentence is about what was just named: "the Z-score. Mine is"."""
    return place + 1 < len(items) and items[place + 1].text in _OF_THE_SAME


def _values_come_first(items: list[Item], headers: set[int]) -> bool:
    marks = [
        item
        for place, item in enumerate(items)
        if (item.is_(W.VALUE) and not _is_density(items, place))
        or (place not in headers and _names_a_value(items, place))
    ]
    return bool(marks) and marks[0].is_(W.VALUE) and not marks[-1].is_(W.VALUE)


def _is_density(items: list[Item], place: int) -> bool:
    behind = items[place + 1] if place + 1 < len(items) else None
    return looks_like_density(items[place]) or (behind is not None and behind.is_(W.UNIT_DENSITY))


def _names_a_value(items: list[Item], place: int) -> bool:
    """Tells "T -1.6" and "-1.6 (T)" from a score that is only spoken of."""
    if not items[place].is_(W.KIND_T, W.KIND_Z):
        return False
    before = next((i for i in reversed(items[:place]) if not i.is_in(_BEFORE_A_KIND)), None)
    return (before is not None and before.is_(W.VALUE)) or _leads_to_value(items, place)


def _kind_behind(items: list[Item], place: int, value_first: bool) -> ReadingKind | None:
    """Reads "-2.1 Z-score" and "-2.7 (T)", unless that word leads to the next value."""
    for index in range(place + 1, min(place + 6, len(items))):
        item = items[index]
        if item.is_(W.KIND_T, W.KIND_Z, W.KIND_TBS):
            if index + 1 < len(items) and items[index + 1].is_(W.OR):
                return None
            if value_first or not _leads_to_value(items, index):
                return kind_of(item)
            return None
        if item.is_(W.KIND_BMD) and not items[place].sign_given:
            in_range = LOWEST_DENSITY <= items[place].value <= HIGHEST_DENSITY
            return ReadingKind.BMD if in_range and not _leads_to_value(items, index) else None
        if not item.is_in(_BEFORE_A_KIND) or item.is_(W.COMMA):
            return None
    return None


def _leads_to_value(items: list[Item], index: int) -> bool:
    for item in items[index + 1 : index + 7]:
        if item.is_(W.VALUE):
            return True
        if not item.is_in(_BEFORE_A_VALUE):
            return False
    return False


def _fits(item: Item, kind: ReadingKind, weak: bool) -> bool:
    """Tells whether a number can be of the kind that was named before it."""
    negative = item.sign_given and item.value != 0
    if kind in _SCORES:
        return not looks_like_density(item)
    if kind is ReadingKind.BMD:
        in_range = LOWEST_DENSITY <= item.value <= HIGHEST_DENSITY
        small = item.value < 1 or item.decimals > 1
        return in_range and not negative and (small or not weak)
    if kind is ReadingKind.TBS:
        return not negative and item.value <= HIGHEST_TEXTURE
    return not negative


def _from_shape(candidate: Candidate) -> None:
    if candidate.kind is None:
        density = looks_like_density(candidate.item)
        candidate.kind = ReadingKind.BMD if density else ReadingKind.T
        candidate.kind_given = False


def _second_score_of_a_row(items: list[Item], found: Sequence[Candidate]) -> None:
    """A pasted row "L1-L4 0.812 -2.7 -1.2" holds density, T and Z in the order of reports."""
    for first, second, third in zip(found, found[1:], found[2:], strict=False):
        apart = items[first.place + 1 : third.place]
        cells = [item for item in apart if not item.is_in(_BETWEEN_CELLS)]
        unnamed = not second.kind_given and not third.kind_given
        # With age the T-score falls below the Z-score; a lower third number is no Z-score.
        in_order = third.item.decimals == 1 and third.item.value >= second.item.value
        if first.kind is ReadingKind.BMD and unnamed and not cells and in_order:
            first.kind_given = second.kind_given = third.kind_given = True
            third.kind = ReadingKind.Z
