"""Reads which of the offered choices a visitor picks: "the second one", "2", or a title typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.answers.library import Button

LAST = -1

_LONGEST_PICK = 8  # words
_LIKE_A_TITLE = 0.85  # share of letters in common
_ORDINALS = {
    **dict.fromkeys(["1", "1st", "first", "one", "top", "a"], 0),
    **dict.fromkeys(["2", "2nd", "second", "two", "b"], 1),
    **dict.fromkeys(["3", "3rd", "third", "three", "c"], 2),
    **dict.fromkeys(["4", "4th", "fourth", "four"], 3),
    **dict.fromkeys(["last", "bottom", "final"], LAST),
    **dict.fromkeys(["middle"], 1),
}
# These also mean other things, so by themselves they pick nothing, or only alone.
_ONLY_ALONE = frozenset(["a", "b", "c"])
_AROUND = frozenset(
    [
        "the", "one", "ones", "please", "pls", "question", "option", "button", "choice", "number",
        "no", "nr", "topic", "answer", "i", "id", "i'd", "like", "want", "would", "choose", "pick",
        "take", "select", "tap", "press", "click", "go", "with", "for", "ok", "okay", "yes", "show",
        "me", "tell", "about", "of", "them", "those", "that", "on", "list", "then", "and", "now",
        "let's", "lets", "try", "mean", "meant", "to", "know", "thanks", "what's", "is", "what",
        "explain", "open", "read", "give", "erm", "um", "from",
    ]
)  # fmt: skip
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def read_ordinal(text: str) -> int | None:
    """Reads a place in a list.

    Args:
        text: What the visitor typed.

    Returns:
        The place from 0, `LAST` for the last; None if the message is anything else.
    """
    words = _WORD.findall(text.lower().replace("’", "'"))
    if not words or len(words) > _LONGEST_PICK or re.search(r"\d[.,]\d|-\s?\d", text):
        return None
    places = [word for word in words if word in _ORDINALS and (word != "one" or len(words) == 1)]
    if "one" in words and not places and "number" in words:
        places = ["one"]
    if len(places) != 1 or (places[0] in _ONLY_ALONE and len(words) > 1):
        return None
    if any(word not in _AROUND for word in words if word != places[0]):
        return None
    return _ORDINALS[places[0]]


def pick(text: str, offered: Sequence[Button]) -> Button | None:
    """Finds the choice that a message picks.

    Args:
        text: What the visitor typed.
        offered: The buttons under the latest answer, in order.

    Returns:
        The button, or None.
    """
    if not offered:
        return None
    place = read_ordinal(text)
    if place is not None:
        return offered[place] if place < len(offered) else None
    typed = _letters(text)
    return next((button for button in offered if _is_alike(typed, _letters(button.title))), None)


def _letters(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _is_alike(typed: str, title: str) -> bool:
    if abs(len(typed) - len(title)) > (1 - _LIKE_A_TITLE) * 2 * len(title):
        return False
    matcher = SequenceMatcher(None, typed, title)
    return matcher.quick_ratio() >= _LIKE_A_TITLE and matcher.ratio() >= _LIKE_A_TITLE
