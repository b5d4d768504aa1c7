"""Brings the rules and the topic classifier together; nothing here knows of Rasa."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.nlu.triage import Assessment, read_words
from bot.nlu.triage_levels import SAFETY_INTENTS, TriageLevel
from bot.nlu.triage_vocabulary import (
    BISPHOSPHONATES,
    CHILDREN,
    DENOSUMAB,
    MEDICINE_WORDS,
    OTHER_BONE_MEDICINES,
    OTHER_MEDICINES,
    STEROIDS,
    words_in,
)

_LEVELS_OF_INTENTS = {
    "emergency": TriageLevel.E1,  # the reply of E3 too; rules tell E2 apart
    "self_harm": TriageLevel.E4,
    "urgent": TriageLevel.U,
}
_EMERGENCIES = ("emergency", "self_harm")
# What an alarm in a clause is where the classifier has no name for it.
_ANY_ALARM = "emergency"
# Messages that say why somebody suffers need more for the reply to self-harm ("she will take an
# overdose" has 0.63, a heavy pain in the chest of somebody who lives alone 0.43).
_CERTAIN_DESPAIR = 0.6
_CHILDREN = frozenset(CHILDREN) | {"children", "kids", "babies"}
_PREGNANCY = frozenset(words_in("pregnant pregnancy breastfeeding breastfeed conceive postpartum"))
_MEDICINES = frozenset(
    BISPHOSPHONATES + OTHER_BONE_MEDICINES + STEROIDS + OTHER_MEDICINES + MEDICINE_WORDS
)


@dataclass(frozen=True)
class RankedIntent:
    """One line of the classifier's ranking.

    Attributes:
        name: The intent.
        confidence: From 0 to 1.
    """

    name: str
    confidence: float


@dataclass(frozen=True)
class Decision:
    """What the message is answered as.

    Attributes:
        intent: The intent that the message gets.
        level: Its level; NONE when an alarm of the classifier was lowered.
        confidence: From 0 to 1.
    """

    intent: str
    level: TriageLevel
    confidence: float


def decide(
    text: str,
    assessment: Assessment,
    ranking: Sequence[RankedIntent],
    *,
    trusted_confidence: float,
    alarming_confidence: float,
    alarming_confidence_beside_concern: float,
    clear_confidence: float,
    as_turn: Sequence[RankedIntent] = (),
    least_in_conversation: float = 0.0,
    needed_confidence: float = 0.0,
    in_clause: Callable[[], Sequence[RankedIntent]] = tuple,
) -> Decision | None:
    """Decides whether a message is a matter of safety.

    The most severe of the opinions counts. Two things give way: an alarm of which the
    classifier is not sure, where the rules see a look-alike or something speaks against it;
    and a referral of the rules, where the classifier clearly sees a general question.

    Args:
        text: The message.
        assessment: What the rules found.
        ranking: What the classifier found, most probable first.
        trusted_confidence: From here on an alarm of the classifier always stands (0 to 1).
        alarming_confidence: An emergency or self-harm with this confidence counts even where
            another intent is more probable (0 to 1).
        alarming_confidence_beside_concern: The same where that other intent is a safety intent,
            too (0 to 1).
        clear_confidence: From here on an ordinary intent stands against a referral (0 to 1).
        as_turn: What the classifier found of the message read after the topic answered before it;
            empty where it was not read so.
        least_in_conversation: What an alarm needs there, if its confidence is not to be trusted
            alone (0 to 1).
        needed_confidence: What an alarm of the classifier needs to stand alone; 0 where nothing
            but its ranking speaks against it (0 to 1).
        in_clause: Tells what the classifier found of a sentence or clause that is an alarm; empty
            where none is. Asked only where the whole message is none.

    Returns:
        The decision, or None when the message stays as the classifier left it.
    """
    whole = _decide_whole(
        text,
        assessment,
        ranking,
        trusted_confidence=trusted_confidence,
        alarming_confidence=alarming_confidence,
        alarming_confidence_beside_concern=alarming_confidence_beside_concern,
        clear_confidence=clear_confidence,
        needed_confidence=needed_confidence,
        speaks_against=lambda alarm: _speaks_against(as_turn, alarm, least_in_conversation),
    )
    # What is a call to a doctor as a whole is no emergency for one of its clauses.
    if whole is not None and whole.intent in _LEVELS_OF_INTENTS:
        return whole
    clause = in_clause()
    if not clause:
        return whole
    alarm = max(clause, key=lambda line: (line.name in _LEVELS_OF_INTENTS, line.confidence))
    name = alarm.name if alarm.name in _LEVELS_OF_INTENTS else _ANY_ALARM
    level = level_of_intent(name, text)
    return Decision(name, level, 1.0)


def _decide_whole(
    text: str,
    assessment: Assessment,
    ranking: Sequence[RankedIntent],
    *,
    trusted_confidence: float,
    alarming_confidence: float,
    alarming_confidence_beside_concern: float,
    clear_confidence: float,
    needed_confidence: float,
    speaks_against: Callable[[RankedIntent], bool],
) -> Decision | None:
    is_of_concern = bool(ranking) and ranking[0].name in SAFETY_INTENTS
    alarm = _find_alarm(
        ranking, alarming_confidence_beside_concern if is_of_concern else alarming_confidence
    )
    if alarm and assessment.level.is_emergency and _doubts_self_harm(alarm, assessment):
        alarm = None
    if alarm is None and _is_clearly_general(assessment.level, ranking, clear_confidence):
        return None
    if assessment.level is TriageLevel.E4_INFO and alarm and alarm.name == "self_harm":
        # A general question on suicide; its reply names the same lines.
        return Decision(alarm.name, TriageLevel.E4_INFO, 1.0)
    heard = level_of_intent(alarm.name, text) if alarm else TriageLevel.NONE
    level = max(assessment.level, heard, key=lambda level: level.severity)
    if level is assessment.level and level.intent:
        return Decision(level.intent, level, 1.0)
    if alarm is None:
        return None
    is_doubted = assessment.is_lookalike or speaks_against(alarm)
    needed = max(
        trusted_confidence if is_doubted else 0.0,
        _needed_alone(alarm, needed_confidence, trusted_confidence),
    )
    if alarm.confidence >= needed:
        # An emergency is answered even when the classifier is too unsure for other answers.
        return Decision(alarm.name, level, 1.0 if level.is_emergency else alarm.confidence)
    if assessment.level.intent:
        return Decision(assessment.level.intent, assessment.level, 1.0)
    if alarm is not ranking[0]:
        return None
    return _without_alarms(text, alarm, ranking)


def _needed_alone(alarm: RankedIntent, needed_confidence: float, trusted: float) -> float:
    """What an alarm of the classifier needs where the machine for alarms sees none.

    Despair is often put into words that sound like no alarm: "nobody will miss an old woman".
    """
    if alarm.name not in _LEVELS_OF_INTENTS:
        return 0.0
    return min(needed_confidence, trusted) if alarm.name == "self_harm" else needed_confidence


def _without_alarms(
    text: str, alarm: RankedIntent, ranking: Sequence[RankedIntent]
) -> Decision | None:
    """What the classifier sees behind an alarm, or a referral, that is not believed."""
    is_referral = alarm.name not in _LEVELS_OF_INTENTS
    passed_over = SAFETY_INTENTS if is_referral else tuple(_LEVELS_OF_INTENTS)
    next_best = next((line for line in ranking if line.name not in passed_over), None)
    if next_best is None:
        return None
    return Decision(next_best.name, level_of_intent(next_best.name, text), next_best.confidence)


def level_of_intent(intent: str, text: str) -> TriageLevel:
    """Names the level of a message whose intent was found without the rules.

    Args:
        intent: The message's intent.
        text: The message.

    Returns:
        The level; for personal advice by the words in it (a child, a pregnancy, a medicine).
    """
    if intent != "personal_advice":
        return _LEVELS_OF_INTENTS.get(intent, TriageLevel.NONE)
    words = {word.known for word in read_words(text)}
    if words & _CHILDREN:
        return TriageLevel.R3_CHILD
    if words & _PREGNANCY:
        return TriageLevel.R3
    if mentions_denosumab(text):
        return TriageLevel.R1_DENOSUMAB
    return TriageLevel.R1 if words & _MEDICINES else TriageLevel.R2


def mentions_denosumab(text: str) -> bool:
    """Tells whether a message names denosumab or one of its brands.

    Args:
        text: The message.

    Returns:
        True when it does, misspelled or not.
    """
    return any(word.known in DENOSUMAB for word in read_words(text))


def _speaks_against(
    as_turn: Sequence[RankedIntent], alarm: RankedIntent, least_confidence: float
) -> bool:
    """Whether a message raises no alarm at all where it is read in its conversation."""
    if not as_turn or alarm.name not in _LEVELS_OF_INTENTS:
        return False
    return all(
        line.confidence < least_confidence for line in as_turn if line.name in _LEVELS_OF_INTENTS
    )


def _doubts_self_harm(alarm: RankedIntent, assessment: Assessment) -> bool:
    """Whether pain, fear or a mistake may be taken for despair, where the rules see the reason."""
    return alarm.name == "self_harm" and (
        assessment.is_mistake or alarm.confidence < _CERTAIN_DESPAIR
    )


def _is_clearly_general(
    level: TriageLevel, ranking: Sequence[RankedIntent], clear_confidence: float
) -> bool:
    """Whether the rules took a general question for one that belongs to a clinician.

    A decision about a bone medicine is never given up; one about another medicine only where the
    message is about something else altogether.
    """
    if not ranking or ranking[0].confidence < clear_confidence:
        return False
    if level is TriageLevel.R1:
        return ranking[0].name == "out_of_scope"
    return level in (TriageLevel.R2, TriageLevel.R3, TriageLevel.R3_CHILD)


def _find_alarm(ranking: Iterable[RankedIntent], alarming_confidence: float) -> RankedIntent | None:
    """Finds the safety intent that the classifier speaks for, an emergency first."""
    listed = list(ranking)
    for line in listed:
        if line.name in _EMERGENCIES and line.confidence >= alarming_confidence:
            return line
    return listed[0] if listed and listed[0].name in SAFETY_INTENTS else None
