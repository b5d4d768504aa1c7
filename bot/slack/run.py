"""Runs the Slack app until it is told to stop (SIGINT or SIGTERM)."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import aiohttp
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.configuration import ConfigurationError
from bot.slack.app import SlackApp
from bot.slack.assistant_client import AssistantClient
from bot.slack.connection import HTTP_PATH, http_server, socket_mode
from bot.slack.delivery import Delivery
from bot.slack.installations import find_installations
from bot.slack.own_assistant import OwnAssistant
from bot.slack.settings import SlackSettings
from bot.slack.store import DEFAULT_FILE, SlackStore
from bot.slack.worker import Worker
from bot.store.addresses import DATABASE_VARIABLE
from bot.store.database import database_address


@dataclass(frozen=True)
class RunOptions:
    """How the app runs.

    Attributes:
        http: The address to listen on for Slack's requests; None for Socket Mode.
        with_assistant: Whether to start the assistant too.
    """

    http: tuple[str, int] | None = None
    with_assistant: bool = False


def run(settings: SlackSettings, options: RunOptions) -> None:
    """Runs the app.

    Raises:
        bot.channels.configuration.ConfigurationError: Slack does not accept a token, or the
            database cannot be opened.
        bot.serve.CannotServe: A port cannot be used, or the assistant could not start.
    """
    asyncio.run(_run(settings, options))


async def _run(settings: SlackSettings, options: RunOptions) -> None:
    stop = asyncio.Event()
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signal_, stop.set)
    # In the order in which they end: the app first, so that it can still ask the assistant.
    tasks: list[asyncio.Task[Any]] = [
        asyncio.create_task(stop.wait()),
        asyncio.create_task(serve(settings, options)),
    ]
    if options.with_assistant:
        tasks.append(asyncio.create_task(OwnAssistant(settings.assistant_url).run()))
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
        await asyncio.wait([task])
    for task in done:
        task.result()


async def serve(settings: SlackSettings, options: RunOptions) -> None:
    """Answers until it is cancelled.

    Args:
        settings: Tokens and addresses.
        options: How the app runs; the assistant is not started here.

    Raises:
        bot.channels.configuration.ConfigurationError: Slack does not accept a token, or the
            database cannot be opened.
        bot.serve.CannotServe: A port cannot be used.
    """
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        installations = await find_installations(settings.bot_tokens, settings.api_url, session)
        store = _open_store()
        stack.push_async_callback(store.close)
        assistant = AssistantClient(settings.assistant_url, settings.assistant_secret)
        stack.push_async_callback(assistant.close)
        worker = Worker(store, assistant, Delivery(installations.clients))
        worker.start()
        stack.push_async_callback(worker.stop)
        app = SlackApp(installations, store, worker, settings.signing_secret)
        if options.http:
            host, port = options.http
            await stack.enter_async_context(http_server(app.bolt, host, port))
            where = f"at http://{host}:{port}{HTTP_PATH}"
        else:
            await stack.enter_async_context(
                socket_mode(app.bolt, str(settings.app_token), settings.api_url)
            )
            where = "over Socket Mode"
        many = "1 workspace" if len(installations) == 1 else f"{len(installations)} workspaces"
        print(f"The Slack app listens {where}, for {many}.", flush=True)
        await asyncio.Event().wait()


def _open_store() -> SlackStore:
    try:
        return SlackStore(database_address(DEFAULT_FILE))
    except (ImportError, SQLAlchemyError) as error:
        raise ConfigurationError(
            f"The database cannot be opened ({type(error).__name__}); check {DATABASE_VARIABLE}."
        ) from error
