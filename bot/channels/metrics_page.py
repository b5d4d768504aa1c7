"""Lets a monitoring system read the metrics; the public finds nothing there."""

from __future__ import annotations

import hmac

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.channels.configuration import metrics_token
from bot.channels.errors import TOKEN_INVALID, ApiError
from bot.channels.protection import METRICS_PATH
from bot.monitoring.metrics import CONTENT_TYPE, exposition


def add_metrics(app: Sanic) -> None:
    """Adds `GET /metrics` where BOT_METRICS_TOKEN is set; the token is its key.

    Args:
        app: The server, not yet started.

    Raises:
        ConfigurationError: The token is too short.
    """
    token = metrics_token()
    if token is None:
        return
    expected = f"Bearer {token}".encode()

    @app.get(METRICS_PATH, name="metrics")
    async def metrics(request: Request) -> HTTPResponse:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, expected):
            raise ApiError(TOKEN_INVALID, headers={"WWW-Authenticate": "Bearer"})
        return raw(exposition(), content_type=CONTENT_TYPE)
