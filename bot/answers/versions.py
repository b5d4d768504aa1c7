"""Chooses in which form an answer is given: in full, in short, with more detail, or no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.library import Answer
from bot.answers.past import Version

REPEATED_OPENING = "In short: "
NOTHING_TO_ADD = (
    "I have told you all I know about that. A doctor, nurse or pharmacist can go through it with "
    "you. Or one of these questions may help."
)
PLAINEST = (
    "I'm sorry, I can't say it in simpler words than these. A doctor, nurse or pharmacist can go "
    "through it with you. Or one of these questions may help."
)


@dataclass(frozen=True)
class Wording:
    """A form of an answer and what it says."""

    version: Version
    text: str


def in_full(answer: Answer) -> Wording:
    """The answer as it is given the first time."""
    return Wording(Version.FULL, answer.text)


def in_short(answer: Answer) -> Wording:
    """The plain version; the full text of an answer that has none."""
    return Wording(Version.SHORT, answer.simple) if answer.simple else in_full(answer)


def simpler(answer: Answer, given: Sequence[Version]) -> Wording:
    """The plain version; the second time in a row, the plain truth that there is no plainer.

    Args:
        answer: The answer that is to be said more simply.
        given: The forms in which it was lately given, the earliest first.
    """
    if answer.simple and given[-1:] == [Version.SHORT]:
        return Wording(Version.NO_MORE, PLAINEST)
    return in_short(answer)


def asked_again(answer: Answer, given: Sequence[Version]) -> Wording:
    """The form that was not given yet, so that nobody reads the same words again.

    Once all was said and the visitor still asks, it starts anew.

    Args:
        answer: The answer to the question that is asked, for the first time or once more.
        given: The forms in which it was lately given, the earliest first.
    """
    since_all_was_said = _after_last(Version.NO_MORE, given)
    if not answer.simple or Version.FULL not in since_all_was_said:
        return in_full(answer)
    if Version.SHORT not in since_all_was_said:
        return Wording(Version.SHORT, REPEATED_OPENING + answer.simple)
    return _new_facts(answer, given)


def in_more_detail(answer: Answer, given: Sequence[Version]) -> Wording:
    """What follows on "tell me more": the full text if it was not read last, then new facts.

    Args:
        answer: The answer about which more is wanted.
        given: The forms in which it was lately given, the earliest first.

    Returns:
        The words; with `Version.NO_MORE` where all was said.
    """
    if Version.FULL not in given or given[-1] is Version.SHORT:
        return in_full(answer)
    return _new_facts(answer, given)


def _new_facts(answer: Answer, given: Sequence[Version]) -> Wording:
    if answer.more and Version.MORE not in given:
        return Wording(Version.MORE, answer.more)
    return Wording(Version.NO_MORE, NOTHING_TO_ADD)


def _after_last(version: Version, given: Sequence[Version]) -> Sequence[Version]:
    if version not in given:
        return given
    return given[len(given) - given[::-1].index(version) :]
