"""The fixed safety texts, the numbers of a country, and the action that says them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import textstat
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_give_safety_advice import ActionGiveSafetyAdvice
from actions.safety.texts import (
    LATE_DENOSUMAB,
    LINES_FILE,
    TEXTS_FILE,
    SafetyTextsInvalid,
    load_safety_texts,
)
from bot.nlu.triage_levels import TriageLevel
from bot.paths import DOMAIN_FILE

DOMAIN: dict[str, Any] = yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))
DEFAULT_TEXTS = load_safety_texts("default")
HIGHEST_GRADE = 8


def advice(intent: str, text: str = "", level: str | None = None) -> dict[str, Any]:
    entities = [{"entity": "triage_level", "value": level}] if level else []
    tracker = Tracker(
        sender_id="visitor",
        slots={},
        latest_message={"text": text, "intent": {"name": intent}, "entities": entities},
        events=[],
        paused=False,
        followup_action=None,
        active_loop={},
        latest_action_name=None,
    )
    dispatcher = CollectingDispatcher()
    ActionGiveSafetyAdvice().run(dispatcher, tracker, DOMAIN)
    (message,) = dispatcher.messages
    return dict(message)


def test_every_level_has_a_text_with_its_numbers_filled_in() -> None:
    assert DEFAULT_TEXTS.keys() == {
        *(level.value for level in TriageLevel if level is not TriageLevel.NONE),
        LATE_DENOSUMAB,
    }
    assert not any("{" in entry.text for entry in DEFAULT_TEXTS.values())


def test_emergency_texts_name_several_numbers_by_default() -> None:
    for level in TriageLevel:
        if level.is_emergency:
            assert "112, 911, 999 or 000" in DEFAULT_TEXTS[level.value].text


def test_the_self_harm_text_names_the_crisis_lines() -> None:
    text = DEFAULT_TEXTS["E4"].text
    assert all(line in text for line in ("988", "116 123", "findahelpline.com"))
    assert "?" not in text


def test_a_country_gives_its_own_numbers_and_an_unknown_one_the_default() -> None:
    assert "(999 or 112)" in load_safety_texts("gb")["E1"].text
    assert load_safety_texts("XX") == DEFAULT_TEXTS


@pytest.mark.parametrize("name", DEFAULT_TEXTS)
def test_texts_are_easy_to_read_and_never_diagnose(name: str) -> None:
    text = DEFAULT_TEXTS[name].text
    # Of textstat's measures this one needs no list of syllables from the network.
    assert textstat.automated_readability_index(text) <= HIGHEST_GRADE
    assert not re.search(r"you have osteoporosis|quantity, not quality|crumbl|severe", text, re.I)


@pytest.mark.parametrize(
    ("texts", "lines", "complaint"),
    [
        ({"E1": None}, {}, "E1"),
        ({"E1": {"text": "Call {nobody}."}}, {}, "nobody"),
        ({"E1": {"text": "Call.", "offers": ["greet"]}}, {}, "must not offer"),
        ({"R2": {"text": "No.", "offers": ["a", "b", "c"]}}, {}, "at most 2"),
        ({"R9": {"text": "Unknown."}}, {}, "R9"),
        ({}, {"default": {"emergency_numbers": "112"}}, "crisis_lines"),
        ({}, {"US": {"emergency_numbers": 911, "crisis_lines": "988"}}, "quotes"),
    ],
)
def test_a_mistake_in_the_files_is_named(
    texts: dict[str, Any], lines: dict[str, Any], complaint: str, tmp_path: Path
) -> None:
    changed_texts, changed_lines = tmp_path / "texts.yml", tmp_path / "lines.yml"
    changed_texts.write_text(
        yaml.safe_dump(yaml.safe_load(TEXTS_FILE.read_text(encoding="utf-8")) | texts)
    )
    changed_lines.write_text(
        yaml.safe_dump(yaml.safe_load(LINES_FILE.read_text(encoding="utf-8")) | lines)
    )
    with pytest.raises(SafetyTextsInvalid, match=re.escape(complaint)):
        load_safety_texts("default", changed_texts, changed_lines)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SafetyTextsInvalid, match=r"gone\.yml"):
        load_safety_texts("default", TEXTS_FILE, tmp_path / "gone.yml")


def test_the_action_has_the_name_that_the_domain_lists() -> None:
    assert ActionGiveSafetyAdvice().name() in DOMAIN["actions"]


@pytest.mark.parametrize("level", [level for level in TriageLevel if level.is_emergency])
def test_after_an_emergency_nothing_else_is_said(level: TriageLevel) -> None:
    message = advice(level.intent or "", "help", level.value)
    assert message["text"] == DEFAULT_TEXTS[level.value].text
    assert message["topic"] == level.intent
    assert not message["buttons"]


@pytest.mark.parametrize(
    ("intent", "text", "expected"),
    [
        ("emergency", "help", "E1"),
        ("self_harm", "help", "E4"),
        ("urgent", "my back hurts", "U"),
        ("urgent", "my prolia is late", LATE_DENOSUMAB),
        ("personal_advice", "what now", "R2"),
        ("personal_advice", "what about my fosamax", "R1"),
        ("personal_advice", "what about prolia", "R1_DENOSUMAB"),
        ("personal_advice", "what about my child", "R3_CHILD"),
        ("personal_advice", "i am pregnant what now", "R3"),
    ],
)
def test_without_a_level_the_intent_and_the_words_choose_the_text(
    intent: str, text: str, expected: str
) -> None:
    assert advice(intent, text)["text"] == DEFAULT_TEXTS[expected].text


def test_an_unknown_level_is_not_believed() -> None:
    assert advice("emergency", "help", "X9")["text"] == DEFAULT_TEXTS["E1"].text


def test_a_referral_offers_at_most_two_things_that_the_domain_knows() -> None:
    message = advice("personal_advice", "should I stop fosamax", "R1")
    payloads = [button["payload"] for button in message["buttons"]]
    assert payloads
    assert len(payloads) <= 2
    assert {payload.removeprefix("/") for payload in payloads} <= set(DOMAIN["intents"])
