"""Clients that hold conversations with a server and time every answer."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import aiohttp
import numpy as np

TURNS_A_CONVERSATION = 10


@dataclass(frozen=True)
class LoadResult:
    """What a run of messages took."""

    messages: int
    seconds: float
    latencies_ms: tuple[float, ...]

    @property
    def throughput(self) -> float:
        """Messages a second."""
        return self.messages / self.seconds

    def percentile(self, share: float) -> float:
        """Latency in milliseconds below which `share` percent of the messages stayed."""
        return float(np.percentile(self.latencies_ms, share))


def hold_conversations(
    url: str,
    questions: Sequence[str],
    clients: int,
    messages: int,
    on_progress: Callable[[int], None],
) -> LoadResult:
    """Sends messages, each client the next one as soon as it has its answer.

    Args:
        url: Address of a REST channel.
        questions: Texts to send, in turn.
        clients: How many talk at the same time.
        messages: How many messages are sent in all.
        on_progress: Called with 1 for every answer.

    Raises:
        RuntimeError: A message got no answer.
    """
    return asyncio.run(_hold(url, questions, clients, messages, on_progress))


async def _hold(
    url: str,
    questions: Sequence[str],
    clients: int,
    messages: int,
    on_progress: Callable[[int], None],
) -> LoadResult:
    latencies: list[float] = []

    async def talk(client: int, session: aiohttp.ClientSession) -> None:
        sender = ""
        for turn, number in enumerate(range(client, messages, clients)):
            if turn % TURNS_A_CONVERSATION == 0:
                sender = uuid.uuid4().hex
            body = {"sender": sender, "message": questions[number % len(questions)]}
            began = time.perf_counter()
            async with session.post(url, json=body) as response:
                answer = await response.json()
            latencies.append((time.perf_counter() - began) * 1000)
            if response.status != 200 or not answer:
                raise RuntimeError(f"no answer (status {response.status}) to {body['message']!r}")
            on_progress(1)

    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as session:
        began = time.perf_counter()
        await asyncio.gather(*(talk(client, session) for client in range(clients)))
        return LoadResult(messages, time.perf_counter() - began, tuple(latencies))
