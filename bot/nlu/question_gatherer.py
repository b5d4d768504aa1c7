"""Decides which parts of a message are questions of their own; nothing here knows of Rasa."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

MOST_QUESTIONS = 3

# Said around questions, or about the conversation; never a question beside another one.
NOT_QUESTIONS = frozenset(
    {
        "greet",
        "goodbye",
        "thank",
        "help",
        "affirm",
        "deny",
        "simpler",
        "delete_my_data",
        "out_of_scope",
        "nlu_fallback",
    }
)

# Few words look like it beside another question: "How are you?", "Do you get stiff?"
_SMALL_TALK = "bot_challenge"

# A message with one of these gets the reply to it and nothing else.
ALONE = frozenset({"emergency", "self_harm", "urgent"})
# A reply that declines; a question beside it is answered too, where it surely is another one.
DECLINED = "personal_advice"

# What a message is called whose question may stand in only one of its parts.
COURTESIES = frozenset({"greet", "goodbye", "thank"})
UNDECIDED = COURTESIES | {"out_of_scope", "nlu_fallback"}

# Two questions of one message about both conditions are one question about their contrast.
CONTRASTS = frozenset({"compare_conditions", "diagnosis_telling_apart"})
# Unless it is "what is the one, and what is the other?"
DEFINITIONS = frozenset({"condition_osteoporosis", "condition_osteomalacia"})
_OSTEOPOROSIS = re.compile(r"osteo\w*p\w*r\w*s[ei]s|\bop\b", re.IGNORECASE)
_OSTEOMALACIA = re.compile(r"osteo\w*mal\w*|\bom\b", re.IGNORECASE)


@dataclass(frozen=True)
class Understood:
    """A stretch of text and what the classifier made of it.

    Attributes:
        text: The words.
        intent: The most likely intent.
        confidence: Its probability.
        stands_alone: Whether the text can be understood without what stands before it.
        asks: Whether the text has the form of a question.
        is_cut_short: Whether the text leaves out what it is about.
        likely: The intents that the text may mean, the best and others that are not far from it.
    """

    text: str
    intent: str
    confidence: float
    stands_alone: bool = True
    asks: bool = True
    is_cut_short: bool = False
    likely: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Thresholds:
    """How sure the classifier must be.

    Attributes:
        of_question: Of a part, for it to be a question beside others.
        of_expected_question: Of a part whose meaning the message as a whole may have, too.
        of_dependent_question: Of a part that points at the part before it.
        of_only_question: Of the only question, for it to stand for an undecided message.
        of_whole: Of the whole message, for it to overrule parts none of which agrees with it.
    """

    of_question: float
    of_expected_question: float
    of_dependent_question: float
    of_only_question: float
    of_whole: float


@dataclass(frozen=True)
class Gathered:
    """The outcome.

    Attributes:
        questions: Positions of the parts that are questions of their own, in order; of one at
            least two.
        stands_for_message: Position of the part whose intent the message takes.
    """

    questions: tuple[int, ...] = ()
    stands_for_message: int | None = None


def gather(whole: Understood, parts: Sequence[Understood], thresholds: Thresholds) -> Gathered:
    """Decides what a message asks.

    Args:
        whole: The message.
        parts: Its parts, in order.
        thresholds: How sure the classifier must be.

    Returns:
        Which parts are questions of their own, and whether one of them stands for the message.
    """
    if whole.intent in ALONE or any(_is_danger(part, thresholds) for part in parts):
        return Gathered()
    first_positions: dict[str, int] = {}
    for position, part in enumerate(parts):
        if whole.intent == DECLINED and not part.asks:
            continue
        needs_whole = part.intent == _SMALL_TALK or (position > 0 and _means_little(part))
        if needs_whole and part.intent not in whole.likely:
            continue
        if part.intent not in NOT_QUESTIONS and part.confidence >= _needed(whole, part, thresholds):
            first_positions.setdefault(part.intent, position)
    if len(first_positions) > 1 and _fits(whole, first_positions, thresholds):
        # What is declined comes first, so that nobody takes the answer beside it for advice.
        order = sorted(first_positions, key=lambda intent: intent != DECLINED)
        questions = tuple(first_positions[intent] for intent in order)[:MOST_QUESTIONS]
        return Gathered(questions, stands_for_message=questions[0])
    if len(first_positions) == 1:
        (only,) = first_positions.values()
        if _is_undecided(whole, parts[only], thresholds) or _stands_beside_another_matter(
            whole, parts, parts[only], thresholds
        ):
            return Gathered(stands_for_message=only)
    return Gathered()


def _means_little(part: Understood) -> bool:
    """Whether a part says too little to be a question of its own."""
    names_none = not (_OSTEOPOROSIS.search(part.text) or _OSTEOMALACIA.search(part.text))
    is_bare_contrast = part.intent == "compare_conditions" and names_none
    return part.is_cut_short or is_bare_contrast


def _needed(whole: Understood, part: Understood, thresholds: Thresholds) -> float:
    if not part.stands_alone or (whole.intent == DECLINED and part.intent != DECLINED):
        return thresholds.of_dependent_question
    if part.intent in whole.likely and part.intent != DECLINED:
        return thresholds.of_expected_question
    return thresholds.of_question


def _is_danger(part: Understood, thresholds: Thresholds) -> bool:
    return part.intent in ALONE and part.confidence >= thresholds.of_question


def _fits(whole: Understood, named: Collection[str], thresholds: Thresholds) -> bool:
    """Whether the message as a whole may be these questions, not another one that was cut."""
    if whole.intent in named:
        return True
    if whole.intent == DECLINED:
        return whole.confidence < thresholds.of_question
    if whole.intent in CONTRASTS:
        names_both = _OSTEOPOROSIS.search(whole.text) and _OSTEOMALACIA.search(whole.text)
        return DEFINITIONS.issubset(named) or not names_both
    return whole.confidence < thresholds.of_whole or whole.intent in COURTESIES


def _is_undecided(whole: Understood, only: Understood, thresholds: Thresholds) -> bool:
    """Whether the only question says more about the message than the message as a whole."""
    if whole.intent not in UNDECIDED or only.confidence < thresholds.of_only_question:
        return False
    is_sure = whole.confidence >= thresholds.of_whole and whole.intent not in COURTESIES
    return only.stands_alone and not is_sure


def _stands_beside_another_matter(
    whole: Understood, parts: Sequence[Understood], only: Understood, thresholds: Thresholds
) -> bool:
    """Whether another question makes the message out of scope: "reset my password, also"."""
    others = [part for part in parts if part is not only]
    return (
        whole.intent == "out_of_scope"
        and only.asks
        and only.stands_alone
        and only.confidence >= thresholds.of_only_question
        and any(
            part.asks
            and part.intent == "out_of_scope"
            and part.confidence >= thresholds.of_only_question
            for part in others
        )
    )
