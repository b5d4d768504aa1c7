"""Finds the topic that a follow-up asks about, from what was talked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.follow_up import FollowUp
from bot.dialogue.grid import (
    BOTH_CONDITIONS,
    CAUSE,
    CONTRAST_TOPIC,
    MEANING,
    WHY,
    Target,
    load_grid,
)
from bot.nlu.comparison_words import Condition

_OTHER = {
    Condition.OSTEOPOROSIS.value: Condition.OSTEOMALACIA.value,
    Condition.OSTEOMALACIA.value: Condition.OSTEOPOROSIS.value,
}
# The answer about the one tells of the other.
_MISTAKEN_FOR = {
    "osteoarthritis": Condition.OSTEOPOROSIS.value,
    "rickets": Condition.OSTEOMALACIA.value,
}
# Of a score it is asked whether it means a condition; the score's own answer says.
_SCORES = frozenset({"t_score", "z_score"})


@dataclass(frozen=True)
class Context:
    """What a conversation is about.

    Attributes:
        topic: The topic answered last.
        condition: The condition that the visitor named for it, if just one.
        contrast_aspect: The aspect in which the conditions were compared, if they were, in one.
        both: The two conditions in the order in which they were named or shown.
    """

    topic: str
    condition: str | None = None
    contrast_aspect: str | None = None
    both: Sequence[str] = tuple(_OTHER)

    @property
    def subject(self) -> str | None:
        """The condition or other subject talked about."""
        place = load_grid().places.get(self.topic)
        if place is None:
            return None
        is_condition = place.subject in _OTHER or place.subject == BOTH_CONDITIONS
        return self.condition if self.condition and is_condition else place.subject

    @property
    def aspect(self) -> str:
        """The aspect of the subject talked about."""
        place = load_grid().places.get(self.topic)
        return place.aspect if place else MEANING


@dataclass(frozen=True)
class Resolved:
    """What a follow-up asks.

    Attributes:
        target: What answers it.
        condition: The one condition it is about.
    """

    target: Target
    condition: str | None = None


def resolve(follow_up: FollowUp, context: Context) -> Resolved | None:
    """Completes a follow-up from its context.

    Args:
        follow_up: What the message says.
        context: What the conversation is about.

    Returns:
        What it asks, or None if the context does not tell.
    """
    subject = follow_up.subject or context.subject
    if subject is None:
        return None
    if follow_up.is_only_name and _OTHER.get(subject) != context.subject:
        return None
    if follow_up.placed is not None:
        if context.subject != BOTH_CONDITIONS and context.subject not in _OTHER:
            return None
        subject = context.both[follow_up.placed]
    if follow_up.is_other_condition:
        if subject not in _OTHER and subject not in _MISTAKEN_FOR:
            return None
        subject = _OTHER.get(subject) or _MISTAKEN_FOR[subject]
    if follow_up.asks_whether and context.subject in _SCORES:
        return Resolved(Target(context.topic))
    if follow_up.asks_whether and follow_up.subject == context.subject:
        return None
    targets = _targets(follow_up, context, subject)
    if not targets:
        return None
    last = Target(context.topic, context.contrast_aspect)
    chosen = next((target for target in targets if target != last), targets[0])
    return Resolved(chosen, subject if subject in _OTHER else None)


def _targets(follow_up: FollowUp, context: Context, subject: str) -> Sequence[Target]:
    grid = load_grid()
    if follow_up.aspect == WHY:
        is_same_subject = subject == grid.places[context.topic].subject
        reason = grid.reasons.get(context.topic) if is_same_subject else None
        return (reason,) if reason else grid.targets(CAUSE, subject)
    named = follow_up.group or follow_up.aspect
    if named:
        return grid.targets(named, subject)
    # Another subject in the same aspect; where nothing is known of that, what the subject is.
    aspect = context.aspect
    is_known = grid.has_own_entry(aspect, subject) or subject == Condition.OSTEOPOROSIS.value
    if context.topic == CONTRAST_TOPIC or not is_known:
        aspect = MEANING
    return grid.targets(aspect, subject) or grid.targets(MEANING, subject)
