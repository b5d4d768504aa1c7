"""Events over HTTP: signed by Slack's own rules, as slack_sdk implements them."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import time
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest
from clinic import Clinic
from slack_sdk.signature import SignatureVerifier

from bench.slack_events import command, event_payload, message
from bot.serve import CannotServe
from bot.slack.run import RunOptions, serve

SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class Sender:
    """Sends requests as Slack does."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/slack/events"

    async def send(
        self, body: str, kind: str = JSON, *, secret: str = SIGNING_SECRET, age: int = 0
    ) -> tuple[int, str]:
        stamp = str(int(time.time()) - age)
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
        headers = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": str(signature),
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=body, headers=headers) as response,
        ):
            return response.status, await response.text()


@pytest.fixture
async def sender(idle_clinic: Clinic, unused_port: int) -> AsyncIterator[Sender]:
    settings = dataclasses.replace(
        idle_clinic.settings, app_token=None, signing_secret=SIGNING_SECRET
    )
    options = RunOptions(http=("127.0.0.1", unused_port))
    app = asyncio.create_task(serve(settings, options))
    sender = Sender(unused_port)
    for _ in range(500):
        with contextlib.suppress(aiohttp.ClientError):
            await sender.send("{}")
            break
        await asyncio.sleep(0.02)
    yield sender
    app.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await app


async def test_a_signed_event_is_answered(sender: Sender, idle_clinic: Clinic) -> None:
    status, _ = await sender.send(json.dumps(event_payload(message("hello"))))
    assert status == 200
    await idle_clinic.slack.until(lambda: bool(idle_clinic.slack.posted))
    assert idle_clinic.texts() == ["You said: hello"]


async def test_an_event_that_slack_repeats_over_http_is_answered_once(
    sender: Sender, idle_clinic: Clinic
) -> None:
    body = json.dumps(event_payload(message("hello")))
    assert [(await sender.send(body))[0] for _ in range(3)] == [200] * 3
    await idle_clinic.slack.until(lambda: bool(idle_clinic.slack.posted))
    await idle_clinic.settle()
    assert idle_clinic.texts() == ["You said: hello"]


async def test_a_command_comes_as_a_form(sender: Sender, idle_clinic: Clinic) -> None:
    body = urlencode(command("hello", idle_clinic.slack.new_response_url()))
    assert (await sender.send(body, FORM))[0] == 200
    await idle_clinic.slack.until(lambda: bool(idle_clinic.slack.posted))
    assert idle_clinic.slack.posted[0].method == "respond"


async def test_slacks_first_question_is_answered(sender: Sender) -> None:
    body = json.dumps({"type": "url_verification", "token": "x", "challenge": "abc"})
    assert await sender.send(body) == (200, '{"challenge": "abc"}')


async def test_what_slack_did_not_sign_is_refused(sender: Sender, idle_clinic: Clinic) -> None:
    body = json.dumps(event_payload(message("hello")))
    assert (await sender.send(body, secret="another"))[0] == 401
    assert (await sender.send(body, age=60 * 6))[0] == 401
    await idle_clinic.settle()
    assert idle_clinic.slack.posted == []


@pytest.mark.parametrize(
    "body", ['{"type":', "[]", "7", '"text"', '{"type":"event_callback","event":7}']
)
async def test_a_malformed_request_is_refused_without_a_trace(sender: Sender, body: str) -> None:
    status, text = await sender.send(body)
    assert status == 400
    assert text == ""


async def test_nothing_else_is_served(sender: Sender) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("/", "/health", "/slack/install"):
            async with session.get(sender.url.replace("/slack/events", path)) as response:
                assert response.status == 404


async def test_a_port_in_use_is_said_in_one_sentence(
    sender: Sender, idle_clinic: Clinic, unused_port: int
) -> None:
    settings = dataclasses.replace(
        idle_clinic.settings, app_token=None, signing_secret=SIGNING_SECRET
    )
    with pytest.raises(CannotServe, match=f"Port {unused_port} cannot be used"):
        await serve(settings, RunOptions(http=("127.0.0.1", unused_port)))
