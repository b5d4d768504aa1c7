import pytest

from bot.nlu.text import clean, is_payload, normalize


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


@pytest.mark.parametrize("text", ["/help", "/help ", '/explain_t_score{"site": "hip"}', "/a{\n}"])
def test_what_a_button_sends_is_a_payload(text: str):
    assert is_payload(text)


@pytest.mark.parametrize("text", ["", "help", "/", "/help she fell", "a /help", "/help{", "//"])
def test_words_are_no_payload(text: str):
    assert not is_payload(text)
