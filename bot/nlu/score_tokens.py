"""Cuts a message into tokens that keep numbers, signs, dates and vertebrae whole."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

# One character for one, so that offsets stay those of the message.
_SAME_MEANING = {
    **dict.fromkeys("−‐‑‒–﹣－⁻₋˗", "-"),
    **dict.fromkeys("—―﹘⸺", "—"),
    **dict.fromkeys("‘’ʼ´`′", "'"),
    **dict.fromkeys("·٫．｡∙", "."),
    **dict.fromkeys("٬，、،", ","),
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00a0\u202f\t", " "),
    **dict.fromkeys("→⇒➔➜", ">"),
    **dict.fromkeys("≤≦", "<"),
    **dict.fromkeys("≥≧", ">"),
    "\r": "\n",
    "|": " ",
    "*": " ",
    "_": " ",
    "~": " ",
}


class TokenKind(Enum):
    """What a token is by its shape alone."""

    WORD = "word"
    NUMBER = "number"
    POINT_LOST = "point_lost"  # "2;7", "2:7": digits around a slip for the decimal point
    HALVES = "halves"  # "2½"
    DATE = "date"
    NOISE = "noise"  # addresses, phone numbers, version numbers, 2.5e308
    VERTEBRA = "vertebra"
    VERTEBRAE = "vertebrae"  # "L1-L4"
    NEWLINE = "newline"
    SIGN = "sign"  # - + — and their doubles stand as single characters
    MARK = "mark"


@dataclass(frozen=True)
class Token:
    """A piece of the message.

    Attributes:
        kind: Its shape.
        text: Its characters after normalization, in lower case.
        start: Offset of its first character.
        end: Offset behind its last.
        glued: Whether it follows the token before without a space.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    glued: bool


_SHAPES = re.compile(
    r"""
    (?P<date>(?<![\w.,])(?:\d{4}(?P<ymd>[-/.])\d{1,2}(?P=ymd)\d{1,2}
        | \d{1,2}(?P<dmy>[-/.])\d{1,2}(?P=dmy)(?:\d{4}|\d{2})
        | \d{1,2}[/.](?:19|20)\d\d
        | (?:(?<=\bscan\ )|(?<=\bdxa\ )|(?<=\bdexa\ )|(?<=\bdated\ )|(?<=\bon\ )|(?<=\bfrom\ ))
          (?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01]))(?![\w]|[.,]\d))
  | (?P<noise>https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.\w[\w.]*
        | (?<![\w.])\d+(?:[.,]\d+)?e[+-]?\d+\b                  # 2.5e308
        | (?<![\w.])\d+(?:\.\d+){2,}                            # 2.5.7
        | (?<![\w.,])(?=[\d +()-]{0,30}\d{3})                 # telephone
          \+?\(?\d{2,5}\)?(?:[ -]\(?\d{2,5}\)?){2,}(?![.,]?\d)
        | (?<![\w.,+-])\+?\d{7,}(?![.,]?\d)
        | \b\d+(?:st|nd|rd|th)\b
        | \b(?:covid|omega|[bdhk]|type|stage|grade)-\d{1,2}\b(?![.,]\d)
        | \b[bdk]\d{1,2}\b)
  | (?P<time>(?<![\w.,:])\d{1,2}:\d\d(?::\d\d)?(?!\w))
  | (?P<vertebrae>(?<![^\W\d_])[lt]?[ ]?\d{1,2}[ ]?(?:-|/|to|thru|through|and|&|)
        [ ]?[lts][ ]?\d{1,2}(?![.,]?\d) | (?<![^\W\d_])l[1-4]-[2-5](?![.,]?\d))
  | (?P<vertebra>(?<![^\W\d_])(?:l[1-6]|t1?\d|c[1-7]|s[1-5])(?![.,;]?\d)(?![^\W\d_]))
  | (?P<halves>\d*[ ]?[½¼¾])
  | (?P<lost>(?<![\d.,:;/'])\d[;:]\d(?![\d:/"']) | (?<=-)\d'\d(?![\d"']))
  | (?P<split>(?<![\d.,])\d[.,][ ]\d
          (?=[ ]*(?:$|[?!);\n]|sd\b|in\b|at\b|on\b|for\b|hip|spine|is\b|what))
        | (?<![\d.,])\d[ ][.]\d{1,2}(?!\d))
  | (?P<number>(?:\d+(?:[.,]{1,2}\d+ | [.,]o\b)? | (?<!\d)[.,]\d+))
  | (?P<word>[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*|'s\b)
  | (?P<newline>\n[\s]*)
  | (?P<sign>[-+—±])
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_KINDS = {
    "noise": TokenKind.NOISE,
    "date": TokenKind.DATE,
    "time": TokenKind.NOISE,
    "vertebrae": TokenKind.VERTEBRAE,
    "vertebra": TokenKind.VERTEBRA,
    "halves": TokenKind.HALVES,
    "lost": TokenKind.POINT_LOST,
    "split": TokenKind.NUMBER,
    "number": TokenKind.NUMBER,
    "word": TokenKind.WORD,
    "newline": TokenKind.NEWLINE,
    "sign": TokenKind.SIGN,
    "mark": TokenKind.MARK,
}
_YEARS = re.compile(r"(?:19|20)\d\d")


def normalize(text: str) -> str:
    """Gives the text in lower case with plain digits, signs and quotes, offset for offset.

    Args:
        text: What the visitor typed.

    Returns:
        A text of the same length.
    """
    if text.isascii():
        folded = "".join(map(_fold, text)) if any(c in text for c in "\t\r|*_~`") else text
        return folded.lower()
    return "".join(map(_fold, text))


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character in _SAME_MEANING:
        return _SAME_MEANING[character]
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    wide = unicodedata.normalize("NFKC", character)
    if len(wide) == 1:
        character = _SAME_MEANING.get(wide, wide)
    lower = character.lower()
    return lower if len(lower) == 1 else character


def cut(normalized: str) -> list[Token]:
    """Cuts a normalized text into tokens.

    Args:
        normalized: What `normalize` gave.

    Returns:
        The tokens in order; white space falls out, except that new lines are tokens.
    """
    tokens: list[Token] = []
    end_before = -1
    for match in _SHAPES.finditer(normalized):
        name = match.lastgroup or "mark"
        start, end = match.span()
        text = match.group()
        if name == "noise" and len(_YEARS.findall(text)) * 4 == sum(map(str.isdigit, text)):
            tokens.extend(_years(text, start, end_before))
        else:
            tokens.append(Token(_KINDS[name], text, start, end, start == end_before))
        end_before = end
    return tokens


def _years(text: str, start: int, end_before: int) -> list[Token]:
    """Splits "2019 2021 2023", which has the shape of a telephone number."""
    return [
        Token(
            TokenKind.NUMBER,
            match.group(),
            start + match.start(),
            start + match.end(),
            start + match.start() == end_before,
        )
        for match in _YEARS.finditer(text)
    ]
