"""Splitting into words keeps places, and keeps no visitor's words in memory."""

from __future__ import annotations

import pytest

from bot.nlu.word_splitter import MOST_WORDS_KEPT, _tokenizer, split_words


@pytest.mark.parametrize("text", ["", "what's a T-score?", "hip -2.5, ok", "骨 ﷺ\u200d 🦴", "a  b"])
def test_words_stand_where_they_say(text: str) -> None:
    for word in split_words(text):
        assert text[word.start : word.end] == word.text


def test_marks_are_words_of_their_own() -> None:
    assert [word.text for word in split_words("what's osteopenia?")] == [
        "what", "'s", "osteopenia", "?",
    ]  # fmt: skip


def test_words_of_visitors_are_not_kept_for_ever() -> None:
    for number in range(200):
        split_words(" ".join(f"word{number}of{place}" for place in range(150)))
    kept = _tokenizer().vocab.strings
    assert len(kept) <= MOST_WORDS_KEPT
    assert "word0of0" not in kept
