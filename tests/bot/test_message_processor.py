import asyncio

import pytest
from rasa.core.channels.channel import UserMessage

from bot.conversation_tests.project import load_agent


@pytest.fixture(scope="module")
def agent():
    return asyncio.run(load_agent())


def understood(agent, text):
    return asyncio.run(agent.processor.parse_message(UserMessage(text)))


def as_the_model_reads(agent, text):
    read = asyncio.run(agent.processor._read(UserMessage(text)))
    return read.as_dict(only_output_properties=True)


@pytest.mark.parametrize("text", ["/condition_men", '/compare_conditions{"aspect": "causes"}'])
def test_a_button_means_the_same_without_the_model(agent, text):
    alone = understood(agent, text)
    read = as_the_model_reads(agent, text)
    assert {name: alone[name] for name in read} == read


def test_a_button_wakes_no_component(agent, monkeypatch):
    monkeypatch.setattr(agent.processor, "graph_runner", None)
    assert understood(agent, "/condition_men")["intent"]["name"] == "condition_men"


def test_an_intent_that_does_not_exist_is_read_as_text(agent):
    with pytest.warns(UserWarning, match="Expected the intent"):
        assert understood(agent, "/no_such_thing")["intent"]["name"] != "no_such_thing"
