"""The test vectors of the medical fact sheet, section 2.15, each as a case of its own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from actions.t_score.groups import Group
from actions.t_score.judgement import Judgement, Note, Question, Status, judge
from bot.nlu.score_reader import read_message


def judged(text: str) -> Judgement:
    message = read_message(text)
    return judge(message.readings, message.person)


@pytest.mark.parametrize(
    ("text", "group", "notes"),
    [
        ("my T-score is -2.7 at the hip", Group.OSTEOPOROSIS_RANGE, set()),
        ("t score -2.5", Group.OSTEOPOROSIS_RANGE, {Note.AT_AN_EDGE}),
        ("-2.49 spine", Group.LOW_BONE_MASS, {Note.AT_AN_EDGE}),
        ("-2.4", Group.LOW_BONE_MASS, {Note.AT_AN_EDGE}),
        ("-1.0 femoral neck", Group.NORMAL, {Note.AT_AN_EDGE}),
        ("-1.01", Group.LOW_BONE_MASS, {Note.AT_AN_EDGE}),
        ("-1.1", Group.LOW_BONE_MASS, {Note.AT_AN_EDGE}),
        ("-0.9", Group.NORMAL, {Note.AT_AN_EDGE}),
        ("0", Group.NORMAL, set()),
        ("0.0", Group.NORMAL, set()),
        ("+0.0", Group.NORMAL, set()),
        ("+1.2", Group.NORMAL, set()),
        ("+3.1 spine", Group.NORMAL, {Note.HIGH}),
        ("-2,7", Group.OSTEOPOROSIS_RANGE, set()),
        ("−2.7", Group.OSTEOPOROSIS_RANGE, set()),
        ("–2.7", Group.OSTEOPOROSIS_RANGE, set()),
        ("minus two point seven", Group.OSTEOPOROSIS_RANGE, set()),
        ("negative 1.8 in my lower back", Group.LOW_BONE_MASS, set()),
        (
            "spine -2.6, hip -1.9, neck -2.1",
            Group.OSTEOPOROSIS_RANGE,
            {Note.LOWEST_DECIDES, Note.AT_AN_EDGE},
        ),
        ("spine -1.2 but heel -2.9", Group.LOW_BONE_MASS, {Note.DEVICE_NOT_USED}),
        ("Ward's triangle -3.4, total hip -1.6", Group.LOW_BONE_MASS, {Note.PART_NOT_USED}),
        ("Z score -2.1, I'm 34", Group.BELOW_EXPECTED_RANGE, set()),
        ("Z -2.0", Group.BELOW_EXPECTED_RANGE, set()),
        ("Z -1.9", Group.WITHIN_EXPECTED_RANGE, set()),
        ("man 50 T -2.6", Group.OSTEOPOROSIS_RANGE, {Note.AT_AN_EDGE}),
        ("-5.6", Group.OSTEOPOROSIS_RANGE, {Note.RECHECK}),
        (
            "T-score went from -2.7 to -2.5, am I better?",
            Group.OSTEOPOROSIS_RANGE,
            {Note.AT_AN_EDGE, Note.CHANGE},
        ),
        (
            "T -2.6 and I broke my wrist",
            Group.OSTEOPOROSIS_RANGE,
            {Note.AT_AN_EDGE, Note.FRACTURE_OTHER},
        ),
        (
            "T -1.5 and broke my hip last year",
            Group.LOW_BONE_MASS,
            {Note.FRACTURE_HIP_OR_SPINE},
        ),
    ],
)
def test_a_score_lands_in_its_group_with_its_notes(
    text: str, group: Group, notes: set[Note]
) -> None:
    judgement = judged(text)
    assert judgement.status is Status.EXPLAINED
    assert judgement.group is group
    assert set(judgement.notes) == notes


@pytest.mark.parametrize(
    ("text", "status", "question"),
    [
        ("2.7", Status.ASK_SIGN, Question.SIGN),
        ("0.756", Status.ASK, Question.UNIT),
        ("my T-score is bad", Status.ASK_NUMBER, Question.NUMBER),
        ("T4 / T3 level 1.2", Status.ASK_NUMBER, Question.NUMBER),
        ("T-score -2.5 in my T12", Status.ASK, Question.NUMBER),
        ("-7.5", Status.CHECK_NUMBER, Question.CHECK),
        ("+9", Status.CHECK_NUMBER, Question.CHECK),
    ],
)
def test_an_unclear_number_is_asked_about_and_not_guessed(
    text: str, status: Status, question: Question
) -> None:
    judgement = judged(text)
    assert (judgement.status, judgement.question) == (status, question)
    assert judgement.group is None


@pytest.mark.parametrize("text", ["27", "-27"])
def test_a_lost_decimal_point_is_offered_back(text: str) -> None:
    judgement = judged(text)
    assert judgement.status is Status.CHECK_NUMBER
    assert judgement.suggestion == Decimal("-2.7")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("I'm 32 and my T is -2.6", Note.UNDER_50),
        ("man, 45, T-score -2.6", Note.UNDER_50),
        ("my 10 year old has -2.3", Note.CHILD),
        ("I'm pregnant, T -2.8", Note.PREGNANT),
    ],
)
def test_people_outside_the_groups_are_referred_without_a_group(text: str, note: Note) -> None:
    judgement = judged(text)
    assert judgement.status is Status.REFER
    assert judgement.group is None
    assert note in judgement.notes


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("BMD 0.756", Note.DENSITY),
        ("heel T -2.2", Note.ANOTHER_DEVICE),
        ("FRAX 22%", Note.FRAX),
        ("85%", Note.PERCENT),
        ("TBS 1.2", Note.TRABECULAR_SCORE),
    ],
)
def test_other_measurements_are_told_apart_from_t_scores(text: str, note: Note) -> None:
    judgement = judged(text)
    assert judgement.status is Status.NOT_COMPARABLE
    assert judgement.notes == (note,)
