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


def test_few_words_are_also_read_behind_the_subject_talked_about(agent):
    read = after(agent, "how do they find it", "what is osteomalacia")["follow_up"]
    assert max(read["within"], key=read["within"].get) == "diagnosis_telling_apart"


def test_without_a_conversation_there_is_no_subject_to_read_behind(agent):
    assert after(agent, "how do they find it")["follow_up"]["within"] == {}


def test_a_message_that_names_its_subject_is_read_alone(agent):
    read = after(agent, "what is a z-score", "what is osteomalacia")["follow_up"]
    assert read["within"] == {}


def test_doubt_carries_on_and_another_question_does_not(agent):
    doubt = after(agent, "are you really sure about that")["follow_up"]
    other = after(agent, "what is a dexa scan")["follow_up"]
    assert doubt["carries_on"] > other["carries_on"]


def test_a_button_is_not_read(agent):
    assert "follow_up" not in after(agent, "/condition_men")
