import pytest

from bot.answers.library import AnswerLibrary
from bot.answers.past import Version
from bot.answers.versions import (
    NOTHING_TO_ADD,
    PLAINEST,
    REPEATED_OPENING,
    asked_again,
    in_more_detail,
    in_short,
    simpler,
)

FULL, SHORT, MORE, NO_MORE = Version.FULL, Version.SHORT, Version.MORE, Version.NO_MORE
LIBRARY = AnswerLibrary(
    {
        "utter_men": [{"text": "Full.", "metadata": {"simple": "Plain.", "more": "New."}}],
        "utter_brief": [{"text": "Full.", "metadata": {"simple": "Plain."}}],
        "utter_goodbye": [{"text": "Goodbye."}],
    }
)
ANSWER = LIBRARY["men"]


@pytest.mark.parametrize(
    ("given", "version", "text"),
    [
        ([], FULL, "Full."),
        ([FULL], MORE, "New."),
        ([SHORT], FULL, "Full."),
        ([FULL, SHORT], FULL, "Full."),
        ([FULL, SHORT, FULL], MORE, "New."),
        ([FULL, MORE], NO_MORE, NOTHING_TO_ADD),
        ([FULL, MORE, SHORT], FULL, "Full."),
        ([FULL, MORE, SHORT, FULL], NO_MORE, NOTHING_TO_ADD),
        ([FULL, SHORT, NO_MORE], MORE, "New."),
        ([SHORT, NO_MORE], FULL, "Full."),
    ],
)
def test_more_detail_is_the_full_text_and_then_new_facts(given, version, text):
    wording = in_more_detail(ANSWER, given)
    assert (wording.version, wording.text) == (version, text)


def test_more_detail_of_an_answer_without_further_facts_is_honest():
    assert in_more_detail(LIBRARY["brief"], [FULL]).text == NOTHING_TO_ADD


@pytest.mark.parametrize(
    ("given", "version", "text"),
    [
        ([], FULL, "Full."),
        ([FULL], SHORT, REPEATED_OPENING + "Plain."),
        ([FULL, MORE], SHORT, REPEATED_OPENING + "Plain."),
        ([FULL, SHORT], MORE, "New."),
        ([FULL, MORE, SHORT], NO_MORE, NOTHING_TO_ADD),
        ([FULL, SHORT, NO_MORE], FULL, "Full."),
        ([FULL, SHORT, NO_MORE, FULL], SHORT, REPEATED_OPENING + "Plain."),
    ],
)
def test_a_repeated_question_gets_what_was_not_said_yet(given, version, text):
    wording = asked_again(ANSWER, given)
    assert (wording.version, wording.text) == (version, text)


def test_a_repeated_question_with_nothing_more_to_tell_is_told_so():
    assert asked_again(LIBRARY["brief"], [FULL, SHORT]).text == NOTHING_TO_ADD


@pytest.mark.parametrize("given", [[FULL], [FULL, MORE], [SHORT, FULL], [SHORT, NO_MORE]])
def test_simpler_is_the_plain_version(given):
    assert simpler(ANSWER, given).text == "Plain."


def test_simpler_than_the_plain_version_there_is_nothing():
    assert simpler(ANSWER, [FULL, SHORT]).text == PLAINEST


def test_an_answer_without_a_plain_version_stays_as_it_is():
    goodbye = LIBRARY["goodbye"]
    assert in_short(goodbye).version is FULL
    assert asked_again(goodbye, [FULL, FULL]).text == "Goodbye."
