"""Visitors of the website who try again as the chat widget does, and what became of their words."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

PATIENCE_SECONDS = 60
TRY_AGAIN_SECONDS = 0.2
PAUSE_SECONDS = 0.05
ENDS_OF_TRIES = frozenset({"unavailable", "busy", "starting"})

# Answers to most of these depend on what was said before.
TALK = (
    "what is a dexa scan",
    "can you say that simpler",
    "where do you have this from",
    "my t score is 2.7",
    "minus",
    "difference between osteoporosis and osteomalacia",
)


class WrongAnswer(Exception):
    """A visitor got something that neither answers nor says when to try again."""


@dataclass
class Acknowledged:
    """A message that was answered.

    Attributes:
        id: Its id, the same at every try.
        messages: The answer.
    """

    id: str
    messages: list[dict[str, Any]]


@dataclass(frozen=True)
class Kept:
    """How what is stored compares with what a visitor was told.

    Attributes:
        lost: Answers that are not stored.
        twice: Messages that are stored more often than once.
        is_in_order: Whether the rest stands in the order in which it was said.
    """

    lost: int
    twice: int
    is_in_order: bool


@dataclass
class Visitor:
    """One conversation on the website."""

    client: httpx.AsyncClient
    token: str = ""
    acknowledged: list[Acknowledged] = field(default_factory=list)
    failures: Counter[int] = field(default_factory=Counter)
    longest_wait: float = 0.0

    @property
    def key(self) -> dict[str, str]:
        """The header that opens the conversation."""
        return {"Authorization": f"Bearer {self.token}"}

    async def arrive(self) -> None:
        """Begins the conversation."""
        response = await self.client.post("/webhooks/website/session")
        response.raise_for_status()
        self.token = response.json()["token"]

    async def post(self, text: str, message_id: str) -> httpx.Response:
        """Tries once to send a message; status 0 stands for a broken connection."""
        body = {"text": text, "message_id": message_id}
        try:
            return await self.client.post(
                "/webhooks/website/message", json=body, headers=self.key, timeout=40
            )
        except httpx.TransportError:
            return httpx.Response(0)

    async def say(self, text: str) -> list[dict[str, Any]]:
        """Sends a message until it is answered, always with the same id.

        Raises:
            WrongAnswer: A refusal did not say that and when to try again.
            TimeoutError: Nothing came for a minute.
        """
        message_id = uuid.uuid4().hex
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_SECONDS:
            response = await self.post(text, message_id)
            if response.status_code == 200:
                messages: list[dict[str, Any]] = response.json()["messages"]
                self.acknowledged.append(Acknowledged(message_id, messages))
                self.longest_wait = max(self.longest_wait, time.monotonic() - began)
                return messages
            if response.status_code:
                _check_refusal(response)
            self.failures[response.status_code] += 1
            await asyncio.sleep(TRY_AGAIN_SECONDS)
        raise TimeoutError(f"no answer; tries that failed: {dict(self.failures)}")

    async def talk(self, texts: Sequence[str]) -> None:
        """Says one thing after the other."""
        for text in texts:
            await self.say(text)

    async def talk_until(self, is_over: asyncio.Event) -> None:
        """Talks without haste until something is over, and once more after it."""
        while not is_over.is_set():
            for text in TALK:
                await self.say(text)
                await asyncio.sleep(PAUSE_SECONDS)
        await self.talk(TALK)

    async def history(self) -> list[dict[str, Any]]:
        """What is stored of the conversation."""
        response = await self.client.get("/webhooks/website/history", headers=self.key)
        response.raise_for_status()
        messages: list[dict[str, Any]] = response.json()["messages"]
        return messages

    async def compare_history(self) -> Kept:
        """Compares what is stored with what was answered."""
        history = await self.history()
        given = [(m["id"], m["text"]) for turn in self.acknowledged for m in turn.messages]
        stored = [(m["id"], m["text"]) for m in history if m["from"] == "bot"]
        visitor_turns = sum(m["from"] == "visitor" for m in history)
        return Kept(
            lost=len(set(given) - set(stored)),
            twice=len(stored) - len(set(stored)) + max(0, visitor_turns - len(self.acknowledged)),
            is_in_order=stored == given,
        )


async def arrive_all(client: httpx.AsyncClient, count: int) -> list[Visitor]:
    """Lets visitors begin conversations.

    Args:
        client: Whom they all use.
        count: How many come.
    """
    visitors = [Visitor(client) for _ in range(count)]
    for visitor in visitors:
        await visitor.arrive()
    return visitors


def _check_refusal(response: httpx.Response) -> None:
    is_clear = (
        response.status_code == 503
        and response.json()["error"]["code"] in ENDS_OF_TRIES
        and int(response.headers.get("Retry-After", 0)) > 0
    )
    if not is_clear:
        raise WrongAnswer(f"{response.status_code}: {response.text[:200]}")
