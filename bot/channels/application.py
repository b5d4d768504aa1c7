"""Completes the server that Rasa configures: what is public answers, all else is 404."""

from __future__ import annotations

from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse

from bot.channels.configuration import trusted_proxies
from bot.channels.health import add_health
from bot.channels.metrics_page import add_metrics
from bot.channels.protection import protect

_ROOT = ("",)


def finish_app(app: Sanic) -> None:
    """Protects the server, adds its health and its metrics, and takes Rasa's greeting off.

    Args:
        app: The server as Rasa configured it, not yet started; pages are added afterwards.
    """
    protect(app)
    add_health(app)
    add_metrics(app)
    _end_gracefully(app)
    app.config.PROXIES_COUNT = trusted_proxies()
    # Rasa greets at "/" with its version number.
    app.router.static_routes.pop(_ROOT, None)
    app.router.name_index.pop(f"{app.name}.hello", None)


def _end_gracefully(app: Sanic) -> None:
    """Ends kept connections with the answer that is under way, so that a stop cuts off nobody."""

    async def note_stop(app: Sanic, _loop: Any) -> None:
        app.ctx.is_stopping = True

    async def end_connection(request: Request, _response: BaseHTTPResponse) -> None:
        if app.ctx.is_stopping and request.stream is not None:
            request.stream.keep_alive = False

    app.ctx.is_stopping = False
    app.register_listener(note_stop, "before_server_stop")
    app.register_middleware(end_connection, "response")
