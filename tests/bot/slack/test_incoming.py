"""Which events ask something, what, and where the answer goes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.slack_events import command, mention, message, press, shortcut, thread_started
from bot.slack import incoming
from bot.slack.jobs import JobKind, Target

BOTS = frozenset({"UBOT"})
ELEMENT = {"action_id": "ask:0", "type": "button", "value": '{"payload": "/help", "place": null}'}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def test_a_mention_anywhere_in_a_channel_is_answered_in_a_thread() -> None:
    event = message("so <@UBOT> what is DXA", channel="C1", channel_type="channel")
    taken = incoming.read_message(event, "T1", BOTS)
    assert taken is not None
    assert taken.job.content == "so what is DXA"
    assert taken.job.target == Target("C1", event["ts"], public=True)
    assert not taken.job.quiet


def test_channel_messages_without_a_mention_are_left_alone() -> None:
    event = message("what is DXA", channel="C1", channel_type="channel")
    assert incoming.read_message(event, "T1", BOTS) is None


def test_the_mention_of_another_bot_is_not_ones_own() -> None:
    event = message("<@UOTHER> what is DXA", channel="C1", channel_type="channel")
    assert incoming.read_message(event, "T1", BOTS) is None


def test_a_message_and_its_mention_have_one_key() -> None:
    seen = mention("hello")
    same = message(seen["text"], channel="C1", channel_type="channel", ts=seen["ts"])
    first, second = (incoming.read_message(event, "T1", BOTS) for event in (seen, same))
    assert first is not None
    assert second is not None
    assert first.job.key == second.job.key


def test_direct_messages_and_commands_are_one_place() -> None:
    direct = incoming.read_message(message("hello"), "T1", BOTS)
    typed = incoming.read_command(command("hello", "https://x"), "T1")
    assert direct is not None
    assert typed is not None
    assert direct.job.place == typed.place == "T1-U1"


@pytest.mark.parametrize("place", ["T2-U1", "U1", "T11-U1", ""])
def test_a_button_of_another_workspace_is_refused(place: str) -> None:
    value = f'{{"payload": "/help", "place": "{place}"}}'
    job = incoming.read_press(press(ELEMENT, value=value), "T1")
    assert job is None or job.place == "T1-U1"


@pytest.mark.parametrize(
    "value", ["", "7", "[]", "{", '{"payload": 7}', '{"payload": "typed text"}']
)
def test_a_button_with_another_value_is_ignored(value: str) -> None:
    body = press(ELEMENT)
    body["actions"][0]["value"] = value
    assert incoming.read_press(body, "T1") is None


def test_a_button_seen_by_one_alone_is_answered_to_that_one_alone() -> None:
    body = press(ELEMENT, channel="C1", ephemeral=True, response_url="https://x")
    job = incoming.read_press(body, "T1")
    assert job is not None
    assert job.target == Target(response_url="https://x")


def test_a_message_of_a_shortcut_is_a_place_of_its_own() -> None:
    job = incoming.read_shortcut(shortcut("T-score -2.5", "https://x"), "T1")
    assert job is not None
    assert job.kind is JobKind.SCORE
    assert job.place.startswith("T1-U1-C1-")


@given(
    st.dictionaries(st.sampled_from(sorted(message("x") | {"files": [], "bot_id": ""})), anything)
)
def test_no_message_whatever_its_parts_raises(parts: dict[str, Any]) -> None:
    incoming.read_message(message("hello") | parts, "T1", BOTS)
    incoming.read_message(parts, "T1", BOTS)


@given(
    st.dictionaries(
        st.sampled_from(["user", "actions", "container", "channel", "message", "response_url"]),
        anything,
    )
)
def test_no_interaction_whatever_its_parts_raises(parts: dict[str, Any]) -> None:
    for body in (parts, press(ELEMENT) | parts, shortcut("x", "https://x") | parts):
        incoming.is_well_formed(body)
        incoming.read_press(body, "T1")
        incoming.read_feedback(body, "T1")
        incoming.read_erasure(body, "T1")
        incoming.read_shortcut(body, "T1")
        incoming.read_command(body, "T1")


@given(anything)
def test_whatever_slack_sends_is_well_formed_or_not(payload: Any) -> None:
    assert incoming.is_well_formed(payload) in (True, False)


def test_what_slack_really_sends_is_well_formed() -> None:
    for payload in (
        press(ELEMENT),
        press(ELEMENT, channel=None),
        shortcut("x", "https://x"),
        command("x", "https://x"),
        {"type": "event_callback", "event": thread_started("1.2")},
    ):
        assert incoming.is_well_formed(payload)
