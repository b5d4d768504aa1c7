"""Visitors of the website who talk through the balancer and try again as the chat widget does."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

PATIENCE_SECONDS = 60
TRY_AGAIN_SECONDS = 0.2
PAUSE_SECONDS = 0.05

# Answers to most of these depend on what was said before.
TALK = (
    "what is a dexa scan",
    "can you say that simpler",
    "where do you have this from",
    "my t score is 2.7",
    "minus",
    "difference between osteoporosis and osteomalacia",
)


@dataclass
class Acknowledged:
    """A message that was answered."""

    id: str
    messages: list[dict[str, Any]]


@dataclass
class Visitor:
    """One conversation."""

    client: httpx.AsyncClient
    token: str = ""
    acknowledged: list[Acknowledged] = field(default_factory=list)
    failures: Counter[int] = field(default_factory=Counter)

    @property
    def key(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def arrive(self) -> None:
        response = await self.client.post("/webhooks/website/session")
        assert response.status_code == 201, response.text
        self.token = response.json()["token"]

    async def post(self, text: str, message_id: str) -> httpx.Response:
        """One try; status 0 stands for a broken connection."""
        body = {"text": text, "message_id": message_id}
        try:
            return await self.client.post(
                "/webhooks/website/message", json=body, headers=self.key, timeout=40
            )
        except httpx.TransportError:
            return httpx.Response(0)

    async def say(self, text: str) -> list[dict[str, Any]]:
        """Sends a message until it is answered, always with the same id."""
        message_id = uuid.uuid4().hex
        until = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while asyncio.get_running_loop().time() < until:
            response = await self.post(text, message_id)
            if response.status_code == 200:
                messages = response.json()["messages"]
                self.acknowledged.append(Acknowledged(message_id, messages))
                return messages
            assert response.status_code in (0, 503), response.text
            if response.status_code:
                assert response.json()["error"]["code"] in ("unavailable", "busy", "starting")
                assert int(response.headers["Retry-After"]) >= 1
            self.failures[response.status_code] += 1
            await asyncio.sleep(TRY_AGAIN_SECONDS)
        raise TimeoutError(f"no answer; tries that failed: {self.failures}")

    async def talk(self, texts: Sequence[str]) -> None:
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
        response = await self.client.get("/webhooks/website/history", headers=self.key)
        assert response.status_code == 200, response.text
        return response.json()["messages"]

    async def check_history(self) -> None:
        """Every answered message is kept once, in order, with the answer that was given."""
        kept = await self.history()
        said = [entry for entry in kept if entry["from"] == "bot"]
        given = [message for turn in self.acknowledged for message in turn.messages]
        assert [entry["id"] for entry in said] == [message["id"] for message in given]
        assert [entry["text"] for entry in said] == [message["text"] for message in given]
        visitor_turns = [entry for entry in kept if entry["from"] == "visitor"]
        assert len(visitor_turns) == len(self.acknowledged)


async def arrive_all(client: httpx.AsyncClient, count: int) -> list[Visitor]:
    visitors = [Visitor(client) for _ in range(count)]
    for visitor in visitors:
        await visitor.arrive()
    return visitors


def talk_of(turns: int) -> list[str]:
    return [TALK[turn % len(TALK)] for turn in range(turns)]
