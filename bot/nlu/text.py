"""How a message's text is brought into one form before it is understood."""

from __future__ import annotations

import re
import unicodedata

_PAYLOAD = re.compile(r"/\w+\s*(?:\{.*\}\s*)?", re.DOTALL)
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_STACKED_MARKS = re.compile(r"([\u0300-\u036f])[\u0300-\u036f]+")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_QUOTES = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u00b4": "'", "`": "'", "\u201c": '"', "\u201d": '"'}
)


def is_payload(text: str) -> bool:
    """Whether a message is no words but what a button sends: "/intent" or "/intent{...}".

    Args:
        text: A message as Rasa receives it.
    """
    return _PAYLOAD.fullmatch(text) is not None


def clean(text: str) -> str:
    """Removes what no reader sees: control and direction marks, stacked accents, extra space.

    Args:
        text: Anything a visitor typed.

    Returns:
        The same words in Unicode form NFKC, on one line.
    """
    visible = _INVISIBLE.sub("", text.replace("\t", " ").replace("\n", " "))
    composed = unicodedata.normalize("NFKC", _STACKED_MARKS.sub(r"\1", visible))
    return " ".join(composed.split())


def normalize(text: str) -> str:
    """Brings a message into the form that the classifier learns from.

    Args:
        text: Anything a visitor typed.

    Returns:
        Cleaned, lower-case text with plain quotes and no letter more than twice in a row.
    """
    return _STRETCHED.sub(r"\1\1", clean(text).translate(_QUOTES).lower())
