"""Tells how a message is divided into questions; nothing here knows of Rasa.

Every way to divide a message at its likely joints is a division. A linear model weighs how sure the
classifier is of the parts, how well they agree with the message as a whole, and how the joints
look; the division with the highest score is meant.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from bot.nlu.linear_model import LinearModel, fitted
from bot.nlu.message_joints import Piece

MOST_QUESTIONS = 3
_MOST_PARTS = 4

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
        # Few words look like it beside a question: "How are you?", "Do you get stiff?"
        "bot_challenge",
    }
)

# What a bare mention of the disease is taken for.
_DEFINITION = "condition_osteoporosis"
_SMALLEST = 1e-4
# What is not a question counts half: its words are hardly ever read for certain.
_WEIGHT_OF_TALK = 0.5


@dataclass(frozen=True)
class Understood:
    """A message or a stretch of it, and what the classifier made of it.

    Attributes:
        ranking: The most likely intents with their probabilities, best first; never empty.
    """

    ranking: tuple[tuple[str, float], ...]

    @property
    def intent(self) -> str:
        """The most likely intent."""
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        """The probability of the most likely intent."""
        return self.ranking[0][1]

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Probabilities by intent."""
        return dict(self.ranking)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Places in the ranking by intent, from 0."""
        return {name: place for place, (name, _) in enumerate(self.ranking)}


@dataclass(frozen=True)
class Division:
    """One way to divide a message.

    Attributes:
        parts: First and last piece of each part, in order.
        asking: Numbers of those parts that ask something that no part before asks.
    """

    parts: tuple[tuple[int, int], ...]
    asking: tuple[int, ...]


def divisions(
    pieces: Sequence[Piece], understood: Mapping[tuple[int, int], Understood]
) -> dict[tuple[str, ...], Division]:
    """Finds the ways to divide a message into two or three questions.

    Args:
        pieces: The message's pieces.
        understood: What the classifier made of each stretch, by first and last piece.

    Returns:
        The most likely division for each sequence of intents that some division asks.
    """
    best: dict[tuple[str, ...], tuple[float, Division]] = {}
    for parts in _all_parts(len(pieces)):
        asked: dict[str, int] = {}
        likelihood = 0.0
        for number, part in enumerate(parts):
            said = understood[part]
            is_talk = said.intent in NOT_QUESTIONS
            likelihood += _log(said.confidence) * (_WEIGHT_OF_TALK if is_talk else 1)
            if not is_talk:
                asked.setdefault(said.intent, number)
        intents = tuple(asked)
        if not 2 <= len(intents) <= MOST_QUESTIONS:
            continue
        if intents not in best or likelihood > best[intents][0]:
            best[intents] = (likelihood, Division(parts, tuple(asked.values())))
    return {intents: division for intents, (_, division) in best.items()}


def _all_parts(count: int) -> Iterator[tuple[tuple[int, int], ...]]:
    for number in range(2, min(_MOST_PARTS, count) + 1):
        for cuts in combinations(range(1, count), number - 1):
            starts, ends = (0, *cuts), (*cuts, count)
            yield tuple((start, end - 1) for start, end in zip(starts, ends, strict=True))


def whole_features(whole: Understood) -> dict[str, float]:
    """Describes the reading of a message as one question.

    Args:
        whole: The message.
    """
    second = whole.ranking[1][1] if len(whole.ranking) > 1 else 0.0
    return {
        "one question": 1.0,
        "one question, confidence": _log(whole.confidence),
        "one question, second best": _log(second),
    }


def division_features(
    text: str,
    pieces: Sequence[Piece],
    whole: Understood,
    understood: Mapping[tuple[int, int], Understood],
    division: Division,
) -> dict[str, float]:
    """Describes the reading of a message as several questions.

    Args:
        text: The message.
        pieces: Its pieces.
        whole: What the classifier made of it.
        understood: What the classifier made of each stretch, by first and last piece.
        division: The parts.

    Returns:
        Features by name; those that are 0 may be missing.
    """
    parts = [division.parts[number] for number in division.asking]
    said = [understood[part] for part in parts]
    intents = [each.intent for each in said]
    confidences = [_log(each.confidence) for each in said]
    shares = [_log(whole.shares.get(name, 0.0)) for name in intents]
    ranks = [whole.ranks.get(name, 10) for name in intents]
    lengths = [sum(len(piece.words) for piece in pieces[first : last + 1]) for first, last in parts]
    firsts = [pieces[first] for first, _ in parts]
    subjects = [
        any(piece.names_subject for piece in pieces[first : last + 1]) for first, last in parts
    ]
    back = [any(p.points_back for p in pieces[first : last + 1]) for first, last in parts]
    marked = ["?" in text[pieces[last].end : pieces[last].end + 2] for _, last in parts]
    asking = [first.begins_asking for first in firsts]
    agrees = whole.intent in intents
    begins = [math.log(first.likelihood) for first in firsts[1:]]
    begin_numbers = {first for first, _ in division.parts}
    features = {
        "least likely joint": min(begins),
        "joints": sum(begins),
        "other joints": sum(
            math.log(1 - piece.likelihood)
            for number, piece in enumerate(pieces)
            if number not in begin_numbers
        ),
        "asks advice": float("personal_advice" in intents),
        "definition": float(_DEFINITION in intents),
        "definition without asking": float(
            any(
                intent == _DEFINITION and not asks
                for intent, asks in zip(intents, asking, strict=True)
            )
        ),
        "contrast without names": float(
            any(
                intent == "compare_conditions" and not names
                for intent, names in zip(intents, subjects, strict=True)
            )
        ),
        "two questions": float(len(parts) == 2),
        "three questions": float(len(parts) == 3),
        "least confidence": min(confidences),
        "mean confidence": sum(confidences) / len(confidences),
        "least share in whole": min(shares),
        "mean share in whole": sum(shares) / len(shares),
        "lowest rank in whole": max(ranks) / 10,
        "best ranks in whole": float(max(ranks) < len(parts)),
        "whole agrees": float(agrees),
        "whole disagrees": 0.0 if agrees else math.log(1 - whole.confidence + 1e-3),
        "one word": float(min(lengths) == 1),
        "two words": float(min(lengths) == 2),
        "shortest part": math.log(min(lengths)),
        "covered": sum(lengths) / sum(len(piece.words) for piece in pieces),
        "length": math.log(sum(len(piece.words) for piece in pieces)),
        "all ask": float(all(asking)),
        "later ask": float(all(asking[1:])),
        "none asks": float(not any(asking)),
        "all ask or are marked": float(all(a or m for a, m in zip(asking, marked, strict=True))),
        "marked": sum(marked) / len(marked),
        "later name subjects": float(all(subjects[1:])),
        "later point back": float(
            any(points and not names for points, names in zip(back[1:], subjects[1:], strict=True))
        ),
        "mistakable": max(
            _log(one.shares.get(name, 0.0))
            for one in said
            for name in intents
            if name != one.intent
        ),
        "same area": float(len({name.split("_")[0] for name in intents}) < len(intents)),
    }
    for piece in firsts[1:]:
        name = f"joint {_kind(piece.joint)}"
        features[name] = features.get(name, 0.0) + 1 / (len(firsts) - 1)
    for first, last in parts:
        for piece in pieces[first + 1 : last + 1]:
            name = f"kept {_kind(piece.joint)}"
            features[name] = features.get(name, 0.0) + 1.0
    return features


def _log(share: float) -> float:
    return math.log(max(share, _SMALLEST))


def _kind(joint: frozenset[str]) -> str:
    if "?" in joint:
        return "question mark"
    if joint & {".", "!", "\n", ";", "list"}:
        return "end"
    if joint & {"also", "plus", "+", "then"}:
        return "adding word"
    if "and" in joint or "&" in joint:
        return "comma and word" if "," in joint else "and"
    if "," in joint:
        return "comma"
    return "bare" if "bare" in joint else "other"


class DivisionModel:
    """Chooses how a message is divided."""

    def __init__(self, model: LinearModel | None = None) -> None:
        """Takes a model; the fitted one if None."""
        self._model = model or fitted("divisions")

    def choose(
        self,
        text: str,
        pieces: Sequence[Piece],
        whole: Understood,
        understood: Mapping[tuple[int, int], Understood],
    ) -> Division | None:
        """Tells how a message is divided.

        Args:
            text: The message.
            pieces: Its pieces.
            whole: What the classifier made of the message.
            understood: What it made of each stretch, by first and last piece.

        Returns:
            The division; None if the message is one question.
        """
        best, chosen = self._model.score(whole_features(whole)), None
        for division in divisions(pieces, understood).values():
            score = self._model.score(division_features(text, pieces, whole, understood, division))
            if score > best:
                best, chosen = score, division
        return chosen
