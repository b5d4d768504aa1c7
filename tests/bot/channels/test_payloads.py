import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.library import AnswerLibrary
from bot.channels.payloads import (
    ButtonPress,
    as_text,
    button_press,
    contrast_aspects,
    public_intents,
)
from bot.paths import DOMAIN_FILE

# How Rasa 3.6.21 tells a command: rasa.shared.core.training_data.story_reader.yaml_story_reader.
RASA_COMMAND = re.compile(
    r"^/(?P<name>[^{@]+)(?P<confidence>@[0-9.]+)?(?P<entities>{.+})?(?P<rest>.*)"
)


def test_every_button_of_the_domain_is_a_press() -> None:
    library = AnswerLibrary(yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))["responses"])
    for button in library.buttons(library.topics):
        assert button_press(button.payload) == ButtonPress(button.payload[1:])


@pytest.mark.parametrize(
    "payload",
    [
        '/explain_t_score{"answer":"minus"}',
        '/explain_t_score{"answer":"plus"}',
        '/explain_t_score{"answer": "-2.5"}',
        '/explain_t_score{"answer": "−2,5"}',
        '/compare_conditions{"aspect":"mineralization"}',
        '/compare_conditions{"aspect":"all", "condition":"osteomalacia"}',
        '/simpler{"topic":"condition_men"}',
        "/deny",
        "/out_of_scope",
        "/delete_my_data",
    ],
)
def test_a_payload_with_values_of_the_assistants_own_lists_is_a_press(payload: str) -> None:
    assert button_press(payload) is not None


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "/",
        "//greet",
        "/restart",
        "/back",
        "/session_start",
        "/nlu_fallback",
        "/no_such_intent",
        "/action_erase_conversation",
        "/SetSlots(t_score_memory=1)",
        "/greet@0.9",
        "/greet ",
        " /greet",
        "/greet\n",
        "/GREET",
        "/greet{}",
        "/greet{",
        "/greet{}{}",
        "/greet[]",
        "/greet/restart",
        '/greet{"t_score_memory":"x"}',
        '/greet{"triage_level":"E1"}',
        '/greet{"session_started_metadata":"x"}',
        '/greet{"answer":"maybe"}',
        '/greet{"answer":-2.5}',
        '/greet{"answer":NaN}',
        '/greet{"answer":["minus"]}',
        '/greet{"answer":{"a":"minus"}}',
        '/greet{"answer":null}',
        '/greet{"answer":"minus","answer":"plus"}',
        '/greet{"answer":"minus"} x',
        "/greet{'answer':'minus'}",
        '/greet{"aspect":"price"}',
        '/greet{"topic":"restart"}',
        "/gr\u0435et",
        "/greet\x00",
        "/" + "a" * 100_000,
        '/greet{"answer":"' + "1" * 1000 + '"}',
        "/greet" + '{"a":' * 40 + "1" + "}" * 40,
    ],
    ids=lambda value: repr(value[:40]),
)
def test_anything_else_is_no_press(payload: str) -> None:
    assert button_press(payload) is None


def test_a_command_is_written_anew_and_not_passed_on() -> None:
    press = button_press('/explain_t_score{ "answer" :  "minus" }')
    assert press is not None
    assert press.command() == '/explain_t_score{"answer": "minus"}'


def test_no_internal_intent_is_public() -> None:
    assert not public_intents() & {"nlu_fallback", "restart", "back", "session_start"}
    assert {"greet", "condition_men", "emergency", "out_of_scope"} <= public_intents()


def test_the_contrast_has_its_aspects() -> None:
    assert {"all", "mineralization", "labs", "both"} <= contrast_aspects()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/restart", "restart"),
        ("  //  /restart", "restart"),
        ("/", "/"),
        ("/ / /", "/"),
        ("\u200b/restart", "restart"),
        ("1/2 of people", "1/2 of people"),
        ("What is a T-score?", "What is a T-score?"),
        ('/greet{"answer":"minus"}', 'greet{"answer":"minus"}'),
    ],
)
def test_typed_slashes_at_the_start_are_dropped(typed: str, text: str) -> None:
    assert as_text(typed) == text


@given(st.text(alphabet=st.sampled_from('/ \t\u200b\u00a0agret{}"@:,-_\n'), max_size=30))
def test_typed_text_never_becomes_a_command(typed: str) -> None:
    assert RASA_COMMAND.match(as_text(typed).strip()) is None
