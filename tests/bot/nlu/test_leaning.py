import pytest

from bot.nlu.leaning import both_readings, turn_of_message, turns_of_parts
from bot.nlu.message_division import Understood


def said(*ranking):
    return Understood(tuple(ranking))


OSTEOPENIA = said(("diagnosis_osteopenia", 0.97), ("condition_osteoporosis", 0.02))
UNCLEAR = said(("nlu_fallback", 0.6), ("condition_symptoms", 0.3), ("diagnosis_dxa_scan", 0.1))
TEXTS = {(0, 0): "what is osteopenia", (1, 1): "does it hurt"}


def test_an_unclear_later_part_is_read_after_the_topic_before_it():
    turns = turns_of_parts(TEXTS, {(0, 0): OSTEOPENIA, (1, 1): UNCLEAR})
    assert turns == {(1, 1): "@diagnosis_osteopenia does it hurt"}


@pytest.mark.parametrize(
    ("texts", "first", "second"),
    [
        (TEXTS, OSTEOPENIA, said(("condition_symptoms", 0.995))),  # clear
        (TEXTS, said(("out_of_scope", 0.9)), UNCLEAR),  # nothing to lean on
        (TEXTS | {(1, 1): "so " * 13}, OSTEOPENIA, UNCLEAR),  # a story of its own
    ],
)
def test_other_parts_are_read_alone(texts, first, second):
    assert turns_of_parts(texts, {(0, 0): first, (1, 1): second}) == {}


def test_the_surest_topic_before_a_part_counts():
    texts = {(0, 1): "hello what is osteopenia", (1, 1): "what is osteopenia", (2, 2): "and why"}
    understood = {(0, 1): said(("help", 0.9)), (1, 1): OSTEOPENIA, (2, 2): UNCLEAR}
    assert turns_of_parts(texts, understood)[2, 2].startswith("@diagnosis_osteopenia ")


def test_both_readings_count_the_same_and_not_understood_counts_nothing():
    turn = said(("condition_symptoms", 0.8), ("diagnosis_dxa_scan", 0.2), ("risk_overview", 0.0))
    read = both_readings(UNCLEAR, turn)
    assert read.intent == "condition_symptoms"
    assert read.shares == pytest.approx(
        {"condition_symptoms": 0.55, "diagnosis_dxa_scan": 0.15, "risk_overview": 0.0}
    )


def test_a_part_that_neither_reading_understands_stays_so():
    nothing = said(("nlu_fallback", 1.0))
    assert both_readings(nothing, nothing) == nothing


@pytest.mark.parametrize(
    ("text", "read", "topic", "turn"),
    [
        ("does it hurt", UNCLEAR, "diagnosis_dxa_scan", "@diagnosis_dxa_scan does it hurt"),
        ("does it hurt", UNCLEAR, None, None),
        ("so " * 13, UNCLEAR, "diagnosis_dxa_scan", None),
        ("what is frax", said(("diagnosis_fracture_risk_tools", 1.0)), "condition_men", None),
    ],
)
def test_a_message_is_read_after_the_topic_before_it_where_it_is_short_and_unclear(
    text, read, topic, turn
):
    assert turn_of_message(text, read, topic) == turn
