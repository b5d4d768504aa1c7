"""How Slack reaches the app: Socket Mode, or HTTP requests that it signs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import time

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import (
    run_async_bolt_app,
    send_async_response,
)
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.configuration import ConfigurationError
from bot.serve import CannotServe
from bot.slack.incoming import is_well_formed
from bot.slack.installations import TOKEN_REFUSED
from bot.slack.library_logs import library_logger
from bot.slack.settings import APP_TOKEN_VARIABLE

HTTP_PATH = "/slack/events"
_OK, _BAD_REQUEST, _NOT_FOUND = 200, 400, 404
_REFUSALS = TOKEN_REFUSED | {"not_allowed_token_type"}


class _SocketMode(AsyncSocketModeHandler):
    """Acknowledges also what nothing listens to and what is malformed: Slack would repeat it.

    Only what could not be stored is not acknowledged, so that it comes again.
    """

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        """Handles one envelope (see base class)."""
        began = time()
        response = BoltResponse(status=_OK)
        if is_well_formed(req.payload):
            response = _taken(await run_async_bolt_app(self.app, req))
        await send_async_response(client, req, response, began)


@asynccontextmanager
async def socket_mode(app: AsyncApp, app_token: str, api_url: str) -> AsyncIterator[None]:
    """Holds a connection to Slack, made anew whenever it breaks.

    Args:
        app: Gets the events.
        app_token: The app-level token.
        api_url: Where Slack's Web API answers.

    Raises:
        ConfigurationError: Slack does not accept the token.
    """
    client = AsyncWebClient(base_url=api_url)
    await _check(app_token, client)
    handler = _SocketMode(app, app_token, logger=library_logger(), web_client=client)
    try:
        await handler.connect_async()
        yield
    finally:
        await handler.close_async()


@asynccontextmanager
async def http_server(app: AsyncApp, host: str, port: int) -> AsyncIterator[None]:
    """Listens for Slack's requests at /slack/events.

    Args:
        app: Gets the events; checks the signatures.
        host: Address to listen on.
        port: Port to listen on.

    Raises:
        CannotServe: The port cannot be used.
    """

    async def receive(request: web.Request) -> web.Response:
        try:
            bolt_request = await to_bolt_request(request)
        except (AttributeError, KeyError, TypeError, ValueError):
            return web.Response(status=_BAD_REQUEST)  # no JSON, or no object
        if not is_well_formed(bolt_request.body):
            return web.Response(status=_BAD_REQUEST)
        return await to_aiohttp_response(_taken(await app.async_dispatch(bolt_request)))

    application = web.Application()
    application.router.add_post(HTTP_PATH, receive)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise CannotServe(
                f"Port {port} cannot be used ({error.strerror}); choose another with --port"
            ) from error
        yield
    finally:
        await runner.cleanup()


async def _check(app_token: str, client: AsyncWebClient) -> None:
    """Asks for a connection once: Bolt would try a wrong token for ever."""
    try:
        await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        code = error.response.get("error")
        if code in _REFUSALS:
            raise ConfigurationError(
                f"Slack does not accept {APP_TOKEN_VARIABLE} ({code}); it needs an app-level "
                "token with the scope connections:write."
            ) from error
    except (OSError, asyncio.TimeoutError):
        pass  # Slack is away; Bolt tries again


def _taken(response: BoltResponse) -> BoltResponse:
    """Bolt's response, but an acknowledgement for what nothing listens to."""
    return BoltResponse(status=_OK) if response.status == _NOT_FOUND else response
