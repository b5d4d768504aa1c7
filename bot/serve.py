"""Serves the assistant: channels, actions and store, in one process or in several workers."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import assistant
from bot.logs import say
from bot.paths import CREDENTIALS_FILE
from bot.production import check_configuration
from bot.store.errors import StoreUnavailable
from bot.store.retention import SECONDS_A_DAY, retention_days
from bot.training import train
from bot.workers import Workers

if TYPE_CHECKING:
    from sanic import Sanic

logger = logging.getLogger(__name__)

DEFAULT_PORT = 5005
DEFAULT_HOST = "127.0.0.1"
RETRY_PURGE_SECONDS = 60
# Connections that wait while all workers are busy.
BACKLOG = 2048


class CannotServe(Exception):
    """The server cannot start; the message says why and what to do, in one sentence."""


@dataclass(frozen=True)
class Inherited:
    """What a worker of several gets from its parent.

    Attributes:
        listening_socket: File descriptor of the socket that all workers share.
        ready_pipe: File descriptor to write a byte to once the worker answers.
    """

    listening_socket: int
    ready_pipe: int


def serve(
    host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, workers: int = 1, model: Path | None = None
) -> None:
    """Trains if needed, then serves until it is told to stop (SIGINT or SIGTERM).

    Args:
        host: Address to listen on.
        port: Port to listen on.
        workers: How many processes answer; several need PostgreSQL and Redis.
        model: A trained model to serve; that of the present data if None.

    Raises:
        CannotServe: The port is in use, a setting is wrong, or a store does not answer.
        bot.workers.WorkersFailed: No worker could be started.
        bot.channels.configuration.ConfigurationError: A setting does not fit the use.
        bot.training.TrainingFailed: There is no model and none can be trained.
    """
    check_port(host, port)
    check_configuration(workers)
    _check_retention()
    _check_stores()
    if not os.environ.get("BOT_QUIET"):
        say("Starting the assistant; the first start also trains it (a few minutes).")
    if workers > 1:
        if model is None:
            train()
        from sanic.server.socket import bind_socket

        with bind_socket(host, port, backlog=BACKLOG) as listening:
            Workers(listening, workers, model).run()
        return
    app = create_app(model or train())

    async def announce(*_: Any) -> None:
        say(f"The assistant answers at http://{_shown(host)}:{port}/")

    app.register_listener(announce, "after_server_start")
    app.run(host=host, port=port, workers=1, backlog=BACKLOG, access_log=False, debug=False)


def serve_as_worker(inherited: Inherited, model: Path | None = None) -> None:
    """Serves as one of several workers.

    Args:
        inherited: What the parent hands over.
        model: See `serve`.
    """
    _check_stores()
    app = create_app(model or train())

    async def tell(*_: Any) -> None:
        os.write(inherited.ready_pipe, b"1")
        os.close(inherited.ready_pipe)

    app.register_listener(tell, "after_server_start")
    with socket.socket(fileno=inherited.listening_socket) as listening:
        app.run(sock=listening, workers=1, backlog=BACKLOG, access_log=False, debug=False)


def _check_retention() -> None:
    try:
        retention_days()
    except ValueError as error:
        raise CannotServe(str(error)) from error


def _check_stores() -> None:
    from bot.store.operations import check_stores

    try:
        check_stores()
    except StoreUnavailable as error:
        raise CannotServe(f"{error}; start it, or correct its address and password.") from error


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
        try:
            # In a thread, so that a large database holds up no visitor.
            removed = await asyncio.to_thread(app.ctx.agent.tracker_store.purge, days)
        except StoreUnavailable:
            await asyncio.sleep(RETRY_PURGE_SECONDS)
            continue
        if removed:
            logger.info("%d conversations older than %g days were removed", removed, days)
        await asyncio.sleep(SECONDS_A_DAY)


async def _load(model: Path, configured: Any, app: Sanic, _loop: Any) -> None:
    app.ctx.agent = await assistant.load(model, configured)
    # What was loaded stays: looking through it for garbage would hold up a message now and then.
    gc.collect()
    gc.freeze()


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
