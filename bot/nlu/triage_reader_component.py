"""Reads messages by the rules of the triage, while the sentence encoder works on them."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.triage import assess

# Property of a message: what the rules found in it; none for a button's payload.
ASSESSMENT = "triage_assessment"

_PAYLOAD = re.compile(r"/\w+\s*(?:\{.*\}\s*)?", re.DOTALL)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TriageReader(GraphComponent, EntityExtractorMixin):
    """Notes what the rules find in each message; `Triage` decides what becomes of it."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TriageReader:
        """Makes the component (see base class)."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the assessment to each message (see base class)."""
        for message in messages:
            text = message.get(TEXT)
            if text and not _PAYLOAD.fullmatch(text):
                message.data[ASSESSMENT] = assess(text)
        return messages
