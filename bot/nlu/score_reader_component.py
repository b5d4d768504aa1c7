"""Puts what the score reader finds into Rasa's entities."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_ROLE,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.readings import Person, Reading, ReadingKind
from bot.nlu.score_reader import read_message

READING_KEY = "reading"
_ENTITIES = {
    ReadingKind.T: "t_score",
    ReadingKind.Z: "z_score",
    ReadingKind.BMD: "bone_density",
}
_OTHER_SCORE = "other_score"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ScoreReader(GraphComponent, EntityExtractorMixin):
    """Finds scores, ages and sexes in messages; needs no training.

    A reading becomes an entity `t_score`, `z_score`, `bone_density` or `other_score` with the
    number as its value, the site as its role, and the whole reading under `reading`. Numbers that
    the message takes back are left out.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ScoreReader:
        """Makes the component (see base class)."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities to each message (see base class)."""
        for message in messages:
            entities = self.add_extractor_name(entities_in(message.get(TEXT) or ""))
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages


def entities_in(text: str) -> list[dict[str, Any]]:
    """Gives the entities of a message in Rasa's form.

    Args:
        text: What the visitor typed.
    """
    found = read_message(text)
    scores = [_score(reading) for reading in found.readings if not reading.withdrawn]
    return scores + _person(found.person, len(text))


def _score(reading: Reading) -> dict[str, Any]:
    entity: dict[str, Any] = {
        ENTITY_ATTRIBUTE_TYPE: _ENTITIES.get(reading.kind, _OTHER_SCORE),
        ENTITY_ATTRIBUTE_START: reading.start,
        ENTITY_ATTRIBUTE_END: reading.end,
        ENTITY_ATTRIBUTE_VALUE: str(reading.value),
        READING_KEY: reading.to_dict(),
    }
    if reading.site is not None:
        entity[ENTITY_ATTRIBUTE_ROLE] = reading.site.value
    return entity


def _person(person: Person, length: int) -> list[dict[str, Any]]:
    facts = {
        "age": str(person.age) if person.age is not None else None,
        "sex": person.sex.value if person.sex is not None else None,
    }
    return [
        {
            ENTITY_ATTRIBUTE_TYPE: name,
            ENTITY_ATTRIBUTE_START: 0,
            ENTITY_ATTRIBUTE_END: length,
            ENTITY_ATTRIBUTE_VALUE: value,
        }
        for name, value in facts.items()
        if value is not None
    ]
