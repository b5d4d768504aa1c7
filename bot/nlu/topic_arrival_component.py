"""Lets the topic classifier end what it has begun, once the vectors are there."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.plain_component import PlainComponent
from bot.nlu.topic_classifier import READ_BY, TopicClassifier


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TopicArrival(PlainComponent, IntentClassifier):
    """Stands behind the components that read while the sentence encoder works."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must stand before this one in the pipeline."""
        return [TopicClassifier]

    async def until_ready(self, messages: list[Message]) -> None:
        """Waits for the vectors (see `SequentialGraphRunner`)."""
        for message in messages:
            if READ_BY in message.data:
                await message.data[READ_BY].until_read(message)

    def process(self, messages: list[Message]) -> list[Message]:
        """Has each message ranked that the topic classifier has begun to read.

        Args:
            messages: Messages as Rasa hands them to a component.

        Returns:
            The same messages.
        """
        for message in messages:
            classifier: TopicClassifier | None = message.data.pop(READ_BY, None)
            if classifier is not None:
                classifier.end(message)
        return messages
