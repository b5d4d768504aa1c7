"""Chooses what a message asks in the middle of a conversation.

"Is that so?" stays with the topic, "cigs?" is a new one, "does it hurt?" is about whatever was
talked about. A linear model weighs what the message says alone, what it says as a turn after the
topic answered last, and what the grid makes of it; `python -m tools.fit_follow_ups` has fitted its
weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.answers.past import NOT_SUBJECTS
from bot.dialogue.grid import BOTH_CONDITIONS, CONTRAST_TOPIC, Role, load_grid
from bot.nlu.linear_model import LinearModel
from bot.nlu.topic_model import ALARMS
from bot.nlu.turn_examples import NOT_UNDERSTOOD
from bot.nlu.turns import words_of

WEIGHTS_FILE = Path(__file__).with_name("follow_up_weights.json")
_SHORT = 3  # words
_LONG = 8  # words
_LEAST_SHARE = 1e-3
_UNSURE = 0.6
_SURE = 0.9
_LEANING = 0.4
# How many of the likeliest intents are considered.
_OF_ALONE = 4
_CORRECTING = frozenset({"sorry", "meant", "mean", "wrong", "oops", "apologies", "rather"})
_OUT_OF_SCOPE = "out_of_scope"
_ADVICE = "personal_advice"
# Answered only where the message is taken for one without its conversation.
_ONLY_ALONE = frozenset({_ADVICE, "delete_my_data", NOT_UNDERSTOOD})
_COURTESIES = NOT_SUBJECTS - ALARMS - _ONLY_ALONE - {_OUT_OF_SCOPE}


@dataclass(frozen=True)
class Heard:
    """A message in the middle of a conversation.

    Attributes:
        text: What the visitor typed.
        intent: What it is taken for without its conversation.
        confidence: How surely.
        alone: The likeliest intents of its words alone, with their probabilities.
        as_turn: The same of the message read after the topic answered last; empty where it was
            not read so, as it is clear alone.
        names_condition: Whether it names osteoporosis or osteomalacia.
        leans: Probability that it means nothing alone.
        topic: The topic answered last.
        by_grid: The topic that the grid finds, if any.
        grid_kind: What the grid goes by (see `FollowUp.kind`).
    """

    text: str
    intent: str
    confidence: float
    topic: str
    alone: Mapping[str, float] = field(default_factory=dict)
    as_turn: Mapping[str, float] = field(default_factory=dict)
    names_condition: bool = False
    leans: float = 0.0
    by_grid: str | None = None
    grid_kind: str | None = None


def options(heard: Heard) -> list[str]:
    """The intents that a message may have.

    Args:
        heard: The message.
    """
    alone = sorted(heard.alone, key=heard.alone.__getitem__, reverse=True)[:_OF_ALONE]
    grid = [heard.by_grid] if heard.by_grid else []
    named = dict.fromkeys([*alone, *heard.as_turn, heard.topic, heard.intent, *grid])
    return [
        name
        for name in named
        if name not in ALARMS and (name not in _ONLY_ALONE or name == heard.intent)
    ]


def features(heard: Heard, option: str) -> dict[str, float]:
    """What speaks for an option, by name.

    Args:
        heard: The message.
        option: One of its options.
    """
    words, grid = words_of(heard.text), load_grid()
    is_short, points = len(words) <= _SHORT, _has_pointer(words)
    opens = bool(words) and _is(words[0], Role.OPENING)
    likeliest = max(heard.alone, key=heard.alone.__getitem__, default=_OUT_OF_SCOPE)
    place, place_before = grid.places.get(option), grid.places.get(heard.topic)
    is_same_subject = place and place_before and place.subject == place_before.subject
    kinds: dict[str, bool] = {
        "same topic": option == heard.topic,
        "same family": _family(option) == _family(heard.topic),
        "same subject": bool(is_same_subject),
        "out of scope": option == _OUT_OF_SCOPE,
        "courtesy": option in _COURTESIES,
        "advice": option == _ADVICE,
        "as alone": option == heard.intent,
        "by grid": option == heard.by_grid,
        "contrast": option == CONTRAST_TOPIC,
    }
    circumstances = {
        "short": is_short,
        "long": len(words) > _LONG,
        "points": points,
        "opens": opens,
        "names condition": heard.names_condition,
        "unsure": heard.alone.get(likeliest, 0.0) < _UNSURE,
        "sure": heard.confidence >= _SURE,
        "says little": likeliest in _COURTESIES | {_OUT_OF_SCOPE},
        "leans": heard.leans >= _LEANING,
        "asks why": "why" in words or heard.text.lower().startswith("how come"),
        "corrects": not _CORRECTING.isdisjoint(words),
        "clear alone": not heard.as_turn,
        "of both": place_before is not None and place_before.subject == BOTH_CONDITIONS,
    }
    found = {"alone": _log(heard.alone.get(option, 0.0))}
    if heard.as_turn:
        found["as turn"] = _log(heard.as_turn.get(option, 0.0))
    for kind in [kind for kind, holds in kinds.items() if holds]:
        found[kind] = 1.0
    if kinds["by grid"]:
        found[f"by grid, {heard.grid_kind}"] = 1.0
    for name, value in list(found.items()):
        for circumstance in _CIRCUMSTANCES.get(name, ()):
            if circumstances[circumstance]:
                found[f"{name}, {circumstance}"] = value
    return found


# In which circumstances a feature counts differently.
_CIRCUMSTANCES = {
    "alone": ("short", "points", "leans", "clear alone"),
    "as turn": ("short", "points", "leans"),
    "same topic": (
        "short",
        "long",
        "points",
        "opens",
        "names condition",
        "unsure",
        "says little",
        "leans",
        "asks why",
        "corrects",
    ),
    "same family": ("short",),
    "same subject": ("points", "names condition"),
    "out of scope": ("short", "points", "opens"),
    "courtesy": ("points", "long"),
    "advice": ("points", "opens"),
    "as alone": ("sure", "corrects"),
    "by grid": ("short", "asks why", "corrects"),
    "contrast": ("points", "names condition", "of both"),
}


class FollowUpModel:
    """Chooses among the options of a message."""

    def __init__(self, model: LinearModel | None = None) -> None:
        """Takes a model.

        Args:
            model: Its weights; by default those that were fitted.
        """
        self._model = model or LinearModel(json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")))

    def choose(self, heard: Heard) -> str:
        """The intent that a message most probably has.

        Args:
            heard: The message.
        """
        return max(options(heard), key=lambda option: self._model.score(features(heard, option)))


def _has_pointer(words: list[str]) -> bool:
    return any(_is(word, Role.POINTER) for word in words)


def _is(word: str, role: Role) -> bool:
    phrase = load_grid().phrases.get((word,))
    return phrase is not None and phrase.role is role


def _family(intent: str) -> str:
    """Topics of one family begin with the same word."""
    return intent.split("_", 1)[0]


def _log(share: float) -> float:
    return math.log(max(share, _LEAST_SHARE))
