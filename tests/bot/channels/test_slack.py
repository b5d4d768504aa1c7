"""The Slack app's channel: signed conversations, and nothing without the secret."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from channel_server import assert_error, last_heard

from bot.channels.errors import ApiError
from bot.channels.tokens import ConversationTokens, SlackTokens

SECRET = "a secret for tests that is long enough"
CONVERSATION = "slack-T1-C1-1700000000.000100-0a1b2c3d4e5f6071"
ROUTES = [
    ("POST", "/webhooks/slack/message"),
    ("POST", "/webhooks/slack/feedback"),
    ("DELETE", "/webhooks/slack/conversation"),
]


@pytest.fixture
def key() -> dict[str, str]:
    return key_of(CONVERSATION)


def key_of(conversation: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {SlackTokens(SECRET).sign(conversation)}"}


@pytest.fixture
def say(client: httpx.Client, key: dict[str, str]) -> Iterator[Any]:
    def send(**body: Any) -> httpx.Response:
        return client.post("/webhooks/slack/message", json=body, headers=key)

    yield send


def test_a_message_is_answered_in_the_conversation_that_the_app_names(
    server: Any, say: Any
) -> None:
    (first, _) = say(text="hello", message_id="a1").json()["messages"]
    assert first["text"] == "You said: hello"
    assert first["topic"] == "greet"
    assert first["id"] == "a1.0"
    assert last_heard(server).sender_id == CONVERSATION
    assert last_heard(server).input_channel == "slack"


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nothing_opens_without_the_secret(client: httpx.Client, method: str, path: str) -> None:
    assert_error(client.request(method, path), 401, "token_missing")
    for token in (
        SlackTokens("another secret that is long enough").sign(CONVERSATION),
        ConversationTokens(SECRET, "website").issue(),
        CONVERSATION,
    ):
        refused = client.request(method, path, headers={"Authorization": f"Bearer {token}"})
        assert_error(refused, 401, "token_invalid")


@pytest.mark.parametrize(
    "conversation", ["website-" + "0" * 32, "slack-", "slack-a b", "slack-" + "a" * 200, "x"]
)
def test_only_slacks_conversations_are_opened(client: httpx.Client, conversation: str) -> None:
    refused = client.post(
        "/webhooks/slack/message", json={"text": "hello"}, headers=key_of(conversation)
    )
    assert_error(refused, 401, "token_invalid")


def test_a_slack_token_opens_no_website_conversation(
    client: httpx.Client, key: dict[str, str]
) -> None:
    with pytest.raises(ApiError):
        ConversationTokens(SECRET, "website").sender_id(key["Authorization"])
    assert_error(client.get("/webhooks/website/history", headers=key), 401, "token_invalid")


def test_rest_clients_cannot_enter_slacks_conversations(client: httpx.Client) -> None:
    body = {"sender": CONVERSATION, "message": "hello"}
    assert_error(client.post("/webhooks/rest/webhook", json=body), 422, "invalid_field")


def test_a_message_sent_again_is_answered_once_though_nobody_remembers_it(
    server: Any, say: Any
) -> None:
    answer = say(text="first", message_id="b1").json()
    for number in range(6):
        say(text="another", message_id=f"c{number}")
    heard = len(server.agent.heard)
    assert say(text="first", message_id="b1").json() == answer
    assert len(server.agent.heard) == heard
    assert say(text="new", message_id="b2").json() != answer
    assert len(server.agent.heard) == heard + 1


def test_feedback_and_erasing_work_as_on_the_website(client: httpx.Client) -> None:
    key = key_of("slack-T1-U9-0a")
    body = {"text": "hello", "message_id": "e1"}
    client.post("/webhooks/slack/message", json=body, headers=key)
    opinion = {"message": "e1.0", "helpful": False}
    assert client.post("/webhooks/slack/feedback", json=opinion, headers=key).status_code == 204
    assert client.delete("/webhooks/slack/conversation", headers=key).status_code == 204
    again = client.post("/webhooks/slack/message", json=body, headers=key)
    assert_error(again, 401, "session_ended")
