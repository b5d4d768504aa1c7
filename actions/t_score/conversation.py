"""The conversation about scores: what is remembered, asked, answered, corrected and added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions.t_score import wording
from actions.t_score.answers import Answer, Subject, read_answer, read_subject
from actions.t_score.judgement import Judgement, Question, Status, judge
from bot.answers.library import Button
from bot.nlu.readings import Detail, Moment, Person, Reading, ReadingKind, ReadMessage

# After so many messages about other things an open question is forgotten.
MOST_INTERRUPTIONS = 3
MOST_READINGS_KEPT = 60
_SCORES = (ReadingKind.T, ReadingKind.Z)
_KINDS_SHOWN = (ReadingKind.T, ReadingKind.Z, ReadingKind.BMD)


@dataclass(frozen=True)
class Memory:
    """What a conversation knows about scores.

    Attributes:
        readings: The readings of the person that was spoken of last.
        person: What was said about that person.
        pending: The question that is open.
        interruptions: How many messages about other things came since it was asked.
    """

    readings: tuple[Reading, ...] = ()
    person: Person = field(default_factory=Person)
    pending: Question | None = None
    interruptions: int = 0

    def to_slot(self) -> dict[str, Any]:
        """Gives the memory as JSON-able values."""
        return {
            "readings": [reading.to_dict() for reading in self.readings],
            "person": self.person.to_dict(),
            "pending": self.pending.value if self.pending else None,
            "interruptions": self.interruptions,
        }

    @classmethod
    def from_slot(cls, values: object) -> Memory:
        """Reads what `to_slot` wrote; anything else is an empty memory."""
        if not isinstance(values, Mapping):
            return cls()
        try:
            pending = values.get("pending")
            return cls(
                readings=tuple(Reading.from_dict(entry) for entry in values.get("readings", ())),
                person=Person.from_dict(values.get("person", {})),
                pending=Question(pending) if pending else None,
                interruptions=int(values.get("interruptions", 0)),
            )
        except (ValueError, TypeError, AttributeError):
            return cls()


@dataclass(frozen=True)
class Reply:
    """One message of the assistant.

    Attributes:
        text: What the visitor reads.
        simple_text: The same in a few short sentences.
        data: The structured message of the contract.
        buttons: Choices under the message.
        sources: Ids of references.
        memory: What is remembered afterwards.
    """

    text: str
    simple_text: str
    data: dict[str, Any]
    memory: Memory
    buttons: tuple[Button, ...] = ()
    sources: tuple[str, ...] = field(default=wording.SCORE_SOURCES)


def respond(message: ReadMessage, text: str, memory: Memory, tapped: Answer | None = None) -> Reply:
    """Answers one message about scores.

    Args:
        message: What the reader found in it.
        text: The message itself; empty for a button.
        memory: What the conversation knows so far.
        tapped: The answer of a button, if one was tapped.

    Returns:
        The reply, with the memory for the next message.
    """
    if message.too_many:
        judged = Judgement(Status.ASK, question=Question.NUMBER)
        spoken = f"{wording.TOO_MANY}\n\n{wording.CLOSING}"
        return _reply(judged, replace(memory, pending=Question.NUMBER), spoken, spoken)
    if _speaks_of_another(message, memory):
        memory = Memory()
    person = memory.person.updated_with(message.person)
    news = person != memory.person
    known = replace(memory, person=person)
    if message.readings:
        return _explain(replace(known, readings=_merged(known, message)))
    answer = tapped or (read_answer(text) if memory.pending else None)
    if answer is not None and memory.pending is not None:
        resolved = _resolved(known, answer)
        if resolved is not None:
            return _explain(resolved)
        if answer is Answer.DO_NOT_KNOW:
            return _let_go(known)
        if answer in (Answer.YES, Answer.NO, Answer.FIRST, Answer.SECOND) and not tapped:
            return _ask_again(known)
    if tapped is not None:
        return _explain(known) if known.readings else _define(known)
    return _without_number(known, text, news)


def after_another_subject(memory: Memory) -> Memory:
    """Counts a message about something else; an open question is forgotten after a few."""
    if memory.pending is None:
        return memory
    if memory.interruptions + 1 >= MOST_INTERRUPTIONS:
        return replace(memory, pending=None, interruptions=0)
    return replace(memory, interruptions=memory.interruptions + 1)


def is_answer_to_question(text: str, memory: Memory) -> bool:
    """Tells whether a message is a bare answer to the question that is open about a score.

    Args:
        text: What the visitor typed.
        memory: What the conversation knows.
    """
    if memory.pending in (None, Question.NUMBER):
        return False
    answer = read_answer(text)
    if answer is None:
        return False
    interrupted = memory.interruptions > 0
    return not (interrupted and answer in (Answer.YES, Answer.NO, Answer.FIRST, Answer.SECOND))


def _without_number(memory: Memory, text: str, news: bool) -> Reply:
    subject = read_subject(text)
    if subject is Subject.THYROID:
        judged = Judgement(Status.ASK_NUMBER, question=Question.NUMBER)
        spoken = f"{wording.THYROID}\n\n{wording.ASK_FOR_NUMBER}\n\n{wording.CLOSING}"
        return _reply(judged, replace(memory, pending=Question.NUMBER), spoken, spoken)
    if subject is Subject.WHAT_IT_IS and not news:
        return _define(memory)
    if not memory.readings:
        own = subject in (Subject.IS_IT_BAD, Subject.OTHER) and _names_own_score(text)
        return _explain(memory) if own else _define(memory)
    judged = judge(memory.readings, memory.person)
    if judged.status is not Status.EXPLAINED or news:
        return _explain(memory)
    if subject is Subject.IS_IT_OSTEOPOROSIS:
        spoken = wording.is_it_osteoporosis_text(judged)
        return _reply(judged, memory, spoken, spoken)
    if subject is Subject.IS_IT_BAD:
        spoken = wording.is_it_bad_text(judged)
        return _reply(judged, memory, spoken, spoken)
    return _explain(memory)


def _names_own_score(text: str) -> bool:
    words = text.lower().split()
    return any(word in ("my", "mine", "her", "his") for word in words)


def _explain(memory: Memory) -> Reply:
    judged = judge(memory.readings, memory.person)
    remembered = replace(memory, pending=judged.question, interruptions=0)
    return _reply(judged, remembered, wording.full_text(judged), wording.simple_text(judged))


def _define(memory: Memory) -> Reply:
    judged = Judgement(Status.ASK_NUMBER, question=Question.NUMBER)
    pending = memory.pending or Question.NUMBER
    spoken = wording.definition_text()
    plain = f"{wording.MEANING}\n\n{wording.ASK_FOR_NUMBER}\n\n{wording.CLOSING}"
    return _reply(judged, replace(memory, pending=pending), spoken, plain)


def _ask_again(memory: Memory) -> Reply:
    """Asks once more when "yes" or "no" does not say which."""
    reply = _explain(memory)
    if memory.pending is not Question.SIGN or memory.interruptions:
        return reply
    text = f"{wording.WHICH_SIGN}\n\n{reply.text}"
    return replace(reply, text=text, simple_text=text)


def _let_go(memory: Memory) -> Reply:
    judged = judge(memory.readings, memory.person)
    spoken = f"{wording.DONT_KNOW}\n\n{wording.CLOSING}"
    return replace(
        _reply(judged, replace(memory, pending=None, interruptions=0), spoken, spoken), buttons=()
    )


def _reply(judged: Judgement, memory: Memory, spoken: str, plain: str) -> Reply:
    return Reply(
        text=spoken,
        simple_text=plain,
        data={
            "type": "t_score",
            "status": judged.status.value,
            "group": judged.group.value if judged.group else None,
            "readings": [_shown(reading) for reading in _to_show(judged, memory)],
        },
        memory=memory,
        buttons=wording.buttons(judged),
        sources=wording.sources(judged),
    )


def _to_show(judged: Judgement, memory: Memory) -> list[Reading]:
    """Gives every reading that still stands; an earlier one only where its year tells it apart."""
    if not judged.used:
        return []
    return [
        reading
        for reading in memory.readings
        if reading.kind in _KINDS_SHOWN
        and not reading.withdrawn
        and (reading not in judged.earlier or reading.year is not None)
    ]


def _shown(reading: Reading) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "kind": reading.kind.value,
        "value": float(reading.value),
        "site": reading.site.value if reading.site else None,
    }
    return shown | ({"year": reading.year} if reading.year is not None else {})


def _speaks_of_another(message: ReadMessage, memory: Memory) -> bool:
    now, before = message.person.owner, memory.person.owner
    return now is not None and before is not None and now is not before


def _resolved(memory: Memory, answer: Answer) -> Memory | None:
    """Applies an answer to the reading that the question is about."""
    if memory.interruptions and answer not in (Answer.MINUS, Answer.PLUS):
        return None
    judged = judge(memory.readings, memory.person)
    about = judged.deciding
    if about is None or judged.question is not memory.pending:
        return None
    if memory.pending is Question.SIGN:
        return _with_sign(memory, answer)
    if memory.pending is Question.CHECK:
        return _checked(memory, about, answer, judged)
    if memory.pending is Question.UNIT:
        return _with_unit(memory, about, answer)
    if memory.pending is Question.NECK:
        if answer in (Answer.YES, Answer.HIP):
            return _exchange(memory, about, replace(about, detail=None))
        return _exchange(memory, about, None) if answer is Answer.NO else None
    return None


def _with_sign(memory: Memory, answer: Answer) -> Memory | None:
    minus = answer in (Answer.MINUS, Answer.FIRST)
    if not minus and answer not in (Answer.PLUS, Answer.SECOND):
        return None
    readings = tuple(
        replace(reading, sign_given=True, value=-reading.value if minus else reading.value)
        if reading.kind in _SCORES and not reading.sign_given
        else reading
        for reading in memory.readings
    )
    return replace(memory, readings=readings)


def _checked(memory: Memory, about: Reading, answer: Answer, judged: Judgement) -> Memory | None:
    if answer in (Answer.NO, Answer.SECOND):
        return _exchange(memory, about, None)
    if judged.suggestion is None:
        return None
    if answer in (Answer.YES, Answer.MINUS, Answer.FIRST):
        meant = replace(about, value=judged.suggestion, sign_given=True, point_missing=False)
        return _exchange(memory, about, meant)
    if answer is Answer.PLUS:
        meant = replace(about, value=-judged.suggestion, sign_given=True, point_missing=False)
        return _exchange(memory, about, meant)
    return None


def _with_unit(memory: Memory, about: Reading, answer: Answer) -> Memory | None:
    if answer in (Answer.YES, Answer.DENSITY):
        return _exchange(memory, about, replace(about, kind=ReadingKind.BMD, kind_given=True))
    if answer in (Answer.NO, Answer.SCORE):
        return _exchange(memory, about, replace(about, kind=ReadingKind.T, kind_given=True))
    if answer in (Answer.MINUS, Answer.PLUS):
        value = -about.value if answer is Answer.MINUS else about.value
        score = replace(about, kind=ReadingKind.T, kind_given=True, sign_given=True, value=value)
        return _exchange(memory, about, score)
    return None


def _exchange(memory: Memory, old: Reading, new: Reading | None) -> Memory:
    readings = tuple(
        new if _is_same(reading, old) else reading
        for reading in memory.readings
        if new is not None or not _is_same(reading, old)
    )
    return replace(memory, readings=tuple(reading for reading in readings if reading is not None))


def _is_same(reading: Reading, old: Reading) -> bool:
    return reading == old or reading == replace(old, detail=Detail.PLAIN_NECK)


def _merged(memory: Memory, message: ReadMessage) -> tuple[Reading, ...]:
    """Joins the readings of a message to those before: as answer, correction, addition or anew."""
    new = list(message.readings)
    old = [reading for reading in memory.readings if not reading.withdrawn]
    judged = judge(old, memory.person)
    questioned = _questioned(judged, old) if memory.pending else []
    if questioned:
        if len(new) == 1:
            new = [_as_answer(new[0], questioned[0], judged)]
        old = [
            reading for reading in old if reading not in questioned or not _answers(new, reading)
        ]
        return _capped([*_without_replaced(old, new), *new])
    if message.corrects and old and len(new) == 1:
        corrected = _corrected(old, new[0])
        if corrected is not None:
            old.remove(corrected)
            inherited = new[0] if new[0].site else _at_site_of(new[0], corrected)
            return _capped([*old, inherited])
    if not old or _starts_anew(old, new, message.adds):
        return _capped(new)
    return _capped([*_without_replaced(_earlier(old, new), new), *new])


def _questioned(judged: Judgement, old: Sequence[Reading]) -> list[Reading]:
    if judged.question is Question.SIGN:
        return [r for r in old if r.kind in _SCORES and not r.sign_given]
    if judged.question in (Question.CHECK, Question.UNIT, Question.NECK) and judged.deciding:
        return [reading for reading in old if _is_same(reading, judged.deciding)]
    return []


def _answers(new: Sequence[Reading], questioned: Reading) -> bool:
    """Tells whether a typed number stands for the one that was asked about."""
    return any(
        reading.site is None
        or questioned.site is None
        or reading.site is questioned.site
        or abs(reading.value) == abs(questioned.value)
        for reading in new
    )


def _as_answer(new: Reading, questioned: Reading, judged: Judgement) -> Reading:
    if new.site is None:
        new = _at_site_of(new, questioned)
    if not new.kind_given and questioned.kind in _SCORES:
        new = replace(new, kind=questioned.kind, kind_given=questioned.kind_given)
    suggestion = judged.suggestion
    if suggestion is not None and not new.sign_given and abs(suggestion) == new.value:
        new = replace(new, value=suggestion, sign_given=True)
    return new


def _at_site_of(new: Reading, other: Reading) -> Reading:
    return replace(new, site=other.site, detail=other.detail, side=other.side)


def _corrected(old: Sequence[Reading], new: Reading) -> Reading | None:
    same_kind = [r for r in old if r.kind is new.kind or not new.kind_given]
    if new.site is None:
        return same_kind[-1] if same_kind else None
    fitting = [r for r in same_kind if r.site in (None, new.site)]
    return fitting[-1] if fitting else None


def _starts_anew(old: Sequence[Reading], new: Sequence[Reading], adds: bool) -> bool:
    """A number without a place, a time or "and" is a new question by itself."""
    if adds or any(reading.moment or reading.year for reading in new):
        return False
    kinds = {reading.kind for reading in old if reading.kind in _SCORES}
    return all(
        reading.site is None and reading.kind in kinds for reading in new
    ) or not kinds & set(_SCORES)


def _tells_of_now(reading: Reading, new: Sequence[Reading]) -> bool:
    return any(other.moment is Moment.LATEST for other in new) and reading.moment is None


def _earlier(old: Sequence[Reading], new: Sequence[Reading]) -> list[Reading]:
    """Marks what was said before as earlier when the new numbers are said to be the latest."""
    return [
        replace(reading, moment=Moment.EARLIER) if _tells_of_now(reading, new) else reading
        for reading in old
    ]


def _without_replaced(old: Sequence[Reading], new: Sequence[Reading]) -> list[Reading]:
    """Leaves out old numbers for a place that has a new one of the same time."""
    return [
        reading
        for reading in old
        if not any(
            other.kind is reading.kind
            and other.site is reading.site
            and other.site is not None
            and other.detail is reading.detail
            and other.side is reading.side
            and (other.moment, other.year) == (reading.moment, reading.year)
            for other in new
        )
    ]


def _capped(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    return tuple(readings[-MOST_READINGS_KEPT:])
