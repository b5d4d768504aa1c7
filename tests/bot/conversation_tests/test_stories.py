"""Test stories in the format of `rasa test`."""

from pathlib import Path

import pytest

from bot.conversation_tests.cases import Actions, EntitiesAre, IntentIs, SlotWasSet
from bot.conversation_tests.problems import CaseFileError
from bot.conversation_tests.reading import read_cases
from bot.conversation_tests.stories import unannotated


def read(tmp_path: Path, steps: str):
    file = tmp_path / "test_stories.yml"
    file.write_text(f"version: '3.1'\nstories:\n- story: one\n  steps:\n{steps}", encoding="utf-8")
    return read_cases(file, file.name)


def test_a_story_becomes_a_conversation(tmp_path):
    (case,) = read(
        tmp_path,
        """\
  - user: |
      my hip is [-2.7](t_score)
    intent: explain_t_score
  - action: action_explain_t_score
  - slot_was_set:
    - memory: 1
  - action: action_listen
  - intent: goodbye
  - action: utter_goodbye
""",
    )
    first, second = case.turns
    assert first.text == "my hip is -2.7"
    assert [type(e) for e in first.expectations] == [IntentIs, EntitiesAre, SlotWasSet, Actions]
    assert first.expectations[-1].names == ("action_explain_t_score",)
    assert second.text == "/goodbye"


def test_marks_of_entities_are_taken_out():
    text = 'from [Rome](city) to [the capital]{"entity": "city", "value": "Paris", "role": "to"}'
    assert unannotated(text) == (
        "from Rome to the capital",
        (
            {"entity": "city", "value": "Rome"},
            {"entity": "city", "value": "Paris", "role": "to"},
        ),
    )


def test_a_story_without_an_expectation_is_refused(tmp_path):
    with pytest.raises(CaseFileError, match="expects nothing"):
        read(tmp_path, "  - intent: greet\n")


def test_a_checkpoint_is_refused_and_not_passed_over(tmp_path):
    with pytest.raises(CaseFileError, match="'checkpoint' is not supported"):
        read(tmp_path, "  - intent: greet\n  - action: utter_greet\n  - checkpoint: a\n")
