"""Tells where each value was measured: the nearest site that belongs to it, before or behind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from bot.nlu.readings import Detail, ReadingKind, Side, Site
from bot.nlu.score_candidates import Candidate
from bot.nlu.score_items import Item
from bot.nlu.score_words import WordClass as W

_FARTHEST_BEFORE = 16.0
_FARTHEST_OF_OTHERS = 2.5
_FARTHEST_OF_THE_ONLY_OTHER = 3.5  # a comma: "just L4, T -2.6"
_FARTHEST_OF_A_DEVICE = 6.5
_FARTHEST_PAST_A_VALUE = 6.5
_FARTHEST_BEHIND = 4.5
_NEVER = 1000.0
_COSTS_BEFORE: dict[W, float] = {
    W.QUESTION: 12.0, W.NEWLINE: 4.0, W.STOP: 4.0, W.COMMA: 3.0, W.AND: 3.0, W.SLASH: 3.0,
    W.OR: 3.0, W.THEN: 3.0, W.VALUE: 3.0, W.WORD: 1.5, W.THRESHOLD: _NEVER,
}  # fmt: skip
_COSTS_BEHIND: dict[W, float] = {
    W.VALUE: _NEVER, W.QUESTION: _NEVER, W.STOP: 4.0, W.NEWLINE: 4.0, W.COMMA: 3.0, W.AND: 3.0,
    W.SLASH: 3.0, W.OR: 3.0, W.WORD: _NEVER, W.NOT: _NEVER, W.CORRECTION: 3.0, W.INJURY: _NEVER,
    W.GROUP: _NEVER, W.THEN: 3.0,
}  # fmt: skip
_LEADING_TO_A_PLACE = ("on", "at", "for")
_LEAVING_OUT = frozenset({"excluding", "except", "without", "omitting", "exclude", "excl"})
_LEFT_OUT = frozenset({"excluded", "omitted", "removed", "excl"})
_IN_A_LABEL = frozenset({
    W.SITE, W.SIDE, W.LINK, W.KIND_T, W.KIND_Z, W.SCORE, W.QUIET, W.KIND_BMD, W.TOTAL,
})  # fmt: skip
_SMALL_COST = 0.01
_ALIKE = 0.5
_BESIDE = 1.0
_DEVICE_WORDS = frozenset(
    {
        "box",
        "machine",
        "device",
        "gadget",
        "scanner",
        "clip",
        "fair",
        "booth",
        "pharmacy",
        "chemist",
    }
)
_DECIDING_SITES = (Site.LUMBAR_SPINE, Site.TOTAL_HIP, Site.FEMORAL_NECK)
_HIP_SITES = (Site.TOTAL_HIP, Site.FEMORAL_NECK)
_FINER = (
    Detail.PLAIN_NECK, Detail.WARDS_TRIANGLE, Detail.TROCHANTER, Detail.SINGLE_VERTEBRA,
    Detail.ULTRADISTAL_RADIUS, Detail.SPINE_CT,
)  # fmt: skip


@dataclass
class _Place:
    """A site that is named somewhere in the message."""

    index: int
    site: Site | None
    detail: Detail | None
    side: Side | None
    taken_from_behind: bool = False


def assign_sites(items: list[Item], found: list[Candidate], is_table: bool) -> list[Candidate]:
    """Gives every candidate its site, detail and side where the message tells them.

    Args:
        items: The items of the message, injuries dropped.
        found: The candidates; changed in place.
        is_table: Whether the message holds a report table, where sites stand before their values.

    Returns:
        The candidates; one number for two sites ("spine and hip both -2.5") stands twice.
    """
    _tell_back_from_back(items)
    _drop_left_out_vertebrae(items)
    _read_side_letters(items)
    places = _places(items)
    _resolve(places)
    _pair(items, found, places, is_table)
    _from_closing_label(items, found, places)
    _from_the_only_site(items, found, places)
    found = _for_both_sites(items, found, places)
    _settle_plain_neck(found, is_table)
    return found


def _tell_back_from_back(items: list[Item]) -> None:
    """Reads "back -2.6" as the spine, and "came back -2.6" not."""
    for place, item in enumerate(items):
        if item.text != "back":
            continue
        before = items[place - 1] if place else None
        behind = items[place + 1] if place + 1 < len(items) else None
        starts = (
            before is None
            or before.is_(W.COMMA, W.AND, W.NEWLINE, W.SLASH, W.VALUE)
            or before.text in _LEADING_TO_A_PLACE
        )
        leads = behind is None or behind.is_(
            W.VALUE,
            W.IS,
            W.WAS,
            W.QUIET,
            W.COMMA,
            W.AND,
            W.NEWLINE,
            W.SLASH,
            W.SKIP,
            W.KIND_T,
            W.QUESTION,
        )
        if starts and leads and not (before is None and behind is None):
            item.become(W.SITE)
            item.site = Site.LUMBAR_SPINE


def _read_side_letters(items: list[Item]) -> None:
    """Reads "L hip" and "R femoral neck"."""
    for item, behind in pairwise(items):
        if item.text in ("l", "r") and behind.is_(W.SITE):
            item.become(W.SIDE)
            item.side = Side.LEFT if item.text == "l" else Side.RIGHT


def _drop_left_out_vertebrae(items: list[Item]) -> None:
    """Takes L4 out of "L1-L3 (L4 excluded)"."""
    for place, item in enumerate(items):
        before = items[place - 1].text if place else ""
        behind = items[place + 1].text if place + 1 < len(items) else ""
        left_out = before in _LEAVING_OUT or behind in _LEFT_OUT
        if item.detail is Detail.SINGLE_VERTEBRA and left_out:
            item.become(W.WORD)


def drop_injuries(items: list[Item]) -> None:
    """Takes sites of injuries and pain out of the row: "broke my hip" is no site of a scan.

    Args:
        items: The items of the message; changed in place.
    """
    chained = False
    for place, item in enumerate(items):
        if not item.is_(W.SITE):
            if not item.is_(W.AND, W.COMMA, W.LINK, W.SIDE, W.OR):
                chained = False
            continue
        before = [
            other for other in items[max(0, place - 4) : place] if not other.is_(W.LINK, W.SIDE)
        ]
        behind = items[place + 1] if place + 1 < len(items) else None
        injured = _is_injured(items, place) or _is_left_out(items, place)
        measured = behind is not None and behind.is_(W.VALUE, W.SKIP, W.QUIET)
        led = bool(before) and before[-1].is_(W.INJURY)
        if injured or led or (chained and not measured):
            item.become(W.WORD)
            chained = True


def _is_left_out(items: list[Item], place: int) -> bool:
    """Reads "spine not evaluable"; "spine not -2.3 but -2.5" names a site all the same."""
    behind = items[place + 1 : place + 3]
    return len(behind) == 2 and behind[0].is_(W.NOT) and behind[1].classes == {W.WORD}


def _is_injured(items: list[Item], place: int) -> bool:
    """Reads "hip fracture" and "my finger was broken"."""
    behind = items[place + 1 : place + 4]
    said = next((item for item in behind if not item.is_(W.IS, W.WAS)), None)
    return said is not None and said.is_(W.INJURED)


def _places(items: list[Item]) -> list[_Place]:
    places: list[_Place] = []
    for index, item in enumerate(items):
        if item.is_(W.SIDE) and not item.is_(W.SITE):
            if _is_a_side(items, index):
                places.append(_Place(index, None, None, item.side))
            continue
        if item.is_(W.TOTAL):
            places.append(_Place(index, None, None, None))
            continue
        if not item.is_(W.SITE):
            continue
        place = _Place(index, item.site, item.detail, item.side or _side_before(items, index))
        before = places[-1] if places else None
        if before is not None and _touch(items, before.index, index):
            places[-1] = _merged(before, place)
        else:
            places.append(place)
    return places


def _is_a_side(items: list[Item], index: int) -> bool:
    """Tells "left -1.4" and "-1.4 left" from "that's right" and the side of a named site."""
    behind = [
        item
        for item in items[index + 1 : index + 5]
        if not item.is_(W.LINK, W.QUIET, W.IS, W.WAS, W.SKIP)
    ]
    if behind and behind[0].is_(W.SITE, W.QUESTION):
        return False
    if behind and behind[0].is_(W.VALUE, W.KIND_T):
        return True
    before = items[index - 1] if index else None
    paired = any(
        item.is_(W.SITE) or (item.is_(W.SIDE) and item is not items[index]) for item in items
    )
    return paired and before is not None and (before.is_(W.VALUE) or before.text in ("(", "on"))


def _side_before(items: list[Item], index: int) -> Side | None:
    for item in reversed(items[max(0, index - 2) : index]):
        if item.is_(W.SIDE):
            return item.side
        if not item.is_(W.QUIET):
            return None
    return None


def _touch(items: list[Item], first: int, second: int) -> bool:
    between = items[first + 1 : second]
    return all(item.is_(W.QUIET, W.DASH, W.SIDE) or item.text in ("at", "of") for item in between)


def _merged(before: _Place, place: _Place) -> _Place:
    """Makes one site of "hip (femoral neck)", "lumbar spine L1-L4" and "hip total"."""
    side = place.side or before.side
    if place.site is None:
        return _Place(place.index, before.site, before.detail, side)
    if place.detail is Detail.PLAIN_NECK and before.site in _HIP_SITES:
        return _Place(place.index, Site.FEMORAL_NECK, None, side)
    neck_before = before.site is Site.FEMORAL_NECK
    if neck_before and place.site in _HIP_SITES:
        return _Place(place.index, Site.FEMORAL_NECK, None, side)
    finer = place.detail is None or place.detail in _FINER
    coarse_before = before.detail in (None, Detail.WRIST) or place.detail is not None
    if finer and coarse_before:
        return _Place(place.index, place.site, place.detail, side)
    return _Place(place.index, before.site or place.site, before.detail, side)


def _resolve(places: list[_Place]) -> None:
    """Gives "total" and a lone "left" the site of their neighbours."""
    for number, place in enumerate(places):
        if place.site is not None:
            continue
        neighbours = [p for p in places[:number][::-1] + places[number + 1 :] if p.site is not None]
        if place.side is not None:
            hip = next((p for p in neighbours if p.site in (*_HIP_SITES, Site.RADIUS_33)), None)
            if hip is not None:
                place.site, place.detail = hip.site, hip.detail
        elif neighbours:
            nearest = neighbours[0]
            spine = nearest.site is Site.LUMBAR_SPINE or nearest.detail is Detail.SINGLE_VERTEBRA
            place.site = Site.LUMBAR_SPINE if spine else Site.TOTAL_HIP
    places[:] = [place for place in places if place.site is not None or place.side is not None]


def _cost(items: list[Item], start: int, end: int, costs: dict[W, float]) -> float:
    total = 0.0
    for item in items[start:end]:
        total += max(costs.get(word, _SMALL_COST) for word in item.classes)
        if total >= _NEVER:
            break
    return total


def _pair(items: list[Item], found: list[Candidate], places: list[_Place], is_table: bool) -> None:
    if not places:
        return
    done = _pair_lists(items, found, places)
    site_first = is_table or not found or places[0].index < found[0].place
    for candidate in found:
        if candidate.place in done:
            continue
        before = [p for p in places if p.index < candidate.place]
        behind = [p for p in places if p.index > candidate.place]
        cost_before, cost_behind = _NEVER, _NEVER
        if before and not before[-1].taken_from_behind:
            between = items[before[-1].index + 1 : candidate.place]
            cost_before = _cost(items, before[-1].index + 1, candidate.place, _COSTS_BEFORE)
            past_a_value = any(item.is_(W.VALUE) for item in between)
            if past_a_value and cost_before > _FARTHEST_PAST_A_VALUE:
                cost_before = _NEVER
        if behind and not is_table:
            cost_behind = _cost(items, candidate.place + 1, behind[0].index, _COSTS_BEHIND)
            if not _is_free(items, found, behind[0], cost_behind, site_first):
                cost_behind = _NEVER
        candidate.site_beside = min(cost_before, cost_behind) < _BESIDE
        alike = abs(cost_before - cost_behind) < _ALIKE
        prefers_before = site_first if alike else cost_before < cost_behind
        only = len(found) == len(places) == 1
        if before and prefers_before and cost_before < _farthest(before[-1], only):
            _settle(candidate, before[-1])
        elif cost_behind < _FARTHEST_BEHIND:
            behind[0].taken_from_behind = True
            _settle(candidate, behind[0])


def _from_closing_label(items: list[Item], found: list[Candidate], places: list[_Place]) -> None:
    """Reads the site that closes a message as a label: "it is -3.2, not good, T score lumbar"."""
    if not places or any(candidate.site is not None for candidate in found):
        return
    label = places[-1]
    start = label.index
    while start > 0 and items[start - 1].is_in(_IN_A_LABEL):
        start -= 1
    apart = start > 0 and items[start - 1].is_(W.COMMA, W.STOP, W.NEWLINE)
    closes = all(item.is_in(_IN_A_LABEL) or item.is_(W.STOP) for item in items[label.index :])
    if apart and closes and len(places) == 1:
        for candidate in found:
            _settle(candidate, label)


def _from_the_only_site(items: list[Item], found: list[Candidate], places: list[_Place]) -> None:
    """Lets the only site of a message stand for its scores: "from -3.1 to -2.8 on tablets, hip".

    Only a site that counts (facts.md 2.5), since another one would take a deciding number away;
    or the finger or heel that was put into a device.
    """
    if len(places) != 1 or any(candidate.site is not None for candidate in found):
        return
    place = places[0]
    counts = place.site in _DECIDING_SITES and place.detail is None
    if place.detail is Detail.FINGER or place.site is Site.HEEL:
        counts = any(item.text in _DEVICE_WORDS for item in items) and len(found) == 1
    if counts and not any(item.is_(W.INJURY, W.INJURED, W.NOT, W.CORRECTION) for item in items):
        for candidate in found:
            if candidate.kind in (ReadingKind.T, ReadingKind.Z):
                _settle(candidate, place)


def _farthest(place: _Place, only: bool) -> float:
    """A place that never decides must stand close, lest it take a deciding number away."""
    if place.site is not Site.OTHER:
        return _FARTHEST_BEFORE
    if not only:
        return _FARTHEST_OF_OTHERS
    device = place.detail is Detail.FINGER
    return _FARTHEST_OF_A_DEVICE if device else _FARTHEST_OF_THE_ONLY_OTHER


def _is_free(
    items: list[Item],
    found: list[Candidate],
    place: _Place,
    cost: float,
    site_first: bool,
) -> bool:
    """Tells whether a site behind a value is not the heading of the next value."""
    following = next((c for c in found if c.place > place.index), None)
    if following is None:
        return True
    to_following = _cost(items, place.index + 1, following.place, _COSTS_BEFORE)
    alike = abs(cost - to_following) < _ALIKE
    return not site_first if alike else cost < to_following


def _pair_lists(items: list[Item], found: list[Candidate], places: list[_Place]) -> set[int]:
    """Pairs "spine and hip were -2.6 and -1.9", and the same with the values first."""
    done: set[int] = set()
    marks: list[_Place | Candidate] = sorted(
        [*places, *found], key=lambda mark: mark.index if isinstance(mark, _Place) else mark.place
    )
    groups: list[list[_Place | Candidate]] = []
    for mark in marks:
        if groups and type(groups[-1][0]) is type(mark):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    if len(groups) != 2 or not 1 < len(groups[0]) == len(groups[1]):
        return done
    sites = next(group for group in groups if isinstance(group[0], _Place))
    values = next(group for group in groups if isinstance(group[0], Candidate))
    kinds = {mark.kind for mark in values if isinstance(mark, Candidate)}
    if len(kinds) > 1 or not _are_joined(items, sites):
        return done
    for site, value in zip(sites, values, strict=True):
        if isinstance(site, _Place) and isinstance(value, Candidate):
            _settle(value, site)
            done.add(value.place)
    return done


def _are_joined(items: list[Item], sites: list[_Place | Candidate]) -> bool:
    indexes = [mark.index for mark in sites if isinstance(mark, _Place)]
    return all(
        any(item.is_(W.AND, W.COMMA, W.SLASH) for item in items[first + 1 : second])
        for first, second in pairwise(indexes)
    )


def _for_both_sites(
    items: list[Item], found: list[Candidate], places: list[_Place]
) -> list[Candidate]:
    doubled: list[Candidate] = []
    for candidate in found:
        before = [place for place in places if place.index < candidate.place][-2:]
        if len(before) == 2 and candidate.site is before[1].site and candidate.site_beside:
            first, second = before
            apart = items[first.index + 1 : second.index]
            behind = items[second.index + 1 : candidate.place]
            joined = any(item.is_(W.AND) for item in apart) and not any(
                item.is_(W.VALUE) for item in apart
            )
            plain = all(item.is_(W.BOTH, W.SKIP, W.QUIET, W.IS, W.WAS, W.LINK) for item in behind)
            if joined and plain and any(item.is_(W.BOTH, W.IS, W.WAS) for item in behind):
                twin = replace(candidate)
                _settle(twin, first)
                doubled.append(twin)
        doubled.append(candidate)
    return doubled


def _settle(candidate: Candidate, place: _Place) -> None:
    candidate.site, candidate.detail, candidate.side = place.site, place.detail, place.side


def _settle_plain_neck(found: list[Candidate], is_table: bool) -> None:
    """Beside other sites of a scan "neck" is the neck of the femur (facts.md 2.5)."""
    other = any(
        c.site is not None and c.detail is not Detail.PLAIN_NECK and c.site is not Site.HEEL
        for c in found
    )
    for candidate in found:
        if candidate.kind is ReadingKind.FRAX:
            candidate.site = candidate.detail = candidate.side = None
        if candidate.detail is Detail.PLAIN_NECK and (other or is_table or candidate.side):
            candidate.detail = None
