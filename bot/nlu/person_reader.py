"""Reads what a message says about the person: age, sex, menopause, pregnancy, fractures.

An age belongs to somebody: "my mum is 82 and my T-score is -1.2" says nothing about the age of the
person with the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from bot.nlu import person_words as words
from bot.nlu.readings import Fracture, Owner, Person, Sex
from bot.nlu.score_items import VOCABULARY
from bot.nlu.score_numbers import read_magnitude
from bot.nlu.score_tokens import Token, TokenKind, cut

ADULT_FROM = 20  # years; children and teenagers have Z-scores only (facts.md 2.3)
OLDEST = 112
_NUMBER = "#"
_UNKNOWN = "…"
_YOUNGEST_AT_START = 10
_PREGNANT_UNTIL = 55
_MENOPAUSE_FROM = 45  # years, about: since then "my periods stopped" means the menopause
_BARE_AGE_FROM = 40  # below it a bare whole number is likelier a score without its point
_FACTS_OF_GROWN_WOMEN = ("after_menopause", "before_menopause")
_JOINING = (",", "and", "&", "i'm", "im", "am", "i", "a", "(", "/", "now")
_NEAR = 4

_YEARS = ["year", "years", "yr", "yrs", "y", "yer", "yers"]
_BEING = ["i'm", "im", "am", "is", "he's", "she's", "'s", "man", "woman", "male", "female", "aged"]
_ADVERBS = [
    "now",
    "almost",
    "nearly",
    "about",
    "only",
    "just",
    "currently",
    "a",
    "an",
    "aged",
    "age",
]
_Part = dict[str, Any]
_N: _Part = {"ORTH": _NUMBER}
_DASH: _Part = {"ORTH": "-", "OP": "?"}
_PATTERNS: dict[str, list[list[_Part]]] = {
    "self": [
        [{"ORTH": {"IN": ["i'm", "im"]}}, {"ORTH": {"IN": _ADVERBS}, "OP": "{,2}"}, _N],
        [{"ORTH": "i"}, {"ORTH": "am"}, {"ORTH": {"IN": _ADVERBS}, "OP": "{,2}"}, _N],
    ],
    "another": [
        [
            {"ORTH": {"IN": ["she", "he", "they", "who", *words.RELATIVES]}},
            {"ORTH": {"IN": ["'s", "is", "was", "are", ",", "(", "s", "aged", "turned", "age"]}},
            {"ORTH": {"IN": [*_ADVERBS, "is"]}, "OP": "?"},
            _N,
        ],
        [
            {"ORTH": {"IN": ["she's", "he's", "shes", "hes"]}},
            {"ORTH": {"IN": _ADVERBS}, "OP": "?"},
            _N,
        ],
    ],
    "old": [
        [_N, _DASH, {"ORTH": {"IN": _YEARS}}, _DASH, {"ORTH": {"IN": ["old", "young", "olds"]}}],
        [_N, {"ORTH": {"IN": ["yo", "yro", "yearold", "yrold"]}}],
        [_N, {"ORTH": "y"}, {"ORTH": {"IN": ["/", "."]}, "OP": "?"}, {"ORTH": "o"}],
        [_N, {"ORTH": {"IN": _YEARS}}, {"ORTH": "of"}, {"ORTH": "age"}],
        [
            {"ORTH": {"IN": ["age", "aged", "ages"]}},
            {"ORTH": {"IN": ["of", ":", "is", "=", "-"]}, "OP": "?"},
            _N,
        ],
        [{"ORTH": {"IN": ["turned", "turning", "turn"]}}, _N],
    ],
    "then": [
        [
            {"ORTH": {"IN": ["scan", "test", "dexa", "dxa", "diagnosed", "one", "scanned"]}},
            {"ORTH": {"IN": ["at", "aged"]}},
            _N,
        ],
    ],
    "at": [[{"ORTH": "at"}, _N]],
    "relative": [[{"ORTH": {"IN": list(words.RELATIVES)}}, _N]],
    "apposition": [[{"ORTH": ","}, _N, {"ORTH": ","}]],
    "months": [
        [
            _N,
            _DASH,
            {"ORTH": {"IN": ["month", "months", "week", "weeks", "mo", "wk"]}},
            _DASH,
            {"ORTH": "old"},
        ],
    ],
    "noun": [
        [
            {"ORTH": {"IN": list(words.PEOPLE)}},
            {"ORTH": {"IN": [",", "(", "aged", "of", "age", "is", "who", "-", "/"]}, "OP": "{,2}"},
            _N,
        ],
        [
            _N,
            {"ORTH": {"IN": ["-", "/", ",", *_YEARS]}, "OP": "{,2}"},
            {"ORTH": "old", "OP": "?"},
            {"ORTH": {"IN": list(words.PEOPLE)}},
        ],
        [_N, {"ORTH": {"IN": _YEARS}}, {"ORTH": ","}],
    ],
    "decade": [
        [
            {"ORTH": {"IN": ["my", "her", "his", "their"]}},
            {"ORTH": {"IN": ["early", "mid", "late", "-"]}, "OP": "{,2}"},
            _N,
            {"ORTH": {"IN": ["s", "'s"]}},
        ],
        [
            {"ORTH": {"IN": ["my", "her", "his", "their"]}},
            {"ORTH": {"IN": ["early", "mid", "late", "-"]}, "OP": "{,2}"},
            {"ORTH": {"IN": list(words.DECADES)}},
        ],
    ],
    "over": [
        [
            {"ORTH": {"IN": _BEING}},
            {"ORTH": {"IN": ["over", "above", "past"]}},
            _N,
        ],
        [{"ORTH": "older"}, {"ORTH": "than"}, _N],
    ],
    "under": [
        [
            {"ORTH": {"IN": _BEING}},
            {"ORTH": {"IN": ["under", "below", "not"]}},
            {"ORTH": "yet", "OP": "?"},
            _N,
        ],
        [{"ORTH": "younger"}, {"ORTH": "than"}, _N],
    ],
}
_PHRASES = {
    "before_menopause": words.BEFORE_MENOPAUSE,
    "after_menopause": words.AFTER_MENOPAUSE,
    "periods_stopped": words.PERIODS_STOPPED,
    "pregnant": words.PREGNANT,
    "transgender": words.TRANSGENDER,
}


def _pattern_words() -> Iterable[str]:
    for patterns in _PATTERNS.values():
        for pattern in patterns:
            for part in pattern:
                orth = part["ORTH"]
                yield from orth["IN"] if isinstance(orth, dict) else [orth]
    for phrases in _PHRASES.values():
        for phrase in phrases:
            yield from (token.text for token in cut(phrase))


_KNOWN = frozenset(_pattern_words())
_AGES = Matcher(VOCABULARY)
for _label, _pattern in _PATTERNS.items():
    _AGES.add(_label, _pattern, greedy="LONGEST")
_FACTS = PhraseMatcher(VOCABULARY)
for _label, _phrases in _PHRASES.items():
    _FACTS.add(
        _label,
        [Doc(VOCABULARY, words=[token.text for token in cut(phrase)]) for phrase in _phrases],
    )


class _Word(NamedTuple):
    """A word for the matchers; a number in one or several words is one."""

    text: str
    first: int
    following: int
    number: int | None = None


@dataclass(frozen=True)
class _Age:
    low: int | None
    high: int | None
    owner: Owner | None


def read_person(tokens: Sequence[Token]) -> tuple[Person, frozenset[int]]:
    """Reads the facts about the person.

    Args:
        tokens: The message, cut.

    Returns:
        The person, and the indexes of the tokens that hold ages.
    """
    texts = [token.text for token in tokens]
    if not _may_tell_something(texts):
        return Person(), frozenset()
    said = _words(tokens)
    doc = Doc(VOCABULARY, words=[word.text if word.text in _KNOWN else _UNKNOWN for word in said])
    owner = _owner(texts, tokens)
    ages, places = _ages(doc, said, texts)
    facts = _facts(doc, [word.text for word in said])
    if not ages:
        ages, places = _ages_beside_facts(doc, said, places)
    if not ages:
        ages, places = _age_at_the_start(said, texts, places)
    low, high = _age_of(owner, ages)
    young = high is not None and high < ADULT_FROM
    is_child = young or (high is None and owner is not Owner.SELF and _names_a_child(texts))
    pregnant = "pregnant" in facts and not (low is not None and low >= _PREGNANT_UNTIL)
    menopause = None
    if "before_menopause" in facts or "after_menopause" in facts:
        menopause = "before_menopause" not in facts
    elif "periods_stopped" in facts and low is not None and low >= _MENOPAUSE_FROM:
        menopause = True
    person = Person(
        age_low=low,
        age_high=high,
        sex=_sex(texts, owner),
        after_menopause=menopause,
        pregnant=pregnant,
        child=is_child,
        transgender="transgender" in facts,
        fracture=_fracture(texts, owner),
        owner=owner,
    )
    return person, places


# Words that stand in patterns but tell nothing by themselves.
_EMPTY_WORDS = frozenset(
    {
        "a",
        "an",
        "now",
        "just",
        "about",
        "only",
        "is",
        ",",
        "(",
        "-",
        "/",
        ".",
        ":",
        "=",
        "of",
        "s",
        "i",
    }
)
_TELLING = frozenset(
    {
        *(_KNOWN - _EMPTY_WORDS),
        *words.SELF_WORDS,
        *words.PRONOUNS,
        *words.CHILD_WORDS,
        *words.BROKE,
        "fracture",
        "fractures",
        "my",
    }
)


def _may_tell_something(texts: Sequence[str]) -> bool:
    return not _TELLING.isdisjoint(texts)


def _words(tokens: Sequence[Token]) -> list[_Word]:
    said: list[_Word] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        magnitude = read_magnitude(tokens, index)
        if magnitude is not None and magnitude.value == int(magnitude.value) <= OLDEST:
            text = _UNKNOWN if magnitude.decimals or magnitude.point_missing else _NUMBER
            if token.text == "one" or _has_minus(tokens, index):
                text = _UNKNOWN
            number = int(magnitude.value) if text == _NUMBER else None
            said.append(_Word(text, index, magnitude.following, number))
            index = magnitude.following
        else:
            said.append(_Word(token.text, index, index + 1))
            index += 1
    return said


def _has_minus(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].text in ("minus", "negative")


def _ages(doc: Doc, said: list[_Word], texts: list[str]) -> tuple[list[_Age], frozenset[int]]:
    ages: list[_Age] = []
    places: set[int] = set()
    for match, start, end in sorted(_AGES(doc), key=lambda found: (found[1], -found[2])):
        label = VOCABULARY.strings[match]
        number = next((word for word in said[start:end] if word.number is not None), None)
        decade = next((word for word in said[start:end] if word.text in words.DECADES), None)
        if number is None and decade is None:
            continue
        if number is not None and number.first in places:
            continue
        if label == "at" and not _is_age_behind_at(number, texts):
            continue
        if label == "apposition" and not _is_age_of_a_child(number, texts, said[start].first):
            continue
        if label == "relative" and not _holds_a_fraction(texts):
            continue
        if label in ("self", "another", "relative", "noun", "over", "under") and number is not None:
            behind = texts[number.following] if number.following < len(texts) else ""
            if behind in words.NOT_AGES or (number.number or 0) < 4:
                continue
            if behind in _YEARS and _counts_years(texts[number.following + 1 :]):
                continue
        value = number.number if number is not None and number.number is not None else 0
        if decade is not None:
            value = words.DECADES[decade.text]
        if number is not None:
            places.update(range(number.first, number.following))
        if label == "then" or (label != "self" and _is_aside(texts, said[start].first)):
            continue
        owner = _owner_of_age(label, texts, said[start].first, said[end - 1].following)
        ages.append(_age(label, value, owner))
    return ages, frozenset(places)


def _ages_beside_facts(
    doc: Doc, said: list[_Word], places: frozenset[int]
) -> tuple[list[_Age], frozenset[int]]:
    """Reads the bare number of "53 and through the change" as an age."""
    for match, start, _ in _FACTS(doc):
        if VOCABULARY.strings[match] not in _FACTS_OF_GROWN_WOMEN:
            continue
        before = start - 1
        while before >= 0 and said[before].text in _JOINING:
            before -= 1
        word = said[before] if before >= 0 else None
        if word is None or word.number is None or word.first in places:
            continue
        signed = before > 0 and said[before - 1].text in ("-", "+", "minus", "negative", "plus")
        if word.number >= _BARE_AGE_FROM and not signed:
            taken = places | frozenset(range(word.first, word.following))
            return [_Age(word.number, word.number, None)], taken
    return [], places


def _age_at_the_start(
    said: list[_Word], texts: list[str], places: frozenset[int]
) -> tuple[list[_Age], frozenset[int]]:
    """Reads the bare number of "19, in recovery, total hip -2.1" as an age."""
    number = said[0].number if said else None
    if number is None or not _YOUNGEST_AT_START <= number <= OLDEST or said[1:2] == []:
        return [], places
    if said[1].text != "," or not _holds_a_fraction(texts):
        return [], places
    return [_Age(number, number, None)], places | frozenset(range(said[0].following))


def _holds_a_fraction(texts: Sequence[str]) -> bool:
    """Whether some score is written in full, so that a whole number is likelier something else."""
    return any("." in text and text[0].isdigit() for text in texts)


def _age(label: str, value: int, owner: Owner | None) -> _Age:
    if label == "months":
        return _Age(0, value // 4, owner)
    if label == "decade":
        return _Age(value, value + 9, owner)
    if label == "over":
        return _Age(value, None, owner)
    if label == "under":
        return _Age(None, value - 1, owner)
    return _Age(value, value, owner)


def _counts_years(behind: Sequence[str]) -> bool:
    """Tells "I'm 5 years post menopause" from "I'm 67 years old"."""
    return behind[:1] != [] and behind[0] in ("post", "past", "after", "into", "since", "on", "out")


def _is_age_behind_at(number: _Word | None, texts: list[str]) -> bool:
    """Tells "is that right at 81" from "at 84 % of a young adult"."""
    youngest = ADULT_FROM if _holds_a_fraction(texts) else _BARE_AGE_FROM
    if number is None or (number.number or 0) < youngest:
        return False
    behind = texts[number.following] if number.following < len(texts) else ""
    return behind not in ("%", "percent", "per", "pct")


def _is_age_of_a_child(number: _Word | None, texts: list[str], start: int) -> bool:
    """Tells the age in "my daughter does gymnastics, sixteen, and" from a score in a list."""
    is_young = number is not None and 4 <= (number.number or 0) < ADULT_FROM
    return is_young and any(_is_relative(word) for word in texts[:start])


def _is_aside(texts: list[str], start: int) -> bool:
    """Tells "I have a 10 year old" and "menopause at age 48" from the person's age."""
    before = texts[max(0, start - 3) : start]
    if any(
        word in ("have", "had", "menopause", "hysterectomy", "until", "since", "when")
        for word in before
    ):
        return "i'm" not in before and "am" not in before and "my" not in before[-1:]
    return False


def _owner_of_age(label: str, texts: list[str], start: int, end: int) -> Owner | None:
    before = texts[max(0, start - 3) : start]
    near = [*texts[start:end], *texts[end : end + 2]]
    if label == "self" or "i'm" in near or "im" in near:
        return Owner.SELF
    if label in ("another", "relative", "apposition") or any(
        word in words.RELATIVES for word in near
    ):
        return Owner.ANOTHER
    if any(word in ("i'm", "im", "am") for word in before):
        return Owner.SELF
    if before[-1:] == ["my"] and label == "old":
        return Owner.ANOTHER
    if any(word in words.RELATIVES or word in words.PRONOUNS for word in before):
        return Owner.ANOTHER
    return Owner.SELF if label == "decade" and texts[start] == "my" else None


def _age_of(owner: Owner | None, ages: list[_Age]) -> tuple[int | None, int | None]:
    order: dict[Owner | None, tuple[Owner | None, ...]] = {
        Owner.SELF: (Owner.SELF, None),
        Owner.ANOTHER: (Owner.ANOTHER, None),
        None: (Owner.SELF, None, Owner.ANOTHER),
    }
    for wanted in order[owner]:
        for age in ages:
            if age.owner is wanted:
                return age.low, age.high
    return None, None


def _owner(texts: list[str], tokens: Sequence[Token]) -> Owner | None:
    """Tells whose score it is, from the word nearest before the first signed number."""
    marks = [(place, _owner_named_at(texts, place)) for place in range(len(texts))]
    named = [(place, owner) for place, owner in marks if owner is not None]
    if not named:
        return None
    first = next(
        (place for place, token in enumerate(tokens) if _begins_a_score(token, texts, place)),
        len(texts),
    )
    before = [(place, owner) for place, owner in named if place < first]
    if not before:
        return named[0][1]
    place, owner = before[-1]
    return Owner.SELF if _tells_own_age(texts[place:first]) else owner


def _tells_own_age(texts: Sequence[str]) -> bool:
    """Whether the visitor speaks of herself again: "my son types for me, I'm 66, it's -1.8"."""
    return any(text in ("i'm", "im") and age.isdigit() for text, age in pairwise(texts))


def _begins_a_score(token: Token, texts: list[str], place: int) -> bool:
    signed = place > 0 and texts[place - 1] in ("-", "minus", "negative")
    return token.kind is TokenKind.NUMBER and ("." in token.text or signed)


def _owner_named_at(texts: list[str], place: int) -> Owner | None:
    """Reads "my T-score", "I got", "mum's", "her hip" at a place."""
    text, near = texts[place], texts[place + 1 : place + 1 + _NEAR]
    behind = near[0] if near else ""
    if text == "my":
        relative = next((i for i, word in enumerate(near) if _is_relative(word)), _NEAR)
        scored = next((i for i, word in enumerate(near) if word in words.SCORE_WORDS), _NEAR)
        return Owner.SELF if scored < relative and not behind.isdigit() else None
    if text == "mine" or (text == "i" and behind in ("got", "scored", "had", "have")):
        return Owner.SELF
    if text in words.RELATIVES:
        return Owner.ANOTHER if behind == "'s" or behind in words.HAS_WORDS else None
    if _is_relative(text):
        return Owner.ANOTHER if behind in words.SCORE_WORDS else None
    if text in ("her", "his", "their"):
        return Owner.ANOTHER if words.SCORE_WORDS & set(near[:2]) else None
    if text in ("she", "he"):
        return Owner.ANOTHER if behind in ("got", "scored", "has", "had") else None
    if text == "old" and behind in words.HAS_WORDS - {"is", "was"}:
        return Owner.ANOTHER if "my" in texts[max(0, place - 6) : place] else None
    return None


def _is_relative(word: str) -> bool:
    """Tells whether a word names a relative, also as "mums" for "mum's"."""
    return word in words.RELATIVES or (word.endswith("s") and word[:-1] in words.RELATIVES)


def _facts(doc: Doc, texts: list[str]) -> set[str]:
    found: set[str] = set()
    for match, start, _ in _FACTS(doc):
        label = VOCABULARY.strings[match]
        before = texts[max(0, start - _NEAR) : start]
        negated = not words.NEGATIONS.isdisjoint(before)
        if label == "after_menopause":
            found.add("before_menopause" if negated or "before" in before[-2:] else label)
        elif label == "pregnant":
            if not negated and words.OTHER_TIMES.isdisjoint(before[-3:]):
                found.add(label)
        elif not negated or label == "before_menopause":
            found.add(label)
    return found


def _names_a_child(texts: list[str]) -> bool:
    for place, text in enumerate(texts):
        if text not in words.CHILD_WORDS:
            continue
        before = texts[max(0, place - 3) : place]
        behind = texts[place + 1 : place + 2]
        owns = any(word in ("have", "had", "having", "two", "three") for word in before)
        if not owns and (behind == ["'s"] or set(behind) & words.HAS_WORDS):
            return True
        if not owns and set(behind) & words.SCORE_WORDS:
            return True
        if not owns and {"for", "of", "in"} & set(before):
            return True
    return False


def _sex(texts: list[str], owner: Owner | None) -> Sex | None:
    for place, text in enumerate(texts):
        if text in words.PEOPLE and (len(text) > 1 or _beside_number(texts, place)):
            return words.PEOPLE[text]
    if owner is Owner.SELF:
        return None
    for text in texts:
        sex = words.RELATIVES.get(text) or words.PRONOUNS.get(text)
        if sex is not None and owner is Owner.ANOTHER:
            return sex
    return None


def _beside_number(texts: list[str], place: int) -> bool:
    beside = [*texts[max(0, place - 1) : place], *texts[place + 1 : place + 2]]
    return any(text.isdigit() and 10 <= int(text) <= OLDEST for text in beside if len(text) < 4)


def _fracture(texts: list[str], owner: Owner | None) -> Fracture | None:
    found: Fracture | None = None
    for place, text in enumerate(texts):
        if text not in words.BROKE and text not in ("fracture", "fractures", "break", "breaks"):
            continue
        before, behind = texts[max(0, place - 5) : place], texts[place + 1 : place + 5]
        if not (words.NOT_HAPPENED | words.NEGATIONS).isdisjoint(before):
            continue
        if owner is not Owner.ANOTHER and (
            any(word in words.RELATIVES for word in before) or {"her", "his"} & set(behind[:1])
        ):
            continue
        if text in words.BROKE:
            bones = [word for word in [*behind, *before] if word in words.BONES]
        elif set(before) & words.HAD:
            bones = [word for word in [*before[::-1], *behind[:3]] if word in words.BONES] or [
                "bone"
            ]
        else:
            bones = [word for word in before[-1:] if word in words.BONES and place > 0]
        if bones:
            kind = words.BONES[bones[0]]
            found = kind if found is not Fracture.HIP_OR_SPINE else found
    return found
