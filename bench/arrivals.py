"""Visitors who come when they come, whether or not the assistant keeps up (open-loop load)."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import aiohttp
import numpy as np

Rate = Callable[[float], float]


@dataclass(frozen=True)
class Answer:
    """One answered or failed message.

    Attributes:
        due: When it was to be sent, in seconds since the start.
        milliseconds: From then to its answer, time in any queue included.
        status: HTTP status; 0 for a broken connection or a time-out.
    """

    due: float
    milliseconds: float
    status: int


def poisson_arrivals(rate: Rate, highest_rate: float, seconds: float, seed: int = 0) -> list[float]:
    """Times of a Poisson process whose rate changes (thinning).

    Args:
        rate: Arrivals a second, by time in seconds.
        highest_rate: A bound of the rate.
        seconds: How long it lasts.
        seed: Of the random numbers.

    Returns:
        The times in seconds, rising.
    """
    random = np.random.default_rng(seed)
    times: list[float] = []
    now = random.exponential(1 / highest_rate)
    while now < seconds:
        if random.random() * highest_rate < rate(now):
            times.append(now)
        now += random.exponential(1 / highest_rate)
    return times


def messages_of_visits(
    visits: Sequence[float], messages_a_visit: float, pause_seconds: float, seed: int = 1
) -> list[tuple[float, str]]:
    """When which visitor says something.

    Args:
        visits: When visitors come.
        messages_a_visit: Mean number of messages, at least one each (geometric).
        pause_seconds: Mean pause before the next message (exponential).
        seed: Of the random numbers.

    Returns:
        Times with conversation ids, by time.
    """
    random = np.random.default_rng(seed)
    said: list[tuple[float, str]] = []
    for visit in visits:
        sender, when = uuid.uuid4().hex, visit
        for _ in range(int(random.geometric(1 / messages_a_visit))):
            said.append((when, sender))
            when += random.exponential(pause_seconds)
    return sorted(said)


def send_on_time(
    url: str,
    messages: Sequence[tuple[float, str]],
    questions: Sequence[str],
    on_progress: Callable[[int], None],
    timeout_seconds: float = 60,
) -> list[Answer]:
    """Sends each message at its time.

    Args:
        url: Address of a REST channel.
        messages: Times in seconds from now, and conversation ids.
        questions: Texts to send, in turn.
        on_progress: Called with 1 for every answer.
        timeout_seconds: After which a message counts as failed.
    """
    return asyncio.run(_send(url, messages, questions, on_progress, timeout_seconds))


async def _send(
    url: str,
    messages: Sequence[tuple[float, str]],
    questions: Sequence[str],
    on_progress: Callable[[int], None],
    timeout_seconds: float,
) -> list[Answer]:
    answers: list[Answer] = []
    timeout = aiohttp.ClientTimeout(total=timeout_seconds)
    connector = aiohttp.TCPConnector(limit=0)

    async def send(due: float, sender: str, text: str) -> None:
        try:
            body = {"sender": sender, "message": text}
            async with session.post(url, json=body) as response:
                await response.read()
                status = response.status
        except (aiohttp.ClientError, asyncio.TimeoutError):
            status = 0
        answers.append(Answer(due, (time.perf_counter() - began - due) * 1000, status))
        on_progress(1)

    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        began = time.perf_counter()
        sending = []
        for number, (due, sender) in enumerate(messages):
            await asyncio.sleep(max(0.0, due - (time.perf_counter() - began)))
            text = questions[number % len(questions)]
            sending.append(asyncio.create_task(send(due, sender, text)))
        await asyncio.gather(*sending)
    return answers
