"""A real server over loopback: Rasa's channel registration, our store, and a small dialogue."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx

from bot.store.errors import ConversationChanged, StoreUnavailable

_server_numbers = count()


class SmallAgent:
    """Stands where Rasa's agent does and speaks as Rasa does, without a trained model."""

    def __init__(self, tracker_store: Any, lock_store: Any) -> None:
        self.tracker_store = tracker_store
        self.lock_store = lock_store
        self.processor = SimpleNamespace(model_filename="small-model.tar.gz")
        self.heard: list[Any] = []

    def is_ready(self) -> bool:
        return True

    async def handle_message(self, message: Any) -> None:
        from rasa.shared.core.events import UserUttered

        async with self.lock_store.lock(message.sender_id):
            self.heard.append(message)
            tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
            tracker.update(UserUttered(message.text, message_id=message.message_id))
            for event in await self._reply(message):
                tracker.update(event)
                await message.output_channel.send_response(message.sender_id, event.message())
            await self.tracker_store.save(tracker)

    async def _reply(self, message: Any) -> list[Any]:
        from rasa.shared.core.events import BotUttered

        if message.text == "fail":
            raise RuntimeError(f"secret detail about {message.text}")
        if message.text == "store away":
            raise StoreUnavailable
        if message.text == "overtaken":
            raise ConversationChanged
        if message.text == "silence":
            return []
        if message.text == "slow":
            await asyncio.sleep(0.5)
        if message.text == "erase me":
            await self.tracker_store.erase(message.sender_id)
        if message.text == "compare":
            return [
                BotUttered(
                    "Both.\n\nIn words.",
                    {"custom": {"type": "comparison", "columns": [], "rows": []}},
                    {"topic": "compare_conditions", "sources": ["iscd2023"]},
                )
            ]
        buttons = [{"title": "What raises the risk?", "payload": "/risk_overview"}]
        return [
            BotUttered(f"You said: {message.text}", {"buttons": buttons}, {"topic": "greet"}),
            BotUttered("That is all."),
        ]


@dataclass
class Server:
    """A running server."""

    address: str
    port: int
    app: Any
    agent: SmallAgent
    stop: Callable[[], None] = field(repr=False)

    def client(self, **options: Any) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=20, **options)


def start_server(
    database: Path, *, with_agent: bool = True, socketio: dict[str, Any] | None = None
) -> Server:
    """Starts a server in a thread of its own.

    Args:
        database: Where conversations are kept.
        with_agent: Whether the assistant is ready.
        socketio: Options of the socketio channel; by default, sessions persist.
    """
    from rasa.core.channels.channel import register
    from rasa.server import add_root_route, configure_cors
    from sanic import Sanic

    from bot.channels.application import finish_app
    from bot.channels.rest import RestChannel
    from bot.channels.slack import SlackChannel
    from bot.channels.socket_io import SocketIoChannel
    from bot.channels.website import WebsiteChannel
    from bot.store.conversation_locks import ConversationLocks
    from bot.store.conversation_store import ConversationStore

    # Sanic rewrites its own classes at each start; only so does it take them back first.
    Sanic.test_mode = True
    app = Sanic(f"channels_{next(_server_numbers)}", configure_logging=False)
    add_root_route(app)
    configure_cors(app, None)
    channels = [
        RestChannel.from_credentials({}),
        WebsiteChannel.from_credentials({}),
        SlackChannel.from_credentials({}),
        SocketIoChannel.from_credentials(socketio or {"session_persistence": True}),
    ]
    register(channels, app, "/webhooks/")
    finish_app(app)
    agent = SmallAgent(ConversationStore(db=str(database)), ConversationLocks())
    if with_agent:
        app.ctx.agent = agent

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    loop = asyncio.new_event_loop()
    started = threading.Event()

    async def serve() -> Any:
        server = await app.create_server(
            host="127.0.0.1", port=port, return_asyncio_server=True, access_log=False
        )
        await server.startup()
        await server.before_start()
        await server.start_serving()
        started.set()
        return server

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(20)

    def stop() -> None:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        agent.tracker_store.close()

    return Server(f"http://127.0.0.1:{port}", port, app, agent, stop)


def wait_until(condition: Callable[[], bool], seconds: float = 5) -> None:
    """Waits for something that happens in the server's thread."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def last_heard(server: Server) -> Any:
    """The latest message that reached the assistant."""
    return server.agent.heard[-1]


def assert_error(response: httpx.Response, status: int, code: str) -> None:
    """Checks that a response is the JSON error that is expected, and tells nothing more."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    error = response.json()["error"]
    assert set(error) == {"code", "message"}
    assert error["code"] == code
    assert "Traceback" not in response.text
