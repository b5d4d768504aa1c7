"""How several readings, missing signs, ranges and dates are judged."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from score_corpus import SEVERITY

from actions.t_score.groups import Group, SiteUse, site_use, t_group
from actions.t_score.judgement import Judgement, Note, Question, Status, judge
from bot.nlu.readings import Bound, Detail, Moment, Person, Reading, ReadingKind, Site
from bot.nlu.score_reader import read_message


def t(value: str, **details: object) -> Reading:
    return replace(Reading(ReadingKind.T, Decimal(value), kind_given=True), **details)  # type: ignore[arg-type]


def z(value: str) -> Reading:
    return Reading(ReadingKind.Z, Decimal(value), kind_given=True)


def judged(text: str) -> Judgement:
    message = read_message(text)
    return judge(message.readings, message.person)


def test_the_lowest_counting_site_decides() -> None:
    judgement = judge([t("-1.9", site=Site.TOTAL_HIP), t("-2.6", site=Site.LUMBAR_SPINE)], Person())
    assert judgement.group is Group.OSTEOPOROSIS_RANGE
    assert judgement.deciding is not None and judgement.deciding.site is Site.LUMBAR_SPINE
    assert Note.LOWEST_DECIDES in judgement.notes


def test_the_spine_total_beats_a_lower_single_vertebra() -> None:
    judgement = judged("L1 -2.1, L2 -2.5, L3 -3.0, L4 -2.2, L1-L4 -2.4")
    assert judgement.group is Group.LOW_BONE_MASS


def test_a_missing_sign_is_not_asked_for_when_both_signs_give_the_same_group() -> None:
    judgement = judge([t("0.8", sign_given=False)], Person())
    assert judgement.group is Group.NORMAL
    assert Note.SIGN_DOES_NOT_MATTER in judgement.notes


def test_a_missing_sign_is_not_asked_for_when_another_site_decides_anyway() -> None:
    judgement = judge(
        [t("2.6", sign_given=False, site=Site.TOTAL_HIP), t("-2.7", site=Site.LUMBAR_SPINE)],
        Person(),
    )
    assert judgement.group is Group.OSTEOPOROSIS_RANGE


def test_a_missing_sign_that_matters_is_asked_for() -> None:
    judgement = judge([t("1.1", sign_given=False)], Person())
    assert judgement.status is Status.ASK_SIGN


def test_under_50_the_z_score_decides_and_the_t_score_is_left_out() -> None:
    person = Person(age_low=34, age_high=34)
    judgement = judge([t("-2.9"), z("-1.5")], person)
    assert judgement.group is Group.WITHIN_EXPECTED_RANGE
    assert Note.T_NOT_USED in judgement.notes


def test_from_50_the_t_score_decides_and_the_z_score_is_put_aside() -> None:
    judgement = judge([t("-2.9"), z("-1.5")], Person(age_low=70, age_high=70))
    assert judgement.group is Group.OSTEOPOROSIS_RANGE
    assert Note.Z_COMPARES_AGE in judgement.notes


def test_a_range_inside_one_group_is_judged() -> None:
    judgement = judged("between -1.5 and -2.4")
    assert judgement.group is Group.LOW_BONE_MASS


def test_a_range_over_two_groups_names_both() -> None:
    judgement = judged("between -2 and -2.5")
    assert judgement.group is None
    assert judgement.groups == (Group.LOW_BONE_MASS, Group.OSTEOPOROSIS_RANGE)


def test_an_open_range_is_judged_only_when_it_lies_in_one_group() -> None:
    assert judge([t("-2.5", bound=Bound.AT_MOST)], Person()).group is Group.OSTEOPOROSIS_RANGE
    assert judge([t("-1", bound=Bound.AT_LEAST)], Person()).group is Group.NORMAL
    assert judge([t("-1", bound=Bound.AT_MOST)], Person()).status is Status.ASK_NUMBER
    assert judge([t("-2.5", bound=Bound.UNCLEAR)], Person()).status is Status.ASK_NUMBER


def test_the_latest_date_decides_with_the_note_on_measuring_noise() -> None:
    judgement = judge([t("-2.9", year=2019), t("-2.4", year=2023)], Person())
    assert judgement.group is Group.LOW_BONE_MASS
    assert Note.CHANGE in judgement.notes
    assert [reading.year for reading in judgement.earlier] == [2019]


def test_a_later_scan_of_another_site_replaces_nothing() -> None:
    judgement = judge(
        [t("-2.9", year=2019, site=Site.LUMBAR_SPINE), t("-1.8", year=2023, site=Site.TOTAL_HIP)],
        Person(),
    )
    assert judgement.group is Group.OSTEOPOROSIS_RANGE


def test_an_earlier_word_counts_like_an_earlier_year() -> None:
    judgement = judge([t("-2.1", moment=Moment.EARLIER), t("-2.6")], Person())
    assert judgement.group is Group.OSTEOPOROSIS_RANGE


def test_a_plain_neck_is_asked_about_when_it_stands_alone() -> None:
    neck = t("-2.1", site=Site.FEMORAL_NECK, detail=Detail.PLAIN_NECK)
    assert judge([neck], Person()).question is Question.NECK
    with_spine = judge([neck, t("-1.1", site=Site.LUMBAR_SPINE)], Person())
    assert with_spine.group is Group.LOW_BONE_MASS


def test_a_withdrawn_number_is_never_judged() -> None:
    assert judge([t("-3.2", withdrawn=True)], Person()).status is Status.ASK_NUMBER


def test_an_implausible_number_stops_everything_until_it_is_checked() -> None:
    judgement = judge([t("-27", site=Site.TOTAL_HIP), t("-1.1", site=Site.LUMBAR_SPINE)], Person())
    assert judgement.status is Status.CHECK_NUMBER


readings = st.builds(
    Reading,
    kind=st.sampled_from([ReadingKind.T, ReadingKind.T, ReadingKind.Z]),
    value=st.integers(-60, 60).map(lambda tenths: Decimal(tenths) / 10),
    sign_given=st.just(True),
    site=st.sampled_from([None, *Site]),
    detail=st.sampled_from([None, None, Detail.WARDS_TRIANGLE, Detail.SINGLE_VERTEBRA]),
)


@settings(deadline=None)
@given(st.lists(readings, max_size=6))
def test_no_reading_that_counts_is_worse_than_the_group_given(found: list[Reading]) -> None:
    judgement = judge(found, Person())
    if judgement.group is None or judgement.kind is not ReadingKind.T:
        return
    for reading in found:
        if reading.kind is ReadingKind.T and site_use(reading) is SiteUse.COUNTS:
            assert SEVERITY[t_group(reading.value).value] <= SEVERITY[judgement.group.value]
