"""A scripted assistant: speaks the Slack channel's format over loopback, without a model."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.channels.errors import ApiError
from bot.channels.tokens import SlackTokens

SECRET = "a secret for tests that is long enough"

EMERGENCY = "This could be an emergency. Call your local emergency number now."


@dataclass
class ScriptedAssistant:
    """Answers "You said: …", and some words with something else.

    Attributes:
        port: Where it listens; 0 chooses one at the first start, kept for the next.
        answers: What it says to a text instead: messages in the website's form.
        heard: Conversation and words, in order.
        feedback: What was given.
        erased: Conversations that are gone.
        failing: How many messages fail with status 500.
        refusals: How many messages are told to come again later (429).
        seconds: How long an answer takes.
        health_seconds: How long it takes to say that it is well.
    """

    port: int = 0
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    heard: list[tuple[str, str]] = field(default_factory=list)
    feedback: list[tuple[str, str, bool]] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    failing: int = 0
    refusals: int = 0
    seconds: float = 0.0
    health_seconds: float = 0.0
    _answered: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    _turns: Counter[str] = field(default_factory=Counter)
    _runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Begins to listen."""
        app = web.Application()
        app.router.add_get("/health", self._health)
        app.router.add_post("/webhooks/slack/message", self._message)
        app.router.add_post("/webhooks/slack/feedback", self._feedback)
        app.router.add_delete("/webhooks/slack/conversation", self._erase)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Ends all connections at once, also in the middle of an answer."""
        if self._runner:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    async def _health(self, _request: web.Request) -> web.Response:
        await asyncio.sleep(self.health_seconds)
        return web.json_response({"status": "ok"})

    async def _message(self, request: web.Request) -> web.Response:
        conversation = self._conversation(request)
        body = await request.json()
        if self.refusals:
            self.refusals -= 1
            error = {"error": {"code": "too_many_requests", "message": "Please wait."}}
            return web.json_response(error, status=429, headers={"Retry-After": "1"})
        if self.failing:
            self.failing -= 1
            return _error(500, "server_error", "I'm sorry.")
        said = str(body.get("payload") or body.get("text"))
        if len(said) > 1_000:
            return _error(413, "text_too_long", "The message is too long.")
        if self.seconds:
            await asyncio.sleep(self.seconds)
        key = (conversation, body["message_id"])
        if key not in self._answered:
            self.heard.append((conversation, said))
            self._turns[conversation] += 1
            turn = self._turns[conversation]
            messages = self.answers.get(said) or [{"text": f"You said: {said}", "topic": "greet"}]
            self._answered[key] = [
                {"id": f"{turn}.{position}", **message} for position, message in enumerate(messages)
            ]
        return web.json_response({"messages": self._answered[key]})

    async def _feedback(self, request: web.Request) -> web.Response:
        conversation = self._conversation(request)
        body = await request.json()
        self.feedback.append((conversation, body["message"], body["helpful"]))
        return web.Response(status=204)

    async def _erase(self, request: web.Request) -> web.Response:
        self.erased.add(self._conversation(request))
        return web.Response(status=204)

    def _conversation(self, request: web.Request) -> str:
        try:
            conversation = SlackTokens(SECRET).sender_id(request.headers.get("Authorization"))
        except ApiError as error:
            raise _as_http(error.kind.status, error.kind.code) from error
        if conversation in self.erased:
            raise _as_http(401, "session_ended")
        return conversation


def _as_http(status: int, code: str) -> web.HTTPException:
    response = _error(status, code, "")
    return web.HTTPUnauthorized(text=response.text, content_type="application/json")


def _error(status: int, code: str, message: str) -> web.Response:
    body: Mapping[str, Any] = {"error": {"code": code, "message": message}}
    return web.json_response(body, status=status)
