"""Judges the readings of one person: the group, or the question that must come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from actions.t_score.groups import (
    HIGH_ABOVE,
    POSSIBLE_FROM,
    POSSIBLE_TO,
    Audience,
    Group,
    Plausibility,
    SiteUse,
    audience,
    group_of,
    is_at_an_edge,
    likely_meant,
    plausibility,
    site_use,
)
from bot.nlu.readings import Bound, Fracture, Moment, Person, Reading, ReadingKind

# facts.md 2.6: unsigned numbers like these can be g/cm² as well as scores.
_DENSITY_FROM, _DENSITY_TO = Decimal("0.2"), Decimal("2.0")
_SCORES = (ReadingKind.T, ReadingKind.Z)


class Status(str, Enum):
    """How a message about scores is answered; the values are those of the structured data."""

    EXPLAINED = "explained"
    ASK_NUMBER = "ask_number"
    ASK_SIGN = "ask_sign"
    CHECK_NUMBER = "check_number"
    NOT_COMPARABLE = "not_comparable"
    REFER = "refer"
    ASK = "ask"


class Question(str, Enum):
    """What the visitor was asked."""

    SIGN = "sign"
    CHECK = "check"
    NUMBER = "number"
    UNIT = "unit"
    NECK = "neck"


class Note(Enum):
    """What is added to an answer."""

    AT_AN_EDGE = "at_an_edge"
    HIGH = "high"
    RECHECK = "recheck"
    SIGN_DOES_NOT_MATTER = "sign_does_not_matter"
    LOWEST_DECIDES = "lowest_decides"
    CHANGE = "change"
    RANGE_SPANS_GROUPS = "range_spans_groups"
    OPEN_END = "open_end"
    DEVICE_NOT_USED = "device_not_used"
    PART_NOT_USED = "part_not_used"
    WRIST_DEVICE = "wrist_device"
    Z_COMPARES_AGE = "z_compares_age"
    T_NOT_USED = "t_not_used"
    DENSITY = "density"
    PERCENT = "percent"
    FRAX = "frax"
    TRABECULAR_SCORE = "trabecular_score"
    ANOTHER_DEVICE = "another_device"
    PART_OF_A_BONE = "part_of_a_bone"
    UNDER_50 = "under_50"
    CHILD = "child"
    PREGNANT = "pregnant"
    REFERENCE_UNCLEAR = "reference_unclear"
    FRACTURE_HIP_OR_SPINE = "fracture_hip_or_spine"
    FRACTURE_OTHER = "fracture_other"


@dataclass(frozen=True)
class Judgement:
    """What may be said about the readings.

    Attributes:
        status: How the message is answered.
        group: The group, where one is given.
        groups: For a range that spans several groups: all of them, the best first.
        deciding: The reading that decides the group, or that the question is about.
        kind: Which score was read.
        used: The readings that were compared.
        earlier: Readings that a later one of the same place replaces.
        question: What must be asked first.
        suggestion: For a check: the number that was probably meant.
        notes: What is added.
    """

    status: Status
    group: Group | None = None
    groups: tuple[Group, ...] = ()
    deciding: Reading | None = None
    kind: ReadingKind | None = None
    used: tuple[Reading, ...] = ()
    earlier: tuple[Reading, ...] = ()
    question: Question | None = None
    suggestion: Decimal | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class _Span:
    """The values that a reading may stand for."""

    reading: Reading
    best: Decimal
    worst: Decimal


def judge(readings: Sequence[Reading], person: Person) -> Judgement:
    """Judges readings by the published groups, never better than the worst way to read them.

    Args:
        readings: All readings of one person that stand in this conversation.
        person: What is known about the person.

    Returns:
        A group with its notes, or the one question to ask, or the reason for none.
    """
    active = [reading for reading in readings if not reading.withdrawn]
    if not active:
        return Judgement(Status.ASK_NUMBER, question=Question.NUMBER)
    refer = _refer_first(person)
    if refer is not None:
        return Judgement(Status.REFER, notes=(refer,), used=tuple(active))
    earlier = tuple(reading for reading in active if _is_superseded(reading, active))
    current = _with_clear_necks([reading for reading in active if reading not in earlier])
    judgement = replace(_judge_current(current, person), earlier=earlier)
    changed = judgement.status is Status.EXPLAINED and any(r.kind in _SCORES for r in earlier)
    return replace(judgement, notes=(*judgement.notes, Note.CHANGE)) if changed else judgement


def _judge_current(current: list[Reading], person: Person) -> Judgement:
    scores = [reading for reading in current if reading.kind in _SCORES]
    if not scores:
        return _without_scores(current)
    counting = [reading for reading in scores if site_use(reading) is SiteUse.COUNTS]
    if not counting:
        return _without_counting(scores)
    implausible = next((r for r in counting if _is_implausible(r)), None)
    if implausible is not None:
        return Judgement(
            Status.CHECK_NUMBER,
            deciding=implausible,
            kind=implausible.kind,
            used=tuple(counting),
            question=Question.CHECK,
            suggestion=None if _is_plus(implausible) else likely_meant(implausible.value),
        )
    return _by_score(counting, current, person)


def _refer_first(person: Person) -> Note | None:
    return {
        Audience.CHILD: Note.CHILD,
        Audience.PREGNANT: Note.PREGNANT,
        Audience.REFERENCE_UNCLEAR: Note.REFERENCE_UNCLEAR,
    }.get(audience(person))


def _is_superseded(reading: Reading, readings: Sequence[Reading]) -> bool:
    """The latest reading of a place decides (facts.md 2.11)."""
    return any(
        other.kind is reading.kind and _same_place(other, reading) and _is_later(other, reading)
        for other in readings
        if other is not reading
    )


def _same_place(first: Reading, second: Reading) -> bool:
    """Tells whether two readings are of one place; an unnamed place needs a named time."""
    same_site = first.site is second.site and first.detail is second.detail
    same_side = first.side is second.side or None in (first.side, second.side)
    timed = all(
        reading.moment is not None or reading.year is not None for reading in (first, second)
    )
    unnamed = None in (first.site, second.site) and timed
    return (same_site or unnamed) and same_side


def _is_later(later: Reading, earlier: Reading) -> bool:
    if later.year is not None and earlier.year is not None and later.year != earlier.year:
        return later.year > earlier.year
    if earlier.moment is Moment.EARLIER:
        return later.moment is not Moment.EARLIER
    return (
        later.moment is Moment.LATEST
        and earlier.moment is not Moment.LATEST
        and earlier.year is not None
    )


def _with_clear_necks(readings: list[Reading]) -> list[Reading]:
    """Beside another site of the hip or spine, "neck" can only be the neck of the femur."""
    others = any(
        site_use(reading) is SiteUse.COUNTS and reading.site is not None for reading in readings
    )
    if not others:
        return readings
    return [
        replace(reading, detail=None) if site_use(reading) is SiteUse.UNCLEAR else reading
        for reading in readings
    ]


def _without_scores(current: list[Reading]) -> Judgement:
    reading = current[0]
    if reading.kind is ReadingKind.BMD and not reading.kind_given:
        return Judgement(Status.ASK, deciding=reading, used=tuple(current), question=Question.UNIT)
    note = {
        ReadingKind.PERCENT: Note.PERCENT,
        ReadingKind.FRAX: Note.FRAX,
        ReadingKind.TBS: Note.TRABECULAR_SCORE,
    }.get(reading.kind, Note.DENSITY)
    return Judgement(
        Status.NOT_COMPARABLE,
        deciding=reading,
        kind=reading.kind,
        used=tuple(current),
        notes=(note,),
    )


def _without_counting(scores: list[Reading]) -> Judgement:
    uses = {site_use(reading): reading for reading in reversed(scores)}
    used = tuple(scores)
    if SiteUse.UNCLEAR in uses:
        reading = uses[SiteUse.UNCLEAR]
        return Judgement(Status.ASK, deciding=reading, used=used, question=Question.NECK)
    if SiteUse.OTHER_NUMBER_DECIDES in uses:
        reading = uses[SiteUse.OTHER_NUMBER_DECIDES]
        return Judgement(
            Status.ASK,
            deciding=reading,
            used=used,
            question=Question.NUMBER,
            notes=(Note.PART_OF_A_BONE,),
        )
    return Judgement(
        Status.NOT_COMPARABLE, deciding=scores[0], used=used, notes=(Note.ANOTHER_DEVICE,)
    )


def _is_implausible(reading: Reading) -> bool:
    if reading.point_missing:
        return True
    if reading.sign_given:
        return plausibility(reading.value) is Plausibility.IMPLAUSIBLE
    # Without its sign a number is plausible only when the worse of its two meanings is.
    return plausibility(-reading.value) is Plausibility.IMPLAUSIBLE


def _is_plus(reading: Reading) -> bool:
    return reading.sign_given and reading.value > 0


def _by_score(counting: list[Reading], current: list[Reading], person: Person) -> Judgement:
    z_scores = [reading for reading in counting if reading.kind is ReadingKind.Z]
    t_scores = [reading for reading in counting if reading.kind is ReadingKind.T]
    z_decides = audience(person) is Audience.Z_ONLY or not t_scores
    if z_decides and not z_scores:
        return Judgement(
            Status.REFER, kind=ReadingKind.T, used=tuple(t_scores), notes=(Note.UNDER_50,)
        )
    deciding = z_scores if z_decides else t_scores
    judgement = _by_lowest(deciding)
    notes = list(judgement.notes)
    if judgement.status is Status.EXPLAINED:
        notes += _notes(judgement, deciding, current, person)
        if z_decides and t_scores:
            notes.append(Note.T_NOT_USED)
        if not z_decides and z_scores:
            notes.append(Note.Z_COMPARES_AGE)
    return replace(judgement, notes=tuple(notes))


def _by_lowest(readings: list[Reading]) -> Judgement:
    """Gives the group of the lowest reading when every way to read the numbers gives the same."""
    kind = readings[0].kind
    spans = _spans(readings)
    unclear = [span.reading for span in spans if _may_be_density(span.reading)]
    sure = [span for span in spans if not _may_be_density(span.reading)]
    worst = min(span.worst for span in spans)
    best = min((span.best for span in sure), default=None)
    lowest = min(spans, key=lambda span: span.worst)
    group = group_of(kind, worst)
    shared = Judgement(Status.EXPLAINED, deciding=lowest.reading, kind=kind, used=tuple(readings))
    if best is not None and group_of(kind, best) is group:
        unsigned = any(not span.reading.sign_given for span in spans)
        notes = (Note.SIGN_DOES_NOT_MATTER,) if unsigned else ()
        return replace(shared, group=group, notes=notes)
    if unclear:
        return replace(shared, status=Status.ASK, deciding=unclear[0], question=Question.UNIT)
    if any(not reading.sign_given for reading in readings):
        unsigned_reading = next(reading for reading in readings if not reading.sign_given)
        return replace(
            shared, status=Status.ASK_SIGN, deciding=unsigned_reading, question=Question.SIGN
        )
    if lowest.reading.bound is not None or any(span.reading.bound for span in spans):
        return replace(
            shared,
            status=Status.ASK_NUMBER,
            question=Question.NUMBER,
            notes=(Note.OPEN_END,),
        )
    assert best is not None
    groups = _groups_between(kind, best, worst)
    return replace(shared, groups=groups, notes=(Note.RANGE_SPANS_GROUPS,))


def _spans(readings: list[Reading]) -> list[_Span]:
    spans: dict[int, _Span] = {}
    for place, reading in enumerate(readings):
        span = _span(reading)
        if reading.range_id is None:
            spans[place] = span
            continue
        key = -1 - reading.range_id
        other = spans.get(key)
        if other is not None:
            lower = span if span.worst < other.worst else other
            span = _Span(lower.reading, max(span.best, other.best), min(span.worst, other.worst))
        spans[key] = span
    return list(spans.values())


def _span(reading: Reading) -> _Span:
    best = worst = reading.value
    if not reading.sign_given:
        worst = -reading.value
    if reading.bound in (Bound.AT_MOST, Bound.UNCLEAR):
        worst = POSSIBLE_FROM
    if reading.bound in (Bound.AT_LEAST, Bound.UNCLEAR):
        best = POSSIBLE_TO
    return _Span(reading, best, worst)


def _may_be_density(reading: Reading) -> bool:
    """Tells whether an unsigned number without a kind may be g/cm² (facts.md 2.6)."""
    if reading.kind_given or reading.sign_given:
        return False
    exponent = reading.value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return _DENSITY_FROM <= reading.value <= _DENSITY_TO and (reading.value < 1 or decimals > 1)


def _groups_between(kind: ReadingKind, best: Decimal, worst: Decimal) -> tuple[Group, ...]:
    order = (
        (Group.WITHIN_EXPECTED_RANGE, Group.BELOW_EXPECTED_RANGE)
        if kind is ReadingKind.Z
        else (Group.NORMAL, Group.LOW_BONE_MASS, Group.OSTEOPOROSIS_RANGE)
    )
    first, last = order.index(group_of(kind, best)), order.index(group_of(kind, worst))
    return order[first : last + 1]


def _notes(
    judgement: Judgement,
    deciding: list[Reading],
    current: list[Reading],
    person: Person,
) -> list[Note]:
    notes: list[Note] = []
    lowest = judgement.deciding
    values = _possible_values(lowest) if lowest is not None else []
    if len(deciding) > 1 and judgement.group is not None:
        notes.append(Note.LOWEST_DECIDES)
    if judgement.kind is ReadingKind.T and any(is_at_an_edge(value) for value in values):
        notes.append(Note.AT_AN_EDGE)
    if any(reading.value > HIGH_ABOVE and reading.sign_given for reading in deciding):
        notes.append(Note.HIGH)
    if any(
        plausibility(value) is Plausibility.RECHECK
        for reading in deciding
        for value in _possible_values(reading)
    ):
        notes.append(Note.RECHECK)
    uses = {site_use(reading) for reading in current if reading.kind in _SCORES}
    if SiteUse.NOT_COMPARABLE in uses:
        notes.append(Note.DEVICE_NOT_USED)
    if SiteUse.OTHER_NUMBER_DECIDES in uses:
        notes.append(Note.PART_NOT_USED)
    if lowest is not None and lowest.detail is not None:
        notes.append(Note.WRIST_DEVICE)
    if person.fracture is Fracture.HIP_OR_SPINE:
        notes.append(Note.FRACTURE_HIP_OR_SPINE)
    elif person.fracture is Fracture.OTHER:
        notes.append(Note.FRACTURE_OTHER)
    return notes


def _possible_values(reading: Reading) -> list[Decimal]:
    return [reading.value] if reading.sign_given else [reading.value, -reading.value]
