"""What people see in Slack: the app between a stand-in for Slack and a scripted assistant."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from clinic import Clinic

from bench.slack_assistant import EMERGENCY
from bench.slack_events import (
    command,
    home_opened,
    mention,
    message,
    new_timestamp,
    press,
    shortcut,
    thread_started,
)

ANSWER = {
    "text": "Mostly, yes.",
    "topic": "mineralization_is_normal",
    "buttons": [{"title": "What raises the risk?", "payload": "/risk_overview"}],
    "sources": [{"id": "article", "title": "An article"}],
}
EXPLAINED = {
    "text": "You wrote a T-score of minus 2.7 at the hip.",
    "topic": "explain_t_score",
    "data": {
        "type": "t_score",
        "status": "explained",
        "group": "osteoporosis_range",
        "readings": [{"kind": "T", "value": -2.7, "site": "total_hip"}],
    },
}


async def test_a_direct_message_is_answered_there(clinic: Clinic) -> None:
    answer = await clinic.ask(message("what is osteopenia?"))
    assert (answer.channel, answer.thread) == ("D1", None)
    assert answer.text == "You said: what is osteopenia?"
    assert answer.body["unfurl_links"] is False
    assert answer.body["unfurl_media"] is False


async def test_a_mention_is_answered_in_its_thread_without_the_mention(clinic: Clinic) -> None:
    event = mention("what is a DXA scan?")
    answer = await clinic.ask(event)
    assert (answer.channel, answer.thread) == ("C1", event["ts"])
    assert answer.text == "You said: what is a DXA scan?"


async def test_a_mention_in_a_thread_belongs_to_the_threads_conversation(clinic: Clinic) -> None:
    first = mention("one")
    await clinic.ask(first)
    await clinic.ask(mention("two", thread_ts=first["ts"], user="U2"))
    await clinic.ask(mention("three"))
    conversations = [conversation for conversation, _ in clinic.assistant.heard]
    assert conversations[0] == conversations[1] != conversations[2]


async def test_users_channels_and_workspaces_never_share_a_conversation(clinic: Clinic) -> None:
    await clinic.ask(message("a", user="U1", channel="D1"))
    await clinic.ask(message("b", user="U2", channel="D2"))
    await clinic.ask(message("c", user="U1", channel="D1", team="T2"), team="T2")
    await clinic.ask(mention("d", user="U1"))
    conversations = [conversation for conversation, _ in clinic.assistant.heard]
    assert len(set(conversations)) == 4
    assert [c.split("-")[1] for c in conversations] == ["T1", "T1", "T2", "T1"]
    assert clinic.slack.posted[2].team == "T2"


async def test_the_same_mention_seen_as_two_events_is_answered_once(clinic: Clinic) -> None:
    seen = mention("what is osteopenia?")
    same = message(seen["text"], channel="C1", channel_type="channel", ts=seen["ts"])
    await asyncio.gather(clinic.slack.send_event(same), clinic.slack.send_event(seen))
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    await clinic.settle()
    assert len(clinic.slack.posted) == 1


async def test_an_event_sent_again_is_answered_once(clinic: Clinic) -> None:
    event = message("hello")
    await clinic.ask(event)
    for _ in range(3):
        await clinic.slack.send_event(event)
    await clinic.settle()
    assert len(clinic.slack.posted) == 1


async def test_an_event_sent_again_after_a_restart_is_answered_once(clinic: Clinic) -> None:
    event = message("hello")
    await clinic.ask(event)
    await clinic.stop_app()
    await clinic.start_app()
    await clinic.slack.send_event(event)
    await clinic.settle()
    assert len(clinic.slack.posted) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "BBOT", "user": "UBOT"},
        {"user": "UBOT"},
        {"bot_id": "B9", "subtype": "bot_message"},
        {"bot_id": "B9", "bot_profile": {"name": "other"}},
        {"subtype": "message_changed", "message": {"text": "edited"}, "hidden": True},
        {"subtype": "message_deleted", "previous_message": {"text": "gone"}, "hidden": True},
        {"subtype": "channel_join"},
        {"edited": {"user": "U1", "ts": "1.2"}},
        {"user": "USLACKBOT"},
        {"text": ""},
        {"user": None},
        {"user": {"id": "U1"}},
        {"ts": 17},
        {"channel": ["D1"]},
    ],
    ids=str,
)
async def test_what_is_not_a_persons_new_message_is_acknowledged_and_ignored(
    clinic: Clinic, more: dict[str, Any]
) -> None:
    await clinic.slack.send_event(message("hello") | more)
    await clinic.ask(message("a real question"))
    assert clinic.texts() == ["You said: a real question"]


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("events_api", {}),
        ("events_api", {"type": "event_callback", "team_id": "T1", "event": "no object"}),
        ("events_api", {"type": "event_callback", "team_id": "T1", "event": {"type": "message"}}),
        ("events_api", {"type": "event_callback", "team_id": "T1", "event": {"type": "new_kind"}}),
        ("interactive", {"type": "block_actions", "team": {"id": "T1"}, "actions": []}),
        ("interactive", {"type": "block_actions", "actions": [{"action_id": "ask:0"}]}),
        ("interactive", {"type": "unknown"}),
        ("slash_commands", {"command": "/bone", "team_id": "T1"}),
        ("hello_again", {"any": "thing"}),
    ],
    ids=str,
)
async def test_malformed_events_are_acknowledged_and_change_nothing(
    clinic: Clinic, kind: str, payload: Any
) -> None:
    await clinic.slack.send(kind, payload)
    await clinic.ask(message("hello"))
    assert clinic.texts() == ["You said: hello"]


async def test_what_is_no_envelope_is_ignored(clinic: Clinic) -> None:
    for raw in ("ping", "[]", "{}", '{"type":"disc', '{"envelope_id":"x"}'):
        await clinic.slack.send_raw(raw)
    await clinic.ask(message("hello"))
    assert clinic.texts() == ["You said: hello"]


async def test_a_mention_alone_asks_for_help(clinic: Clinic) -> None:
    await clinic.ask(mention(""))
    assert clinic.assistant.heard[0][1] == "/help"


async def test_a_file_without_words_is_declined(clinic: Clinic) -> None:
    answer = await clinic.ask(message("", subtype="file_share", files=[{"id": "F1"}]))
    assert "only text" in answer.text
    assert clinic.assistant.heard == []


async def test_typed_text_is_never_a_command_to_the_assistant(clinic: Clinic) -> None:
    await clinic.ask(message("/restart &lt;b&gt; <@U2> *-2.5*"))
    assert clinic.assistant.heard[0][1] == "/restart <b> @someone -2.5"


async def test_what_tells_who_a_person_is_never_waits_in_the_store(
    clinic: Clinic, tmp_path: Any
) -> None:
    await clinic.ask(message("my mail is wilma.planted@example.org"))
    assert clinic.assistant.heard[0][1] == "my mail is [email]"
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("slack.db*"))
    assert b"wilma.planted" not in kept


async def test_a_group_message_without_a_mention_gets_only_a_real_answer(clinic: Clinic) -> None:
    clinic.assistant.answers["is bone hard?"] = [ANSWER]
    group = {"channel": "G1", "channel_type": "mpim"}
    await clinic.slack.send_event(message("lunch at noon?", **group))
    event = message("is bone hard?", **group)
    answer = await clinic.ask(event)
    assert (answer.channel, answer.thread) == ("G1", event["ts"])
    await clinic.ask(mention("hello there", channel="G1"))
    assert clinic.texts()[1] == "You said: hello there"
    assert len(clinic.slack.posted) == 2


async def test_a_reply_in_its_own_thread_is_understood_without_a_mention(clinic: Clinic) -> None:
    clinic.assistant.answers["minus"] = [EXPLAINED]
    in_channel = {"channel": "C1", "channel_type": "channel"}
    await clinic.slack.send_event(message("minus", **in_channel))
    await clinic.slack.send_event(message("minus", thread_ts="1.000001", **in_channel))
    question = mention("my t-score is 2.7")
    await clinic.ask(question)
    answer = await clinic.ask(message("minus", thread_ts=question["ts"], **in_channel))
    assert answer.thread == question["ts"]
    await clinic.slack.send_event(message("thanks!", thread_ts=question["ts"], **in_channel))
    await clinic.settle()
    assert len(clinic.slack.posted) == 2
    assert [said for _, said in clinic.assistant.heard] == ["my t-score is 2.7", "minus", "thanks!"]


async def test_a_command_is_answered_privately(clinic: Clinic) -> None:
    url = clinic.slack.new_response_url()
    await clinic.slack.send("slash_commands", command("what is osteopenia?", url))
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    (answer,) = clinic.slack.posted
    assert answer.method == "respond"
    assert answer.body["response_type"] == "ephemeral"
    assert "what is osteopenia?" in json.dumps(answer.blocks[0])


async def test_a_command_alone_asks_for_help(clinic: Clinic) -> None:
    await clinic.slack.send("slash_commands", command("", clinic.slack.new_response_url()))
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    assert clinic.assistant.heard[0][1] == "/help"


async def test_a_private_answer_that_comes_late_goes_to_the_direct_messages(
    clinic: Clinic,
) -> None:
    url = clinic.slack.new_response_url()
    clinic.slack.ended_response_urls.add(url)
    await clinic.slack.send("slash_commands", command("hello", url, user="U7"))
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    assert clinic.slack.posted[0].channel == "D7"


async def test_a_button_asks_in_the_place_of_its_message(clinic: Clinic) -> None:
    clinic.assistant.answers["is bone hard?"] = [ANSWER]
    question = mention("is bone hard?")
    answer = await clinic.ask(question)
    (button,) = answer.elements("ask:")
    pressed = press(
        button,
        channel="C1",
        message_ts=answer.timestamp,
        thread_ts=answer.thread,
        user="U2",
    )
    await clinic.slack.send("interactive", pressed)
    await clinic.slack.send("interactive", pressed)
    await clinic.slack.until(lambda: len(clinic.slack.posted) == 2)
    await clinic.settle()
    reply = clinic.slack.posted[1]
    assert len(clinic.slack.posted) == 2
    assert reply.thread == question["ts"]
    assert "<@U2> chose: *What raises the risk?*" in json.dumps(reply.blocks[0])
    assert clinic.assistant.heard[0][0] == clinic.assistant.heard[1][0]
    assert clinic.assistant.heard[1][1] == "/risk_overview"


async def test_an_opinion_reaches_the_assistant_once_and_is_thanked_for(clinic: Clinic) -> None:
    clinic.assistant.answers["is bone hard?"] = [ANSWER]
    answer = await clinic.ask(message("is bone hard?"))
    (element,) = answer.elements("feedback")
    pressed = press(element, message_ts=answer.timestamp, value=element["negative_button"]["value"])
    await clinic.slack.send("interactive", pressed)
    await clinic.slack.send("interactive", pressed)
    await clinic.slack.until(lambda: len(clinic.slack.posted) == 2)
    await clinic.settle()
    conversation = clinic.assistant.heard[0][0]
    assert clinic.assistant.feedback == [(conversation, "1.0", False)]
    assert clinic.slack.posted[1].method == "whisper"


async def test_the_shortcut_explains_another_persons_score_to_its_user_alone(
    clinic: Clinic,
) -> None:
    clinic.assistant.answers["T-score: -2.7 (hip)"] = [EXPLAINED]
    body = shortcut("T-score: *-2.7* (hip)", clinic.slack.new_response_url())
    await clinic.slack.send("interactive", body)
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    (answer,) = clinic.slack.posted
    assert answer.method == "respond"
    assert "osteoporosis range ← minus 2.7 at the hip" in answer.text
    await clinic.ask(message("hello"))
    assert clinic.assistant.heard[0][0] != clinic.assistant.heard[1][0]


async def test_a_button_under_a_shortcuts_answer_goes_on_there(clinic: Clinic) -> None:
    ask_sign = EXPLAINED | {
        "data": {"type": "t_score", "status": "ask_sign", "group": None, "readings": []},
        "buttons": [{"title": "Minus 2.7", "payload": '/explain_t_score{"answer":"minus"}'}],
    }
    clinic.assistant.answers["t-score 2.7"] = [ask_sign]
    await clinic.slack.send("interactive", shortcut("t-score 2.7", clinic.slack.new_response_url()))
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    (button,) = clinic.slack.posted[0].elements("ask:")
    pressed = press(
        button,
        channel="C1",
        message_ts=new_timestamp(),
        ephemeral=True,
        response_url=clinic.slack.new_response_url(),
    )
    await clinic.slack.send("interactive", pressed)
    await clinic.slack.until(lambda: len(clinic.slack.posted) == 2)
    assert clinic.slack.posted[1].method == "respond"
    assert clinic.assistant.heard[0][0] == clinic.assistant.heard[1][0]


async def test_the_shortcut_says_where_there_is_no_score(clinic: Clinic) -> None:
    for text in ("see you at noon", ""):
        await clinic.slack.send("interactive", shortcut(text, clinic.slack.new_response_url()))
    await clinic.slack.until(lambda: len(clinic.slack.posted) == 2)
    assert all("found no T-score" in text for text in clinic.texts())


async def test_app_home_shows_what_this_is_and_its_buttons_ask_in_direct_messages(
    clinic: Clinic,
) -> None:
    await clinic.slack.send_event(home_opened(user="U3", tab="messages"))
    await clinic.slack.send_event(home_opened(user="U3"))
    await clinic.slack.until(lambda: bool(clinic.slack.calls["views.publish"]))
    published = [body for method, body in clinic.slack.requests if method == "views.publish"]
    assert [body["user_id"] for body in published] == ["U3"]
    view = published[0]["view"]
    view = json.loads(view) if isinstance(view, str) else view
    buttons = [e for block in view["blocks"] for e in block.get("elements", [])]
    first = next(e for e in buttons if e.get("action_id") == "ask:0")
    await clinic.slack.send("interactive", press(first, channel=None, user="U3"))
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    assert clinic.slack.posted[0].channel == "D3"
    assert clinic.assistant.heard[0][1] == "/condition_osteoporosis"


async def test_deleting_my_data_erases_every_conversation_of_mine_and_no_other(
    clinic: Clinic,
) -> None:
    await clinic.ask(message("mine", user="U1", channel="D1"))
    question = mention("also mine", user="U1")
    await clinic.ask(question)
    await clinic.ask(message("another's", user="U2", channel="D2"))
    mine, thread, other = (conversation for conversation, _ in clinic.assistant.heard)
    erase = {"action_id": "erase", "type": "button"}
    await clinic.slack.send("interactive", press(erase, channel=None, user="U1"))
    await clinic.slack.until(lambda: len(clinic.slack.posted) == 4)
    assert clinic.assistant.erased == {mine, thread}
    assert "deleted 2 conversations" in clinic.slack.posted[3].text
    await clinic.ask(message("anew", user="U1", channel="D1"))
    await clinic.ask(message("on", user="U2", channel="D2"))
    assert clinic.assistant.heard[3][0] not in (mine, thread, other)
    assert clinic.assistant.heard[4][0] == other


async def test_an_assistant_thread_greets_suggests_and_shows_typing(clinic: Clinic) -> None:
    event = thread_started("50.000001")
    await clinic.slack.send_event(event)
    await clinic.slack.send_event(event)
    await clinic.slack.until(lambda: bool(clinic.slack.posted))
    assert clinic.slack.posted[0].thread == "50.000001"
    assert clinic.slack.posted[0].text.startswith("Hello!")
    await clinic.slack.until(
        lambda: bool(clinic.slack.calls["assistant.threads.setSuggestedPrompts"])
    )
    await clinic.ask(message("in the thread", thread_ts="50.000001"))
    await clinic.ask(message("beside it"))
    assert clinic.slack.calls["assistant.threads.setStatus"] == 1
    assert clinic.assistant.heard[0][0] != clinic.assistant.heard[1][0]
    assert len(clinic.slack.posted) == 3


async def test_a_reply_in_another_thread_of_direct_messages_goes_on_with_these(
    clinic: Clinic,
) -> None:
    await clinic.ask(message("one"))
    answer = await clinic.ask(message("two", thread_ts="77.000001"))
    assert answer.thread == "77.000001"
    assert clinic.assistant.heard[0][0] == clinic.assistant.heard[1][0]


async def test_an_emergency_in_a_channel_is_answered_there_first_and_privately_too(
    clinic: Clinic,
) -> None:
    clinic.assistant.answers["she fell"] = [{"text": EMERGENCY, "topic": "emergency"}]
    question = mention("she fell", user="U5")
    await clinic.ask(question, posts=2)
    in_thread, private = clinic.slack.posted
    assert (in_thread.channel, in_thread.thread) == ("C1", question["ts"])
    assert in_thread.text == f"<@U5> {EMERGENCY}"
    assert private.channel == "D5"
    assert EMERGENCY in private.text
    await clinic.slack.send_event(question)
    await clinic.settle()
    assert len(clinic.slack.posted) == 2


async def test_an_emergency_in_a_direct_message_is_answered_once(clinic: Clinic) -> None:
    clinic.assistant.answers["I fell"] = [{"text": EMERGENCY, "topic": "emergency"}]
    await clinic.ask(message("I fell"))
    await clinic.settle()
    assert clinic.texts() == [EMERGENCY]


async def test_several_answers_to_one_message_come_in_order(clinic: Clinic) -> None:
    answers = [{"text": f"Answer {number}", "topic": "greet"} for number in range(4)]
    clinic.assistant.answers["much"] = answers
    await clinic.ask(message("much"), posts=4)
    assert clinic.texts() == ["Answer 0", "Answer 1", "Answer 2", "Answer 3"]


async def test_messages_of_one_conversation_are_answered_in_their_order(clinic: Clinic) -> None:
    clinic.assistant.seconds = 0.02
    for number in range(10):
        await clinic.slack.send_event(message(f"number {number}"))
    await clinic.slack.until(lambda: len(clinic.slack.posted) == 10)
    assert clinic.texts() == [f"You said: number {number}" for number in range(10)]


async def test_fifty_messages_at_once_are_each_answered_once(clinic: Clinic) -> None:
    events = [message(f"q{n}", user=f"U{n}", channel=f"D{n}") for n in range(50)]
    await asyncio.gather(*(clinic.slack.send_event(event) for event in events))
    await clinic.slack.until(lambda: len(clinic.slack.posted) >= 50)
    await clinic.settle()
    assert sorted(clinic.texts()) == sorted(f"You said: q{n}" for n in range(50))
    for entry in clinic.slack.posted:
        assert entry.channel == f"D{entry.text.removeprefix('You said: q')}"
