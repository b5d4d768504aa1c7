"""Readings as Rasa's entities."""

from __future__ import annotations

from rasa.shared.core.events import UserUttered
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.readings import Reading, Site
from bot.nlu.score_reader_component import READING_KEY, ScoreReader


def entities(text: str) -> list[dict[str, object]]:
    (message,) = ScoreReader().process([Message(data={TEXT: text})])
    found: list[dict[str, object]] = message.get(ENTITIES)
    return found


def test_each_kind_of_reading_is_an_entity_with_its_number_and_site() -> None:
    found = entities("I'm 67, spine -3.1 z -1.2, BMD 0.756, TBS 1.2")
    assert [(e["entity"], e["value"]) for e in found] == [
        ("t_score", "-3.1"),
        ("z_score", "-1.2"),
        ("bone_density", "0.756"),
        ("other_score", "1.2"),
        ("age", "67"),
    ]
    assert found[0]["role"] == "lumbar_spine"
    assert found[0]["extractor"] == "ScoreReader"


def test_the_whole_reading_survives_in_the_conversation() -> None:
    event = UserUttered("x", {"name": "explain_t_score"}, entities("left hip -1.4 in 2019"))
    kept = event.as_dict()["parse_data"]["entities"][0][READING_KEY]
    reading = Reading.from_dict(kept)
    assert (reading.site, reading.year) == (Site.TOTAL_HIP, 2019)


def test_a_number_taken_back_is_no_entity() -> None:
    assert [e["value"] for e in entities("sorry, -2.3 not -3.2")] == ["-2.3"]


def test_a_message_without_text_has_no_entities() -> None:
    (message,) = ScoreReader().process([Message(data={})])
    assert message.get(ENTITIES) == []
