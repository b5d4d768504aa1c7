"""The action that sets the two conditions side by side, run on Rasa's own tracker."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_compare_conditions import ActionCompareConditions
from actions.action_simplify import ActionSimplify
from actions.comparison.contrast import load_contrast
from bot.nlu.comparison_reader import find_mentions
from bot.paths import DOMAIN_FILE

DOMAIN: dict[str, Any] = yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))
INTRODUCED = {"event": "bot", "text": "Hello!", "metadata": {"introduction": True}}


def conversation(
    entities: list[dict[str, Any]], events: list[dict[str, Any]] | None = None
) -> Tracker:
    return Tracker(
        sender_id="visitor",
        slots={},
        latest_message={"intent": {"name": "compare_conditions"}, "entities": entities},
        events=[INTRODUCED] if events is None else events,
        paused=False,
        followup_action=None,
        active_loop={},
        latest_action_name=None,
    )


def answer(entities: list[dict[str, Any]], events: list[dict[str, Any]] | None = None) -> Any:
    dispatcher = CollectingDispatcher()
    ActionCompareConditions().run(dispatcher, conversation(entities, events), DOMAIN)
    (message,) = dispatcher.messages
    return message


def answer_to(text: str) -> Any:
    return answer([{"entity": m.entity, "value": m.value} for m in find_mentions(text)])


def aspects(message: Any) -> list[str]:
    return [row["aspect"] for row in message["custom"]["rows"]]


def test_the_action_has_the_name_that_the_domain_lists() -> None:
    assert ActionCompareConditions().name() in DOMAIN["actions"]


def test_asked_in_general_it_gives_the_short_contrast_in_one_message() -> None:
    message = answer([])
    assert message["topic"] == "compare_conditions"
    assert message["custom"]["type"] == "comparison"
    assert len(aspects(message)) == 5
    assert message["text"].startswith("Both make bones weaker")
    assert message["sources"]


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("which one shows up in blood tests?", "labs"),
        ("soft or brittle?", "feel"),
        ("is the vitamin D one painful?", "symptoms"),
        ("what does the x-ray show in both", "imaging"),
        ("can you have both at the same time", "both"),
    ],
)
def test_asked_for_an_aspect_it_gives_that_row_and_offers_the_table(text: str, aspect: str) -> None:
    message = answer_to(text)
    assert aspects(message) == [aspect]
    assert message["buttons"][0] == {
        "title": "See the whole comparison",
        "payload": '/compare_conditions{"aspect":"all"}',
    }


def test_the_button_s_payload_gives_every_row() -> None:
    message = answer([{"entity": "aspect", "value": "all"}])
    assert len(aspects(message)) == len(load_contrast().rows)


def test_a_single_condition_is_said_first() -> None:
    text = answer_to("blood tests in osteomalacia")["text"]
    assert text.index("Osteomalacia: ") < text.index("Osteoporosis: ")


def test_when_both_are_named_osteoporosis_is_said_first() -> None:
    text = answer_to("blood tests in osteomalacia and in osteoporosis")["text"]
    assert text.index("Osteoporosis: ") < text.index("Osteomalacia: ")


def test_an_aspect_that_nobody_knows_gives_the_short_contrast() -> None:
    assert answer([{"entity": "aspect", "value": "price"}])["text"] == answer([])["text"]


def test_the_first_answer_of_a_conversation_carries_the_introduction() -> None:
    message = answer([], events=[])
    assert message["introduction"] is True
    assert "not a doctor" in message["text"]


def test_simpler_gives_the_plain_version_of_the_aspect_just_answered() -> None:
    said = answer_to("which one shows up in blood tests?")
    metadata = {key: said[key] for key in ("topic", "simple", "sources")}
    events = [INTRODUCED, {"event": "bot", "text": said["text"], "metadata": metadata}]
    dispatcher = CollectingDispatcher()
    ActionSimplify().run(dispatcher, conversation([], events), DOMAIN)
    (message,) = dispatcher.messages
    row = load_contrast().row("labs")
    assert row is not None
    assert message["text"] == row.simple
    assert message["topic"] == "compare_conditions"
