"""Puts what the score reader finds into Rasa's entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
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

from bot.nlu.plain_component import PlainComponent
from bot.nlu.readings import Person, Reading, ReadingKind, ReadMessage
from bot.nlu.score_reader import read_message

READING_KEY = "reading"
_ENTITIES = {
    ReadingKind.T: "t_score",
    ReadingKind.Z: "z_score",
    ReadingKind.BMD: "bone_density",
}
_OTHER_SCORE = "other_score"
# Property of a message: all that was read in it.
READ_MESSAGE = "read_message"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ScoreReader(PlainComponent, EntityExtractorMixin):
    """Finds scores, ages and sexes in messages; needs no training.

    A reading becomes an entity `t_score`, `z_score`, `bone_density` or `other_score` with the
    number as its value, the site as its role, and the whole reading under `reading`. Numbers that
    the message takes back are left out.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities to each message (see base class)."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = read_message(text)
            entities = self.add_extractor_name(entities_in(found, len(text)))
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
            message.data[READ_MESSAGE] = found
        return messages


def has_score(entities: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a T-score or Z-score was given.

    Args:
        entities: Entities of a message in Rasa's form.
    """
    return any(entity[ENTITY_ATTRIBUTE_TYPE] in ("t_score", "z_score") for entity in entities)


def entities_in(found: ReadMessage, length: int) -> list[dict[str, Any]]:
    """Gives the entities of a message in Rasa's form.

    Args:
        found: What was read in the message.
        length: How many characters the message has.
    """
    scores = [_score(reading) for reading in found.readings if not reading.withdrawn]
    return scores + _person(found.person, length)


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
