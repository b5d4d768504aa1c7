"""Tests an assistant that is running somewhere, through one of its HTTP channels."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Mapping
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.conversation_tests.inventory import Inventory
from bot.conversation_tests.observed import ObservedTurn, Sight, bot_said
from bot.conversation_tests.problems import AssistantFailed, AssistantGone, AssistantUnavailable

LONGEST_ERROR = 300  # characters of an answer that are shown


class Channel(str, Enum):
    """The channels that can be tested."""

    REST = "rest"
    WEBSITE = "website"


class HttpAssistant:
    """A running assistant (see `assistants.Assistant`); only what it says can be seen."""

    inventory: Inventory | None = None

    def __init__(self, address: str, channel: Channel, timeout: float) -> None:
        """Prepares a client.

        Args:
            address: Such as http://localhost:5005.
            channel: The channel to speak through.
            timeout: Seconds to wait for one answer.

        Raises:
            AssistantGone: This is no address.
        """
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise AssistantGone(
                f"'{address}' is no address; --bot-url takes one such as http://localhost:5005"
            )
        self._address = address.rstrip("/")
        self._channel = channel
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None
        self.sight = frozenset(
            {Sight.MESSAGES} | ({Sight.TOPICS} if channel is Channel.WEBSITE else set())
        )

    async def begin(self, slots: Mapping[str, Any]) -> str:
        """Begins a conversation (see `Assistant`)."""
        if slots:
            raise AssistantUnavailable(
                "The test begins with slots (fixtures); over HTTP no slot can be set. "
                "Run it in process, without --bot-url."
            )
        if self._channel is Channel.REST:
            return f"test-{uuid.uuid4().hex}"
        body = await self._request("POST", "/webhooks/website/session", {})
        return str(body["token"])

    async def say(self, conversation: str, text: str, metadata: Mapping[str, Any]) -> ObservedTurn:
        """Says one message (see `Assistant`)."""
        started = time.perf_counter()
        if self._channel is Channel.REST:
            body = await self._request(
                "POST",
                "/webhooks/rest/webhook",
                {"sender": conversation, "message": text, "metadata": dict(metadata)},
            )
            messages = body
        else:
            body = await self._to_website(conversation, text)
            messages = body.get("messages") if isinstance(body, dict) else None
        if not isinstance(messages, list):
            raise AssistantFailed("The answer holds no list of messages.")
        return ObservedTurn(
            text,
            tuple(bot_said(message) for message in messages),
            seconds=time.perf_counter() - started,
        )

    async def end(self, conversation: str) -> None:
        """Erases the conversation where the channel can (see `Assistant`)."""
        if self._channel is Channel.WEBSITE:
            await self._request(
                "DELETE", "/webhooks/website/session", None, token=conversation, may_fail=True
            )

    async def close(self) -> None:
        """Closes the client (see `Assistant`)."""
        if self._session:
            await self._session.close()

    async def _to_website(self, token: str, text: str) -> Any:
        """Presses a button where the text is one's payload, else types the text."""
        path = "/webhooks/website/message"
        if text.startswith("/"):
            body = await self._request("POST", path, {"payload": text}, token=token, may_fail=True)
            if isinstance(body, dict) and "messages" in body:
                return body
        return await self._request("POST", path, {"text": text}, token=token)

    async def _request(
        self,
        method: str,
        path: str,
        body: Any,
        token: str | None = None,
        may_fail: bool = False,
    ) -> Any:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            async with self._session.request(
                method, self._address + path, json=body, headers=headers
            ) as response:
                if response.status >= 400 and not may_fail:
                    shown = (await response.text())[:LONGEST_ERROR]
                    raise AssistantFailed(f"{path} answered {response.status}: {shown}")
                is_json = "json" in response.headers.get("content-type", "")
                return await response.json() if is_json else None
        except aiohttp.ClientConnectionError as error:
            raise AssistantGone(
                f"No assistant answers at {self._address} ({error}). Start it with 'make run', or "
                "give another address with --bot-url."
            ) from error
        except (aiohttp.ClientError, ValueError) as error:
            raise AssistantFailed(f"{path}: {type(error).__name__}: {error}") from error
        except asyncio.TimeoutError as error:
            raise AssistantFailed(
                f"No answer within {self._timeout.total:g} seconds (--bot-timeout)."
            ) from error
