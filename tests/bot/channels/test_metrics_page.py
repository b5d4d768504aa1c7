from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from channel_server import assert_error, start_server

from bot.channels.configuration import (
    METRICS_TOKEN_VARIABLE,
    ConfigurationError,
    metrics_token,
)

TOKEN = "a-token-of-monitoring"
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def monitored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    monkeypatch.setenv(METRICS_TOKEN_VARIABLE, TOKEN)
    server = start_server(tmp_path / "conversations.db")
    with server.client() as client:
        yield client
    server.stop()


def value(exposition: str, sample: str) -> float:
    found = re.search(rf"^{re.escape(sample)} (\S+)$", exposition, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_without_a_token_in_the_settings_there_are_no_metrics(client: httpx.Client) -> None:
    assert_error(client.get("/metrics"), 404, "not_found")
    assert_error(client.get("/metrics", headers=AUTHORIZED), 404, "not_found")


@pytest.mark.parametrize("header", [None, "Bearer wrong", TOKEN, f"Bearer {TOKEN}x", "Bearer é"])
def test_only_the_token_opens_the_metrics(monitored: httpx.Client, header: str | None) -> None:
    headers = {"Authorization": header.encode()} if header else {}
    assert_error(monitored.get("/metrics", headers=headers), 401, "token_invalid")


def test_messages_topics_latency_and_errors_are_counted(monitored: httpx.Client) -> None:
    before = monitored.get("/metrics", headers=AUTHORIZED).text
    monitored.post("/webhooks/rest/webhook", json={"sender": "s", "message": "my secret words"})
    monitored.post("/webhooks/rest/webhook", json={"sender": "s", "message": "fail"})
    monitored.post("/webhooks/rest/webhook", json={"sender": "s", "message": ""})
    response = monitored.get("/metrics", headers=AUTHORIZED)
    after = response.text
    assert response.headers["content-type"].startswith("text/plain")
    assert response.headers["cache-control"] == "no-store"
    for sample in (
        'assistant_messages_total{channel="rest"}',
        'assistant_message_seconds_count{channel="rest"}',
        'assistant_topics_total{topic="greet"}',
        'assistant_errors_total{code="server_error"}',
        'assistant_errors_total{code="empty_text"}',
    ):
        assert value(after, sample) == value(before, sample) + 1, sample
    assert "secret words" not in after


def test_feedback_is_counted(monitored: httpx.Client) -> None:
    before = monitored.get("/metrics", headers=AUTHORIZED).text
    token = monitored.post("/webhooks/website/session").json()["token"]
    visitor = {"Authorization": f"Bearer {token}"}
    monitored.post("/webhooks/website/message", json={"text": "hello"}, headers=visitor)
    opinion = {"message": 0, "helpful": False}
    monitored.post("/webhooks/website/feedback", json=opinion, headers=visitor)
    after = monitored.get("/metrics", headers=AUTHORIZED).text
    sample = 'assistant_feedback_total{helpful="no"}'
    assert value(after, sample) == value(before, sample) + 1


def test_a_short_token_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="at least 16"):
        metrics_token({METRICS_TOKEN_VARIABLE: "short"})
    assert metrics_token({METRICS_TOKEN_VARIABLE: " "}) is None
