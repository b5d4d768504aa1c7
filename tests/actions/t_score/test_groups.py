"""The edges, bands and sites, value by value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from actions.t_score.groups import (
    Audience,
    Group,
    Plausibility,
    SiteUse,
    audience,
    is_at_an_edge,
    likely_meant,
    plausibility,
    site_use,
    t_group,
    z_group,
)
from bot.nlu.readings import Detail, Person, Reading, ReadingKind, Sex, Site


@pytest.mark.parametrize(
    ("value", "group"),
    [
        ("-1.0", Group.NORMAL),
        ("-1.00", Group.NORMAL),
        ("-1.01", Group.LOW_BONE_MASS),
        ("-2.49", Group.LOW_BONE_MASS),
        ("-2.499999999", Group.LOW_BONE_MASS),
        ("-2.5", Group.OSTEOPOROSIS_RANGE),
        ("-2.50", Group.OSTEOPOROSIS_RANGE),
    ],
)
def test_t_score_edges_are_exact(value: str, group: Group) -> None:
    assert t_group(Decimal(value)) is group


@pytest.mark.parametrize(
    ("value", "group"),
    [
        ("-1.9", Group.WITHIN_EXPECTED_RANGE),
        ("-1.99", Group.WITHIN_EXPECTED_RANGE),
        ("-2.0", Group.BELOW_EXPECTED_RANGE),
        ("-3", Group.BELOW_EXPECTED_RANGE),
    ],
)
def test_z_score_edge_is_exact(value: str, group: Group) -> None:
    assert z_group(Decimal(value)) is group


@pytest.mark.parametrize(
    ("value", "near"),
    [
        ("-2.6", True),
        ("-2.4", True),
        ("-2.61", False),
        ("-1.1", True),
        ("-0.9", True),
        ("-2", False),
    ],
)
def test_only_a_tenth_around_an_edge_is_the_edge(value: str, near: bool) -> None:
    assert is_at_an_edge(Decimal(value)) is near


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("-5.0", Plausibility.ACCEPTED),
        ("4.0", Plausibility.ACCEPTED),
        ("-5.1", Plausibility.RECHECK),
        ("-7.0", Plausibility.RECHECK),
        ("4.1", Plausibility.RECHECK),
        ("8.0", Plausibility.RECHECK),
        ("-7.1", Plausibility.IMPLAUSIBLE),
        ("8.1", Plausibility.IMPLAUSIBLE),
    ],
)
def test_plausible_bands_have_exact_ends(value: str, band: Plausibility) -> None:
    assert plausibility(Decimal(value)) is band


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("25", "-2.5"),
        ("-27", "-2.7"),
        ("250", "-2.5"),
        ("-275", "-2.75"),
        ("-7.5", None),
        ("90", None),
    ],
)
def test_a_slipped_point_is_moved_back_only_where_that_gives_a_likely_score(
    typed: str, meant: str | None
) -> None:
    assert likely_meant(Decimal(typed)) == (None if meant is None else Decimal(meant))


@pytest.mark.parametrize(
    ("site", "detail", "use"),
    [
        (None, None, SiteUse.COUNTS),
        (Site.LUMBAR_SPINE, None, SiteUse.COUNTS),
        (Site.TOTAL_HIP, None, SiteUse.COUNTS),
        (Site.FEMORAL_NECK, None, SiteUse.COUNTS),
        (Site.RADIUS_33, None, SiteUse.COUNTS),
        (Site.RADIUS_33, Detail.WRIST, SiteUse.COUNTS),
        (Site.FEMORAL_NECK, Detail.PLAIN_NECK, SiteUse.UNCLEAR),
        (Site.OTHER, Detail.WARDS_TRIANGLE, SiteUse.OTHER_NUMBER_DECIDES),
        (Site.OTHER, Detail.TROCHANTER, SiteUse.OTHER_NUMBER_DECIDES),
        (Site.OTHER, Detail.SINGLE_VERTEBRA, SiteUse.OTHER_NUMBER_DECIDES),
        (Site.HEEL, None, SiteUse.NOT_COMPARABLE),
        (Site.OTHER, Detail.FINGER, SiteUse.NOT_COMPARABLE),
        (Site.OTHER, Detail.TOTAL_BODY, SiteUse.NOT_COMPARABLE),
        (Site.OTHER, Detail.ULTRADISTAL_RADIUS, SiteUse.NOT_COMPARABLE),
        (Site.OTHER, Detail.SPINE_CT, SiteUse.NOT_COMPARABLE),
    ],
)
def test_only_spine_hip_femoral_neck_and_forearm_count(
    site: Site | None, detail: Detail | None, use: SiteUse
) -> None:
    reading = Reading(ReadingKind.T, Decimal("-2.5"), site=site, detail=detail)
    assert site_use(reading) is use


@pytest.mark.parametrize(
    ("person", "who"),
    [
        (Person(), Audience.T_GROUPS),
        (Person(age_low=50, age_high=50, sex=Sex.MALE), Audience.T_GROUPS),
        (Person(age_low=49, age_high=49), Audience.Z_ONLY),
        (Person(age_low=40, age_high=49), Audience.Z_ONLY),
        (Person(age_low=45, age_high=45, after_menopause=True), Audience.T_GROUPS),
        (Person(age_low=52, age_high=52, after_menopause=False), Audience.Z_ONLY),
        (Person(pregnant=True), Audience.PREGNANT),
        (Person(child=True, age_low=12, age_high=12), Audience.CHILD),
        (Person(transgender=True), Audience.REFERENCE_UNCLEAR),
    ],
)
def test_the_groups_are_for_women_after_menopause_and_men_from_50(
    person: Person, who: Audience
) -> None:
    assert audience(person) is who
