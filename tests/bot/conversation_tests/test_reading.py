"""What makes a test file, and what its mistakes are called."""

from pathlib import Path

import pytest

from bot.conversation_tests.cases import (
    ActionExecuted,
    BotDidNotUtter,
    BotMessageCount,
    BotUttered,
    EntitiesAre,
    IntentIs,
    Replies,
    SlotWasSet,
)
from bot.conversation_tests.problems import CaseFileError
from bot.conversation_tests.reading import read_cases


def read(tmp_path: Path, text: str):
    file = tmp_path / "cases.yml"
    file.write_text(text, encoding="utf-8")
    return read_cases(file, "cases.yml")


def mistakes(tmp_path: Path, text: str) -> str:
    with pytest.raises(CaseFileError) as caught:
        read(tmp_path, text)
    return str(caught.value)


CASE = """\
test_cases:
  - test_case: greets
    steps:
      - user: hello
"""


def test_bot_and_utter_steps_are_the_messages_of_the_turn_before_them(tmp_path):
    (case,) = read(tmp_path, CASE + "      - bot: Hi.\n      - utter: utter_help\n")
    (replies,) = case.turns[0].expectations
    assert isinstance(replies, Replies)
    assert [(m.text, m.utter_name) for m in replies.messages] == [
        ("Hi.", None),
        (None, "utter_help"),
    ]


def test_every_assertion_is_read(tmp_path):
    (case,) = read(
        tmp_path,
        CASE
        + """\
        assertion_order_enabled: true
        assertions:
          - intent: greet
          - entities: [{entity: t_score, value: -2.5}]
          - action_executed: action_x
          - slot_was_set: [{name: a, value: 1}, {name: b}]
          - slot_was_not_set: [{name: c}]
          - bot_uttered:
              utter_name: utter_greet
              text_matches: ^Hello
              topic: greet
              buttons: [{title: A, payload: /a}]
              data: {type: x}
          - bot_did_not_utter: {text_matches: bye}
          - bot_message_count: 1
""",
    )
    turn = case.turns[0]
    assert turn.in_order
    assert [type(e) for e in turn.expectations] == [
        IntentIs,
        EntitiesAre,
        ActionExecuted,
        SlotWasSet,
        SlotWasSet,
        SlotWasSet,
        BotUttered,
        BotDidNotUtter,
        BotMessageCount,
    ]
    assert [(e.has_value, e.negated) for e in turn.expectations[3:6]] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_every_expectation_knows_its_line_and_step(tmp_path):
    (case,) = read(tmp_path, CASE + "        assertions:\n          - intent: greet\n")
    place = case.turns[0].expectations[0].place
    assert (place.file, place.line, place.step) == ("cases.yml", 6, 1)


def test_fixtures_and_metadata_are_found_by_name(tmp_path):
    (case,) = read(
        tmp_path,
        """\
fixtures:
  - premium:
      - level: gold
      - count: 2
metadata:
  - phone: {device: phone}
  - german: {language: de}
test_cases:
  - test_case: greets
    fixtures: [premium]
    metadata: phone
    steps:
      - user: hello
        metadata: german
      - bot: Hi.
""",
    )
    assert case.slots == {"level": "gold", "count": 2}
    assert case.turns[0].metadata == {"device": "phone", "language": "de"}


def test_words_that_yaml_could_take_for_truth_values_stay_words(tmp_path):
    (case,) = read(tmp_path, CASE.replace("hello", "no") + "      - bot: yes\n")
    assert case.turns[0].text == "no"


@pytest.mark.parametrize("typed", ["-2.70", "1e3", "+1.0", "007", "2019-01-02"])
def test_a_number_or_date_is_typed_as_it_is_written(tmp_path, typed):
    (case,) = read(tmp_path, CASE.replace("hello", typed) + "      - bot: Hi.\n")
    assert case.turns[0].text == typed


def test_a_number_that_a_test_expects_is_a_number(tmp_path):
    (case,) = read(
        tmp_path,
        CASE + "        assertions:\n          - slot_was_set: [{name: a, value: -2.70}]\n",
    )
    assert case.turns[0].expectations[0].value == -2.7


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cases.yml:1: The file is empty"),
        ("# nothing\n", "cases.yml:1: The file is empty"),
        ("- a\n", "must begin with a key such as 'test_cases:'"),
        ("test_cases: [", "not valid YAML"),
        ("test_cases:\n  - a: {b\n c: d", "not valid YAML"),
        ("test_cases: []\n", "test_cases must not be empty"),
        ("version: '3.1'\n", "holds no test case"),
        ("test_case:\n  - x\n", "Unknown key 'test_case'. Did you mean 'test_cases'?"),
        ("test_cases:\n  - steps:\n    - user: a\n", "cases.yml:2: The test case has no name"),
        ("test_cases:\n  - test_case: a\n", "The test case 'a' has no steps"),
        (CASE, "cases.yml:3: The test case 'greets' expects nothing"),
        (CASE.replace("user: hello", "bot: hello"), "(step 1): 'bot' stands before the first"),
        (CASE + "      - utters: utter_x\n", "cases.yml:5 (step 2): Unknown step 'utters'. Did"),
        (CASE + "      - bot: a\n        utter: b\n", "must be one of bot, utter"),
        (CASE + "        asertions: []\n", "Unknown key 'asertions'. Did you mean 'assertions'?"),
        (CASE + "        assertions: []\n", "'assertions' must not be empty"),
        (CASE + "        assertions: {intent: a}\n", "must be a list"),
        (CASE + "        assertions:\n          - intnt: a\n", "Did you mean 'intent'?"),
        (
            CASE + "        assertions:\n          - intent: a\n            topic: b\n",
            "has one key",
        ),
        (CASE + "        assertions:\n          - bot_uttered: {}\n", "expects nothing"),
        (
            CASE + "        assertions:\n          - bot_uttered: {text_matches: '('}\n",
            "cases.yml:6 (step 1): '(' is not a regular expression",
        ),
        (CASE + "        assertions:\n          - bot_message_count: many\n", "a whole number"),
        ("test_cases:\n\t- a\n", "cases.yml:2: This is not valid YAML: there is a tab here"),
        (
            CASE.replace("hello", "score: 1"),
            "its text holds a colon and must stand in quotes.\n    ",
        ),
        (
            CASE.replace("hello", '"hello') + "      - bot: a\n",
            "cases.yml:4: This is not valid YAML",
        ),
        (CASE + "      assertions:\n        - intent: a\n", "cases.yml:5: This is not valid YAML"),
        (
            CASE + "      - bot: a\n    steps: []\n",
            "cases.yml:6: The key 'steps' stands here twice",
        ),
        (CASE + "      - bot: a\n---\na: b\n", "take the line '---' out"),
        ("test_cases: " + "[" * 5000, "nested too deeply"),
        (CASE.replace("hello", "true"), "not the value true. Put it in quotes."),
        (CASE + "      - assertions: []\n", "belongs to the 'user' step above"),
        (
            CASE + "        assertions:\n          - bot_uttered:\n            topic: a\n",
            "indent 'topic' further than 'bot_uttered'",
        ),
        (CASE + "        assertions:\n          - bot_uttered:\n", "The assertion expects nothing"),
        (
            CASE + "      - bot: a\n      - user: and\n",
            "cases.yml:6 (step 3): After the last message, 'and', the test expects nothing",
        ),
        (CASE.replace("hello", "''"), "'user' must be a text, not an empty text"),
        (CASE + "      - bot: Hi.\n    fixtures: gold\n", "There is no fixture 'gold'"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, text, told):
    assert told in mistakes(tmp_path, text)


def test_all_mistakes_are_told_at_once(tmp_path):
    told = mistakes(tmp_path, CASE + "        asertions: []\n      - utters: b\n")
    assert "asertions" in told
    assert "utters" in told


def test_two_tests_of_one_name_are_refused(tmp_path):
    case = "  - test_case: a\n    steps:\n      - user: x\n      - bot: y\n"
    assert "already used in line 2" in mistakes(tmp_path, f"test_cases:\n{case}{case}")


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    file = tmp_path / "cases.yml"
    file.write_bytes(b"test_cases: \xff\xfe")
    with pytest.raises(CaseFileError, match="not UTF-8"):
        read_cases(file)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(CaseFileError, match="can't be read"):
        read_cases(tmp_path / "none.yml")
