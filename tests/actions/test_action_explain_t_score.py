"""The action on Rasa's own tracker: one message, and the memory for the next."""

from __future__ import annotations

from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_explain_t_score import (
    ACTION_NAME,
    MEMORY_SLOT,
    ActionExplainTScore,
    answers_open_question,
    reply_to_scores,
)
from bot.paths import DOMAIN_FILE

DOMAIN: dict[str, Any] = yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))
INTRODUCED = {"event": "bot", "text": "Hello!", "metadata": {"introduction": True}}
MINUS = {
    "text": '/explain_t_score{"answer":"minus"}',
    "entities": [{"entity": "answer", "value": "minus"}],
}
Turn = tuple[dict[str, Any], dict[str, Any]]


def run(
    message: dict[str, Any], slots: dict[str, Any], events: list[dict[str, Any]] | None = None
) -> Turn:
    dispatcher = CollectingDispatcher()
    tracker = Tracker(
        sender_id="visitor",
        slots=slots,
        latest_message=message,
        events=[INTRODUCED] if events is None else events,
        paused=False,
        followup_action=None,
        active_loop={},
        latest_action_name=None,
    )
    (event,) = ActionExplainTScore().run(dispatcher, tracker, DOMAIN)
    (said,) = dispatcher.messages
    return said, {event["name"]: event["value"]}


def test_the_domain_lists_the_action_and_its_slot() -> None:
    assert ActionExplainTScore().name() in DOMAIN["actions"]
    assert MEMORY_SLOT in DOMAIN["slots"]


def test_it_sends_one_message_with_topic_data_sources_and_buttons() -> None:
    said, _ = run({"text": "my T-score is -2.7 at the hip", "entities": []}, {})
    assert said["topic"] == "explain_t_score"
    assert said["custom"] == {
        "type": "t_score",
        "status": "explained",
        "group": "osteoporosis_range",
        "readings": [{"kind": "T", "value": -2.7, "site": "total_hip"}],
    }
    assert "who1994" in said["sources"]
    assert said["simple"]
    payloads = [button["payload"].lstrip("/") for button in said["buttons"]]
    assert set(payloads) <= set(DOMAIN["intents"])


def test_a_tapped_button_answers_the_question_of_the_message_before() -> None:
    asked, slots = run({"text": "2.7", "entities": []}, {})
    assert asked["buttons"][0]["payload"] == MINUS["text"]
    said, _ = run(MINUS, slots)
    assert said["custom"]["group"] == "osteoporosis_range"


def test_typed_text_never_counts_as_a_tapped_button() -> None:
    _, slots = run({"text": "2.7", "entities": []}, {})
    typed = {"text": "hello", "entities": MINUS["entities"]}
    said, _ = run(typed, slots)
    assert said["custom"]["status"] == "ask_sign"


def test_a_yes_after_another_subject_is_not_taken_for_an_answer() -> None:
    _, slots = run({"text": "25", "entities": []}, {})
    events: list[dict[str, Any]] = [
        INTRODUCED,
        {"event": "action", "name": ACTION_NAME},
        {"event": "user", "text": "what is osteoporosis"},
        {"event": "action", "name": "utter_condition_osteoporosis"},
        {"event": "user", "text": "yes"},
    ]
    said, _ = run({"text": "yes", "entities": []}, slots, events)
    assert said["custom"]["status"] == "check_number"
    direct = [*events[:2], events[-1]]
    said, _ = run({"text": "yes", "entities": []}, slots, direct)
    assert said["custom"]["status"] == "explained"


def test_other_code_can_ask_whether_a_message_answers_the_open_question() -> None:
    reply = reply_to_scores({"text": "2.7"}, {})
    slots = {MEMORY_SLOT: reply.memory.to_slot()}
    assert answers_open_question({"text": "minus"}, slots)
    assert not answers_open_question({"text": "minus"}, {})
