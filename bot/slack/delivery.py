"""Posts to Slack so that nothing is posted twice and nothing is lost.

Slack has no way to say "post this once". So each message of an answer bears its job's key as
metadata, and whoever takes a job over that may have been posted looks for it first. A private
answer to a command or shortcut (`response_url`) cannot be looked for: where the app was killed just
then, it may be seen twice by that one user, which is better than not at all.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.blocks import SlackMessage
from bot.slack.installations import TOKEN_REFUSED
from bot.slack.jobs import Target

logger = logging.getLogger(__name__)

_Call = Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]

EVENT_TYPE = "bone_answer"
RETRY_SECONDS = 2.0
DEFAULT_RATE_LIMIT_SECONDS = 5.0
# How far back a posted answer is looked for.
MESSAGES_LOOKED_THROUGH = 100

# Another form of the same message may pass.
_BLOCKS_REFUSED = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments"}
)
# Slack's own trouble, which passes.
_TEMPORARY = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited"}
)
# A refused token is for the operator to mend; then the answers that wait are posted.
NOT_ADMITTED_SECONDS = 60.0
# An address for private answers is good for half an hour and five answers.
_ADDRESS_ENDED = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.BAD_REQUEST})


class TryLater(Exception):
    """Slack did not take the message, or did not say so; it is to be tried again."""

    def __init__(self, seconds: float) -> None:
        """Says when.

        Args:
            seconds: How long to wait.
        """
        super().__init__(f"in {seconds} seconds")
        self.seconds = seconds


class BlocksRefused(Exception):
    """Slack does not take these blocks."""


class Refused(Exception):
    """Slack will never take this message: no such channel, no permission and the like."""


class Delivery:
    """Posts for all workspaces."""

    def __init__(self, clients: Mapping[str, AsyncWebClient]) -> None:
        """Takes the clients.

        Args:
            clients: One for each workspace, by its id; without handlers that retry.
        """
        self._clients = clients

    async def post(
        self, team: str, user: str, target: Target, message: SlackMessage, mark: str
    ) -> str | None:
        """Posts one message.

        Args:
            team: The workspace.
            user: Who asked.
            target: Where it goes.
            message: What is posted.
            mark: Tells this message from all others, for `was_posted`.

        Returns:
            The time stamp of the message; None for a private answer.

        Raises:
            TryLater, BlocksRefused, Refused: See there.
        """
        if target.response_url and await self._respond(target.response_url, message):
            return None
        channel = await self._channel(team, user, target)
        response = await self._call(
            team,
            lambda client: client.chat_postMessage(
                channel=channel,
                thread_ts=target.thread,
                text=message.text,
                blocks=message.block_dicts() or None,
                unfurl_links=False,
                unfurl_media=False,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"mark": _hash(mark)}},
            ),
        )
        return str(response["ts"])

    async def was_posted(self, team: str, user: str, target: Target, mark: str) -> bool:
        """Whether a message that may have been posted was.

        Raises:
            TryLater, Refused: See there.
        """
        if target.response_url:
            return False
        channel = await self._channel(team, user, target)
        cursor: str | None = None
        while True:
            page = await self._call(team, _reader(channel, target.thread, cursor))
            if any(_mark_of(message) == _hash(mark) for message in page["messages"]):
                return True
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            # A thread is told from its beginning, a channel from its end.
            if not cursor or not target.thread:
                return False

    async def delete(self, team: str, target: Target, timestamp: str) -> None:
        """Removes a message of the app, where that is possible."""
        channel = target.channel
        if channel:
            await self._try(team, lambda client: client.chat_delete(channel=channel, ts=timestamp))

    async def whisper(self, team: str, user: str, target: Target, text: str) -> None:
        """Shows something to one user only, where that is possible."""
        if target.response_url:
            try:
                await self._respond(target.response_url, SlackMessage(text))
            except TryLater:
                return
        elif target.channel:
            channel = target.channel
            await self._try(
                team,
                lambda client: client.chat_postEphemeral(
                    channel=channel, user=user, thread_ts=target.thread, text=text
                ),
            )

    async def show_typing(self, team: str, target: Target) -> None:
        """Shows that an answer is being written; Slack takes it away with the answer."""
        channel, thread = target.channel, target.thread
        if channel and thread:
            await self._try(
                team,
                lambda client: client.assistant_threads_setStatus(
                    channel_id=channel, thread_ts=thread, status="is typing…"
                ),
            )

    async def _channel(self, team: str, user: str, target: Target) -> str:
        """The target's channel; the user's direct message, opened if need be, where it has none."""
        if target.channel and not target.response_url:
            return target.channel
        opened = await self._call(team, lambda client: client.conversations_open(users=user))
        return str(opened["channel"]["id"])

    async def _respond(self, url: str, message: SlackMessage) -> bool:
        """Answers a command privately; False if Slack's address for that has ended."""
        try:
            response = await AsyncWebhookClient(url, retry_handlers=[]).send(
                text=message.text,
                blocks=message.block_dicts() or None,
                response_type="ephemeral",
                replace_original=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            raise TryLater(RETRY_SECONDS) from error
        if response.status_code == HTTPStatus.OK:
            return True
        if response.body in _BLOCKS_REFUSED:
            raise BlocksRefused(response.body)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            raise TryLater(_retry_after(response.headers))
        if response.status_code in _ADDRESS_ENDED:
            return False
        raise TryLater(RETRY_SECONDS)

    async def _try(self, team: str, call: _Call) -> None:
        """Calls what is only a courtesy: that it fails must not hold anything up."""
        try:
            await self._call(team, call)
        except (TryLater, Refused, BlocksRefused) as error:
            logger.info("A courtesy call failed: %s", error)

    async def _call(self, team: str, call: _Call) -> AsyncSlackResponse:
        client = self._clients.get(team)
        if client is None:
            raise Refused("the app is not installed in this workspace")
        try:
            return await call(client)
        except SlackApiError as error:
            raise _problem(error) from error
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, SlackRequestError) as error:
            raise TryLater(RETRY_SECONDS) from error


def _reader(channel: str, thread: str | None, cursor: str | None) -> _Call:
    if thread is None:
        return lambda client: client.conversations_history(
            channel=channel, include_all_metadata=True, limit=MESSAGES_LOOKED_THROUGH
        )
    return lambda client: client.conversations_replies(
        channel=channel,
        ts=thread,
        include_all_metadata=True,
        limit=MESSAGES_LOOKED_THROUGH,
        cursor=cursor,
    )


def _problem(error: SlackApiError) -> Exception:
    response = error.response
    if not isinstance(response, AsyncSlackResponse) or not isinstance(response.data, dict):
        return TryLater(RETRY_SECONDS)  # not Slack's words, but those of something on the way
    code = str(response.data.get("error") or "")
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS or code == "ratelimited":
        return TryLater(_retry_after(response.headers))
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _TEMPORARY:
        return TryLater(RETRY_SECONDS)
    if code in TOKEN_REFUSED:
        logger.error("Slack does not admit the app (%s): check SLACK_BOT_TOKEN", code)
        return TryLater(NOT_ADMITTED_SECONDS)
    if code in _BLOCKS_REFUSED:
        return BlocksRefused(code)
    return Refused(code)


def _retry_after(headers: Mapping[str, Any]) -> float:
    for name, value in headers.items():
        first = value[0] if isinstance(value, list) and value else value
        if name.lower() == "retry-after" and str(first).isdigit():
            return float(first)
    return DEFAULT_RATE_LIMIT_SECONDS


def _mark_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    return str((metadata.get("event_payload") or {}).get("mark"))


def _hash(mark: str) -> str:
    # A key may name people; what stands in Slack need not.
    return hashlib.sha256(mark.encode()).hexdigest()[:32]
