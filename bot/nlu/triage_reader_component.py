"""Reads messages by the rules of the triage, while the sentence encoder works on them."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.message_parts import typed
from bot.nlu.plain_component import PlainComponent
from bot.nlu.triage import assess

# Property of a message: what the rules found in it; none for a button's payload.
ASSESSMENT = "triage_assessment"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TriageReader(PlainComponent, EntityExtractorMixin):
    """Notes what the rules find in each message; `Triage` decides what becomes of it."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the assessment to each message (see base class)."""
        for message, text in typed(messages):
            message.data[ASSESSMENT] = assess(text)
        return messages
