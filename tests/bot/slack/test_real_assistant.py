"""The whole way: Slack's events, the app, and the real assistant with its model."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import pytest
from clinic import Clinic

from bench.slack_events import mention, message, press
from bot.channels.configuration import signing_secret
from bot.slack.run import RunOptions, serve


@pytest.fixture
async def real(idle_clinic: Clinic, assistant: Any) -> AsyncIterator[Clinic]:
    settings = dataclasses.replace(
        idle_clinic.settings, assistant_url=assistant.url, assistant_secret=signing_secret()
    )
    app = asyncio.create_task(serve(settings, RunOptions()))
    await idle_clinic.slack.connected()
    yield idle_clinic
    app.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await app


async def test_a_topic_is_answered_with_sources_choices_and_feedback_that_is_kept(
    real: Clinic, assistant: Any
) -> None:
    answer = await real.ask(message("is bone mineralization normal in osteoporosis?", user="U1"))
    assert answer.text.startswith("Mostly, yes.")
    assert [block["type"] for block in answer.blocks] == [
        *("section", "context", "actions", "context_actions")
    ]
    (element,) = answer.elements("feedback")
    opinion = element["positive_button"]["value"]
    await real.slack.send("interactive", press(element, message_ts=answer.timestamp, value=opinion))
    await real.slack.until(lambda: len(real.slack.posted) == 2)
    with contextlib.closing(sqlite3.connect(assistant.database)) as database:
        rows = database.execute(
            "SELECT topic, helpful FROM feedback WHERE sender_id = ?",
            (json.loads(opinion)["conversation"],),
        ).fetchall()
    assert rows == [("mineralization_is_normal", 1)]


async def test_the_contrast_comes_as_a_table(real: Clinic) -> None:
    answer = await real.ask(mention("difference between osteoporosis and osteomalacia"))
    (table,) = (block for block in answer.blocks if block["type"] == "table")
    assert len(table["rows"]) == 6
    sections = "".join(b["text"]["text"] for b in answer.blocks if b["type"] == "section")
    assert sections.startswith("Both make bones weaker")
    assert "Osteomalacia:" not in sections
    assert "Osteomalacia:" in answer.text


async def test_a_score_without_a_sign_is_asked_about_and_a_button_answers(real: Clinic) -> None:
    question = mention("my t-score is 2.7 at the hip", user="U4")
    asked = await real.ask(question)
    minus = next(e for e in asked.elements("ask:") if e["text"]["text"].startswith("Minus"))
    pressed = press(
        minus, channel="C1", message_ts=asked.timestamp, thread_ts=asked.thread, user="U4"
    )
    await real.slack.send("interactive", pressed)
    await real.slack.until(lambda: len(real.slack.posted) == 2)
    explained = real.slack.posted[1]
    assert explained.thread == question["ts"]
    assert "osteoporosis range ← minus 2.7 at the hip" in explained.text


async def test_an_emergency_is_answered_in_the_thread_and_privately(real: Clinic) -> None:
    await real.ask(mention("my mum fell and can't get up", user="U5"), posts=2)
    in_thread, private = real.slack.posted
    assert in_thread.text.startswith("<@U5> This could be an emergency.")
    assert (in_thread.channel, private.channel) == ("C1", "D5")
    assert [block["type"] for block in in_thread.blocks] == ["section"]


async def test_deleted_data_is_gone_from_the_assistants_store(real: Clinic, assistant: Any) -> None:
    await real.ask(message("what is osteopenia planted-in-slack", user="U6", channel="D6"))
    stored = b"".join(
        file.read_bytes() for file in assistant.database.parent.glob("conversations.db*")
    )
    assert b"planted-in-slack" in stored
    erase = {"action_id": "erase", "type": "button"}
    await real.slack.send("interactive", press(erase, channel=None, user="U6"))
    await real.slack.until(lambda: len(real.slack.posted) == 2)
    assert "deleted 1 conversation" in real.slack.posted[1].text
    stored = b"".join(
        file.read_bytes() for file in assistant.database.parent.glob("conversations.db*")
    )
    assert b"planted-in-slack" not in stored
