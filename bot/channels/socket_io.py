"""Rasa's socketio channel for other people's chat widgets, with conversations kept private.

Rasa's own takes any session id that a client names, so that one visitor can join another's
conversation, and with current versions of python-socketio it sends no answers when sessions
persist. Here the server issues the ids, as signed tokens.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from rasa.core.channels.channel import decode_bearer_token
from rasa.core.channels.socketio import SocketIOInput
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from socketio import AsyncServer

from bot.channels.configuration import allowed_origins
from bot.channels.errors import INVALID_FIELD, ApiError
from bot.channels.limits import MAX_BODY_BYTES, text_field
from bot.channels.messages import BotMessage
from bot.channels.payloads import as_sent
from bot.channels.processing import (
    ErasableStore,
    OnNewMessage,
    ask_privately,
    conversation_store,
    rate_limits,
    read_body,
)
from bot.channels.protection import ProtectedBlueprint
from bot.channels.tokens import ConversationTokens


class SocketIoBlueprint(ProtectedBlueprint):
    """Serves socket.io, with requests as small as the other channels take them."""

    def __init__(self, server: AsyncServer, path: str) -> None:
        """Prepares the route.

        Args:
            server: Answers the requests.
            path: Its address.
        """
        super().__init__("socketio_channel")
        self.ctx.server = server
        self.ctx.path = f"/{path.strip('/')}/"

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Registers the route (see base class); it stands beside the channel's own prefix."""
        super().register(app, options)

        async def handle(request: Request) -> HTTPResponse:
            request.body = await read_body(request)
            return await self.ctx.server.handle_request(request)

        app.add_route(handle, self.ctx.path, methods=["GET", "POST", "OPTIONS"], stream=True)
        app.enable_websocket()


@dataclass(frozen=True)
class Conversation:
    """A conversation that a connection has joined.

    Attributes:
        token: What the client calls its session id.
        sender_id: Its id in the store.
    """

    token: str
    sender_id: str


class SocketIoChannel(SocketIOInput):
    """Answers socket.io clients such as rasa-webchat; takes the options of Rasa's channel.

    With `session_persistence: true` a client that shows the id of its last `session_confirm` goes
    on with that conversation; otherwise each connection is a new conversation.
    """

    def __init__(self, *options: Any, **named_options: Any) -> None:
        """Prepares the channel.

        Args:
            options: As Rasa's channel takes them.
            named_options: The same by name.

        Raises:
            RasaException: If the channels are configured in a way that must not be served.
        """
        super().__init__(*options, **named_options)
        self._tokens = ConversationTokens.configured(self.name())

    def blueprint(self, on_new_message: OnNewMessage) -> SocketIoBlueprint:
        """The channel's routes and events (see base class)."""
        server = AsyncServer(
            async_mode="sanic",
            cors_allowed_origins=partial(_may_connect, allowed_origins()),
            cors_credentials=False,
            max_http_buffer_size=MAX_BODY_BYTES,
        )
        self.sio = server

        @server.on("connect", namespace=self.namespace)
        async def connect(connection: str, environment: dict[str, Any], auth: Any = None) -> bool:
            try:
                await _count(environment["sanic.request"])
            except ApiError:
                return False
            return self._is_let_in(auth)

        @server.on("session_request", namespace=self.namespace)
        async def request_session(connection: str, data: Any = None) -> None:
            try:
                await _count(self._request(connection))
                await self._enter(connection, data)
            except ApiError as error:
                await self._say(BotMessage(error.message), connection)

        @server.on(self.user_message_evt, namespace=self.namespace)
        async def receive(connection: str, data: Any = None) -> None:
            try:
                await self._receive(on_new_message, connection, data)
            except ApiError as error:
                await self._say(BotMessage(error.message), connection)

        return SocketIoBlueprint(server, self.socketio_path or "")

    async def _receive(self, on_new_message: OnNewMessage, connection: str, data: Any) -> None:
        request = self._request(connection)
        await _count(request)
        if not isinstance(data, dict):
            raise ApiError(INVALID_FIELD, "The message must be a JSON object.")
        if data.get("message") is None:
            # What rasa-webchat sends in place of a greeting where the page chose none.
            return
        text = text_field(data, "message")
        sender_id = await self._enter(connection, data, confirm_always=False)
        await rate_limits(request.app).count_conversation(sender_id)
        messages = await ask_privately(
            on_new_message,
            conversation_store(request.app),
            text=as_sent(text),
            sender_id=sender_id,
            channel=self.name(),
            message_id=secrets.token_hex(8),
        )
        for message in messages:
            await self._say(message, sender_id)

    async def _enter(self, connection: str, data: Any, confirm_always: bool = True) -> str:
        """Joins a connection to the conversation that it may use, a new one if there is none.

        Args:
            connection: The connection.
            data: What the client sent; may show the id of a conversation.
            confirm_always: Whether to tell the client the id also where it knows that already.

        Returns:
            The conversation's id in the store.
        """
        server, store = self._server(), conversation_store(self._request(connection).app)
        shown = data.get("session_id") if isinstance(data, dict) else None
        known = await server.get_session(connection, self.namespace)
        joined = known.get("conversation")
        conversation = await self._opened_by(shown, store) if self.session_persistence else None
        if conversation is None and joined:
            conversation = await self._opened_by(joined.token, store)
        if conversation is None:
            token = self._tokens.issue()
            conversation = Conversation(token, self._tokens.sender_id_of(token))
        if conversation != joined:
            if joined:
                await server.leave_room(connection, joined.sender_id, self.namespace)
            await server.enter_room(connection, conversation.sender_id, self.namespace)
            await server.save_session(connection, {"conversation": conversation}, self.namespace)
        if confirm_always or (shown and shown != conversation.token):
            await server.emit(
                "session_confirm", conversation.token, to=connection, namespace=self.namespace
            )
        return conversation.sender_id

    async def _opened_by(self, token: object, store: ErasableStore) -> Conversation | None:
        try:
            sender_id = self._tokens.sender_id_of(token)
        except ApiError:
            return None
        return None if await store.is_erased(sender_id) else Conversation(str(token), sender_id)

    async def _say(self, message: BotMessage, whom: str) -> None:
        await self._server().emit(
            self.bot_message_evt, message.for_socketio(), to=whom, namespace=self.namespace
        )

    def _is_let_in(self, auth: Any) -> bool:
        if not self.jwt_key:
            return True
        token = auth.get("token") if isinstance(auth, dict) else None
        return bool(token and decode_bearer_token(token, self.jwt_key, self.jwt_algorithm))

    def _server(self) -> AsyncServer:
        assert self.sio is not None, "there are no connections before there is a server"
        return self.sio

    def _request(self, connection: str) -> Request:
        request: Request = self._server().get_environ(connection, self.namespace)["sanic.request"]
        return request


async def _count(request: Request) -> None:
    await rate_limits(request.app).count_address(request)


def _may_connect(origins: frozenset[str], origin: str | None, environment: dict[str, Any]) -> bool:
    """Whether a page may connect: one of this server, or of a website on the list."""
    if origin is None:
        return False
    is_own = urlsplit(origin).netloc == environment.get("HTTP_HOST")
    return is_own or origin in origins
