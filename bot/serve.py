"""Serves the assistant: channels, actions and store in one process."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import assistant
from bot.paths import CREDENTIALS_FILE
from bot.store.retention import SECONDS_A_DAY, retention_days
from bot.training import train

if TYPE_CHECKING:
    from sanic import Sanic

logger = logging.getLogger(__name__)

DEFAULT_PORT = 5005
DEFAULT_HOST = "127.0.0.1"


class CannotServe(Exception):
    """The server cannot start; the message says why and what to do, in one sentence."""


def serve(host: str = DEFAULT_HOST, port: int = DEFAULT_PORT) -> None:
    """Trains if needed, then serves until it is told to stop (SIGINT or SIGTERM).

    Args:
        host: Address to listen on.
        port: Port to listen on.

    Raises:
        CannotServe: The port is in use or may not be used.
        bot.training.TrainingFailed: There is no model and none can be trained.
    """
    check_port(host, port)
    try:
        retention_days()
    except ValueError as error:
        raise CannotServe(str(error)) from error
    if not os.environ.get("BOT_QUIET"):
        print("Starting the assistant; the first start also trains it (a few minutes).", flush=True)
    model = train()
    app = create_app(model)

    async def announce(*_: Any) -> None:
        print(f"The assistant answers at http://{_shown(host)}:{port}/", flush=True)

    app.register_listener(announce, "after_server_start")
    app.run(host=host, port=port, workers=1, access_log=False, debug=False)


def create_app(model: Path) -> Sanic:
    """Builds the web application around a trained model.

    Raises:
        CannotServe: A channel is not configured rightly.
    """
    from rasa.core.run import close_resources, configure_app, create_http_input_channels
    from rasa.shared.exceptions import RasaException

    from bot.channels.application import finish_app
    from bot.web.pages import add_pages

    configured = assistant.endpoints()
    try:
        channels = create_http_input_channels(None, str(CREDENTIALS_FILE))
    except RasaException as error:
        raise CannotServe(str(error)) from error
    app = configure_app(channels, enable_api=False, endpoints=configured)
    finish_app(app)
    add_pages(app)
    app.register_listener(partial(_load, model, configured), "before_server_start")
    app.register_listener(close_resources, "after_server_stop")
    app.add_task(_purge_daily)
    return app


async def _purge_daily(app: Sanic) -> None:
    """Removes old conversations now and once a day."""
    days = retention_days()
    while True:
        # In a thread, so that a large database holds up no visitor.
        removed = await asyncio.to_thread(app.ctx.agent.tracker_store.purge, days)
        if removed:
            logger.info("%d conversations older than %g days were removed", removed, days)
        await asyncio.sleep(SECONDS_A_DAY)


async def _load(model: Path, configured: Any, app: Sanic, _loop: Any) -> None:
    app.ctx.agent = await assistant.load(model, configured)


def check_port(host: str, port: int) -> None:
    """Makes sure that the port can be listened on.

    Raises:
        CannotServe: It cannot.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServe(
                f"Port {port} cannot be used ({error.strerror}); stop what uses it or choose "
                f"another, for example: make run PORT={port + 1}"
            ) from error


def _shown(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host
