"""Puts the triage into the pipeline, after the topic classifier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.clause_alarm import Around, ClauseAlarmModel, Heard
from bot.nlu.clauses import ClauseKind
from bot.nlu.message_parts import ALARM_MARGIN, CLAUSE_KIND, CLAUSES, TOPIC_RANKING, TURN
from bot.nlu.plain_component import PlainComponent
from bot.nlu.ranking import raise_intent
from bot.nlu.score_reader_component import has_score
from bot.nlu.topic_model import ALARMS
from bot.nlu.triage import Assessment, assess
from bot.nlu.triage_decision import Decision, RankedIntent, decide
from bot.nlu.triage_levels import TriageLevel
from bot.nlu.triage_reader_component import ASSESSMENT, TriageReader

TRIAGE_ENTITY = "triage_level"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Triage(PlainComponent, IntentClassifier):
    """Sets the safety intents and the entity `triage_level` of a message."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Creates the component; see `get_default_config` for the options."""
        self._trusted_confidence = float(config["trusted_confidence"])
        self._alarming_confidence = float(config["alarming_confidence"])
        self._alarming_beside_concern = float(config["alarming_confidence_beside_concern"])
        self._clear_confidence = float(config["clear_confidence"])
        self._least_in_conversation = float(config["least_confidence_in_conversation"])
        self._improbable = Improbable.of(config)
        self._calm = CalmMargins.of(config)
        self._clause_alarms = ClauseAlarmModel()

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must stand before this one in the pipeline."""
        return [TriageReader, IntentClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's options and their defaults."""
        return {
            # From this confidence on, an alarm of the classifier stands even where the rules
            # see a look-alike.
            "trusted_confidence": 0.8,
            # An emergency or self-harm with this confidence counts even where another intent
            # is more probable. Of 474 emergencies of two hands one needed less, and that one was
            # taken for a call to a doctor.
            "alarming_confidence": 0.45,
            # The same where the more probable intent is a call to a doctor, too.
            "alarming_confidence_beside_concern": 0.1,
            # From this confidence on, an ordinary question is not referred to a clinician.
            "clear_confidence": 0.98,
            # An alarm of the classifier must have this confidence also where the message is read
            # after the topic answered before it: 100 of 100 emergencies in few words that only
            # the classifier sees keep theirs after most topics, "she says in English please" not.
            "least_confidence_in_conversation": 0.05,
            # Everyday signs of danger give way where the machine for alarms says less than this of
            # the message and of each part of it, or, where it says less than the second of the
            # message, less than the third of each part: true of none of 3,063 emergencies with such
            # signs, four tenths of them beside a question, and of 24 of 61 other messages.
            "calm_margin": -0.55,
            "very_calm_margin": -1.2,
            "margin_in_very_calm": 0.1,
            # In a message of so many words, of which the machine for alarms says less than this
            # margin, an alarm of the classifier alone needs the confidence below: true of none of
            # 1,654 emergencies that only the classifier sees, and of 20 of 94 other messages.
            # "broke my hip" has a low margin, too: in few words there is little to weigh.
            "improbable_margin": -0.8,
            "improbable_words": 5,
            "certain_confidence": 0.95,
        }

    def process(self, messages: list[Message]) -> list[Message]:
        """Raises the intent of each message that is a matter of safety.

        Args:
            messages: Messages with the rules' assessment and the classifier's ranking.

        Returns:
            The same messages; a button's payload is left as it is.
        """
        for message in messages:
            assessment = message.data.pop(ASSESSMENT, None)
            if assessment is not None:
                believed = as_believed(message, assessment, self._calm)
                self._judge(message, message.get(TEXT), believed)
        return messages

    def _judge(self, message: Message, text: str, assessment: Assessment) -> None:
        ranking = message.get(INTENT_RANKING_KEY)
        turn: Message | None = message.data.get(TURN)
        # A score's words ("hip", "-2.5", "Prolia") are also those of people who fell.
        is_about_score = assessment.level is TriageLevel.NONE and has_score(
            message.get(ENTITIES, [])
        )
        alarming = self._trusted_confidence if is_about_score else self._alarming_confidence
        decision = decide(
            text,
            assessment,
            _ranked(ranking),
            trusted_confidence=self._trusted_confidence,
            alarming_confidence=alarming,
            alarming_confidence_beside_concern=self._alarming_beside_concern,
            clear_confidence=self._clear_confidence,
            as_turn=_ranked(turn.data.get(TOPIC_RANKING)) if turn else (),
            least_in_conversation=self._least_in_conversation,
            needed_confidence=self._improbable.needed_confidence(message),
            in_clause=lambda: self._alarm_in_clause(message, assessment),
        )
        if decision is None:
            return
        raise_intent(message, decision.intent, decision.confidence)
        if decision.level is not TriageLevel.NONE:
            entities = [*message.get(ENTITIES, []), _entity(decision, assessment, text)]
            message.set(ENTITIES, entities, add_to_output=True)

    def _alarm_in_clause(self, message: Message, assessment: Assessment) -> list[RankedIntent]:
        """What the classifier made of the most alarming sentence or clause, if it is an alarm."""
        suspects = suspects_in(message)
        if not suspects:
            return []
        beside = around(message, assessment)
        # The rules read only what is an alarm if they see no look-alike in it: they take long.
        alarming = [
            clause for clause in suspects if self._clause_alarms.is_alarm(_heard(clause), beside)
        ]
        found = self._clause_alarms.find(heard_of(alarming, assessment), beside)
        return [] if found is None else _ranked(alarming[found].data[TOPIC_RANKING])


@dataclass(frozen=True)
class CalmMargins:
    """Below which margins the machine for alarms sees no danger in a message.

    Attributes:
        everywhere: Of the message and of each of its parts.
        very_calm: Of a message so far from any alarm that its parts need less.
        in_very_calm: Of each part of such a message.
    """

    everywhere: float
    very_calm: float
    in_very_calm: float

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> CalmMargins:
        """Takes them from the component's options."""
        return cls(
            float(config["calm_margin"]),
            float(config["very_calm_margin"]),
            float(config["margin_in_very_calm"]),
        )


def as_believed(message: Message, assessment: Assessment, calm: CalmMargins) -> Assessment:
    """What is left of the rules' opinion where the topic classifier sees no danger at all.

    Args:
        message: One that the topic classifier has read.
        assessment: What the rules found in it.
        calm: Where the machine for alarms sees none.
    """
    if not assessment.is_doubtful:
        return assessment
    whole, *parts = (said.data.get(ALARM_MARGIN, 0.0) for said in (message, *suspects_in(message)))
    needed = calm.in_very_calm if whole < calm.very_calm else calm.everywhere
    if max([whole, *parts]) >= needed:
        return assessment
    return assessment.without_alarm()


@dataclass(frozen=True)
class Improbable:
    """When a message as a whole sounds like no alarm, and what an alarm in it needs then.

    Attributes:
        margin: Below it the machine for alarms sees none.
        words: In fewer words there is too little to weigh.
        confidence: What the classifier's alarm needs (0 to 1).
    """

    margin: float
    words: int
    confidence: float

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Improbable:
        """Takes it from the component's options."""
        return cls(
            float(config["improbable_margin"]),
            int(config["improbable_words"]),
            float(config["certain_confidence"]),
        )

    def needed_confidence(self, message: Message) -> float:
        """What an alarm of the whole message needs; 0 where nothing speaks against it.

        Args:
            message: One that the topic classifier has read.
        """
        sounds_calm = message.data.get(ALARM_MARGIN, 0.0) < self.margin
        is_long_enough = len(message.get(TEXT).split()) >= self.words
        return self.confidence if sounds_calm and is_long_enough else 0.0


def suspects_in(message: Message) -> list[Message]:
    """The sentences and clauses of a message that may be alarms.

    Args:
        message: One that the topic classifier has read.
    """
    return [clause for clause in message.get(CLAUSES, ()) if ALARM_MARGIN in clause.data]


def heard_of(clauses: Sequence[Message], assessment: Assessment) -> list[Heard]:
    """How much each of some clauses sounds like an alarm.

    Args:
        clauses: Some that the topic classifier has read.
        assessment: What the rules found in their message. A stretch may cut a figure of speech
            in two, so where the message is a look-alike, it is one, too.
    """
    return [
        _heard(
            clause,
            (clause.data[CLAUSE_KIND] is ClauseKind.STRETCH and assessment.is_lookalike)
            or assess(clause.get(TEXT)).is_lookalike,
        )
        for clause in clauses
    ]


def around(message: Message, assessment: Assessment) -> Around:
    """What stands around each clause of a message.

    Args:
        message: One that the topic classifier has read.
        assessment: What the rules found in it.
    """
    heard = _heard(message, assessment.is_lookalike)
    return Around(heard, len(message.get(CLAUSES, ())))


def _heard(message: Message, is_lookalike: bool = False) -> Heard:
    share = sum(
        line[PREDICTED_CONFIDENCE_KEY]
        for line in message.data[TOPIC_RANKING]
        if line[INTENT_NAME_KEY] in ALARMS
    )
    words = len(message.get(TEXT).split())
    return Heard(
        message.data[ALARM_MARGIN],
        share,
        words,
        message.data.get(CLAUSE_KIND, ClauseKind.SENTENCE),
        is_lookalike,
    )


def _ranked(ranking: list[dict[str, Any]] | None) -> list[RankedIntent]:
    return [
        RankedIntent(line[INTENT_NAME_KEY], line[PREDICTED_CONFIDENCE_KEY])
        for line in ranking or []
    ]


def _entity(decision: Decision, assessment: Assessment, text: str) -> dict[str, Any]:
    from_rules = assessment.spans and decision.level is assessment.level
    start, end = assessment.spans[0] if from_rules else (0, len(text))
    return {
        ENTITY_ATTRIBUTE_TYPE: TRIAGE_ENTITY,
        ENTITY_ATTRIBUTE_VALUE: decision.level.value,
        ENTITY_ATTRIBUTE_START: start,
        ENTITY_ATTRIBUTE_END: end,
        EXTRACTOR: Triage.__name__,
    }
