"""Turns a message into a row of items: sites, kinds, signed values, years and joining words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.nlu.readings import Detail, Side, Site
from bot.nlu.score_numbers import Magnitude, read_magnitude
from bot.nlu.score_spelling import spelled_right
from bot.nlu.score_tokens import Token, TokenKind, cut
from bot.nlu.score_words import CLASSES_OF_PHRASE, SIDES, SITE_OF_PHRASE, WordClass

VOCABULARY = spacy.blank("en").vocab
# Words that no phrase holds stand as this one, so that the vocabulary never grows.
_UNKNOWN_WORD = "…"
_MARKS = {
    ",": WordClass.COMMA,
    ";": WordClass.COMMA,
    "/": WordClass.SLASH,
    "\\": WordClass.SLASH,
    ".": WordClass.STOP,
    "!": WordClass.STOP,
    "?": WordClass.QUESTION,
    "&": WordClass.AND,
    "%": WordClass.PERCENT,
}
_QUIET_MARKS = frozenset("()[]{}:='\"<>@#^`“”„…")


@dataclass
class Item:
    """A word, a phrase, a number or a mark of the message.

    Attributes:
        classes: What it can be.
        text: Its characters, spelled right.
        first: Index of its first token.
        start: Offset of its first character in the message.
        end: Offset behind its last.
        glued: Whether it follows the item before without a space.
        site: For a site: where.
        detail: For a site: the finer word.
        side: For a site or a side: which side.
        value: For a value: its size, negative with a minus.
        sign_given: For a value: whether a sign was typed.
        decimals: For a value: how many digits stand behind the point.
        point_missing: For a value: the decimal point has slipped.
        in_words: For a value: written in words.
        sign_in_words: For a value: its sign is a word.
        year: For a year.
    """

    classes: frozenset[WordClass]
    text: str
    first: int
    start: int
    end: int
    glued: bool = False
    site: Site | None = None
    detail: Detail | None = None
    side: Side | None = None
    value: Decimal = Decimal(0)
    sign_given: bool = False
    decimals: int = 0
    point_missing: bool = False
    in_words: bool = False
    sign_in_words: bool = False
    year: int | None = None

    def is_(self, *classes: WordClass) -> bool:
        """Tells whether the item can be one of these."""
        return not self.classes.isdisjoint(classes)

    def is_in(self, classes: frozenset[WordClass]) -> bool:
        """Tells whether the item can be one of a set (quicker than `is_` for many)."""
        return not self.classes.isdisjoint(classes)

    def become(self, *classes: WordClass) -> None:
        """Makes the item one thing only."""
        self.classes = frozenset(classes)


def _canonical(token: Token) -> str:
    return spelled_right(token.text) if token.kind is TokenKind.WORD else token.text


def _phrase_words(phrase: str) -> tuple[str, ...]:
    return tuple(_canonical(token) for token in cut(phrase))


_PHRASES = {_phrase_words(phrase): phrase for phrase in CLASSES_OF_PHRASE}
KNOWN_WORDS = frozenset(word for words in _PHRASES for word in words)


def _phrase_matcher() -> PhraseMatcher:
    matcher = PhraseMatcher(VOCABULARY)
    matcher.add("phrase", [Doc(VOCABULARY, words=list(words)) for words in _PHRASES])
    return matcher


_MATCHER = _phrase_matcher()


def document(tokens: Sequence[Token], known: Iterable[str] = KNOWN_WORDS) -> Doc:
    """Gives the tokens as a spaCy document for the matchers; words not in `known` are blanked."""
    words = (_canonical(token) for token in tokens)
    return Doc(VOCABULARY, words=[word if word in known else _UNKNOWN_WORD for word in words])


def read_items(tokens: Sequence[Token], not_scores: frozenset[int] = frozenset()) -> list[Item]:
    """Reads the items of a message, signs and numbers joined.

    Args:
        tokens: The message, cut.
        not_scores: Indexes of tokens whose numbers are known to be something else (ages).

    Returns:
        The items in order.
    """
    longest: dict[int, int] = {}
    for _, start, end in _MATCHER(document(tokens)):
        longest[start] = max(end, longest.get(start, 0))
    items: list[Item] = []
    index = 0
    while index < len(tokens):
        item, following = _item_at(tokens, index, longest.get(index, index), not_scores)
        items.append(item)
        index = following
    return items


def _item_at(
    tokens: Sequence[Token], index: int, phrase_end: int, not_scores: frozenset[int]
) -> tuple[Item, int]:
    token = tokens[index]
    whole_phrase = phrase_end - index > 1
    if index in not_scores:
        return _item(tokens, index, index + 1, WordClass.SKIP), index + 1
    if not whole_phrase:
        magnitude = read_magnitude(tokens, index)
        if magnitude is not None:
            return _number(tokens, index, magnitude), magnitude.following
    if phrase_end > index:
        return _phrase(tokens, index, phrase_end), phrase_end
    if token.kind in (TokenKind.VERTEBRA, TokenKind.VERTEBRAE):
        return _vertebrae(tokens, index), index + 1
    if token.kind is TokenKind.DATE:
        item = _item(tokens, index, index + 1, WordClass.YEAR)
        item.year = _year_of_date(token.text)
        return item, index + 1
    if token.kind is TokenKind.NEWLINE:
        return _item(tokens, index, index + 1, WordClass.NEWLINE), index + 1
    if token.kind is TokenKind.SIGN:
        return _item(tokens, index, index + 1, WordClass.DASH), index + 1
    if token.kind is TokenKind.MARK:
        quiet = WordClass.QUIET if token.text in _QUIET_MARKS else WordClass.WORD
        return _item(tokens, index, index + 1, _MARKS.get(token.text, quiet)), index + 1
    skip = token.kind is TokenKind.NOISE
    return _item(tokens, index, index + 1, WordClass.SKIP if skip else WordClass.WORD), index + 1


def _item(tokens: Sequence[Token], index: int, following: int, *classes: WordClass) -> Item:
    first = tokens[index]
    text = " ".join(_canonical(token) for token in tokens[index:following])
    return Item(
        frozenset(classes), text, index, first.start, tokens[following - 1].end, first.glued
    )


def _number(tokens: Sequence[Token], index: int, magnitude: Magnitude) -> Item:
    item = _item(tokens, index, magnitude.following, WordClass.VALUE)
    item.value = magnitude.value
    item.decimals = magnitude.decimals
    item.point_missing = magnitude.point_missing
    item.in_words = magnitude.in_words
    if magnitude.is_year:
        item.become(WordClass.YEAR)
        item.year = int(magnitude.value)
    return item


def _phrase(tokens: Sequence[Token], index: int, following: int) -> Item:
    phrase = _PHRASES[tuple(_canonical(token) for token in tokens[index:following])]
    item = _item(tokens, index, following, *CLASSES_OF_PHRASE[phrase])
    meaning = SITE_OF_PHRASE.get(phrase)
    if meaning is not None:
        item.site, item.detail = meaning
    item.side = SIDES.get(phrase)
    return item


def _vertebrae(tokens: Sequence[Token], index: int) -> Item:
    token = tokens[index]
    item = _item(tokens, index, index + 1, WordClass.SITE)
    letters = {character for character in token.text if character in "ltcs"}
    if token.kind is TokenKind.VERTEBRAE:
        only_lumbar = "l" in letters and not letters & {"c", "s"} and token.text[0] == "l"
        item.site = Site.LUMBAR_SPINE if only_lumbar else Site.OTHER
        item.detail = None if only_lumbar else Detail.ELSEWHERE
    else:
        item.site, item.detail = Site.OTHER, Detail.SINGLE_VERTEBRA
    return item


def _year_of_date(text: str) -> int | None:
    digits = "".join(character if character.isdigit() else " " for character in text).split()
    for part in digits:
        if len(part) == 4:
            return int(part)
    return 2000 + int(digits[-1]) if len(digits) == 3 else None
