"""How urgent a message is, and which intent says so to the dialogue."""

from __future__ import annotations

from enum import Enum


class TriageLevel(str, Enum):
    """The groups of facts.md 5.2 and 5.3, with the finer ones that have a text of their own."""

    E1 = "E1"  # suspected fracture or bad fall
    E2 = "E2"  # spine with nerve signs
    E3 = "E3"  # other medical emergency
    E4 = "E4"  # self-harm
    E4_INFO = "E4_INFO"  # a general question about suicide or self-harm
    U = "U"  # same-day care
    R1 = "R1"  # a decision about a medicine
    R1_DENOSUMAB = "R1_DENOSUMAB"  # the same about denosumab
    R2 = "R2"  # a diagnosis, a report, a prognosis, a treatment choice
    R3 = "R3"  # pregnancy, breastfeeding, complex disease
    R3_CHILD = "R3_CHILD"  # a child
    NONE = "NONE"  # an ordinary question

    @property
    def intent(self) -> str | None:
        """The Rasa intent that answers this level; None for an ordinary question."""
        return _INTENTS[self]

    @property
    def severity(self) -> int:
        """A number that grows with severity; the reply belongs to the most severe level."""
        return _SEVERITIES[self]

    @property
    def is_emergency(self) -> bool:
        """Whether nothing else may be said after this level's reply (facts.md 5.1)."""
        return self in _EMERGENCIES


SAFETY_INTENTS = ("emergency", "self_harm", "urgent", "personal_advice")

_INTENTS: dict[TriageLevel, str | None] = {
    TriageLevel.E1: "emergency",
    TriageLevel.E2: "emergency",
    TriageLevel.E3: "emergency",
    TriageLevel.E4: "self_harm",
    TriageLevel.E4_INFO: "self_harm",
    TriageLevel.U: "urgent",
    TriageLevel.R1: "personal_advice",
    TriageLevel.R1_DENOSUMAB: "personal_advice",
    TriageLevel.R2: "personal_advice",
    TriageLevel.R3: "personal_advice",
    TriageLevel.R3_CHILD: "personal_advice",
    TriageLevel.NONE: None,
}

# E4 first, because its reply names the emergency number as well as the crisis lines. E2 before
# E1, because its reply also says not to drive. A named medicine before a general referral.
_BY_GROWING_SEVERITY = (
    TriageLevel.NONE,
    TriageLevel.R2,
    TriageLevel.R1,
    TriageLevel.R3,
    TriageLevel.R3_CHILD,
    TriageLevel.R1_DENOSUMAB,
    TriageLevel.U,
    TriageLevel.E4_INFO,
    TriageLevel.E1,
    TriageLevel.E3,
    TriageLevel.E2,
    TriageLevel.E4,
)

_SEVERITIES = {level: rank for rank, level in enumerate(_BY_GROWING_SEVERITY)}

_EMERGENCIES = frozenset({TriageLevel.E1, TriageLevel.E2, TriageLevel.E3, TriageLevel.E4})
