import asyncio

import pytest

from bot.conversation_tests.project import load_agent


@pytest.fixture(scope="module")
def agent():
    return asyncio.run(load_agent())


def after(agent, text, *said):
    """What is understood of a text after others were said."""
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    async def talk():
        name = "-".join((*said, text))
        for each in said:
            await agent.handle_message(UserMessage(each, CollectingOutputChannel(), name))
        tracker = await agent.processor.fetch_tracker_and_update_session(name)
        message = UserMessage(text, CollectingOutputChannel(), name)
        return await agent.processor.parse_message(message, tracker)

    return asyncio.run(talk())


def test_few_words_are_also_read_after_the_topic_answered_before(agent):
    read = after(agent, "how do they find it", "what is osteomalacia")["follow_up"]
    assert max(read["as_turn"], key=read["as_turn"].get) == "diagnosis_telling_apart"


def test_without_a_conversation_there_is_no_topic_to_read_a_message_after(agent):
    assert after(agent, "how do they find it")["follow_up"]["as_turn"] == {}


def test_a_long_message_is_read_alone(agent):
    text = "my mother had a scan last week and they said something about a z-score, what is it"
    assert after(agent, text, "what is osteomalacia")["follow_up"]["as_turn"] == {}


def test_doubt_means_nothing_alone_and_a_question_does(agent):
    doubt = after(agent, "even at my age")["follow_up"]
    question = after(agent, "what is a dexa scan")["follow_up"]
    assert doubt["leans"] > 0.4 > question["leans"]


def test_a_button_is_not_read(agent):
    assert "follow_up" not in after(agent, "/condition_men")
