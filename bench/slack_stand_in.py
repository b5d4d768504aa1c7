"""A stand-in for Slack over loopback: Web API, Socket Mode and addresses for private answers.

It takes only what Slack takes: blocks are checked by slack_sdk's models and against Slack's limits.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSCloseCode, web
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from bench.slack_events import event_payload, new_timestamp

APP_TOKEN = "xapp-1-stand-in"
BOT_TOKENS = {"T1": "xoxb-first", "T2": "xoxb-second"}
BOT_USERS = {"T1": "UBOT", "T2": "UBOT2"}
MOST_BLOCKS = 50
MOST_BLOCK_CHARACTERS = 13_000
MOST_TEXT_CHARACTERS = 40_000
RESEND_SECONDS = 3.0
MOST_DELIVERIES = 4


@dataclass(frozen=True)
class Posted:
    """One message that the app posted.

    Attributes:
        method: How it was posted.
        team: In which workspace.
        channel: Where; None for an address for private answers.
        body: All that was sent.
        timestamp: The message's time stamp.
    """

    method: str
    team: str
    channel: str | None
    body: Mapping[str, Any]
    timestamp: str

    @property
    def text(self) -> str:
        """Its words."""
        return str(self.body.get("text") or "")

    @property
    def thread(self) -> str | None:
        """Under which message it stands."""
        return self.body.get("thread_ts")

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """Its blocks."""
        return list(self.body.get("blocks") or [])

    def elements(self, action: str) -> list[dict[str, Any]]:
        """Its buttons whose action begins with a word."""
        found = (e for block in self.blocks for e in block.get("elements", []))
        return [e for e in found if str(e.get("action_id", "")).startswith(action)]


@dataclass
class Trouble:
    """What goes wrong with coming calls of one method.

    Attributes:
        rate_limited: How many calls get 429.
        cut_off: How many calls are done, but their answer never arrives.
        broken: How many calls get 500.
        error: What all calls are told.
        refused_blocks: Kinds of blocks that are refused.
    """

    rate_limited: int = 0
    cut_off: int = 0
    broken: int = 0
    error: str | None = None
    refused_blocks: frozenset[str] = frozenset()


@dataclass
class _Envelope:
    """Something sent over Socket Mode.

    Attributes:
        body: What is sent.
        sent: When it was first sent.
        acknowledged: When the acknowledgement came.
        deliveries: How often it was sent.
    """

    body: dict[str, Any]
    sent: float = 0.0
    acknowledged: asyncio.Future[float] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )
    deliveries: int = 0


class SlackStandIn:
    """Slack, as far as the app sees it."""

    def __init__(self) -> None:
        """Starts with nothing posted."""
        self.posted: list[Posted] = []
        self.deleted: list[str] = []
        self.calls: Counter[str] = Counter()
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.trouble: dict[str, Trouble] = {}
        self.ended_response_urls: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._connected = asyncio.Event()
        self._envelopes: dict[str, _Envelope] = {}
        self._numbers = itertools.count(1)
        self._background: set[asyncio.Task[None]] = set()
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """The Web API's address."""
        return f"http://127.0.0.1:{self._port}/api/"

    async def start(self) -> None:
        """Listens on a free port."""
        app = web.Application(client_max_size=2**22)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/socket", self._socket)
        app.router.add_post("/respond/{id}", self._respond)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Ends."""
        for task in self._background:
            task.cancel()
        await self.disconnect(warn=False)
        if self._runner:
            await self._runner.cleanup()

    def new_response_url(self) -> str:
        """An address for private answers to a command."""
        return f"http://127.0.0.1:{self._port}/respond/{next(self._numbers)}"

    async def connected(self) -> None:
        """Waits until the app is connected."""
        await self._connected.wait()

    async def disconnect(self, *, warn: bool = True) -> None:
        """Ends all connections, as Slack does now and then.

        Args:
            warn: Whether the app is told before.
        """
        sockets, self._sockets = self._sockets, []
        self._connected.clear()
        for socket in sockets:
            if warn:
                await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
            else:
                await socket.close(code=WSCloseCode.GOING_AWAY)

    async def send_event(self, event: dict[str, Any], *, team: str = "T1") -> float:
        """Sends an event until it is acknowledged.

        Returns:
            Seconds from the first delivery to the acknowledgement.
        """
        payload = event_payload(event, team=team, bot=BOT_USERS.get(team, "UBOT"))
        return await self.send("events_api", payload)

    async def send(self, kind: str, payload: Any) -> float:
        """Sends anything until it is acknowledged (see `send_event`)."""
        number = f"envelope-{next(self._numbers)}"
        envelope = _Envelope(
            {
                "type": kind,
                "envelope_id": number,
                "payload": payload,
                "accepts_response_payload": kind != "events_api",
            }
        )
        self._envelopes[number] = envelope
        while not envelope.acknowledged.done():
            if envelope.deliveries == MOST_DELIVERIES:
                raise TimeoutError(f"never acknowledged: {payload}")
            await self._deliver(envelope)
            await asyncio.wait([envelope.acknowledged], timeout=RESEND_SECONDS)
        return envelope.acknowledged.result() - envelope.sent

    async def send_raw(self, text: str) -> None:
        """Sends something that is no envelope."""
        await self.connected()
        await self._sockets[-1].send_str(text)

    async def until(self, condition: Callable[[], bool], seconds: float = 30) -> None:
        """Waits for a condition.

        Raises:
            TimeoutError: It did not come true.
        """
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"posted: {[entry.text[:80] for entry in self.posted]}")
            await asyncio.sleep(0.01)

    def posts_in(self, channel: str) -> list[Posted]:
        """What was posted in a channel and still stands there."""
        return [
            entry
            for entry in self.posted
            if entry.channel == channel and entry.timestamp not in self.deleted
        ]

    async def _deliver(self, envelope: _Envelope) -> None:
        while True:
            await self.connected()
            # In turn, as Slack does with several connections.
            socket = self._sockets[next(self._numbers) % len(self._sockets)]
            envelope.sent = envelope.sent or time.perf_counter()
            envelope.deliveries += 1
            body = envelope.body | {"retry_attempt": envelope.deliveries - 1}
            try:
                await socket.send_json(body)
                return
            except (ConnectionError, RuntimeError):
                self._forget(socket)

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
        if not self._sockets:
            self._connected.clear()

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": len(self._sockets) + 1})
        self._sockets.append(socket)
        self._connected.set()
        async for received in socket:
            try:
                answer = json.loads(received.data)
            except (TypeError, ValueError):
                continue
            envelope = self._envelopes.get(answer.get("envelope_id"))
            if envelope and not envelope.acknowledged.done():
                envelope.acknowledged.set_result(time.perf_counter())
        self._forget(socket)
        return socket

    async def _respond(self, request: web.Request) -> web.Response:
        trouble = self.trouble.get("respond", Trouble())
        body = await request.json()
        if f"http://{request.host}{request.path}" in self.ended_response_urls:
            return web.Response(status=404, text="used_url")
        if trouble.rate_limited:
            trouble.rate_limited -= 1
            return web.Response(status=429, headers={"Retry-After": "1"})
        problem = _problem_with(body, trouble)
        if problem:
            return web.Response(status=500, text=problem)
        self.posted.append(Posted("respond", "", None, body, new_timestamp()))
        return web.Response(text="ok")

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        team = next((team for team, known in BOT_TOKENS.items() if known == token), None)
        self.calls[method] += 1
        self.requests.append((method, arguments))
        trouble = self.trouble.get(method, Trouble())
        if trouble.rate_limited:
            trouble.rate_limited -= 1
            body = {"ok": False, "error": "ratelimited"}
            return web.json_response(body, status=429, headers={"Retry-After": "1"})
        if trouble.broken:
            trouble.broken -= 1
            return web.Response(status=500, text="<html>try again</html>")
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                return _error("invalid_auth")
            socket = f"ws://127.0.0.1:{self._port}/socket"
            return web.json_response({"ok": True, "url": socket})
        if team is None:
            return _error("invalid_auth")
        if trouble.error:
            return _error(trouble.error)
        handler = _HANDLERS.get(method)
        answer = handler(self, team, arguments, trouble) if handler else {}
        if trouble.cut_off and "error" not in answer:
            trouble.cut_off -= 1
            assert request.transport is not None
            request.transport.close()
        return web.json_response({"ok": "error" not in answer} | answer)

    def _auth_test(
        self, team: str, _arguments: dict[str, Any], _trouble: Trouble
    ) -> dict[str, Any]:
        return {"team_id": team, "user_id": BOT_USERS[team], "bot_id": f"B{BOT_USERS[team]}"}

    def _post(self, team: str, arguments: dict[str, Any], trouble: Trouble) -> dict[str, Any]:
        problem = _problem_with(arguments, trouble)
        if problem:
            return {"error": problem}
        entry = Posted("post", team, arguments["channel"], arguments, new_timestamp())
        self.posted.append(entry)
        return {"channel": entry.channel, "ts": entry.timestamp, "message": {"text": entry.text}}

    def _whisper(self, team: str, arguments: dict[str, Any], trouble: Trouble) -> dict[str, Any]:
        problem = _problem_with(arguments, trouble)
        if problem:
            return {"error": problem}
        stamp = new_timestamp()
        self.posted.append(Posted("whisper", team, arguments["channel"], arguments, stamp))
        return {"message_ts": stamp}

    def _delete(self, _team: str, arguments: dict[str, Any], _trouble: Trouble) -> dict[str, Any]:
        self.deleted.append(arguments["ts"])
        return {}

    def _open(self, _team: str, arguments: dict[str, Any], _trouble: Trouble) -> dict[str, Any]:
        return {"channel": {"id": f"D{arguments['users'].removeprefix('U')}"}}

    def _read(self, team: str, arguments: dict[str, Any], _trouble: Trouble) -> dict[str, Any]:
        found = [
            entry
            for entry in self.posts_in(arguments["channel"])
            if entry.team == team and entry.thread == arguments.get("ts")
        ]
        return {
            "messages": [
                {"ts": entry.timestamp, "text": entry.text, "metadata": entry.body.get("metadata")}
                for entry in found
            ]
        }


_Handler = Callable[[SlackStandIn, str, dict[str, Any], Trouble], dict[str, Any]]
_HANDLERS: dict[str, _Handler] = {
    "auth.test": SlackStandIn._auth_test,
    "chat.postMessage": SlackStandIn._post,
    "chat.postEphemeral": SlackStandIn._whisper,
    "chat.delete": SlackStandIn._delete,
    "conversations.open": SlackStandIn._open,
    "conversations.replies": SlackStandIn._read,
    "conversations.history": SlackStandIn._read,
}


def _error(code: str) -> web.Response:
    return web.json_response({"ok": False, "error": code})


def _problem_with(body: Mapping[str, Any], trouble: Trouble) -> str | None:
    """What Slack says against a message; None if nothing."""
    blocks, text = body.get("blocks") or [], body.get("text")
    if not text:
        return "no_text"
    if len(text) > MOST_TEXT_CHARACTERS:
        return "msg_too_long"
    if len(json.dumps(blocks, ensure_ascii=False)) > MOST_BLOCK_CHARACTERS:
        return "msg_blocks_too_long"
    if len(blocks) > MOST_BLOCKS or any(b["type"] in trouble.refused_blocks for b in blocks):
        return "invalid_blocks"
    if [block["type"] for block in blocks].count("table") > 1:
        return "invalid_blocks"
    try:
        parsed = Block.parse_all(blocks)
        for block in parsed:
            block.validate_json()
    except SlackObjectFormationError:
        return "invalid_blocks"
    return None if len(parsed) == len(blocks) else "invalid_blocks"


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    return dict(request.query) | dict(await request.post())
