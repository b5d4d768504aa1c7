"""Nothing is answered twice and nothing is lost, whatever breaks."""

from __future__ import annotations

import asyncio
import json
import os

import pytest
from clinic import Clinic

from bench.slack_assistant import EMERGENCY
from bench.slack_events import command, mention, message, press
from bench.slack_stand_in import Trouble
from bot.slack import worker
from bot.slack.incoming import read_message
from bot.slack.store import SlackStore


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PATIENCE_SECONDS", 0.3)


async def test_what_is_asked_while_the_assistant_is_away_is_answered_when_it_is_back(
    clinic: Clinic, impatient: None
) -> None:
    await clinic.assistant.stop()
    question = mention("what is osteopenia?")
    notice = await clinic.ask(question)
    assert "can't reach the assistant" in notice.text
    assert "call your local emergency number now" in notice.text
    assert notice.thread == question["ts"]
    await clinic.settle()
    assert len(clinic.slack.posted) == 1
    await clinic.assistant.start()
    await clinic.slack.until(lambda: len(clinic.slack.posted) == 2)
    await clinic.slack.until(lambda: bool(clinic.slack.deleted))
    (answer,) = clinic.slack.posts_in("C1")
    assert answer.text == "You said: what is osteopenia?"


async def test_a_short_absence_is_not_spoken_of(clinic: Clinic) -> None:
    await clinic.assistant.stop()
    await clinic.slack.send_event(message("hello"))
    await clinic.assistant.start()
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    assert clinic.texts() == ["You said: hello"]


async def test_a_command_waits_for_the_assistant_too(clinic: Clinic, impatient: None) -> None:
    await clinic.assistant.stop()
    url = clinic.slack.new_response_url()
    await clinic.slack.send("slash_commands", command("hello", url))
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    await clinic.assistant.start()
    await clinic.slack.until(lambda: len(clinic.slack.posted) == 2)
    assert clinic.texts()[1] == "You said: hello"


async def test_deleting_my_data_waits_for_the_assistant_and_drops_what_waits(
    clinic: Clinic,
) -> None:
    await clinic.ask(message("kept until now"))
    await clinic.assistant.stop()
    await clinic.slack.send_event(message("waiting"))
    erase = {"action_id": "erase", "type": "button"}
    await clinic.slack.send("interactive", press(erase, channel=None))
    await clinic.settle()
    await clinic.assistant.start()
    await clinic.slack.until(lambda: any("deleted 1" in text for text in clinic.texts()))
    await clinic.settle()
    assert clinic.assistant.erased == {clinic.assistant.heard[0][0]}


async def test_the_assistant_dies_in_the_middle_of_answers(clinic: Clinic) -> None:
    clinic.assistant.seconds = 0.3
    events = [message(f"q{n}", user=f"U{n}", channel=f"D{n}") for n in range(20)]
    await asyncio.gather(*(clinic.slack.send_event(event) for event in events))
    await asyncio.sleep(0.15)
    await clinic.assistant.stop()
    clinic.assistant.seconds = 0
    await clinic.assistant.start()
    await clinic.slack.until(lambda: len(clinic.slack.posted) >= 20)
    await clinic.settle()
    assert sorted(clinic.texts()) == sorted(f"You said: q{n}" for n in range(20))


async def test_the_app_restarts_in_the_middle_of_answers(clinic: Clinic) -> None:
    clinic.assistant.seconds = 0.05
    events = [message(f"q{n}", user=f"U{n}", channel=f"D{n}") for n in range(30)]
    await asyncio.gather(*(clinic.slack.send_event(event) for event in events))
    await clinic.stop_app()
    assert len(clinic.slack.posted) < 30
    await clinic.start_app()
    await clinic.slack.until(lambda: len(clinic.slack.posted) >= 30)
    await clinic.settle()
    assert sorted(clinic.texts()) == sorted(f"You said: q{n}" for n in range(30))


async def test_what_waited_for_the_app_alone_is_answered_without_a_word_of_absence(
    idle_clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PATIENCE_SECONDS", 0.0)
    idle_clinic.assistant.health_seconds = 1.0
    store = SlackStore(os.environ["BOT_DATABASE_URL"])
    for number in range(10):
        event = message(f"q{number}", user=f"U{number}", channel=f"D{number}")
        taken = read_message(event, "T1", frozenset())
        assert taken is not None
        await store.add(taken.job)
    await store.close()
    await idle_clinic.start_app()
    await idle_clinic.slack.until(lambda: len(idle_clinic.slack.posted) >= 10)
    await idle_clinic.settle()
    assert sorted(idle_clinic.texts()) == [f"You said: q{number}" for number in range(10)]


async def test_slack_ends_the_connection_in_the_middle_of_an_answer(clinic: Clinic) -> None:
    clinic.assistant.seconds = 0.3
    await clinic.slack.send_event(message("one"))
    for warn in (True, False):
        await clinic.slack.disconnect(warn=warn)
        await clinic.slack.connected()
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    await clinic.ask(message("two"))
    assert clinic.texts() == ["You said: one", "You said: two"]


async def test_two_copies_of_the_app_answer_each_event_once(clinic: Clinic) -> None:
    await clinic.start_app()
    events = [message(f"q{n}", user=f"U{n}", channel=f"D{n}") for n in range(30)]
    twice = [clinic.slack.send_event(event) for event in events for _ in range(2)]
    await asyncio.gather(*twice)
    await clinic.slack.until(lambda: len(clinic.slack.posted) >= 30)
    await clinic.settle()
    assert sorted(clinic.texts()) == sorted(f"You said: q{n}" for n in range(30))


@pytest.mark.parametrize("kind", ["rate_limited", "broken"])
async def test_slacks_limits_and_trouble_are_waited_for(clinic: Clinic, kind: str) -> None:
    clinic.slack.trouble["chat.postMessage"] = Trouble(**{kind: 2})
    await clinic.ask(message("hello"))
    await clinic.settle()
    assert clinic.texts() == ["You said: hello"]
    assert clinic.slack.calls["chat.postMessage"] == 3


async def test_a_rate_limit_on_private_answers_is_waited_for(clinic: Clinic) -> None:
    clinic.slack.trouble["respond"] = Trouble(rate_limited=1)
    await clinic.slack.send("slash_commands", command("hello", clinic.slack.new_response_url()))
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    assert clinic.texts() == ["You said: hello"]


@pytest.mark.parametrize("event", [message("hello"), mention("hello")], ids=["direct", "thread"])
async def test_a_message_that_slack_took_without_saying_so_is_not_posted_again(
    clinic: Clinic, event: dict
) -> None:
    clinic.slack.trouble["chat.postMessage"] = Trouble(cut_off=1)
    await clinic.slack.send_event(dict(event))
    reading = "conversations.replies" if event["type"] == "app_mention" else "conversations.history"
    await clinic.slack.until(lambda: clinic.slack.calls[reading] == 1)
    await clinic.settle()
    assert clinic.texts() == ["You said: hello"]


async def test_the_assistants_own_limit_is_waited_for(clinic: Clinic) -> None:
    clinic.assistant.refusals = 1
    await clinic.ask(message("hello"))
    assert clinic.texts() == ["You said: hello"]


async def test_an_assistant_that_keeps_failing_is_apologised_for_once(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "FAILURE_SECONDS", 0.05)
    clinic.assistant.failing = worker.MOST_FAILURES
    await clinic.ask(message("hello"))
    await clinic.settle()
    assert clinic.texts() == ["I'm sorry, something went wrong here. Please try again."]


async def test_a_text_that_is_too_long_is_told_so(clinic: Clinic) -> None:
    answer = await clinic.ask(message("word " * 400))
    assert answer.text == "The message is too long."


async def test_a_channel_that_refuses_the_answer_holds_nothing_up(clinic: Clinic) -> None:
    clinic.slack.trouble["chat.postMessage"] = Trouble(error="not_in_channel")
    await clinic.slack.send_event(message("lost"))
    await clinic.slack.until(lambda: clinic.slack.calls["chat.postMessage"] == 1)
    clinic.slack.trouble.clear()
    await clinic.ask(message("hello"))
    assert clinic.texts() == ["You said: hello"]


async def test_blocks_that_a_workspace_does_not_know_are_drawn_otherwise(clinic: Clinic) -> None:
    comparison = {
        "text": "Both weaken.\nCauses. Osteoporosis: A. Osteomalacia: B.\nAsk a doctor.",
        "topic": "compare_conditions",
        "sources": [{"id": "a", "title": "An article"}],
        "data": {
            "type": "comparison",
            "columns": ["Osteoporosis", "Osteomalacia"],
            "rows": [
                {"aspect": "cause", "label": "Causes", "osteoporosis": "A", "osteomalacia": "B"}
            ],
        },
    }
    clinic.assistant.answers["difference"] = [comparison]
    clinic.slack.trouble["chat.postMessage"] = Trouble(
        refused_blocks=frozenset({"table", "context_actions"})
    )
    answer = await clinic.ask(message("difference"))
    assert [block["type"] for block in answer.blocks] == [
        *("section", "section", "section", "context", "actions")
    ]
    assert "*Causes.* _Osteoporosis:_ A _Osteomalacia:_ B" in json.dumps(answer.blocks)
    helpful, _ = answer.elements("feedback:")
    await clinic.slack.send("interactive", press(helpful, message_ts=answer.timestamp))
    await clinic.slack.until(lambda: bool(clinic.assistant.feedback))
    assert clinic.assistant.feedback[0][2] is True


async def test_where_no_block_passes_the_words_do(clinic: Clinic) -> None:
    clinic.slack.trouble["chat.postMessage"] = Trouble(refused_blocks=frozenset({"section"}))
    answer = await clinic.ask(message("hello"))
    assert answer.blocks == []
    assert answer.text == "You said: hello"


async def test_an_emergency_reaches_the_thread_though_direct_messages_are_closed(
    clinic: Clinic,
) -> None:
    clinic.assistant.answers["she fell"] = [{"text": EMERGENCY, "topic": "emergency"}]
    clinic.slack.trouble["conversations.open"] = Trouble(error="cannot_dm_bot")
    await clinic.ask(mention("she fell"))
    await clinic.settle()
    assert len(clinic.slack.posted) == 1
