import pytest

from bot.nlu.text import clean, normalize


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Is  it\n\nnormal?", "is it normal?"),
        ("it\u2019s", "it's"),
        ("soooo weak", "soo weak"),
        ("OSTEOPOROSIS", "osteoporosis"),
        ("bo\u200bne", "bone"),
        ("\u202ebone", "bone"),
        ("ｂｏｎｅ", "bone"),
        ("a\u0301\u0301\u0301\u0301b", "áb"),
        ("nul\x00l", "null"),
        ("", ""),
    ],
)
def test_a_message_is_brought_into_one_form(typed, read):
    assert normalize(typed) == read


def test_cleaning_keeps_capitals_and_numbers():
    assert clean("T-score −2.5") == "T-score −2.5"
