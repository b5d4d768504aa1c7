"""Lets a score be what a message is about, where the classifier took it for something else."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.plain_component import PlainComponent
from bot.nlu.ranking import raise_intent
from bot.nlu.readings import Person, ReadMessage
from bot.nlu.score_reader_component import READ_MESSAGE, ScoreReader, has_score
from bot.nlu.triage_decision import level_of_intent
from bot.nlu.triage_levels import TriageLevel

EXPLAIN_T_SCORE = "explain_t_score"

# What the classifier makes of messages whose point is the number in them. A safety matter in the
# same message is raised by the triage, which comes after.
_GIVE_WAY_TO_A_SCORE = frozenset({"diagnosis_z_score", "diagnosis_osteopenia"})
_PERSONAL_ADVICE = "personal_advice"
_ABOUT_MEDICINES = frozenset({TriageLevel.R1, TriageLevel.R1_DENOSUMAB})
_NOT_UNDERSTOOD = frozenset({"out_of_scope", "nlu_fallback"})
# facts.md 2.3: the T-score groups are for women after menopause and men from this age.
_GROUPS_FROM_AGE = 50


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ScoreTopic(PlainComponent, IntentClassifier):
    """Raises the intent of messages whose point is a score; needs no training."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must stand before this one in the pipeline."""
        return [ScoreReader, IntentClassifier]

    def process(self, messages: list[Message]) -> list[Message]:
        """Raises the intent where a score is the point.

        Args:
            messages: Messages that the score reader has read and that have an intent.

        Returns:
            The same messages.
        """
        for message in messages:
            found: ReadMessage = message.data.pop(READ_MESSAGE)
            intent = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
            if has_score(message.get(ENTITIES, [])) and _gives_way(
                intent, found, message.get(TEXT)
            ):
                raise_intent(message, EXPLAIN_T_SCORE, 1.0)
        return messages


def _gives_way(intent: str | None, found: ReadMessage, text: str) -> bool:
    """Whether the score is the point of a message that the classifier took for something else."""
    if intent == _PERSONAL_ADVICE:
        is_about_medicine = level_of_intent(_PERSONAL_ADVICE, text) in _ABOUT_MEDICINES
        return _has_no_groups(found.person) or not is_about_medicine
    if intent in _NOT_UNDERSTOOD:
        return any(reading.site or reading.kind_given for reading in found.readings)
    return intent in _GIVE_WAY_TO_A_SCORE


def _has_no_groups(person: Person) -> bool:
    """Whether the T-score action refers this person to a clinician instead of naming a group."""
    is_young = person.age_high is not None and person.age_high < _GROUPS_FROM_AGE
    return person.pregnant or person.child or is_young
