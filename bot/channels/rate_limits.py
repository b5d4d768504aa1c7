"""How many requests an address and a conversation may make."""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import math
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from sanic.request import Request

from bot.channels.errors import TOO_MANY_REQUESTS, ApiError, log_failure
from bot.store.addresses import redis_url
from bot.store.redis_connection import connect

logger = logging.getLogger(__name__)

SWITCH_VARIABLE = "BOT_RATE_LIMIT"  # "off" turns all limits off

WINDOW_SECONDS = 60
REQUESTS_A_CONVERSATION = 60
REQUESTS_AN_ADDRESS = 300

# For how long Redis is left alone after it failed, so that visitors do not wait for it one by one.
REDIS_PAUSE_SECONDS = 2.0

# IPv6 addresses are handed out in blocks of this size: one household, one limit.
IPV6_PREFIX_LENGTH = 64


@dataclass(frozen=True)
class Count:
    """How often something happened in the current window.

    Attributes:
        hits: How often, this time included.
        seconds_left: Until the window ends.
    """

    hits: int
    seconds_left: float


class Counters(Protocol):
    """Counts by key, in windows of WINDOW_SECONDS that begin with a key's first hit."""

    async def hit(self, key: str) -> Count:
        """Counts one more."""
        ...


class MemoryCounters:
    """Counters of this process."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Starts at zero.

        Args:
            now: A clock, in seconds.
        """
        self._now = now
        # All windows are equally long, so the oldest entry is also the first to end.
        self._windows: dict[str, tuple[float, int]] = {}

    def __len__(self) -> int:
        return len(self._windows)

    async def hit(self, key: str) -> Count:
        """Counts one more (see the protocol)."""
        now = self._now()
        self._forget_ended(now)
        end, hits = self._windows.get(key, (now + WINDOW_SECONDS, 0))
        self._windows[key] = (end, hits + 1)
        return Count(hits + 1, end - now)

    def _forget_ended(self, now: float) -> None:
        while self._windows:
            oldest = next(iter(self._windows))
            if self._windows[oldest][0] > now:
                break
            del self._windows[oldest]


class RedisCounters:
    """Counters that several processes share; counts in memory while Redis is away."""

    def __init__(self, url: str, now: Callable[[], float] = time.monotonic) -> None:
        """Prepares a connection; it opens with the first hit.

        Args:
            url: Address of the Redis database, as in "redis://host:6379/0".
            now: A clock, in seconds.
        """
        self._redis = connect(url)
        self._now = now
        self._away_until = -math.inf
        self._fallback = MemoryCounters(now)

    async def hit(self, key: str) -> Count:
        """Counts one more (see the protocol)."""
        import redis.exceptions

        if self._now() < self._away_until:
            return await self._fallback.hit(key)
        name = f"limit:{hashlib.sha256(key.encode()).hexdigest()}"
        try:
            async with self._redis.pipeline(transaction=True) as pipeline:
                pipeline.set(name, 0, ex=WINDOW_SECONDS, nx=True)
                pipeline.incr(name)
                pipeline.pttl(name)
                _, hits, milliseconds = await pipeline.execute()
        except (redis.exceptions.RedisError, OSError) as error:
            self._away_until = self._now() + REDIS_PAUSE_SECONDS
            log_failure("Rate limits are counted in memory", error)
            return await self._fallback.hit(key)
        return Count(int(hits), max(int(milliseconds), 0) / 1000)


class RateLimits:
    """The limits on requests; one instance serves all channels of a server."""

    def __init__(self, counters: Counters | None) -> None:
        """Chooses where requests are counted.

        Args:
            counters: The counters; None for no limits.
        """
        self._counters = counters

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> RateLimits:
        """Reads BOT_RATE_LIMIT ("off" for none) and BOT_REDIS_URL.

        Args:
            environment: The environment variables.
        """
        if environment.get(SWITCH_VARIABLE, "").strip().lower() == "off":
            return cls(None)
        url = redis_url(environment)
        return cls(RedisCounters(url) if url else MemoryCounters())

    async def count_address(self, request: Request) -> None:
        """Counts a request of its sender's address.

        Args:
            request: The request.

        Raises:
            ApiError: If there were too many.
        """
        address = client_network(request.remote_addr or request.ip)
        await self._count(f"address {address}", REQUESTS_AN_ADDRESS)

    async def count_conversation(self, sender_id: str) -> None:
        """Counts a message of a conversation.

        Args:
            sender_id: The conversation.

        Raises:
            ApiError: If there were too many.
        """
        await self._count(f"conversation {sender_id}", REQUESTS_A_CONVERSATION)

    async def _count(self, key: str, most: int) -> None:
        if self._counters is None:
            return
        count = await self._counters.hit(key)
        if count.hits > most:
            wait = max(1, math.ceil(count.seconds_left))
            raise ApiError(TOO_MANY_REQUESTS, headers={"Retry-After": str(wait)})


def client_network(address: str) -> str:
    """The unit that shares a limit: an IPv4 address, or an IPv6 network of 64 bits.

    Args:
        address: An address as the server or its proxy reports it.
    """
    try:
        parsed = ipaddress.ip_address(address.strip("[]").split("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_PREFIX_LENGTH), strict=False))
    return str(parsed)
