import asyncio

import pytest

from bot.conversation_tests.project import load_agent


@pytest.fixture(scope="module")
def processor():
    return asyncio.run(load_agent()).processor


def understood(processor, text, identifier):
    from rasa.core.channels.channel import UserMessage

    message = UserMessage(text, sender_id="ann", message_id=identifier)
    return asyncio.run(processor.parse_message(message))


def test_a_text_said_twice_is_understood_once(processor, monkeypatch):
    first = understood(processor, "What is osteoporosis?", "1")

    async def fail(*arguments):
        raise AssertionError("understood again")

    monkeypatch.setattr(processor.graph_runner, "run_beside_others", fail)
    second = understood(processor, "What is osteoporosis?", "2")
    assert second["intent"] == first["intent"]
    assert (first["message_id"], second["message_id"]) == ("1", "2")


def test_what_one_test_changes_is_not_seen_by_another(processor):
    understood(processor, "can men get it", "1")["intent"]["name"] = "changed"
    assert understood(processor, "can men get it", "2")["intent"]["name"] != "changed"
