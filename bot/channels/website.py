"""The website's interface: private conversations behind signed tokens."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from rasa.core.lock_store import LockError
from rasa.shared.exceptions import RasaException
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.channels.configuration import ConfigurationError, allowed_origins, signing_secret
from bot.channels.errors import (
    BUSY,
    INVALID_FIELD,
    MESSAGE_NOT_FOUND,
    SESSION_ENDED,
    UNKNOWN_BUTTON,
    ApiError,
)
from bot.channels.history import bot_turn, conversation
from bot.channels.limits import (
    MAX_MESSAGE_ID_CHARACTERS,
    json_object,
    optional_comment,
    optional_identifier,
    text_field,
)
from bot.channels.messages import BotMessage, message_id
from bot.channels.payloads import as_text, button_press
from bot.channels.processing import (
    ConversationStore,
    OnNewMessage,
    ask,
    conversation_store,
    rate_limits,
    read_body,
    ready_agent,
)
from bot.channels.protection import ProtectedBlueprint
from bot.channels.recent_answers import RecentAnswers, Reply
from bot.channels.responses import json_response
from bot.channels.tokens import ConversationTokens
from bot.privacy.masking import mask

# How often an erasure looks whether a message that is being answered is done, in seconds.
LOCK_POLL_SECONDS = 0.05


class WebsiteChannel(InputChannel):
    """Sessions, messages, history, feedback and erasing for the website's chat widget."""

    def __init__(self, tokens: ConversationTokens) -> None:
        """Prepares the channel.

        Args:
            tokens: Issues and reads the conversations' tokens.
        """
        self._tokens = tokens
        self._recent = RecentAnswers()

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebsiteChannel:
        """Makes the channel (see base class); its settings come from the environment."""
        try:
            allowed_origins()
            return cls(ConversationTokens(signing_secret()))
        except ConfigurationError as error:
            raise RasaException(str(error)) from error

    @classmethod
    def name(cls) -> str:
        """The channel's name, part of its address."""
        return "website"

    def blueprint(self, on_new_message: OnNewMessage) -> ProtectedBlueprint:
        """The channel's routes (see base class)."""
        blueprint = ProtectedBlueprint("website_channel")

        @blueprint.post("/session", stream=True)
        async def start(request: Request) -> HTTPResponse:
            await rate_limits(request.app).count_address(request)
            await read_body(request)
            return json_response({"token": self._tokens.issue()}, status=201)

        @blueprint.post("/message", stream=True)
        async def receive(request: Request) -> HTTPResponse:
            sender_id, store = await self._conversation(request)
            await rate_limits(request.app).count_conversation(sender_id)
            body = json_object(await read_body(request))
            text = _command_or_text(body)
            client_id = optional_identifier(body, "message_id", MAX_MESSAGE_ID_CHARACTERS)

            turn = secrets.token_hex(8)

            async def reply() -> Reply:
                messages = await _ask(on_new_message, store, sender_id, text, turn)
                if any(message.erases_conversation for message in messages):
                    # Only that it was deleted may be said again, should that get lost on its way.
                    self._recent.forget(sender_id, keep=client_id)
                return [
                    {"id": message_id(turn, position), **message.for_website()}
                    for position, message in enumerate(messages)
                ]

            if client_id is None:
                return json_response({"messages": await reply()})
            return json_response({"messages": await self._recent.get(sender_id, client_id, reply)})

        @blueprint.get("/history")
        async def history(request: Request) -> HTTPResponse:
            sender_id, store = await self._conversation(request)
            turns = conversation(await _events(store, sender_id))
            return json_response({"messages": [turn.as_dict() for turn in turns]})

        @blueprint.post("/feedback", stream=True)
        async def take_feedback(request: Request) -> HTTPResponse:
            sender_id, store = await self._conversation(request)
            await rate_limits(request.app).count_conversation(sender_id)
            body = json_object(await read_body(request))
            which, helpful = _which_message(body), body.get("helpful")
            if not isinstance(helpful, bool):
                raise ApiError(INVALID_FIELD, '"helpful" must be true or false.')
            comment = mask(optional_comment(body, "comment") or "") or None
            turn = bot_turn(await _events(store, sender_id), which)
            if turn is None:
                raise ApiError(MESSAGE_NOT_FOUND)
            await store.add_feedback(sender_id, turn.message.topic, helpful, comment)
            return empty()

        @blueprint.delete("/session")
        async def erase(request: Request) -> HTTPResponse:
            sender_id, store = await self._conversation(request)
            locks = ready_agent(request.app).lock_store
            try:
                async with locks.lock(sender_id, wait_time_in_seconds=LOCK_POLL_SECONDS):
                    await store.erase(sender_id)
            except LockError as error:
                raise ApiError(BUSY) from error
            self._recent.forget(sender_id)
            return empty()

        return blueprint

    async def _conversation(self, request: Request) -> tuple[str, ConversationStore]:
        await rate_limits(request.app).count_address(request)
        sender_id = self._tokens.sender_id(request.headers.get("authorization"))
        store = conversation_store(request.app)
        if await store.is_erased(sender_id):
            raise ApiError(SESSION_ENDED, headers={"WWW-Authenticate": "Bearer"})
        return sender_id, store


async def _ask(
    on_new_message: OnNewMessage, store: ConversationStore, sender_id: str, text: str, turn: str
) -> list[BotMessage]:
    try:
        return await ask(
            on_new_message,
            text=text,
            sender_id=sender_id,
            channel=WebsiteChannel.name(),
            message_id=turn,
        )
    finally:
        # Rasa saves after it has answered: also what was erased in the meantime.
        if await store.is_erased(sender_id):
            await store.erase(sender_id)


async def _events(store: ConversationStore, sender_id: str) -> list[dict[str, Any]]:
    tracker = await store.retrieve_full_tracker(sender_id)
    return [event.as_dict() for event in tracker.events] if tracker else []


def _command_or_text(body: Mapping[str, Any]) -> str:
    if ("text" in body) == ("payload" in body):
        raise ApiError(INVALID_FIELD, 'Send either "text" or "payload".')
    if "text" in body:
        return as_text(text_field(body, "text"))
    payload = body["payload"]
    if not isinstance(payload, str):
        raise ApiError(INVALID_FIELD, '"payload" must be a string.')
    press = button_press(payload)
    if press is None:
        raise ApiError(UNKNOWN_BUTTON)
    return press.command()


def _which_message(body: Mapping[str, Any]) -> str | int:
    which = body.get("message")
    if isinstance(which, bool) or not isinstance(which, (str, int)):
        raise ApiError(INVALID_FIELD, '"message" must be a message\'s id or its number.')
    return which
