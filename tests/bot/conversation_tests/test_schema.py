"""The JSON schema for editors says what the reader says."""

import json
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

import bot.conversation_tests
from bot.conversation_tests import reading

SCHEMA = json.loads(
    (Path(bot.conversation_tests.__file__).parent / "schema.json").read_text(encoding="utf-8")
)
FOR_EDITORS = "# yaml-language-server: $schema="
CONVERSATIONS = sorted((Path(__file__).parents[2] / "conversations").rglob("*.yml"))


@pytest.mark.parametrize("file", CONVERSATIONS, ids=lambda file: file.stem)
def test_every_conversation_file_fits_the_schema(file):
    text = file.read_text(encoding="utf-8")
    jsonschema.validate(YAML(typ="safe", pure=True).load(text), SCHEMA)
    first = text.splitlines()[0]
    if first.startswith(FOR_EDITORS):
        named = file.parent / first.removeprefix(FOR_EDITORS)
        assert named.resolve().name == "schema.json"
        assert named.is_file()


def test_schema_and_reader_know_the_same_keys():
    definitions = SCHEMA["definitions"]
    assert set(SCHEMA["properties"]) == set(reading.FILE_KEYS)
    assert set(definitions["testCase"]["properties"]) == set(reading.CASE_KEYS)
    assert set(definitions["user"]["properties"]) == set(reading.USER_KEYS)
    assert set(definitions["assertion"]["properties"]) == set(reading.ASSERTIONS)
    assert set(definitions["message"]["properties"]) == set(reading.MESSAGE_KEYS)


def test_the_schema_refuses_a_misspelled_key():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(
            {"test_cases": [{"test_case": "a", "steps": [{"user": "x", "asertions": []}]}]}, SCHEMA
        )
