"""Reads which of the two conditions a message names and which aspect of them it asks about."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from bot.nlu import comparison_words as words
from bot.nlu.comparison_spelling import (
    OTHER_WORD,
    QUESTION_END,
    SENTENCE_END,
    expand,
    read_words,
)
from bot.nlu.comparison_words import WHOLE_COMPARISON, Condition

CONDITION = "condition"
ASPECT = "aspect"

# Label of phrases that are read whole so that no word within them is taken for a mention.
_NOTHING = "nothing"
_NAMES = frozenset(condition.value for condition in Condition)
_ASPECTS_BY_PRIORITY = tuple(words.ASPECT_PHRASES)

# From this many aspects on, a sentence is a list of wishes; in somebody's story, from the second.
_ASPECTS_OF_A_LIST = 3
_ASPECTS_OF_A_LIST_IN_A_STORY = 4
_WORDS_OF_A_LONG_MESSAGE = 25


@dataclass(frozen=True)
class Mention:
    """A condition or an aspect named in a message.

    Attributes:
        entity: "condition" or "aspect".
        value: The condition's name; or the aspect's name in contrast.yml, or "all".
        start: Where it begins in the message, in characters.
        end: Where it ends.
    """

    entity: str
    value: str
    start: int
    end: int


def read_comparison(text: str) -> tuple[tuple[str, ...], str | None]:
    """Reads which conditions a message names and which aspect it asks about.

    Args:
        text: Anything a visitor typed.

    Returns:
        The conditions in the order of their first mention, and the aspect: a row of
        contrast.yml, "all" for every row, or None.
    """
    mentions = find_mentions(text)
    conditions = dict.fromkeys(m.value for m in mentions if m.entity == CONDITION)
    aspect = next((m.value for m in mentions if m.entity == ASPECT), None)
    return tuple(conditions), aspect


def find_mentions(text: str) -> list[Mention]:
    """Finds every mention of the two conditions, and the one aspect that is asked about.

    Args:
        text: Anything a visitor typed.

    Returns:
        The conditions in the message's order, then the aspect if there is one.
    """
    read = read_words(text)
    if {word.known for word in read} <= {OTHER_WORD, QUESTION_END, SENTENCE_END}:
        return []
    doc = Doc(_vocab(), words=[word.known for word in read])
    conditions = _find_conditions(doc)
    aspect = _find_aspect(doc, conditions)
    return [
        Mention(
            CONDITION if span.label_ in _NAMES else ASPECT,
            span.label_,
            read[span.start].start,
            read[span.end - 1].end,
        )
        for span in [*conditions, *([aspect] if aspect else [])]
    ]


def _find_conditions(doc: Doc) -> list[Span]:
    # Of two spans of the same words the first is kept.
    spans = sorted(_spans(_condition_matcher(), doc), key=lambda span: span.label_ in _NAMES)
    adjectives = _spans(_adjective_matcher(), doc)
    if {span.label_ for span in adjectives} == _NAMES:
        spans += adjectives
    return [span for span in filter_spans(spans) if span.label_ in _NAMES]


def _find_aspect(doc: Doc, conditions: Sequence[Span]) -> Span | None:
    """The aspect that is asked about.

    What is asked stands in the questions, the last one first; a story around them names aspects
    too, which count only if they all are the same.
    """
    strong, faint = _find_aspects(doc, conditions)
    sentences = _sentences(doc)
    if wished := _find_list_of_wishes(doc, sentences, strong):
        return wished
    is_long = len(doc) > _WORDS_OF_A_LONG_MESSAGE
    questions = [sentence for sentence in sentences if sentence[-1].text == QUESTION_END]
    contrasts = {start for _, start, _ in _contrast_matcher()(doc)}
    for sentence in reversed(questions or sentences[-1:] if is_long else questions or [doc[:]]):
        if asked := _most_specific(strong, sentence) or _most_specific(faint, sentence):
            return asked
        if not contrasts.isdisjoint(range(sentence.start, sentence.end)):
            return None
    if is_long:
        return strong[0] if len({span.label_ for span in strong}) == 1 else None
    return _most_specific(strong, doc[:]) or _most_specific(faint, doc[:])


def _find_aspects(doc: Doc, conditions: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """All aspects named, and those named only faintly; a condition's name is not an aspect."""
    named = {position for span in conditions for position in range(span.start, span.end)}
    strong, faint = (
        [
            span
            for span in filter_spans(_spans(matcher, doc))
            if span.label_ != _NOTHING and not named.issuperset(range(span.start, span.end))
        ]
        for matcher in (_aspect_matcher(), _faint_aspect_matcher())
    )
    return strong, faint


def _find_list_of_wishes(
    doc: Doc, sentences: Iterable[Span], aspects: Sequence[Span]
) -> Span | None:
    """Finds a sentence with so many aspects that all rows are the best answer."""
    for sentence in sentences:
        inside = _inside(aspects, sentence)
        is_story = any(token.text in words.STORY_WORDS for token in sentence)
        enough = _ASPECTS_OF_A_LIST_IN_A_STORY if is_story else _ASPECTS_OF_A_LIST
        if len({span.label_ for span in inside}) >= enough:
            return Span(doc, inside[0].start, inside[-1].end, label=WHOLE_COMPARISON)
    return None


def _sentences(doc: Doc) -> list[Span]:
    """The sentences, each with its end mark."""
    ends = [token.i + 1 for token in doc if token.text in (SENTENCE_END, QUESTION_END)]
    bounds = dict.fromkeys([0, *ends, len(doc)])
    return [doc[first:last] for first, last in itertools.pairwise(bounds)]


def _most_specific(aspects: Sequence[Span], sentence: Span) -> Span | None:
    return min(
        _inside(aspects, sentence),
        key=lambda span: _ASPECTS_BY_PRIORITY.index(span.label_),
        default=None,
    )


def _inside(spans: Iterable[Span], sentence: Span) -> list[Span]:
    return [span for span in spans if sentence.start <= span.start < sentence.end]


def _spans(matcher: PhraseMatcher, doc: Doc) -> list[Span]:
    return [Span(doc, start, end, label=label) for label, start, end in matcher(doc)]


# ---- The phrases as spaCy's matchers ----


def build_matchers() -> None:
    """Builds what reading needs, half a second's work, so that the first message needn't wait."""
    for matcher in (
        _condition_matcher,
        _adjective_matcher,
        _aspect_matcher,
        _faint_aspect_matcher,
        _contrast_matcher,
    ):
        matcher()


@lru_cache(maxsize=1)
def _vocab() -> Vocab:
    return spacy.blank("en").vocab


def _matcher(phrases: Mapping[str, Iterable[str]]) -> PhraseMatcher:
    matcher = PhraseMatcher(_vocab())
    for label, lines in phrases.items():
        written_out = [line for phrase in lines for line in expand(phrase)]
        matcher.add(label, [Doc(_vocab(), words=list(line)) for line in written_out])
    return matcher


@lru_cache(maxsize=1)
def _condition_matcher() -> PhraseMatcher:
    named = {condition.value: lines for condition, lines in words.CONDITION_PHRASES.items()}
    return _matcher({**named, _NOTHING: words.NO_CONDITION_PHRASES})


@lru_cache(maxsize=1)
def _adjective_matcher() -> PhraseMatcher:
    return _matcher({c.value: lines for c, lines in words.CONDITION_ADJECTIVES.items()})


@lru_cache(maxsize=1)
def _aspect_matcher() -> PhraseMatcher:
    return _matcher({**words.ASPECT_PHRASES, _NOTHING: words.NO_ASPECT_PHRASES})


@lru_cache(maxsize=1)
def _faint_aspect_matcher() -> PhraseMatcher:
    return _matcher(words.FAINT_ASPECT_PHRASES)


@lru_cache(maxsize=1)
def _contrast_matcher() -> PhraseMatcher:
    return _matcher({"contrast": words.CONTRAST_PHRASES})
