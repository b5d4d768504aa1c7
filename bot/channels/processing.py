"""Hands a visitor's message to Rasa and waits for what the assistant says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import time
from typing import Any, Protocol

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import LockError
from sanic import Sanic
from sanic.request import Request

from bot.channels.collector import MessageCollector
from bot.channels.errors import (
    BODY_TOO_LARGE,
    BUSY,
    INVALID_FIELD,
    RETRY_SOON,
    SERVER_ERROR,
    STARTING,
    UNAVAILABLE,
    ApiError,
    log_failure,
)
from bot.channels.history import BotTurn, conversation
from bot.channels.limits import MAX_BODY_BYTES
from bot.channels.messages import BotMessage
from bot.channels.rate_limits import RateLimits
from bot.monitoring.answered import Answered, note_answered
from bot.privacy.masking import mask
from bot.store.errors import MessageAlreadyKept, StoreError

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]

# Kept with a visitor's message: when it arrived, in seconds since 1970.
RECEIVED_AT = "received_at"


class FeedbackStore(Protocol):
    """Keeps what visitors thought of answers."""

    async def add_feedback(
        self, sender_id: str, topic: str | None, helpful: bool, comment: str | None
    ) -> None:
        """Keeps one opinion."""
        ...


class ErasableStore(Protocol):
    """Can remove a conversation for good."""

    async def erase(self, sender_id: str) -> bool:
        """Removes a conversation; its id stays known as erased."""
        ...

    async def is_erased(self, sender_id: str) -> bool:
        """Whether a conversation was erased."""
        ...


class ConversationStore(FeedbackStore, ErasableStore, Protocol):
    """What the channels need of the tracker store."""

    async def retrieve_transcript(self, sender_id: str) -> list[dict[str, Any]]:
        """The events of both sides, as dictionaries."""
        ...

    async def retrieve_reply(self, sender_id: str, message_id: str) -> list[dict[str, Any]] | None:
        """A visitor's message and what followed; None if it is not kept."""
        ...


def rate_limits(app: Sanic) -> RateLimits:
    """The limits that all channels of a server share."""
    limits: RateLimits = app.ctx.rate_limits
    return limits


def ready_agent(app: Sanic) -> Any:
    """Rasa's agent.

    Raises:
        ApiError: If it is not ready yet.
    """
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise ApiError(STARTING, headers=RETRY_SOON)
    return agent


def conversation_store(app: Sanic) -> ConversationStore:
    """The project's tracker store.

    Raises:
        ApiError: If the assistant is not ready, or runs with a store that can't erase.
    """
    store = ready_agent(app).tracker_store
    # Rasa wraps the store in one that falls back to memory, where nothing could be erased.
    store = getattr(store, "_tracker_store", store)
    if not hasattr(store, "erase"):
        raise ApiError(UNAVAILABLE)
    erasable: ConversationStore = store
    return erasable


async def read_body(request: Request) -> bytes:
    """Reads a request's body up to the size limit.

    Args:
        request: A request of a streaming route.

    Raises:
        ApiError: If the body is larger.
    """
    stream = request.stream
    if stream is None:
        return b""
    declared = request.headers.get("content-length")
    if declared is not None and not (declared.isascii() and declared.isdigit()):
        # Nothing after this header can be told apart any more.
        stream.keep_alive = False
        stream.request_body = None
        raise ApiError(INVALID_FIELD, "Content-Length must be a number.")
    if declared is not None and int(declared) > MAX_BODY_BYTES:
        raise ApiError(BODY_TOO_LARGE)
    body = b""
    while (chunk := await stream.read()) is not None:
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise ApiError(BODY_TOO_LARGE)
    return body


async def answer_once(
    on_new_message: OnNewMessage,
    store: ConversationStore,
    *,
    text: str,
    sender_id: str,
    channel: str,
    message_id: str,
) -> list[BotMessage]:
    """Lets the assistant answer one message, or says again what it answered.

    What is kept decides, so that this holds whichever process gets the message again.

    Args:
        on_new_message: Rasa's handler.
        store: Where conversations are kept.
        text: The text, or a button's command.
        sender_id: The conversation.
        channel: Name of the input channel.
        message_id: The client's id of the message, the same at every try.

    Returns:
        What the assistant says or said, at least one message.

    Raises:
        ApiError: If it failed or said nothing.
        StoreError: If the message could not be kept; it may be sent again.
    """
    given = await store.retrieve_reply(sender_id, message_id)
    if given is None:
        try:
            return await ask(
                on_new_message,
                text=text,
                sender_id=sender_id,
                channel=channel,
                message_id=message_id,
            )
        except MessageAlreadyKept:
            given = await store.retrieve_reply(sender_id, message_id) or []
    messages = [turn.message for turn in conversation(given) if isinstance(turn, BotTurn)]
    if not messages:
        raise ApiError(SERVER_ERROR)
    return messages


async def ask(
    on_new_message: OnNewMessage, *, text: str, sender_id: str, channel: str, message_id: str
) -> list[BotMessage]:
    """Lets the assistant answer one message.

    What could tell who the visitor is, is masked before anything else sees or stores it.

    Args:
        on_new_message: Rasa's handler.
        text: The text, or a button's command.
        sender_id: The conversation.
        channel: Name of the input channel.
        message_id: The server's id of the message.

    Returns:
        What the assistant says, at least one message.

    Raises:
        ApiError: If it failed or said nothing.
        StoreError: If the message could not be kept; it may be sent again.
    """
    received_at = time()
    collector = MessageCollector()
    message = UserMessage(
        mask(text),
        collector,
        sender_id,
        input_channel=channel,
        message_id=message_id,
        metadata={RECEIVED_AT: received_at},
    )
    try:
        await on_new_message(message)
    except LockError as error:
        log_failure("A conversation stayed locked", error)
        raise ApiError(BUSY, headers=RETRY_SOON) from error
    except StoreError:
        raise
    except Exception as error:
        log_failure("A message could not be answered", error)
        raise ApiError(SERVER_ERROR) from error
    if not collector.messages:
        raise ApiError(SERVER_ERROR)
    topics = (message.topic for message in collector.messages if message.topic)
    levels = (message.triage_level for message in collector.messages if message.triage_level)
    note_answered(
        Answered(
            channel=channel,
            seconds=time() - received_at,
            topics=tuple(dict.fromkeys(topics)),
            triage_level=next(levels, None),
        )
    )
    return collector.messages


async def ask_privately(
    on_new_message: OnNewMessage,
    store: ConversationStore,
    *,
    text: str,
    sender_id: str,
    channel: str,
    message_id: str,
    may_be_sent_again: bool = False,
) -> list[BotMessage]:
    """Lets the assistant answer one message of a conversation that may be erased meanwhile.

    Args:
        on_new_message: Rasa's handler.
        store: Keeps the conversation.
        text: The text, or a button's command.
        sender_id: The conversation.
        channel: Name of the input channel.
        message_id: The id of the message.
        may_be_sent_again: Whether its client gave the message its id, the same at every try, so
            that an answer which is kept is said again (see `answer_once`).

    Returns:
        What the assistant says, at least one message.

    Raises:
        ApiError: If it failed or said nothing.
        StoreError: If the message could not be kept; it may be sent again.
    """
    asking = {"text": text, "sender_id": sender_id, "channel": channel, "message_id": message_id}
    try:
        if may_be_sent_again:
            return await answer_once(on_new_message, store, **asking)
        return await ask(on_new_message, **asking)
    finally:
        # Rasa saves after it has answered: also what was erased in the meantime.
        if await store.is_erased(sender_id):
            await store.erase(sender_id)
