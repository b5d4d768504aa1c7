"""Puts the comparison reader into the pipeline: the entities `condition` and `aspect`."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.comparison_reader import build_matchers, find_mentions
from bot.nlu.message_parts import typed
from bot.nlu.plain_component import PlainComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ComparisonReader(PlainComponent, EntityExtractorMixin):
    """Adds the conditions that a message names and the aspect it asks about."""

    def __init__(self, config: dict[str, Any] | None = None) -> None:
        """Builds the matchers, so that no visitor waits for them."""
        super().__init__(config)
        build_matchers()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities to each message, except to a button's payload.

        Args:
            messages: Messages as Rasa received them.

        Returns:
            The same messages.
        """
        for message, text in typed(messages):
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
