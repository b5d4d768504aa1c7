"""Puts the gathering of questions into the pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.comparison_reader import ASPECT, CONDITION
from bot.nlu.comparison_reader_component import ComparisonReader
from bot.nlu.message_division import MOST_QUESTIONS, DivisionModel
from bot.nlu.message_parts import PARTS, PIECES, TYPED_TEXT, understood_of
from bot.nlu.plain_component import PlainComponent
from bot.nlu.question_gatherer import DECLINED, Decided, Gathered, Thresholds, gather
from bot.nlu.score_reader_component import has_score
from bot.nlu.score_topic_component import EXPLAIN_T_SCORE

# Property of a message: its questions where it asks several, in order.
QUESTIONS = "questions"
CONTRAST_INTENT = "compare_conditions"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class QuestionGatherer(PlainComponent, EntityExtractorMixin):
    """Names the questions of a message that asks several; stands last in the pipeline.

    The message's `questions` is a list of `{"text", "intent", "confidence"}`; its intent is that
    of the first. A message with one question and talk around it that was not understood as a
    whole takes the intent of the question.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        """Creates the component from its part of config.yml."""
        self._thresholds = Thresholds(
            of_question=config["question_threshold"],
            of_only_question=config["only_question_threshold"],
            of_whole=config["whole_threshold"],
        )
        self._divisions = DivisionModel()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's options and their defaults."""
        return {
            # How sure a part must be that is an alarm, or beside which advice is declined.
            "question_threshold": 0.8,
            # How sure the only question must be where the message as a whole says nothing.
            "only_question_threshold": 0.9,
            # From here on a message that is about something else is not saved by its question.
            "whole_threshold": 0.9,
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must stand before this one in the pipeline."""
        return [IntentClassifier]

    def process(self, messages: list[Message]) -> list[Message]:
        """Decides about the parts of each message and takes them away.

        Args:
            messages: Messages whose intents and whose parts' intents are known.

        Returns:
            The same messages.
        """
        for message in messages:
            parts = message.data.pop(PARTS, None)
            if parts:
                gathered = gather(
                    message.get(TEXT),
                    message.data.pop(PIECES),
                    understood_of(message),
                    _decided(message),
                    {place: understood_of(part) for place, part in parts.items()},
                    self._thresholds,
                    self._divisions,
                )
                _apply(gathered, message, parts)
            _explain_score_beside_advice(message)
        return messages


def _decided(message: Message) -> Decided:
    """What the components since the classifier have made of it."""
    intent = message.get(INTENT)
    return Decided(intent[INTENT_NAME_KEY], intent[PREDICTED_CONFIDENCE_KEY])


def _explain_score_beside_advice(message: Message) -> None:
    """Lets a score be explained also where what to do about it is declined."""
    intent = message.get(INTENT) or {}
    if intent.get(INTENT_NAME_KEY) != DECLINED or not has_score(message.get(ENTITIES, [])):
        return
    if any(question[INTENT] == EXPLAIN_T_SCORE for question in message.get(QUESTIONS) or []):
        return
    declined = {
        TEXT: message.get(TEXT),
        INTENT: DECLINED,
        PREDICTED_CONFIDENCE_KEY: intent[PREDICTED_CONFIDENCE_KEY],
    }
    questions = (message.get(QUESTIONS) or [declined])[: MOST_QUESTIONS - 1]
    score = {TEXT: message.get(TEXT), INTENT: EXPLAIN_T_SCORE, PREDICTED_CONFIDENCE_KEY: 1.0}
    message.set(QUESTIONS, [*questions, score], add_to_output=True)


def _apply(gathered: Gathered, message: Message, parts: Mapping[tuple[int, int], Message]) -> None:
    if gathered.stands_for_message is not None:
        spokesman = parts[gathered.stands_for_message]
        for name in (INTENT, INTENT_RANKING_KEY):
            message.set(name, spokesman.get(name), add_to_output=True)
    if not gathered.questions:
        return
    questions = [parts[place] for place in gathered.questions]
    message.set(
        QUESTIONS,
        [
            {
                TEXT: question.get(TYPED_TEXT),
                INTENT: question.get(INTENT)[INTENT_NAME_KEY],
                PREDICTED_CONFIDENCE_KEY: question.get(INTENT)[PREDICTED_CONFIDENCE_KEY],
            }
            for question in questions
        ],
        add_to_output=True,
    )
    for question in questions:
        if question.get(INTENT)[INTENT_NAME_KEY] == CONTRAST_INTENT:
            _read_contrast_within(question, message)


def _read_contrast_within(question: Message, message: Message) -> None:
    """Keeps only what the question about the contrast names of conditions and aspects."""
    others = [
        entity
        for entity in message.get(ENTITIES, [])
        if entity.get(ENTITY_ATTRIBUTE_TYPE) not in (CONDITION, ASPECT)
    ]
    read = ComparisonReader().process([Message({TEXT: question.get(TEXT)})])[0]
    message.set(ENTITIES, others + read.get(ENTITIES, []), add_to_output=True)
