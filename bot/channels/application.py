"""Completes the server that Rasa configures: what is public answers, all else is 404."""

from __future__ import annotations

from sanic import Sanic

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
    # Rasa greets at "/" with its version number.
    app.router.static_routes.pop(_ROOT, None)
    app.router.name_index.pop(f"{app.name}.hello", None)
