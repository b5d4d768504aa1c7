"""Numbers as people write them: digits, decimal commas, words, halves, slipped points."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.nlu.score_tokens import Token, TokenKind
from bot.nlu.score_words import (
    CLASSES_OF_PHRASE,
    HALF_SIGNS,
    HEARD_AS_NUMBER,
    NUMBER_WORDS,
    PARTS,
    POINT_WORDS,
    WordClass,
)

_MINUS_WORDS = frozenset({"minus", "negative", "neg"})
_MOST_DIGITS = 12
_COUNTING = frozenset({WordClass.UNIT, WordClass.COUNTED})


class Magnitude(NamedTuple):
    """A number without its sign.

    Attributes:
        value: The number, not below zero.
        following: Index of the token behind it.
        decimals: How many digits stand behind the decimal point.
        point_missing: The digits stand without a usable point ("2;7", "two seven").
        in_words: It begins with a word.
        is_year: It has the shape of a year.
    """

    value: Decimal
    following: int
    decimals: int = 0
    point_missing: bool = False
    in_words: bool = False
    is_year: bool = False


def read_magnitude(tokens: Sequence[Token], index: int) -> Magnitude | None:
    """Reads the number that begins at a token.

    Args:
        tokens: The message, cut.
        index: Where to look.

    Returns:
        The number, or None when none begins there.
    """
    token = tokens[index]
    if token.kind is TokenKind.POINT_LOST:
        return Magnitude(Decimal(token.text[0] + token.text[2]), index + 1, point_missing=True)
    if token.kind is TokenKind.HALVES:
        whole = token.text[:-1].strip() or "0"
        return Magnitude(Decimal(whole) + HALF_SIGNS[token.text[-1]], index + 1, decimals=1)
    if token.kind is TokenKind.NUMBER:
        return _from_digits(tokens, index)
    if token.kind is TokenKind.WORD or token.text == ".":
        return _from_words(tokens, index)
    return None


def _from_digits(tokens: Sequence[Token], index: int) -> Magnitude | None:
    text = tokens[index].text.replace(" ", "").replace("o", "0").replace(",", ".")
    whole, _, part = text.replace("..", ".").partition(".")
    if len(whole) + len(part) > _MOST_DIGITS:
        return None
    if part:
        return Magnitude(Decimal(f"{whole or '0'}.{part}"), index + 1, decimals=len(part))
    with_part = _part_behind(tokens, index + 1, Decimal(whole))
    if with_part is not None:
        return with_part
    is_year = len(whole) == 4 and whole[:2] in ("19", "20")
    if len(whole) == 1 and _is_lone_digit(tokens, index + 1) and _is_signed(tokens, index):
        digits = Decimal(whole + tokens[index + 1].text)
        return Magnitude(digits, index + 2, point_missing=True)
    return Magnitude(Decimal(whole), index + 1, is_year=is_year)


def _from_words(tokens: Sequence[Token], index: int) -> Magnitude | None:
    word = tokens[index].text
    signed = _is_signed(tokens, index)
    if signed and word in HEARD_AS_NUMBER and _is_point(tokens, index + 1):
        return _part_behind(tokens, index + 1, Decimal(HEARD_AS_NUMBER[word]), in_words=True)
    if word in ("point", "dot") and _digits_at(tokens, index + 1):
        return _part_behind(tokens, index, Decimal(0), in_words=True)
    deviation = [token.text for token in tokens[index + 1 : index + 3]]
    if word == "half" and deviation in (
        ["a", "standard"],
        ["a", "sd"],
        ["an", "sd"],
        ["a", "point"],
    ):
        return Magnitude(PARTS[word], index + 2, 1, in_words=True)
    if signed and word in ("a", "half"):
        return _part_alone(tokens, index)
    if word not in NUMBER_WORDS or word in ("o", "oh"):
        return None
    value, following = NUMBER_WORDS[word], index + 1
    if value >= 20:
        step = following + (tokens[following].text == "-" if following < len(tokens) else 0)
        unit = NUMBER_WORDS.get(tokens[step].text, 0) if step < len(tokens) else 0
        if 1 <= unit <= 9:
            value, following = value + unit, step + 1
    with_part = _part_behind(tokens, following, Decimal(value), in_words=True)
    if with_part is not None:
        return with_part
    if signed and value < 10 and following < len(tokens):
        unit = NUMBER_WORDS.get(tokens[following].text, -1)
        if 0 <= unit <= 9:
            digits = Decimal(value * 10 + unit)
            return Magnitude(digits, following + 1, point_missing=True, in_words=True)
    return Magnitude(Decimal(value), following, in_words=True)


def _part_behind(
    tokens: Sequence[Token], index: int, whole: Decimal, in_words: bool = False
) -> Magnitude | None:
    """Reads "point seven", "and a half" or "½" behind a whole number."""
    if _is_point(tokens, index):
        digits = _digits_at(tokens, index + 1)
        if digits:
            text = "".join(digits)
            value = Decimal(f"{whole}.{text}")
            return Magnitude(value, index + 1 + len(digits), len(text), in_words=in_words)
    if index < len(tokens) and tokens[index].text in HALF_SIGNS:
        return Magnitude(whole + HALF_SIGNS[tokens[index].text], index + 1, 1, in_words=in_words)
    words = [token.text for token in tokens[index : index + 6] if token.text != "-"]
    dashes = [token.text for token in tokens[index : index + 6]].count("-")
    for said, part in (
        (("and", "a", "half"), Decimal("0.5")),
        (("and", "half"), Decimal("0.5")),
        (("n", "a", "half"), Decimal("0.5")),
        (("1", "/", "2"), Decimal("0.5")),
        (("and", "1", "/", "2"), Decimal("0.5")),
        (("and", "a", "quarter"), Decimal("0.25")),
        (("and", "three", "quarters"), Decimal("0.75")),
    ):
        if tuple(words[: len(said)]) == said:
            taken = len(said) + (dashes if dashes >= len(said) - 1 else 0)
            return Magnitude(whole + part, index + taken, 1, in_words=in_words)
    return None


def _part_alone(tokens: Sequence[Token], index: int) -> Magnitude | None:
    start = index + (tokens[index].text == "a")
    if start < len(tokens) and tokens[start].text in PARTS:
        return Magnitude(PARTS[tokens[start].text], start + 1, 1, in_words=True)
    return None


def _is_point(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].text in POINT_WORDS and tokens[index].text != "."


def _digits_at(tokens: Sequence[Token], index: int) -> list[str]:
    """Gives the digits spoken one by one from a token on, "one five" as 1 and 5."""
    digits: list[str] = []
    for token in tokens[index : index + 4]:
        if token.kind is TokenKind.NUMBER and token.text.isdigit() and not digits:
            return [token.text] if len(token.text) <= 3 else []
        value = NUMBER_WORDS.get(token.text)
        if value is None or value > 9:
            break
        digits.append(str(value))
    return digits


def _is_lone_digit(tokens: Sequence[Token], index: int) -> bool:
    if index >= len(tokens) or tokens[index].kind is not TokenKind.NUMBER:
        return False
    behind = tokens[index + 1].text if index + 1 < len(tokens) else ""
    counts = not _COUNTING.isdisjoint(CLASSES_OF_PHRASE.get(behind, ()))
    return tokens[index].text.isdigit() and len(tokens[index].text) == 1 and not counts


def _is_signed(tokens: Sequence[Token], index: int) -> bool:
    if index == 0:
        return False
    before = tokens[index - 1]
    return before.text in _MINUS_WORDS or (before.kind is TokenKind.SIGN and before.text in "-+")
