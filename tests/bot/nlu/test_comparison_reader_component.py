"""The comparison reader as a component of Rasa's pipeline."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.comparison_reader_component import ComparisonReader


def entities_of(message: Message, tmp_path: Any) -> list[dict[str, Any]]:
    component = ComparisonReader.create(
        ComparisonReader.get_default_config(),
        LocalModelStorage(tmp_path),
        Resource("comparison_reader"),
        ExecutionContext(GraphSchema({})),
    )
    (processed,) = component.process([message])
    found: list[dict[str, Any]] = processed.get(ENTITIES, [])
    return found


def test_conditions_and_aspect_become_entities_of_the_message(tmp_path: Any) -> None:
    found = entities_of(Message({"text": "does osteomalasia hurt"}), tmp_path)
    assert found == [
        {
            "entity": "condition",
            "value": "osteomalacia",
            "start": 5,
            "end": 17,
            "extractor": "ComparisonReader",
        },
        {
            "entity": "aspect",
            "value": "symptoms",
            "start": 18,
            "end": 22,
            "extractor": "ComparisonReader",
        },
    ]


def test_entities_that_were_found_before_are_kept(tmp_path: Any) -> None:
    earlier = {"entity": "t_score", "value": "-2.7"}
    message = Message({"text": "osteoporosis with -2.7", ENTITIES: [earlier]})
    assert entities_of(message, tmp_path)[0] == earlier


def test_a_button_s_payload_passes_untouched(tmp_path: Any) -> None:
    message = Message({"text": '/compare_conditions{"aspect":"all"}'})
    assert entities_of(message, tmp_path) == []
    assert ENTITIES not in message.data


def test_rasa_runs_the_component_on_every_message_and_never_trains_it() -> None:
    name = "bot.nlu.comparison_reader_component.ComparisonReader"
    config = {"recipe": "default.v1", "language": "en", "pipeline": [{"name": name}]}
    schemas = DefaultV1Recipe().graph_config_for_recipe(config, {})
    assert f"run_{name}0" in schemas.predict_schema.nodes
    assert not any(node.startswith(f"train_{name}") for node in schemas.train_schema.nodes)
