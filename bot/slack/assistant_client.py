"""Talks to the running assistant over its Slack channel (bot/channels/slack.py)."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.channels.tokens import SlackTokens

# Longer than the slowest answer; a hanging assistant counts as away.
ANSWER_SECONDS = 30
HEALTH_SECONDS = 3

_CHANNEL = "/webhooks/slack"


class AssistantAway(Exception):
    """The assistant cannot be reached or is not ready; the message says why."""


class AssistantBusy(Exception):
    """The assistant asks to come again later."""

    def __init__(self, seconds: float) -> None:
        """Says when.

        Args:
            seconds: How long to wait.
        """
        super().__init__(f"busy for {seconds} seconds")
        self.seconds = seconds


class AssistantFailed(Exception):
    """The assistant could not answer this message; another try may work."""


class ConversationEnded(Exception):
    """The conversation was erased; a new one must be begun."""


class MessageRefused(Exception):
    """The assistant does not take this message; the words may be shown to the asker."""


class AssistantClient:
    """One assistant; kept for the life of the app."""

    def __init__(self, url: str, secret: str) -> None:
        """Prepares a connection; it opens with the first request.

        Args:
            url: Where the assistant answers, without a slash at the end.
            secret: The secret of both.
        """
        self._url = url
        self._tokens = SlackTokens(secret)
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Closes the connections."""
        if self._session:
            await self._session.close()

    async def is_ready(self) -> bool:
        """Whether the assistant answers."""
        try:
            timeout = aiohttp.ClientTimeout(total=HEALTH_SECONDS)
            async with self._connections().get(f"{self._url}/health", timeout=timeout) as response:
                return response.status == HTTPStatus.OK
        except (aiohttp.ClientError, asyncio.TimeoutError):
            return False

    async def ask(
        self, conversation: str, key: str, *, text: str = "", payload: str = ""
    ) -> list[dict[str, Any]]:
        """Asks.

        Args:
            conversation: The assistant's id of the conversation.
            key: The same for every try of the same message, so that it is answered once.
            text: What was typed; empty for a button.
            payload: A button's payload.

        Returns:
            The messages of the answer, at least one.

        Raises:
            AssistantAway, AssistantBusy, AssistantFailed, ConversationEnded, MessageRefused:
                See there.
        """
        body: dict[str, Any] = {"payload": payload} if payload else {"text": text}
        body["message_id"] = _message_id(key)
        answer = await self._request("POST", "/message", conversation, body)
        messages = answer.get("messages")
        if not isinstance(messages, list) or not messages:
            raise AssistantFailed("an answer without messages")
        return messages

    async def give_feedback(self, conversation: str, message: str, helpful: bool) -> None:
        """Keeps what a user thought of an answer, where the website's visitors' is kept too.

        Raises:
            AssistantAway, AssistantBusy, AssistantFailed, ConversationEnded, MessageRefused:
                See there.
        """
        body = {"message": message, "helpful": helpful}
        await self._request("POST", "/feedback", conversation, body)

    async def erase(self, conversation: str) -> None:
        """Removes a conversation for good.

        Raises:
            AssistantAway, AssistantBusy, AssistantFailed, ConversationEnded: See there.
        """
        await self._request("DELETE", "/conversation", conversation, None)

    def _connections(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS)
            )
        return self._session

    async def _request(
        self, method: str, path: str, conversation: str, body: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._tokens.sign(conversation)}"}
        try:
            async with self._connections().request(
                method, f"{self._url}{_CHANNEL}{path}", json=body, headers=headers
            ) as response:
                if response.status == HTTPStatus.NO_CONTENT:
                    return {}
                answer = await response.json()
        except (aiohttp.ContentTypeError, ValueError) as error:
            raise AssistantAway("something else than the assistant answers there") from error
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise AssistantAway(type(error).__name__) from error
        if not isinstance(answer, dict):
            raise AssistantAway("something else than the assistant answers there")
        if response.status == HTTPStatus.OK:
            return answer
        raise _problem(response, answer.get("error") or {})


def _problem(response: aiohttp.ClientResponse, error: Mapping[str, Any]) -> Exception:
    status, code = response.status, error.get("code")
    if status == HTTPStatus.UNAUTHORIZED and code == "session_ended":
        return ConversationEnded()
    if status == HTTPStatus.UNAUTHORIZED:
        return AssistantAway("it has another BOT_SECRET than this app; give both the same")
    if status == HTTPStatus.TOO_MANY_REQUESTS or code == "busy":
        return AssistantBusy(_seconds(response.headers.get("Retry-After")))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return AssistantAway("it is starting")
    if code == "message_not_found":
        return ConversationEnded()
    if status == HTTPStatus.NOT_FOUND:
        return AssistantAway("credentials.yml does not name its Slack channel")
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return MessageRefused(str(error.get("message") or ""))
    return AssistantFailed(str(code or status))


def _seconds(value: str | None) -> float:
    return float(value) if value and value.isascii() and value.isdigit() else 1.0


def _message_id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]
