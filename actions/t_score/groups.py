"""The published groups: exact edges, who they are for, plausible values, sites that count."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from bot.nlu.readings import Detail, Person, Reading, ReadingKind, Site


class Group(str, Enum):
    """The groups of CONTRACT and of facts.md 2.2 and 2.3."""

    NORMAL = "normal"
    LOW_BONE_MASS = "low_bone_mass"
    OSTEOPOROSIS_RANGE = "osteoporosis_range"
    WITHIN_EXPECTED_RANGE = "within_expected_range"
    BELOW_EXPECTED_RANGE = "below_expected_range"


class Audience(Enum):
    """Which score is read for a person."""

    T_GROUPS = "t_groups"
    Z_ONLY = "z_only"
    CHILD = "child"
    PREGNANT = "pregnant"
    REFERENCE_UNCLEAR = "reference_unclear"


class Plausibility(Enum):
    """How likely a number is a T-score or Z-score at all."""

    ACCEPTED = "accepted"
    RECHECK = "recheck"
    IMPLAUSIBLE = "implausible"


class SiteUse(Enum):
    """What a reading from a site may be used for."""

    COUNTS = "counts"
    UNCLEAR = "unclear"  # plain "neck"
    OTHER_NUMBER_DECIDES = "other_number_decides"  # the same report holds one that counts
    NOT_COMPARABLE = "not_comparable"


NORMAL_FROM = Decimal("-1.0")  # facts.md 2.2, who1994: -1.0 itself is normal
OSTEOPOROSIS_RANGE_TO = Decimal("-2.5")  # facts.md 2.2, who1994: -2.5 itself is in the range
BELOW_EXPECTED_TO = Decimal("-2.0")  # facts.md 2.3, iscd2006: Z of -2.0 itself is below
EDGE_WIDTH = Decimal("0.1")  # facts.md 2.7
HIGH_ABOVE = Decimal("2.5")  # facts.md 2.8, whyte2005
T_GROUPS_FROM_AGE = 50  # years; facts.md 2.3, iscd2006
# Plausible bands, an engineering choice of facts.md 2.6 and not a medical standard.
ACCEPTED_FROM, ACCEPTED_TO = Decimal("-5.0"), Decimal("4.0")
POSSIBLE_FROM, POSSIBLE_TO = Decimal("-7.0"), Decimal("8.0")

# facts.md 2.5
_OTHER_NUMBER_DECIDES = (Detail.WARDS_TRIANGLE, Detail.TROCHANTER, Detail.SINGLE_VERTEBRA)


def t_group(value: Decimal) -> Group:
    """Gives the group of a T-score.

    Args:
        value: A T-score in standard deviations.
    """
    if value >= NORMAL_FROM:
        return Group.NORMAL
    if value > OSTEOPOROSIS_RANGE_TO:
        return Group.LOW_BONE_MASS
    return Group.OSTEOPOROSIS_RANGE


def z_group(value: Decimal) -> Group:
    """Gives the group of an adult's Z-score.

    Args:
        value: A Z-score in standard deviations.
    """
    if value > BELOW_EXPECTED_TO:
        return Group.WITHIN_EXPECTED_RANGE
    return Group.BELOW_EXPECTED_RANGE


def group_of(kind: ReadingKind, value: Decimal) -> Group:
    """Gives the group of a T-score or Z-score."""
    return z_group(value) if kind is ReadingKind.Z else t_group(value)


def is_at_an_edge(value: Decimal) -> bool:
    """Tells whether a T-score is so near an edge that measuring noise can move it across."""
    return any(abs(value - edge) <= EDGE_WIDTH for edge in (NORMAL_FROM, OSTEOPOROSIS_RANGE_TO))


def plausibility(value: Decimal) -> Plausibility:
    """Tells how likely a number is a T-score or Z-score.

    Args:
        value: The number with its sign.
    """
    if ACCEPTED_FROM <= value <= ACCEPTED_TO:
        return Plausibility.ACCEPTED
    if POSSIBLE_FROM <= value <= POSSIBLE_TO:
        return Plausibility.RECHECK
    return Plausibility.IMPLAUSIBLE


def likely_meant(value: Decimal) -> Decimal | None:
    """Gives the score that an implausible number most likely stands for.

    Args:
        value: A number such as 25 or -27.5 whose decimal point has slipped.

    Returns:
        The number with the point moved and a minus sign, or None when that is no guess.
    """
    digits = abs(value)
    if digits < 10:
        return None
    while digits >= 10:
        digits /= 10
    return -digits if digits <= -ACCEPTED_FROM else None


def site_use(reading: Reading) -> SiteUse:
    """Tells what a reading may be used for, by its site (facts.md 2.5 and 2.10)."""
    if reading.detail is Detail.PLAIN_NECK:
        return SiteUse.UNCLEAR
    if reading.detail in _OTHER_NUMBER_DECIDES:
        return SiteUse.OTHER_NUMBER_DECIDES
    if reading.site in (Site.HEEL, Site.OTHER):
        return SiteUse.NOT_COMPARABLE
    return SiteUse.COUNTS


def audience(person: Person) -> Audience:
    """Tells which score is read for a person (facts.md 2.3); unknown facts are never demanded."""
    if person.child:
        return Audience.CHILD
    if person.pregnant:
        return Audience.PREGNANT
    if person.transgender:
        return Audience.REFERENCE_UNCLEAR
    if person.after_menopause is True:
        return Audience.T_GROUPS
    if person.after_menopause is False:
        return Audience.Z_ONLY
    if person.age_high is not None and person.age_high < T_GROUPS_FROM_AGE:
        return Audience.Z_ONLY
    return Audience.T_GROUPS
