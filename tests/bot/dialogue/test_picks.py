import pytest

from bot.answers.library import Button
from bot.dialogue.picks import LAST, pick, read_ordinal

BUTTONS = [
    Button("What is osteopenia?", "/diagnosis_osteopenia"),
    Button("How can I prevent falls?", "/living_preventing_falls"),
    Button("What are the signs of osteoporosis?", "/condition_symptoms"),
]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the second one", 1),
        ("2", 1),
        ("2.", 1),
        ("#3", 2),
        ("number two please", 1),
        ("last", LAST),
        ("I'd like the first question", 0),
        ("1st", 0),
        ("the middle one", 1),
        ("one", 0),
        ("number one", 0),
    ],
)
def test_a_place_is_read(text, place):
    assert read_ordinal(text) == place


@pytest.mark.parametrize(
    "text",
    ["-2", "2.5", "my first fracture", "one or two", "that one", "is it the last stage", "", "12"],
)
def test_other_messages_name_no_place(text):
    assert read_ordinal(text) is None


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("the last one", "/condition_symptoms"),
        ("how can i prevent falls", "/living_preventing_falls"),
        ("what is osteopena", "/diagnosis_osteopenia"),
    ],
)
def test_a_button_is_picked(text, payload):
    assert pick(text, BUTTONS).payload == payload


@pytest.mark.parametrize("text", ["the fourth", "what is osteoporosis", "falls"])
def test_what_was_not_offered_is_not_picked(text):
    assert pick(text, BUTTONS) is None


def test_nothing_is_picked_where_nothing_was_offered():
    assert pick("2", []) is None
