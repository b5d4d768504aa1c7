import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.linear_model import LinearModel
from bot.nlu.message_joints import MOST_PIECES, JointModel, all_pieces, stretches


def pieces(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in JointModel().pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is FRAX? What is osteopenia?", ["What is FRAX", "What is osteopenia"]),
        ("what is frax?what is osteopenia", ["what is frax", "what is osteopenia"]),
        ("what is osteopenia and can men get it", ["what is osteopenia", "can men get it"]),
        ("what is osteoporosis what causes it", ["what is osteoporosis", "what causes it"]),
        ("1) what is dexa 2) is it safe", ["what is dexa", "is it safe"]),
        ("osteopenia meaning, signs of OP", ["osteopenia meaning", "signs of OP"]),
        ("what is osteopenia + the z score", ["what is osteopenia", "the z score"]),
        ("explain frax and tell me about rickets", ["explain frax", "tell me about rickets"]),
    ],
)  # fmt: skip
def test_a_message_is_cut_where_a_new_question_begins(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "what does a bone density scan measure",
        "How long does it take?",
        "I don't know what is wrong with my bones",
        "L1 -2.3, L2 -2.1, total hip -1.9",
        "which blood tests do they do",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert len(pieces(text)) == 1


@pytest.mark.parametrize("text", ["", "???", " \n "])
def test_a_text_without_words_has_no_pieces(text: str) -> None:
    assert pieces(text) == []


def test_a_number_is_never_cut() -> None:
    assert [p.words for p in all_pieces("hip -2.5, spine 1,9")] == [
        ("hip", "-2.5"),
        ("spine", "1,9"),
    ]


def test_an_unlikely_joint_is_joined_again() -> None:
    never, always = LinearModel({}, -9.0), LinearModel({}, 9.0)
    assert len(JointModel(never).pieces("a, b, c")) == 1
    assert len(JointModel(always).pieces("a, b, c")) == 3


def test_a_long_story_is_not_divided() -> None:
    assert len(JointModel(LinearModel({}, 9.0)).pieces("what is it? " * 500)) == 1


def test_stretches_are_all_rows_of_pieces_but_the_whole() -> None:
    text = "what is frax? what is osteopenia? what is rickets?"
    found = stretches(text, JointModel().pieces(text))
    assert {place: stretch.text for place, stretch in found.items()} == {
        (0, 0): "what is frax",
        (0, 1): "what is frax? what is osteopenia",
        (1, 1): "what is osteopenia",
        (1, 2): "what is osteopenia? what is rickets",
        (2, 2): "what is rickets",
    }


def test_a_later_question_is_understood_with_the_name_of_what_it_calls_it() -> None:
    text = "What is osteomalacia and how is it diagnosed?"
    second = stretches(text, JointModel().pieces(text))[1, 1]
    assert second.text == "how is it diagnosed"
    assert second.understood_as == "how is osteomalacia diagnosed"


@given(st.text(max_size=200))
def test_any_text_gives_few_pieces_in_its_order(text: str) -> None:
    found = JointModel(LinearModel({}, 9.0)).pieces(text)
    assert len(found) <= MOST_PIECES
    places = [place for piece in found for place in (piece.start, piece.end)]
    assert places == sorted(places)
