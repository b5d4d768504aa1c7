"""The website's server over loopback, and a second origin with pages that embed the widget."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from scripted_agent import ScriptedAgent

_server_numbers = count()


@dataclass
class WebServer:
    """A running server."""

    address: str
    port: int
    agent: ScriptedAgent
    stop: Callable[[], None] = field(repr=False)

    def client(self, **options: Any) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=20, **options)


def start_web_server(database: Path, port: int) -> WebServer:
    """Starts the website's server in a thread of its own.

    Args:
        database: Where conversations are kept.
        port: Where it listens.
    """
    from rasa.core.channels.channel import register
    from rasa.core.lock_store import InMemoryLockStore
    from rasa.server import add_root_route, configure_cors
    from sanic import Sanic

    from bot.channels.application import finish_app
    from bot.channels.socket_io import SocketIoChannel
    from bot.channels.website import WebsiteChannel
    from bot.store.conversation_store import ConversationStore
    from bot.web.pages import add_pages

    # Sanic rewrites its own classes at each start; only so does it take them back first.
    Sanic.test_mode = True
    app = Sanic(f"web_{next(_server_numbers)}", configure_logging=False)
    add_root_route(app)
    configure_cors(app, None)
    channels = [
        WebsiteChannel.from_credentials({}),
        SocketIoChannel.from_credentials({"session_persistence": True}),
    ]
    register(channels, app, "/webhooks/")
    finish_app(app)
    add_pages(app)
    agent = ScriptedAgent(ConversationStore(db=str(database)), InMemoryLockStore())
    app.ctx.agent = agent

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
        server = loop.run_until_complete(serve())
        loop.run_forever()
        server.close()
        for connection in list(server.connections):
            connection.abort()
        loop.run_until_complete(server.wait_closed())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(20)

    def stop() -> None:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        agent.tracker_store.close()

    return WebServer(f"http://127.0.0.1:{port}", port, agent, stop)


@dataclass
class HostPages:
    """Another origin: pages by path, each with its Content-Security-Policy, and scripts by path."""

    address: str
    pages: dict[str, tuple[str, str]]
    scripts: dict[str, bytes]
    stop: Callable[[], None] = field(repr=False)


def start_host_pages() -> HostPages:
    """Starts the second origin, without pages."""
    pages: dict[str, tuple[str, str]] = {}
    scripts: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page, policy = pages.get(self.path, ("", ""))
            script = scripts.get(self.path, b"")
            body = script or page.encode()
            kind = "text/javascript" if script else "text/html"
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    return HostPages(address, pages, scripts, server.shutdown)
