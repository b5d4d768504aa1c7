"""The grid of aspects by subjects that says which topic a follow-up asks about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

GRID_FILE = Path(__file__).with_name("grid.yml")

ANY_SUBJECT = "any"
BOTH_CONDITIONS = "both"
MEANING = "meaning"
CAUSE = "cause"
WHY = "why"
PROGRESSION = "progression"
CONTRAST_TOPIC = "compare_conditions"


class Role(Enum):
    """What a phrase does in a follow-up; where two are equally long, the earlier one counts."""

    ASPECT = "aspects"
    GROUP = "groups"
    SUBJECT = "subjects"
    OTHER_CONDITION = "other_condition"
    PLACED = "placed"
    MORE = "more"
    OPENING = "openings"
    POINTER = "pointers"
    FILLER = "fillers"


@dataclass(frozen=True)
class Place:
    """Where in the grid a topic stands."""

    subject: str
    aspect: str


@dataclass(frozen=True)
class Target:
    """What answers a follow-up.

    Attributes:
        topic: The intent of the answer.
        contrast_aspect: The row, where the answer is the contrast of the two conditions.
    """

    topic: str
    contrast_aspect: str | None = None


@dataclass(frozen=True)
class Phrase:
    """What a phrase says."""

    role: Role
    name: str


@dataclass(frozen=True)
class Grid:
    """The content of grid.yml.

    Attributes:
        places: Subject and aspect of each topic.
        answers: What answers an aspect of a subject, by aspect, then by subject.
        reasons: What "why?" asks after a topic.
        phrases: What each phrase says, by its words.
        longest_phrase: How many words the longest phrase has.
    """

    places: Mapping[str, Place]
    answers: Mapping[str, Mapping[str, tuple[Target, ...]]]
    reasons: Mapping[str, Target]
    phrases: Mapping[tuple[str, ...], Phrase]
    longest_phrase: int

    def targets(self, aspect: str, subject: str) -> tuple[Target, ...]:
        """What answers an aspect of a subject, the best first; empty if nothing does."""
        row = self.answers.get(aspect, {})
        return row.get(subject) or row.get(ANY_SUBJECT, ())

    def has_own_entry(self, aspect: str, subject: str) -> bool:
        """Whether an aspect is answered for just this subject."""
        return subject in self.answers.get(aspect, {})


@lru_cache(maxsize=1)
def load_grid() -> Grid:
    """Reads grid.yml."""
    content: dict[str, Any] = yaml.safe_load(GRID_FILE.read_text(encoding="utf-8"))
    phrases: dict[tuple[str, ...], Phrase] = {}
    for role in Role:
        entry = content["phrases"][role.value]
        named = entry if isinstance(entry, dict) else {role.value: entry}
        for name, lines in named.items():
            for line in lines.split("|"):
                phrases.setdefault(tuple(line.split()), Phrase(role, name))
    return Grid(
        places={topic: Place(**place) for topic, place in content["topics"].items()},
        answers={
            aspect: {
                subject: tuple(_target(entry) for entry in entries)
                for subject, entries in row.items()
            }
            for aspect, row in content["answers"].items()
        },
        reasons={topic: _target(entry) for topic, entry in content["reasons"].items()},
        phrases=phrases,
        longest_phrase=max(map(len, phrases)),
    )


def _target(entry: str) -> Target:
    topic, _, aspect = entry.partition(".")
    return Target(topic, aspect or None)
