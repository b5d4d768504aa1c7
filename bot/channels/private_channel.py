"""What channels of private conversations share: messages, feedback and erasing."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from rasa.core.lock_store import LockError
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.channels.errors import (
    BUSY,
    INVALID_FIELD,
    MESSAGE_NOT_FOUND,
    RETRY_SOON,
    SESSION_ENDED,
    UNKNOWN_BUTTON,
    ApiError,
)
from bot.channels.history import bot_turn
from bot.channels.limits import (
    MAX_MESSAGE_ID_CHARACTERS,
    idempotency_key,
    json_object,
    optional_comment,
    optional_identifier,
    text_field,
)
from bot.channels.messages import message_id
from bot.channels.payloads import as_text, button_press
from bot.channels.processing import (
    ConversationStore,
    OnNewMessage,
    ask_privately,
    conversation_store,
    rate_limits,
    read_body,
    ready_agent,
)
from bot.channels.protection import ProtectedBlueprint
from bot.channels.recent_answers import RecentAnswers, Reply
from bot.channels.responses import json_response
from bot.monitoring.metrics import count_feedback
from bot.privacy.masking import mask

# How often an erasure looks whether a message that is being answered is done, in seconds.
LOCK_POLL_SECONDS = 0.05


class PrivateChannel(InputChannel):
    """A channel whose every request proves which conversation it may use."""

    def __init__(self) -> None:
        """Starts with no answers remembered."""
        self._recent = RecentAnswers()
        # The same opinion again is another try of a client that missed the answer.
        self._recent_opinions = RecentAnswers()

    async def admit(self, request: Request) -> str:
        """The id of the conversation that a request may use.

        Args:
            request: The request.

        Raises:
            ApiError: If it may use none, or there were too many requests.
        """
        raise NotImplementedError

    def add_conversation_routes(
        self, blueprint: ProtectedBlueprint, on_new_message: OnNewMessage, erase_at: str
    ) -> None:
        """Adds `POST /message`, `POST /feedback` and the route that erases the conversation.

        Args:
            blueprint: Gets the routes.
            on_new_message: Rasa's handler.
            erase_at: The address to which DELETE erases.
        """

        @blueprint.post("/message", stream=True)
        async def receive(request: Request) -> HTTPResponse:
            sender_id, store = await self.conversation(request)
            await rate_limits(request.app).count_conversation(sender_id)
            body = json_object(await read_body(request))
            text = _command_or_text(body)
            client_id = optional_identifier(body, "message_id", MAX_MESSAGE_ID_CHARACTERS)
            client_id = client_id or idempotency_key(request.headers)

            async def reply() -> Reply:
                return await self._reply(on_new_message, store, sender_id, text, client_id)

            if client_id is None:
                return json_response({"messages": await reply()})
            return json_response({"messages": await self._recent.get(sender_id, client_id, reply)})

        @blueprint.post("/feedback", stream=True)
        async def take_feedback(request: Request) -> HTTPResponse:
            sender_id, store = await self.conversation(request)
            await rate_limits(request.app).count_conversation(sender_id)
            body = json_object(await read_body(request))
            which, helpful = _which_message(body), body.get("helpful")
            if not isinstance(helpful, bool):
                raise ApiError(INVALID_FIELD, '"helpful" must be true or false.')
            comment = mask(optional_comment(body, "comment") or "") or None
            turn = bot_turn(await store.retrieve_transcript(sender_id), which)
            if turn is None:
                raise ApiError(MESSAGE_NOT_FOUND)
            topic = turn.message.topic

            async def keep() -> Reply:
                await store.add_feedback(sender_id, topic, helpful, comment)
                count_feedback(helpful)
                return []

            opinion = f"{turn.id} {helpful} {comment}"
            await self._recent_opinions.get(sender_id, opinion, keep)
            return empty()

        @blueprint.delete(erase_at)
        async def erase(request: Request) -> HTTPResponse:
            sender_id, store = await self.conversation(request)
            locks = ready_agent(request.app).lock_store
            try:
                async with locks.lock(sender_id, wait_time_in_seconds=LOCK_POLL_SECONDS):
                    await store.erase(sender_id)
            except LockError as error:
                raise ApiError(BUSY, headers=RETRY_SOON) from error
            self._recent.forget(sender_id)
            self._recent_opinions.forget(sender_id)
            return empty()

    async def conversation(self, request: Request) -> tuple[str, ConversationStore]:
        """The conversation that a request may use, and where it is kept.

        Raises:
            ApiError: If it may use none, or the conversation was erased.
        """
        sender_id = await self.admit(request)
        store = conversation_store(request.app)
        if await store.is_erased(sender_id):
            raise ApiError(SESSION_ENDED, headers={"WWW-Authenticate": "Bearer"})
        return sender_id, store

    async def _reply(
        self,
        on_new_message: OnNewMessage,
        store: ConversationStore,
        sender_id: str,
        text: str,
        client_id: str | None,
    ) -> Reply:
        turn = client_id or secrets.token_hex(8)
        messages = await ask_privately(
            on_new_message,
            store,
            text=text,
            sender_id=sender_id,
            channel=self.name(),
            message_id=turn,
            may_be_sent_again=client_id is not None,
        )
        if any(message.erases_conversation for message in messages):
            # Only that it was deleted may be said again, should that get lost on its way.
            self._recent.forget(sender_id, keep=client_id)
            self._recent_opinions.forget(sender_id)
        return [
            {"id": message_id(turn, position), **message.for_website()}
            for position, message in enumerate(messages)
        ]


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
