"""Finds the questions in a message; nothing here knows of Rasa.

A message is cut at the ends of its sentences and lines, and within a sentence where a joining word
or a comma stands before the beginning of a question. What asks nothing (greetings, thanks, the
story around a question) is left out. Whether what remains are indeed several questions is decided
later, when each was understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.nlu import question_words as words
from bot.nlu.word_splitter import SplitWord, split_words

MOST_PARTS = 4

# A line of text that is wrapped for width goes on in the next one.
_SHORTEST_WRAPPED_LINE = 60
_SHORTEST_CLAUSE = 2  # words
# "Compression fractures, what are they?": a few words and a comma name what the question is about.
_LONGEST_TOPIC = 6

_LONGEST_KEYWORD = 3  # words
_LONGEST_CUT_SHORT = 2  # words
_NUMBER = re.compile(r"\d[.,]\d|[-−–]\d")
_BETWEEN_KEYWORDS = re.compile(r"[,;/+?]")

_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\(?(?:\d{1,2}|[a-e])[.)])\s+")
_NUMBERED = re.compile(r"(?:^|(?<=[\s?.!,;:]))\(?(?P<number>[1-5])[.):]\s+(?=[^\W\d])")
_GLUED_END = re.compile(r"(?<=[?!])(?=[^\W\d])")
_SCORE = re.compile(r"\bscores?\b.*\d|[-−–]\s?\d[.,]\d|\bminus\s\w+", re.IGNORECASE)
_SUBJECT = re.compile(rf"\b(?:{words.NAMED_SUBJECTS})\b", re.IGNORECASE)
_DISEASE = re.compile(rf"\b(?:{words.DISEASES})\b", re.IGNORECASE)
# "is it safe to …" speaks of what follows, not of something before.
_PRONOUN = re.compile(
    rf"\b(?:{words.PRONOUNS})\b(?!\s+(?:\w+\s+){{1,2}}(?:to|that|if|when)\b)", re.IGNORECASE
)


_WHAT_ABOUT = re.compile(
    r"(?:(?:ok|okay|so|but|oh|and|or)[\s,]+)*(?:what about|how about|what of|and|or)\s+"
    r"(?P<thing>[^?.!,]+?)(?:\s+then)?\s*\?*",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:(?:and|also|plus|but|then|oh|secondly|thirdly|lastly)\b[\s,]*)+", re.I)
_PLURAL = re.compile(r"(?:bones|scores|clasts|blasts)$", re.IGNORECASE)
_PLURAL_PRONOUN = re.compile(r"\b(?:they|them|these|those)\b", re.IGNORECASE)
_ABOUT_TOPIC = re.compile(r"\b(?:it|they|that|this|there a|a connection|link)\b", re.IGNORECASE)
# "Does the scan hurt, and at what age do you start having them?"
_TEST = re.compile(r"scan|test|dexa|dxa", re.IGNORECASE)
_TESTS_PRONOUN = re.compile(r"\b(?:them|these|those|one)\b", re.IGNORECASE)
# Such a question goes on with the one before it: "and which is the other?"
_POINTS_BACK = re.compile(
    r"\b(?:they|these|those|that(?! (?:bad|good|much|long|often|important|easy|safe)\b)"
    r"|the (?:other|same)|which (?:is|one|of)|the two|it that)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """A question within a message.

    Attributes:
        text: Its words in the message.
        understood_as: The same, with the name of what it calls "it".
        stands_alone: Whether it can be understood without the parts before it.
        asks: Whether it has the form of a question, not of keywords or a score.
        is_cut_short: Whether a few words leave out what they are about: "Only women?"
    """

    text: str
    understood_as: str
    stands_alone: bool = True
    asks: bool = True
    is_cut_short: bool = False


@dataclass(frozen=True)
class _Clause:
    text: str
    words: tuple[str, ...]
    ends_asking: bool


def split(text: str) -> list[str]:
    """Finds the questions in a message.

    Args:
        text: Anything a visitor typed.

    Returns:
        At most four stretches of the message that may be questions of their own, in order; the
        whole message if it is one question.
    """
    return [part.text for part in find_parts(text)] or [text]


def find_parts(text: str) -> list[Part]:
    """Finds the questions in a message, with what their pronouns stand for.

    Args:
        text: Anything a visitor typed.

    Returns:
        At most four parts; none where there is nothing to tell apart.
    """
    clauses = [clause for line in _lines(text) for clause in _clauses(line)]
    if len(clauses) == 1:
        clauses = _keyword_list(clauses[0])
    if len(clauses) < 2:
        return []
    only_keywords = all(_asks(clause) or _is_keywords(clause) for clause in clauses)
    parts: list[Part] = []
    subject: str | None = None
    for position, clause in enumerate(clauses):
        asks = _asks(clause)
        names_topic = position + 1 < len(clauses) and _is_about_topic(clauses[position + 1])
        if (
            asks
            or (only_keywords and _is_keywords(clause) and not names_topic)
            or (_tells_score(clause) and not names_topic)
        ):
            part = _part(clause.text, subject, is_first=position == 0)
            is_cut_short = asks and _is_cut_short(clause, part)
            parts.append(replace(part, asks=asks, is_cut_short=is_cut_short))
        named = list(_DISEASE.finditer(clause.text)) or list(_SUBJECT.finditer(clause.text))
        subject = named[-1].group() if named else subject
    return parts[:MOST_PARTS]


# ---- Cutting ----


def _lines(text: str) -> Iterator[str]:
    """The lines and the points of lists; lines that were only wrapped are joined."""
    if "\n" in text or "\r" in text:
        whole = ""
        for line in text.splitlines():
            point = _LIST_MARK.sub("", line).strip()
            wrapped = len(whole) >= _SHORTEST_WRAPPED_LINE and whole[-1:] not in ".?!:;"
            if whole and not (wrapped and point == line.strip() and point):
                yield from _points(whole)
                whole = point
            else:
                whole = f"{whole} {point}".strip()
        if whole:
            yield from _points(whole)
    else:
        yield from _points(text)


def _points(line: str) -> Iterator[str]:
    """The points of a list that is numbered within a line."""
    marks = list(_NUMBERED.finditer(line))
    numbers = [int(mark["number"]) for mark in marks]
    if numbers[:2] != [1, 2]:
        yield line
        return
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(line)]
    for start, end in zip(starts, ends, strict=True):
        if line[start:end].strip():
            yield line[start:end].strip()


def _clauses(line: str) -> Iterator[_Clause]:
    spaced = _GLUED_END.sub(" ", line)
    tokens = split_words(spaced)
    lower = [token.text.lower() for token in tokens]
    start = 0
    position = 0
    while position < len(lower):
        if lower[position] in words.SENTENCE_ENDS:
            while position + 1 < len(lower) and lower[position + 1] in words.SENTENCE_ENDS:
                position += 1
            yield from _clause(tokens, lower, start, position + 1, spaced)
            start = position + 1
        elif position > start:
            begin = _next_question(lower, start, position)
            if begin is not None:
                yield from _clause(tokens, lower, start, position, spaced)
                start = position = begin
        position += 1
    yield from _clause(tokens, lower, start, len(lower), spaced)


def _clause(
    tokens: Sequence[SplitWord], lower: list[str], start: int, end: int, text: str
) -> Iterator[_Clause]:
    inside = tuple(word for word in lower[start:end] if word[0].isalnum() or word[0] in "'’")
    if inside:
        stretch = text[tokens[start].start : tokens[end - 1].end].strip(" ,;-–—/:")
        yield _Clause(stretch, inside, any("?" in word for word in lower[start:end]))


def _keyword_list(clause: _Clause) -> list[_Clause]:
    """The items of "symptoms, tests, cure?"; none where the clause is more than keywords."""
    items = [item.strip() for item in _BETWEEN_KEYWORDS.split(clause.text) if item.strip()]
    words_of_items = [tuple(item.lower().split()) for item in items]
    if len(items) < 2 or any(len(item) > _LONGEST_KEYWORD for item in words_of_items):
        return []
    if _NUMBER.search(clause.text) or not words.QUESTION_WORDS.isdisjoint(clause.words):
        return []
    keywords = [
        _Clause(text, said, False) for text, said in zip(items, words_of_items, strict=True)
    ]
    return keywords if all(map(_is_keywords, keywords)) else []


def _next_question(lower: list[str], start: int, position: int) -> int | None:
    """Where a new question begins, if one begins at this joining word or at this word itself."""
    word = lower[position]
    if word in words.JOINING_WORDS or word in words.JOINING_MARKS:
        begin, has_word = _behind_joints(lower, position)
        if _is_new_question(lower, start, position, begin, has_word):
            return begin
        return None
    if word in words.QUESTION_WORDS or word in words.AUXILIARIES:
        return position if _runs_on(lower, start, position) else None
    return None


def _behind_joints(lower: list[str], position: int) -> tuple[int, bool]:
    begin = position
    has_word = False
    while begin < len(lower):
        word = lower[begin]
        if word in words.JOINING_WORDS:
            has_word = True
        elif word not in words.JOINING_MARKS and not _is_step(lower, begin):
            break
        begin += 1
    return begin, has_word


def _is_step(lower: list[str], position: int) -> bool:
    """Whether a word only leads to the next question: "and my other question is"."""
    if lower[position] == "is" and lower[position - 1] not in words.STEP_NOUNS:
        return False
    return lower[position] in words.STEPS and not _is_question_start(lower, position)


def _is_new_question(
    lower: list[str], start: int, position: int, begin: int, has_word: bool
) -> bool:
    if _length(lower, start, position) < _SHORTEST_CLAUSE:
        return False
    if _length(lower, begin, len(lower)) < _SHORTEST_CLAUSE or _is_condition(lower[start:]):
        return False
    left = [word for word in lower[start:position] if word[0].isalnum()]
    is_topic = len(left) <= _LONGEST_TOPIC and not words.COURTESIES.issuperset(left)
    if ":" not in lower[position:begin] and not has_word and is_topic and not _asks_anywhere(left):
        return False
    word = lower[begin]
    if word in words.QUESTION_WORDS:
        is_same_again = left[:2] == lower[begin : begin + 2]  # "how many women and how many men"
        if _asks_by_pair(lower, begin) and not is_same_again and (has_word or _asks_anywhere(left)):
            return True
        if word in words.RELATIVE_WORDS and not (
            (has_word and word != "who")
            or _is_complete_question(lower, start, position)
            or _is_request(_without_opening(left), 0)
        ):
            return False
        if has_word and (word in words.INDIRECT_QUESTION_WORDS or word == "who"):
            return True
    adds = not words.ADDING_WORDS.isdisjoint(lower[position:begin])
    asks_more = words.PLAIN_AUXILIARIES if adds else words.DO
    if has_word and word in asks_more and _is_complete_question(lower, start, position):
        return lower[begin + 1] not in words.NEGATIONS
    return _is_question_start(lower, begin) or _is_request(lower, begin)


def _runs_on(lower: list[str], start: int, position: int) -> bool:
    """Whether a question begins right behind another one, with nothing between them."""
    word, before = lower[position], lower[position - 1]
    following = lower[position + 1] if position + 1 < len(lower) else ""
    if before in words.BLOCKERS or word in words.PERFECT_AUXILIARIES:
        return False
    # "how do they know if it is osteoporosis"
    is_behind_pronoun = word in words.AUXILIARIES and before in words.PRONOUN_SUBJECTS
    if is_behind_pronoun and following not in words.PRONOUN_SUBJECTS:
        return False
    if word in words.RELATIVE_WORDS and following not in words.PLAIN_AUXILIARIES:
        return False
    if word in words.AUXILIARIES and not (
        word[0].isalpha() and len(word) > 1 and following in words.SUBJECTS - words.DETERMINERS
    ):
        return False
    # "how many mg of it should I take": the verb of the question that has begun
    has_verb = not words.AUXILIARIES.isdisjoint(lower[start:position])
    if lower[start] in words.QUESTION_WORDS and word in words.AUXILIARIES and not has_verb:
        return False
    statement = lower[max(start, position - words.LONGEST_QUESTION_PHRASE) : position]
    if (
        word in words.PLAIN_AUXILIARIES
        and following in words.PRONOUN_SUBJECTS
        and words.QUESTION_WORDS.isdisjoint(statement)
        and _length(lower, start, position) >= words.LONGEST_QUESTION_PHRASE
    ):
        return True
    return _is_question_start(lower, position) and (
        _is_complete_question(lower, start, position)
        or _SCORE.search(" ".join(lower[start:position])) is not None
    )


# ---- Telling questions from other things ----


def _is_question_start(lower: Sequence[str], position: int) -> bool:
    """Whether the words from here on are in the order of a question."""
    word = lower[position]
    behind = position + 1
    if word in words.QUESTION_WORDS:
        while behind < len(lower) and lower[behind] in words.ADVERBS:
            behind += 1
    following = lower[behind] if behind < len(lower) else ""
    if word in words.PREPOSITIONS and following in words.QUESTION_WORDS:
        return _is_question_start(lower, behind)
    if word in words.QUESTION_WORDS:
        if word in ("whats", "hows", "whos"):
            return bool(following)
        if following in words.AUXILIARIES or following in words.SUBJECT_QUESTION_VERBS:
            return True
        phrase = lower[behind + 1 : behind + words.LONGEST_QUESTION_PHRASE]
        return word in ("what", "how", "which") and not words.AUXILIARIES.isdisjoint(phrase)
    if word in words.AUXILIARIES and word[0].isalpha() and len(word) > 1:
        if position == 0 and word not in words.PERFECT_AUXILIARIES:
            return following != ""
        if following in words.NEGATIONS:
            following = lower[position + 2] if position + 2 < len(lower) else ""
        if word in words.PERFECT_AUXILIARIES:
            return following in words.PRONOUN_SUBJECTS
        return following in words.SUBJECTS
    return False


def _asks_by_pair(lower: Sequence[str], position: int) -> bool:
    return tuple(lower[position : position + 2]) in words.ASKING_PAIRS


def _is_complete_question(lower: Sequence[str], start: int, end: int) -> bool:
    """Whether these words are a question with its verb and something to ask about."""
    clause = lower[start:end]
    if _is_condition(clause):
        return False
    first = next((i for i in range(len(clause)) if _begins_asking(clause, i)), None)
    if first is None:
        return False
    verb = next((i for i in range(first, len(clause)) if clause[i] in words.AUXILIARIES), first + 1)
    needed = 1 if clause[first] in words.QUESTION_WORDS else 2
    return len(clause) - verb > needed


def _is_condition(clause: Sequence[str]) -> bool:
    return clause[0] in words.CONDITIONS and not _is_question_start(clause, 0)


def _is_request(lower: Sequence[str], position: int) -> bool:
    return any(tuple(lower[position : position + len(r)]) == r for r in words.REQUESTS)


def _asks_anywhere(clause: Sequence[str]) -> bool:
    return any(_begins_asking(clause, position) for position in range(len(clause)))


def _begins_asking(clause: Sequence[str], position: int) -> bool:
    return _is_question_start(clause, position) or _is_request(clause, position)


def _length(lower: Sequence[str], start: int, end: int) -> int:
    """How many words stand here before the sentence ends."""
    count = 0
    for word in lower[start:end]:
        if word in words.SENTENCE_ENDS:
            break
        count += word[0].isalnum()
    return count


def _asks(clause: _Clause) -> bool:
    if words.SAYS_NOTHING.issuperset(clause.words):
        return False
    said = _without_opening(clause.words)
    if clause.ends_asking or _asks_by_pair(said, 0) or _begins_asking(said, 0):
        return True
    if said[0] in words.INDIRECT_QUESTION_WORDS and len(said) > _LONGEST_KEYWORD:
        return said[1] not in words.DETERMINERS
    return any(
        _begins_asking(said, position)
        and said[position] not in words.PERFECT_AUXILIARIES
        and words.NEGATIONS.isdisjoint(said[position - 2 : position])
        and _stands_apart(said, position)
        for position in range(1, len(said))
    )


def _without_opening(clause: Sequence[str]) -> Sequence[str]:
    """The clause from where its joining words and courtesies end."""
    first = next(
        (i for i, word in enumerate(clause) if word not in words.OPENING_WORDS), len(clause) - 1
    )
    return clause[first:]


def _stands_apart(clause: Sequence[str], position: int) -> bool:
    """Whether a question's beginning within a clause is not a part of a statement."""
    if words.COURTESIES.issuperset(clause[:position]) or _is_request(clause, position):
        return True
    word, before = clause[position], clause[position - 1]
    following = clause[position + 1] if position + 1 < len(clause) else ""
    if before in words.BLOCKERS or word in words.RELATIVE_WORDS:
        return False
    if word in words.DO:
        return following in words.SUBJECTS
    inverted = words.AUXILIARIES if word in words.QUESTION_WORDS else words.PRONOUN_SUBJECTS
    return following in inverted


def _is_keywords(clause: _Clause) -> bool:
    return (
        len(clause.words) <= words.MOST_WORDS_OF_KEYWORDS
        and words.STORY_WORDS.isdisjoint(clause.words)
        and not words.COURTESIES.issuperset(clause.words)
    )


def _is_cut_short(clause: _Clause, part: Part) -> bool:
    said = _without_opening(clause.words)
    return len(said) <= _LONGEST_CUT_SHORT and _SUBJECT.search(part.understood_as) is None


def _is_about_topic(clause: _Clause) -> bool:
    """Whether a question is about what was just named: "Z-score of -2.1, what is it measuring"."""
    return (
        len(clause.words) <= words.MOST_WORDS_OF_KEYWORDS
        and _SUBJECT.search(clause.text) is None
        and _ABOUT_TOPIC.search(clause.text) is not None
    )


def _tells_score(clause: _Clause) -> bool:
    return _SCORE.search(clause.text) is not None


def _part(text: str, subject: str | None, *, is_first: bool) -> Part:
    """A part without its joining word, with the name of the last subject where it says "it"."""
    plain = text if is_first else _OPENING.sub("", text)
    if _SUBJECT.search(plain):
        return Part(text, plain)
    if subject:
        pronoun = _PLURAL_PRONOUN if _PLURAL.search(subject) else _PRONOUN
        if _TEST.search(subject) and not pronoun.search(plain):
            pronoun = _TESTS_PRONOUN
        named = pronoun.sub(subject, plain, count=1)
        if named != plain:
            return Part(text, named)
    return Part(text, plain, stands_alone=is_first or not _POINTS_BACK.search(plain))


# ---- What a message says within a subject ----


def within_subject(text: str) -> str | None:
    """Completes "what about inhalers", so that it can be understood after other questions.

    Args:
        text: Anything a visitor typed.

    Returns:
        The same about bones; None where a message is more than such a few words.
    """
    match = _WHAT_ABOUT.fullmatch(text.strip())
    if match is None or len(match["thing"].split()) > _LONGEST_TOPIC:
        return None
    return f"{match['thing']} and osteoporosis"
