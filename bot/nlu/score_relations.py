"""How the numbers of a message stand to each other: time, ranges, corrections, thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from bot.nlu.person_words import RELATIVES
from bot.nlu.readings import Bound, Moment, ReadingKind, Site
from bot.nlu.score_candidates import Candidate
from bot.nlu.score_items import Item
from bot.nlu.score_words import WordClass as W

# The edges between the groups (facts.md 2.2): what people quote as "the cut-off".
_EDGES = (Decimal("-1"), Decimal("-2.5"))
_JOINING = frozenset({
    W.LINK, W.QUIET, W.SITE, W.SIDE, W.KIND_T, W.KIND_Z, W.UNIT_SD, W.SKIP, W.SCORE, W.TOTAL,
    W.YEAR, W.UNIT,
})  # fmt: skip
_TIME_WORDS = frozenset({W.NOW, W.EARLIER, W.COMPARED})
_MOMENT_WORDS = _TIME_WORDS | {W.IS, W.WAS}
_AROUND_A_CORRECTION = frozenset({
    W.LINK, W.IS, W.WAS, W.QUIET, W.COMMA, W.STOP, W.QUESTION, W.NEWLINE, W.SITE, W.SIDE, W.KIND_T,
    W.KIND_Z, W.CORRECTION, W.NO, W.NOT, W.DASH, W.SKIP, W.SCORE, W.AND, W.UNIT_SD, W.TOTAL, W.NOW,
})  # fmt: skip
# Numbers that are of no one site, or of a site that their report names beside them.
_WITHOUT_A_SITE = frozenset({ReadingKind.FRAX, ReadingKind.TBS})
_NEAR = 4
_LONGEST_EXCUSE = 4  # words: "no wait, got my glasses, it's …"
_CLAUSE_ENDS = frozenset({W.COMMA, W.AND, W.STOP, W.QUESTION, W.NEWLINE, W.VALUE})
_LEAFLET_WORDS = frozenset(
    {"leaflet", "booklet", "website", "internet", "google", "article", "book"}
)
_VAGUE_WORDS = frozenset(
    {"around", "about", "roughly", "approximately", "approx", "somewhere", "anywhere", "ish"}
)
_POINTING = frozenset({"that's", "thats", "it's", "its", "that", "it", "'s", "was"})
_OWN_WORDS = frozenset(
    {"my", "mine", "her", "his", "got", "have", "had", "has", "scored", "i'm", "im"}
)

Pairs = Iterator[tuple[Candidate, Candidate]]


def assign_moments(items: list[Item], found: list[Candidate]) -> None:
    """Tells earlier readings from the latest, where the message does.

    Args:
        items: The items of the message.
        found: The candidates; changed in place.
    """
    _from_time_words(items, found)
    _from_changes(items, found)


def assign_years(items: list[Item], found: list[Candidate]) -> None:
    """Gives candidates the year that the message names for them."""
    years = [place for place, item in enumerate(items) if item.is_(W.YEAR) and item.year]
    years = [place for place in years if not _tells_of_an_event(items, place)]
    if not years or not found:
        return
    year_first = years[0] < found[0].place
    for candidate in found:
        place = _year_behind(items, candidate.place, through_values=not year_first)
        if place is None:
            place = _year_before(items, candidate.place, years, must_touch=not year_first)
        if place is not None:
            candidate.year = items[place].year


def assign_bounds(items: list[Item], found: list[Candidate]) -> None:
    """Reads "below -2.5", "-1 or higher", and the two ends of "between -2 and -2.5"."""
    for candidate in found:
        before = items[candidate.place - 1] if candidate.place else None
        behind = items[candidate.place + 1] if candidate.place + 1 < len(items) else None
        if before is not None and before.is_(W.SKIP) and candidate.place > 1:
            before = next(
                (i for i in reversed(items[: candidate.place]) if not i.is_(W.SKIP)), None
            )
        if behind is not None and behind.is_(W.OR_LESS):
            candidate.bound = Bound.AT_MOST
        elif behind is not None and behind.is_(W.OR_MORE):
            candidate.bound = Bound.AT_LEAST
        elif before is not None and before.is_(W.BELOW, W.ABOVE, W.OVER):
            place = items.index(before)
            denied = place > 0 and items[place - 1].is_(W.NOT)
            if before.is_(W.OVER) or denied:
                candidate.bound = Bound.UNCLEAR
            elif not (_compares_two(items, place) and candidate.item.value not in _EDGES):
                candidate.bound = Bound.AT_MOST if before.is_(W.BELOW) else Bound.AT_LEAST
    _assign_ranges(items, found)


def withdraw_corrected(items: list[Item], found: list[Candidate]) -> None:
    """Marks the numbers that the message itself takes back."""
    for number, candidate in enumerate(found):
        if _denied(items, candidate.place) and _replacement(items, found, number) is not None:
            candidate.withdrawn = True
    for number in range(1, len(found)):
        before, candidate = found[number - 1], found[number]
        is_corrected = _is_correction(items, before, candidate) or _is_typed_again(
            items, before, candidate
        )
        if not candidate.withdrawn and is_corrected:
            corrected = _corrected(found[:number], candidate)
            if corrected is not None:
                corrected.withdrawn = True


def withdraw_replaced_sites(items: list[Item], found: list[Candidate]) -> None:
    """Lets what follows a correction replace, site by site, all that stood before it."""
    for place, item in enumerate(items):
        if not item.is_(W.CORRECTION):
            continue
        before = [c for c in found if c.place < place and c.site is not None]
        behind = [c for c in found if c.place > place and c.site is not None]
        for candidate in before:
            if any(c.site is candidate.site and c.kind is candidate.kind for c in behind):
                candidate.withdrawn = True


def move_to_corrected_site(items: list[Item], found: list[Candidate]) -> None:
    """Reads "spine -2.7, no wait, that's the hip" as a number of the hip."""
    for place, item in enumerate(items):
        before = [candidate for candidate in found if candidate.place < place]
        if not item.is_(W.CORRECTION, W.NO) or not before:
            continue
        behind = items[place + 1 :]
        sites = [other for other in behind if other.is_(W.SITE) and other.site is not None]
        plain = all(
            other.is_in(_AROUND_A_CORRECTION) or other.text in _POINTING for other in behind
        )
        if plain and len(sites) == 1 and any(other.text in _POINTING for other in behind):
            last = before[-1]
            last.site, last.detail, last.side = sites[0].site, sites[0].detail, sites[0].side


def without_others(items: list[Item], found: list[Candidate]) -> list[Candidate]:
    """Leaves out a relative's number beside the visitor's own: "hers is -3.1, mine is -1.4"."""
    mine = [c for c in found if "mine" in _words_of_sentence(items, c.place)]
    if not mine:
        return found
    return [
        c
        for c in found
        if c in mine or RELATIVES.keys().isdisjoint(_words_of_sentence(items, c.place))
    ]


def _words_of_sentence(items: list[Item], place: int) -> set[str]:
    start = place
    while start > 0 and not items[start - 1].is_(W.STOP, W.QUESTION, W.NEWLINE, W.VALUE):
        start -= 1
    end = place + 1
    while end < len(items) and not items[end].is_(W.STOP, W.QUESTION, W.NEWLINE, W.COMMA, W.VALUE):
        end += 1
    return {word for item in items[start:end] for word in item.text.split()}


def share_sites(items: list[Item], found: list[Candidate]) -> None:
    """Gives a site to numbers that stand for the same place as a neighbour's."""
    neighbours = list(pairwise(found))
    neighbours = [
        pair for pair in neighbours if _WITHOUT_A_SITE.isdisjoint((pair[0].kind, pair[1].kind))
    ]
    shared: set[int] = set()
    for first, second in reversed(neighbours):
        is_behind = second.place in shared or _site_is_behind(items, second)
        if first.site is None and _stand_together(first, second) and is_behind:
            first.site, first.detail, first.side = second.site, second.detail, second.side
            shared.add(first.place)
    for first, second in neighbours:
        if second.site is None and first.site is not Site.HEEL and _stand_together(first, second):
            second.site, second.detail, second.side = first.site, first.detail, first.side


def _stand_together(first: Candidate, second: Candidate) -> bool:
    """Tells whether two numbers next to each other can only be of one place."""
    return (
        first.withdrawn
        or second.withdrawn
        or (first.moment, first.year) != (second.moment, second.year)
        or (first.range_id is not None and first.range_id == second.range_id)
        or first.kind is not second.kind
    )


def without_thresholds(items: list[Item], found: list[Candidate]) -> list[Candidate]:
    """Leaves out a quoted cut-off ("the limit is -2.5") that stands beside the person's number."""
    own = [c for c in found if not _is_threshold(items, c)]
    if _quotes_a_leaflet(items, found):
        return []
    if any(_is_own(items, c) for c in own):
        own = [c for c in own if not _defines_a_group(items, c)]
    return own if own else found


def _quotes_a_leaflet(items: list[Item], found: list[Candidate]) -> bool:
    """Reads "the leaflet says -1 to -2.5 is osteopenia" as no number of the person's own."""
    quotes = any(item.text in _LEAFLET_WORDS for item in items)
    at_edges = all(c.item.value in _EDGES and c.site is None for c in found)
    return quotes and at_edges and len(found) == len(_EDGES)


def without_repeats(found: list[Candidate]) -> list[Candidate]:
    """Leaves out a number that is only said again: "-2.7 (minus 2.7)"."""
    kept: list[Candidate] = []
    _place_second_tries(found)
    for candidate in _without_unsigned_first_tries(found):
        again = next((other for other in kept if _is_said_again(other, candidate)), None)
        if again is None:
            kept.append(candidate)
        elif again.site is None and candidate.site is not None:
            again.site, again.detail = candidate.site, candidate.detail
            again.side = candidate.side
    return kept


def _without_unsigned_first_tries(found: list[Candidate]) -> list[Candidate]:
    """Leaves out the number to which the message adds its minus: "2.6 with a minus, so -2.6"."""
    return [
        candidate
        for place, candidate in enumerate(found)
        if candidate.item.sign_given
        or not any(_adds_the_minus(later, candidate) for later in found[place + 1 :])
    ]


def _place_second_tries(found: list[Candidate]) -> None:
    """Gives the site of "hip 2.2" to the minus that is added: "I left it off, -2.2"."""
    for first, later in pairwise(found):
        if later.site is None and not first.item.sign_given and _adds_the_minus(later, first):
            later.site, later.detail, later.side = first.site, first.detail, first.side


def _adds_the_minus(later: Candidate, first: Candidate) -> bool:
    same_number = later.item.value == -first.item.value and later.kind is first.kind
    same_place = later.site is None or (
        first.site in (None, later.site) and first.side in (None, later.side)
    )
    return same_number and same_place and not later.withdrawn


def _is_said_again(first: Candidate, second: Candidate) -> bool:
    same_number = first.item.value == second.item.value and first.kind is second.kind
    same_sign = first.item.sign_given == second.item.sign_given
    same_site = first.site is second.site or None in (first.site, second.site)
    same_detail = first.detail is second.detail or None in (first.site, second.site)
    same_time = (first.moment, first.year) == (second.moment, second.year)
    same_state = (first.withdrawn, first.bound) == (second.withdrawn, second.bound)
    same_side = first.side is second.side
    same_place = same_site and same_detail and same_side
    return same_number and same_sign and same_place and same_time and same_state


def _between(items: list[Item], first: Candidate, second: Candidate) -> list[Item]:
    return items[first.place + 1 : second.place]


def _from_time_words(items: list[Item], found: list[Candidate]) -> None:
    """Lets "was -2.9 last year" and "-2.4 now" mark their numbers, and those listed with them."""
    if not any(item.is_in(_TIME_WORDS) for item in items):
        return
    marks = [item for item in items if item.is_in(_TIME_WORDS | {W.VALUE})]
    value_first = marks[0].is_(W.VALUE) and not marks[-1].is_(W.VALUE)
    by_place = {candidate.place: candidate for candidate in found}
    current: Moment | None = None
    strong = False
    for place, item in enumerate(items):
        candidate = by_place.get(place)
        if candidate is not None and candidate.moment is None:
            candidate.moment = current
        if not item.is_in(_MOMENT_WORDS):
            continue
        moment = _moment_of(item)
        is_strong = item.is_in(_TIME_WORDS)
        value = _value_right_before(items, place)
        if is_strong and value is not None and value in by_place:
            leads_on = _leads_to_value(items, place)
            if not leads_on or value_first:
                by_place[value].moment = moment
                current, strong = None, False
                continue
        if is_strong or not strong or not _same_clause(items, place):
            current, strong = moment, is_strong


def _moment_of(item: Item) -> Moment | None:
    if item.is_(W.NOW):
        return Moment.LATEST
    if item.is_(W.EARLIER, W.COMPARED, W.WAS):
        return Moment.EARLIER
    return None


def _same_clause(items: list[Item], place: int) -> bool:
    """Tells whether "was" or "is" belongs to the time word before it: "last year it was"."""
    for item in reversed(items[:place]):
        if item.is_in(_TIME_WORDS):
            return True
        if item.is_(W.VALUE):
            return False
    return False


def _value_right_before(items: list[Item], place: int) -> int | None:
    for index in range(place - 1, max(-1, place - 7), -1):
        if items[index].is_(W.VALUE):
            return index
        if not items[index].is_in(_JOINING | {W.WAS}):
            return None
    return None


def _leads_to_value(items: list[Item], place: int) -> bool:
    for item in items[place + 1 : place + 6]:
        if item.is_(W.VALUE):
            return True
        if not item.is_in(_JOINING | {W.IS, W.WAS}):
            return False
    return False


def _from_changes(items: list[Item], found: list[Candidate]) -> None:
    changed = any(item.is_(W.CHANGED) for item in items)
    spans_time = any(item.is_(W.YEAR) or item.text in ("years", "months", "year") for item in items)
    for first, second in pairwise(found):
        two_sites = first.site is not second.site and None not in (first.site, second.site)
        if first.kind is not second.kind or two_sites:
            continue
        between = [item for item in _between(items, first, second) if not item.is_(W.SKIP, W.QUIET)]
        led_by_from = _right_before(items, first.place, W.FROM)
        led_by_to = _right_before(items, first.place, W.TO)
        joined_by_to = any(item.is_(W.TO) for item in between)
        arrow = len(between) == 1 and (between[0].is_(W.ARROW) or between[0].text == ">")
        arrow = arrow or any(item.text == ">" for item in _between(items, first, second))
        names_a_site = any(item.is_(W.SITE) for item in between)
        then = any(item.is_(W.THEN) for item in between[:4]) and not names_a_site
        started = changed and (led_by_from or any(i.is_(W.CHANGED) for i in items[: first.place]))
        if arrow or then or (joined_by_to and (started or (led_by_from and spans_time))):
            first.moment, second.moment = Moment.EARLIER, Moment.LATEST
        elif changed and led_by_to and _right_before(items, second.place, W.FROM):
            first.moment, second.moment = Moment.LATEST, Moment.EARLIER


def _right_before(items: list[Item], place: int, *classes: W) -> bool:
    """Tells whether the last word before a place, joining words aside, is one of these."""
    for item in reversed(items[max(0, place - _NEAR) : place]):
        if item.is_(*classes):
            return True
        if not item.is_(W.LINK, W.SKIP, W.QUIET, W.IS, W.KIND_T):
            return False
    return False


def _tells_of_an_event(items: list[Item], place: int) -> bool:
    before = items[max(0, place - _NEAR) : place]
    last_value = max((i for i, item in enumerate(before) if item.is_(W.VALUE)), default=-1)
    return any(item.is_(W.EVENT, W.INJURY) for item in before[last_value + 1 :])


def _year_behind(items: list[Item], place: int, through_values: bool) -> int | None:
    """Finds "in 2019" behind a value; a list "-2.9 and -1.8 in 2019" shares its year."""
    for index in range(place + 1, min(place + 14, len(items))):
        item = items[index]
        if item.is_(W.YEAR):
            following = items[index + 1] if index + 1 < len(items) else None
            if following is not None and following.text in (":", "="):
                return None
            leads_on = following is not None and following.is_(W.VALUE)
            return None if leads_on and not through_values else index
        passable = item.is_in(_JOINING | {W.WAS}) or item.text == "back"
        if through_values:
            passable = passable or item.is_(W.AND, W.VALUE)
        if not passable or item.is_in(_TIME_WORDS):
            return None
    return None


def _year_before(items: list[Item], place: int, years: list[int], must_touch: bool) -> int | None:
    earlier = [year for year in years if year < place]
    if not earlier:
        return None
    between = items[earlier[-1] + 1 : place]
    if must_touch and not (between and between[0].text in (":", "=")):
        return None
    stopped = any(item.is_in(_TIME_WORDS | {W.QUESTION}) for item in between)
    return None if stopped else earlier[-1]


def _compares_two(items: list[Item], place: int) -> bool:
    """Tells "is -1.5 worse than -1.2" from an open end."""
    before = [item for item in items[max(0, place - 3) : place] if not item.is_(W.LINK, W.SKIP)]
    return bool(before) and before[-1].is_(W.VALUE)


def _assign_ranges(items: list[Item], found: list[Candidate]) -> None:
    for number, (first, second) in enumerate(pairwise(found)):
        if first.kind is not second.kind or first.range_id is not None:
            continue
        if first.site and second.site and first.site is not second.site:
            continue
        between = [item for item in _between(items, first, second) if not item.is_(W.SKIP, W.QUIET)]
        led = _right_before(items, first.place, W.BETWEEN) or _is_vague(items, first, second)
        led = led and not any(i.is_(W.AMOUNT) for i in items[max(0, first.place - 5) : first.place])
        ends = bool(between) and all(
            item.is_(W.AND, W.TO, W.DASH, W.LINK, W.OR, W.UNIT_SD) for item in between
        )
        unsure = bool(between) and all(item.is_(W.OR, W.LINK, W.IS) for item in between)
        if ends and (led or (unsure and any(item.is_(W.OR) for item in between))):
            first.range_id = second.range_id = number
            first.moment = second.moment = first.moment or second.moment


def _is_vague(items: list[Item], first: Candidate, second: Candidate) -> bool:
    """Tells an unsure "around -0.8 to -1.4" from a change over time."""
    before = items[first.place - 1].text if first.place else ""
    behind = [item.text for item in items[second.place + 1 : second.place + 1 + _NEAR]]
    return before in _VAGUE_WORDS or not _VAGUE_WORDS.isdisjoint(behind)


def _denied(items: list[Item], place: int) -> bool:
    return _right_before(items, place, W.NOT, W.INSTEAD)


def _replacement(items: list[Item], found: Sequence[Candidate], number: int) -> Candidate | None:
    """Finds the number that stands for a denied one: its neighbour of the same kind."""
    for index in (number - 1, number + 1):
        if 0 <= index < len(found):
            other = found[index]
            sites_agree = other.site is None or found[number].site in (None, other.site)
            first, second = sorted((other.place, found[number].place))
            one_sentence = not any(i.is_(W.STOP, W.QUESTION) for i in items[first:second])
            same_kind = other.kind is found[number].kind
            if same_kind and sites_agree and one_sentence and not other.withdrawn:
                return other
    return None


def _is_correction(items: list[Item], first: Candidate, second: Candidate) -> bool:
    between = _between(items, first, second)
    words = [
        place
        for place, (item, behind) in enumerate(pairwise([*between, items[second.place]]))
        if item.is_(W.CORRECTION) or (item.is_(W.NO) and not behind.is_(W.QUESTION))
    ]
    if not words:
        return False
    only_no = not any(item.is_(W.CORRECTION) for item in between)
    before, behind = between[: words[0]], between[words[-1] + 1 :]
    others = [item for item in behind if not item.is_in(_AROUND_A_CORRECTION)]
    clear = not others or (
        not only_no
        and len(others) <= _LONGEST_EXCUSE
        and all(item.is_(W.WORD, W.COUNTED) for item in others)
    )
    return clear and (not only_no or all(item.is_in(_AROUND_A_CORRECTION) for item in before))


def _is_typed_again(items: list[Item], first: Candidate, second: Candidate) -> bool:
    """Reads the second of two bare lines, "-3.5" and "-2.5 sorry", as what was meant."""
    apart = _between(items, first, second)
    behind = items[second.place + 1 : second.place + 2]
    is_new_line = any(item.is_(W.NEWLINE) for item in apart)
    is_bare = all(item.is_(W.NEWLINE, W.SKIP, W.DASH) for item in apart)
    return is_new_line and is_bare and bool(behind) and behind[0].is_(W.CORRECTION)


def _corrected(before: Sequence[Candidate], candidate: Candidate) -> Candidate | None:
    """Finds what a correction replaces: the last number of the same place and kind."""
    last = before[-1]
    for other in reversed(before):
        if other.withdrawn:
            continue
        is_same_number = other.item.value == candidate.item.value
        elsewhere = other.site not in (None, candidate.site)
        if candidate.site_beside and elsewhere and not is_same_number:
            continue
        if not candidate.site_beside and other is not last:
            break
        same_kind = other.kind is candidate.kind or not (other.kind_given and candidate.kind_given)
        same_number = abs(other.item.value) == abs(candidate.item.value)
        if same_kind or same_number:
            return other
    return None


def _site_is_behind(items: list[Item], candidate: Candidate) -> bool:
    behind = items[candidate.place + 1 : candidate.place + 6]
    return any(item.is_(W.SITE) for item in behind)


def _is_threshold(items: list[Item], candidate: Candidate) -> bool:
    """Tells a quoted edge ("-2.5 is osteoporosis, mine is -2.4") from the person's own number."""
    at_an_edge = candidate.item.value in _EDGES or (
        not candidate.item.sign_given and -candidate.item.value in _EDGES
    )
    if not at_an_edge or candidate.site_beside or candidate.kind is not ReadingKind.T:
        return False
    if _is_own(items, candidate):
        return False
    clause = _clause_before(items, candidate.place)
    behind = [item for item in items[candidate.place + 1 :][:_NEAR] if not item.is_(W.SKIP)]
    linked = bool(behind) and behind[0].is_(W.IS, W.LINK, W.OR_LESS, W.OR_MORE)
    names_group = linked and any(item.is_(W.GROUP) for item in behind[1:])
    names_threshold = any(item.is_(W.THRESHOLD) for item in [*clause, *behind[:1]]) or (
        linked and any(item.is_(W.THRESHOLD) for item in behind[1:3])
    )
    follows_number = _follows_number(items, candidate.place)
    open_end = candidate.bound is not None and (follows_number or names_group)
    return open_end or names_group or names_threshold


def _defines_a_group(items: list[Item], candidate: Candidate) -> bool:
    """Reads "normal is -1 or above" as what the visitor was told, not as a result."""
    at_an_edge = candidate.item.value in _EDGES and candidate.kind is ReadingKind.T
    clause = [i for i in _clause_before(items, candidate.place) if not i.is_(W.SKIP, W.QUIET)]
    named = [i for i in clause if i.is_(W.GROUP) or i.text == "normal"]
    led = bool(clause) and clause[-1].is_(W.IS, W.BELOW, W.ABOVE, W.OVER, W.THRESHOLD)
    return at_an_edge and led and bool(named) and not _is_own(items, candidate)


def _is_own(items: list[Item], candidate: Candidate) -> bool:
    clause = _clause_before(items, candidate.place)
    return any(word in _OWN_WORDS for item in clause for word in item.text.split())


def _clause_before(items: list[Item], place: int) -> list[Item]:
    start = place
    while start > 0 and not items[start - 1].is_in(_CLAUSE_ENDS):
        start -= 1
    return items[start:place]


def _follows_number(items: list[Item], place: int) -> bool:
    """Tells whether only a comma and words like "below" part a value from one before it."""
    for item in reversed(items[:place]):
        if item.is_(W.VALUE):
            return True
        if not item.is_(W.BELOW, W.ABOVE, W.OVER, W.COMMA, W.SKIP, W.LINK, W.IS, W.AND):
            return False
    return False
