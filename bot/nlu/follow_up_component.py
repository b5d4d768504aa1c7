"""Notes of each message what the choice among follow-ups needs to know of its meaning."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.carrying_on import CarryingOnModel
from bot.nlu.message_parts import TOPIC_RANKING, WITHIN_SUBJECT
from bot.nlu.sentence_vectors import vectors_of

# Property of a message: `{"carries_on": log-odds, "within": {intent: probability}}`, the latter the
# likeliest intents of its words behind the subject talked about, where they were read so.
FOLLOW_UP = "follow_up"
CARRIES_ON = "carries_on"
WITHIN = "within"
_WITHIN_KEPT = 3
_DIGITS = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FollowUpReader(GraphComponent, EntityExtractorMixin):
    """Stands behind the topic classifier."""

    def __init__(self) -> None:
        """Loads the fitted model."""
        self._model = CarryingOnModel()

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must stand before this one in the pipeline."""
        return [IntentClassifier]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FollowUpReader:
        """Creates the component (see parent class)."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Notes it, except of a button's payload.

        Args:
            messages: Messages whose intents are known.

        Returns:
            The same messages.
        """
        for message in messages:
            within: Message | None = message.data.pop(WITHIN_SUBJECT, None)
            if not message.get(TEXT) or TOPIC_RANKING not in message.data:
                continue
            ranking = within.get(TOPIC_RANKING) or [] if within is not None else []
            read = {
                CARRIES_ON: round(self._model.log_odds(vectors_of([message])[0]), _DIGITS),
                WITHIN: {
                    line[INTENT_NAME_KEY]: round(line[PREDICTED_CONFIDENCE_KEY], _DIGITS)
                    for line in ranking[:_WITHIN_KEPT]
                },
            }
            message.set(FOLLOW_UP, read, add_to_output=True)
        return messages
