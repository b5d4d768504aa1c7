"""The T-score scale in words, for channels and readers without the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.t_score.groups import Group, t_group
from actions.t_score.speech import place_of, spoken
from bot.nlu.readings import Reading

# facts.md 2.2
_ROWS = (
    (Group.NORMAL, "minus 1.0 or higher: normal range"),
    (Group.LOW_BONE_MASS, "between minus 1.0 and minus 2.5: low bone mass (osteopenia)"),
    (Group.OSTEOPOROSIS_RANGE, "minus 2.5 or lower: osteoporosis range"),
)


@dataclass(frozen=True)
class ScaleRow:
    """One group of the scale.

    Attributes:
        words: Its edges and its name.
        here: The readings that belong there, in words.
    """

    words: str
    here: tuple[str, ...]


def scale_rows(readings: Sequence[Reading] = ()) -> list[ScaleRow]:
    """The three groups, the highest first, with the readings where they belong.

    Args:
        readings: T-scores whose sign is known and whose site counts.
    """
    return [
        ScaleRow(
            words,
            tuple(
                f"{spoken(reading)}{place_of(reading)}"
                for reading in readings
                if t_group(reading.value) is group
            ),
        )
        for group, words in _ROWS
    ]


def text_scale(readings: Sequence[Reading] = ()) -> str:
    """Writes the scale as three lines, with the readings where they belong.

    Args:
        readings: T-scores whose sign is known and whose site counts.
    """
    return "\n".join(
        f"- {row.words}" + (f" ← {', '.join(row.here)}" if row.here else "")
        for row in scale_rows(readings)
    )
