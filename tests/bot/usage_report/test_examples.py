from __future__ import annotations

from typing import Any

import pytest
import yaml
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from bot.usage_report.examples import as_examples


def read(block: str) -> list[Any]:
    return RasaYAMLReader().reads(f'version: "3.1"\nnlu:\n{block}').intent_examples


@pytest.mark.parametrize(
    "text",
    [
        'she said: "no", #1 {really} & *that*',
        "- a dash\nand a second line",
        "[bone](condition) broth",
        "100 % : yes | no > maybe",
        "/slash 'quotes'",
    ],
)
def test_any_text_is_read_back_as_one_example_without_entities(text: str) -> None:
    (example,) = read(as_examples("risk_exercise", [text]))
    assert example.get("intent") == "risk_exercise"
    assert not example.get("entities")
    assert "\n" not in example.get("text")


def test_masked_texts_are_no_examples_and_none_stands_twice() -> None:
    block = as_examples("greet", ["my email is [email]", "hello", "hello"])
    assert yaml.safe_load(block) == [{"intent": "greet", "examples": "- hello\n"}]
