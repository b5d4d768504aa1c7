import pytest

from bot.nlu.turns import as_turn, is_turn, may_be_turn, spelled_out, topic_names


def test_a_turn_is_read_behind_the_name_of_its_topic():
    turn = as_turn("how long does it take", "diagnosis_dxa_scan")
    assert is_turn(turn)
    assert spelled_out(turn) == "DXA scan: how long does it take"


@pytest.mark.parametrize(
    "text", ["how long does it take", "@here anyone?", "@condition_men", "mail me @ condition_men"]
)
def test_any_other_text_is_read_as_it_stands(text):
    assert not is_turn(text)
    assert spelled_out(text) == text


def test_no_two_topics_have_the_same_name():
    names = list(topic_names().values())
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("does it hurt?", True),
        ("how often do men over seventy go for checks", True),
        ("it " * 13, False),
        ("", False),
    ],
)
def test_a_message_of_up_to_twelve_words_may_be_a_turn(text, may_be):
    assert may_be_turn(text) is may_be
