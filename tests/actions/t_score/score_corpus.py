"""Reads a file of messages with expected readings and compares it with what is worked out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from actions.t_score.groups import Group
from actions.t_score.judgement import judge
from bot.nlu.score_reader import read_message

# From the best to the worst; T-score and Z-score groups are never compared with each other.
SEVERITY = {
    Group.NORMAL.value: 0,
    Group.LOW_BONE_MASS.value: 1,
    Group.OSTEOPOROSIS_RANGE.value: 2,
    Group.WITHIN_EXPECTED_RANGE.value: 10,
    Group.BELOW_EXPECTED_RANGE.value: 11,
}

# Only of these kinds the message that reaches a client names the site.
KINDS_WITH_A_SITE = ("T", "Z", "BMD")

Found = list[tuple[str, Decimal, str]]


@dataclass(frozen=True)
class Outcome:
    text: str
    expected_readings: Found
    readings: Found
    expected_answer: tuple[str, str | None]
    answer: tuple[str, str | None]

    @property
    def reads_right(self) -> bool:
        return self.readings == self.expected_readings

    @property
    def answers_right(self) -> bool:
        return self.answer == self.expected_answer

    @property
    def group_is_too_good(self) -> bool:
        expected, given = self.expected_answer[1], self.answer[1]
        if expected is None or given is None:
            return False
        return SEVERITY[given] < SEVERITY[expected]

    def report(self) -> str:
        return (
            f"{self.text!r}\n"
            f"    expected {self.expected_readings} {self.expected_answer}\n"
            f"    got      {self.readings} {self.answer}"
        )


def outcomes(corpus: Path) -> Iterator[Outcome]:
    for line in corpus.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield _outcome(json.loads(line))


def _outcome(expected: dict[str, Any]) -> Outcome:
    message = read_message(expected["text"])
    judgement = judge(message.readings, message.person)
    return Outcome(
        text=expected["text"],
        expected_readings=sorted(
            (
                entry["kind"],
                Decimal(str(entry["value"])),
                entry["site"] or "" if entry["kind"] in KINDS_WITH_A_SITE else "",
            )
            for entry in expected["readings"]
        ),
        readings=sorted(
            (
                reading.kind.value,
                reading.value,
                reading.site.value
                if reading.site and reading.kind.value in KINDS_WITH_A_SITE
                else "",
            )
            for reading in message.readings
            if not reading.withdrawn
        ),
        expected_answer=(expected["status"], expected["group"]),
        answer=(judgement.status.value, judgement.group.value if judgement.group else None),
    )
