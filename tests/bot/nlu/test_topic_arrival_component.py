import asyncio

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER

from bot.conversation_tests.project import load_agent
from bot.nlu.message_parts import CLAUSES
from bot.nlu.topic_arrival_component import TopicArrival
from bot.nlu.triage_component import suspects_in

LONG_STORY = (
    "Mum fell in the hall, she hit her head on the step, her leg is bent and cold, she can't feel "
    "her feet, her chest hurts, and she is on the floor. What is osteopenia?"
)


@pytest.fixture(scope="module")
def processor():
    return asyncio.run(load_agent()).processor


def given(text):
    return {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: None}


@pytest.mark.parametrize(
    "text", ["what is osteopenia", "what is osteopenia and does it hurt", LONG_STORY]
)
def test_a_message_means_the_same_beside_others_and_alone(processor, text):
    target = str(processor.model_metadata.nlu_target)
    alone = processor.graph_runner.run(given(text), [target])[target][0]
    beside = asyncio.run(processor.graph_runner.run_beside_others(given(text), [target]))[target][0]
    assert alone.as_dict(only_output_properties=True) == beside.as_dict(only_output_properties=True)


def test_of_a_long_story_the_most_alarming_clauses_are_read(processor):
    nodes = processor.model_metadata.predict_schema.nodes
    reader = next(name for name, node in nodes.items() if node.uses is TopicArrival)
    message = processor.graph_runner.run(given(LONG_STORY), [reader])[reader][0]
    suspects = suspects_in(message)
    assert len(suspects) == 3 < len(message.data[CLAUSES])
    assert "What is osteopenia?" not in {clause.get("text") for clause in suspects}
