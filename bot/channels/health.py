"""Tells whether the assistant is ready to answer."""

from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.protection import HEALTH_PATH
from bot.channels.responses import json_response


def add_health(app: Sanic) -> None:
    """Adds `GET /health`: 200 with the model's name while it answers, 503 before and after.

    Not an input channel: Rasa puts those under /webhooks/.

    Args:
        app: The server, not yet started.
    """

    @app.get(HEALTH_PATH, name="health")
    async def health(request: Request) -> HTTPResponse:
        agent = getattr(request.app.ctx, "agent", None)
        if agent is None or not agent.is_ready():
            return json_response({"status": "starting"}, status=503, headers={"Retry-After": "1"})
        if request.app.ctx.is_stopping:
            return json_response({"status": "stopping"}, status=503, headers={"Retry-After": "1"})
        return json_response({"status": "ok", "model": agent.processor.model_filename})
