"""Decides which parts of a message are questions of their own; nothing here knows of Rasa."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.nlu.message_division import (
    NOT_QUESTIONS,
    Division,
    DivisionModel,
    Understood,
    divisions,
)
from bot.nlu.message_joints import Piece
from bot.nlu.topic_model import ALARMS

# A message with one of these gets the reply to it and nothing else.
ALONE = ALARMS
# A reply that declines; a question beside it is answered too, where it surely is another one.
DECLINED = "personal_advice"

_SCORE = "explain_t_score"
_SURELY = 0.99

# What a message is called whose question may stand in only one of its parts.
COURTESIES = frozenset({"greet", "goodbye", "thank"})
UNDECIDED = COURTESIES | {"out_of_scope", "nlu_fallback"}


@dataclass(frozen=True)
class Decided:
    """What a message as a whole is taken for, the triage included.

    Attributes:
        intent: The intent.
        confidence: Its probability.
    """

    intent: str
    confidence: float


@dataclass(frozen=True)
class Thresholds:
    """How sure the classifier must be.

    Attributes:
        of_question: Of a part that is an alarm, or beside which advice is declined.
        of_only_question: Of the only question, for it to stand for an undecided message.
        of_whole: Of an undecided message, for it to overrule its only question.
    """

    of_question: float
    of_only_question: float
    of_whole: float


@dataclass(frozen=True)
class Gathered:
    """The outcome.

    Attributes:
        questions: The stretches that are questions of their own, by first and last piece; of one
            at least two.
        stands_for_message: The stretch whose intent the message takes.
    """

    questions: tuple[tuple[int, int], ...] = ()
    stands_for_message: tuple[int, int] | None = None


def gather(
    text: str,
    pieces: Sequence[Piece],
    whole: Understood,
    decided: Decided,
    understood: Mapping[tuple[int, int], Understood],
    thresholds: Thresholds,
    model: DivisionModel,
) -> Gathered:
    """Decides what a message asks.

    Args:
        text: The message.
        pieces: Its pieces.
        whole: What the classifier made of the message.
        decided: What the message is taken for, the triage included.
        understood: What the classifier made of each stretch, by first and last piece.
        thresholds: How sure the classifier must be.
        model: Chooses the division.

    Returns:
        Which parts are questions of their own, and whether one of them stands for the message.
    """
    if decided.intent in ALONE:
        return Gathered()
    if meant := _meant_instead(pieces, understood, thresholds):
        return Gathered(stands_for_message=meant)
    division = model.choose(text, pieces, whole, understood)
    division = division or _score_and_question(pieces, whole, understood)
    if division is not None:
        said = [understood[part] for part in division.parts]
        if any(s.intent in ALONE and s.confidence >= thresholds.of_question for s in said):
            return Gathered()
        questions = [division.parts[number] for number in division.asking]
        questions = [part for part in questions if understood[part].intent not in ALONE]
        declined = {DECLINED} & {decided.intent, *(understood[part].intent for part in questions)}
        if declined:
            questions = [
                part for part in questions if understood[part].confidence >= thresholds.of_question
            ]
            if DECLINED not in {understood[part].intent for part in questions}:
                return Gathered()
            # What is declined comes first, so that nobody takes the answer beside it for advice.
            questions.sort(key=lambda part: understood[part].intent != DECLINED)
        if len(questions) > 1:
            return Gathered(tuple(questions), stands_for_message=questions[0])
    if decided.intent in UNDECIDED:
        return Gathered(stands_for_message=_only_question(pieces, decided, understood, thresholds))
    return Gathered()


def _meant_instead(
    pieces: Sequence[Piece],
    understood: Mapping[tuple[int, int], Understood],
    thresholds: Thresholds,
) -> tuple[int, int] | None:
    """What is surely asked beside what is said not to be: "Not a cure. How is it slowed?"."""
    last = len(pieces) - 1
    for negated, meant in (((0, 0), (1, last)), ((last, last), (0, last - 1))):
        said = understood[meant]
        if (
            pieces[negated[0]].is_negated
            and said.confidence >= thresholds.of_only_question
            and said.intent not in NOT_QUESTIONS | ALONE | {DECLINED}
            and said.intent != understood[negated].intent
        ):
            return meant
    return None


def _score_and_question(
    pieces: Sequence[Piece], whole: Understood, understood: Mapping[tuple[int, int], Understood]
) -> Division | None:
    """A score and, beside it, a question that is surely about something else.

    A message with a score is so surely about the score that, as a whole, it hides the question.
    """
    if whole.intent != _SCORE:
        return None
    for intents, division in divisions(pieces, understood).items():
        parts = [division.parts[number] for number in division.asking]
        others = [part for part in parts if understood[part].intent != _SCORE]
        if len(intents) == 2 and len(others) == 1:
            first, last = others[0]
            asks = pieces[first].begins_asking
            points_back = any(piece.points_back for piece in pieces[first : last + 1])
            if asks and not points_back and understood[first, last].confidence >= _SURELY:
                return division
    return None


def _only_question(
    pieces: Sequence[Piece],
    decided: Decided,
    understood: Mapping[tuple[int, int], Understood],
    thresholds: Thresholds,
) -> tuple[int, int] | None:
    """The only question of a message that says nothing, or something else, as a whole."""
    is_sure = decided.confidence >= thresholds.of_whole and decided.intent not in COURTESIES
    sure = [
        ((first, last), understood[first, last])
        for first, last in ((n, n) for n in range(len(pieces)))
        if understood[first, last].confidence >= thresholds.of_only_question
    ]
    asked = {said.intent for _, said in sure if said.intent not in NOT_QUESTIONS}
    # "Reset my password, also what is osteoporosis": the other part is out of scope.
    beside = any(
        said.intent == "out_of_scope" and pieces[part[0]].begins_asking for part, said in sure
    )
    if len(asked) != 1 or asked & ALONE or (is_sure and not beside):
        return None
    return next(part for part, said in sure if said.intent in asked)
