"""Puts the comparison reader into the pipeline: the entities `condition` and `aspect`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.comparison_reader import build_matchers, find_mentions


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ComparisonReader(GraphComponent, EntityExtractorMixin):
    """Adds the conditions that a message names and the aspect it asks about."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ComparisonReader:
        """Creates the component (see parent class)."""
        build_matchers()
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities to each message, except to a button's payload.

        Args:
            messages: Messages as Rasa received them.

        Returns:
            The same messages.
        """
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith(INTENT_MESSAGE_PREFIX):
                found = self.add_extractor_name(_entities(text))
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def _entities(text: str) -> list[dict[str, Any]]:
    return [
        {
            ENTITY_ATTRIBUTE_TYPE: mention.entity,
            ENTITY_ATTRIBUTE_VALUE: mention.value,
            ENTITY_ATTRIBUTE_START: mention.start,
            ENTITY_ATTRIBUTE_END: mention.end,
        }
        for mention in find_mentions(text)
    ]
