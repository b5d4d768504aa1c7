"""A conversation becomes a test case."""

import pytest

from bot.conversation_tests.checking import check_turn
from bot.conversation_tests.observed import ActionRan, BotSaid, ObservedTurn, Sight, Understanding
from bot.conversation_tests.problems import CaseFileError
from bot.conversation_tests.reading import read_cases
from bot.conversation_tests.recording import append_case, recorded_case

TURNS = [
    ObservedTurn("yes", (BotSaid("What now?", topic="affirm"),), Understanding("affirm", 0.9)),
    ObservedTurn(
        "hip: -2.7 (\u22122.7)",
        (
            ActionRan("action_score"),
            BotSaid("Low.", topic="score", data={"type": "t_score", "group": None}),
            BotSaid("1 + 1 (two)."),
        ),
        Understanding("score", 0.9),
    ),
    ObservedTurn("/bye", (ActionRan("utter_bye"), BotSaid("Bye.", utter_name="utter_bye"))),
]


def test_a_recorded_test_passes_on_the_conversation_that_it_was_made_of(tmp_path):
    file = tmp_path / "new" / "recorded.yml"
    append_case(recorded_case("a visit", TURNS), file, "schema.json")
    (case,) = read_cases(file)
    for expected, observed in zip(case.turns, TURNS, strict=True):
        assert expected.text == observed.text
        assert expected.expectations
        assert not check_turn(expected, observed, frozenset(Sight))


def test_a_second_test_is_added_and_the_first_stays(tmp_path):
    file = tmp_path / "recorded.yml"
    append_case(recorded_case("first", TURNS), file)
    before = file.read_text(encoding="utf-8")
    append_case(recorded_case("second", TURNS[:1]), file)
    assert file.read_text(encoding="utf-8").startswith(before.rstrip())
    assert [case.name for case in read_cases(file)] == ["first", "second"]


def test_a_name_is_used_once(tmp_path):
    file = tmp_path / "recorded.yml"
    append_case(recorded_case("first", TURNS), file)
    with pytest.raises(CaseFileError, match="already a test named 'first'"):
        append_case(recorded_case("first", TURNS), file)


def test_nothing_said_is_not_recorded():
    with pytest.raises(ValueError, match="Nothing was said"):
        recorded_case("empty", [])
