"""One message of a conversation at a time, in the order of arrival, across all processes.

Rasa's own lock stores read a lock, change it and write it back, so that two processes can hold the
same lock; a process that dies blocks its conversation for a minute; and who waits looks once a
second. Here Redis decides in one step, and a lock lives on only while its process renews it.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore

from bot.store.addresses import redis_url
from bot.store.errors import StoreUnavailable
from bot.store.redis_connection import connect

logger = logging.getLogger(__name__)

# How long a lock outlives its process.
LEASE_SECONDS = 5.0
RENEWAL_SECONDS = LEASE_SECONDS / 3
# How often a process asks whether its turn has come.
POLL_SECONDS = 0.02
MAX_WAIT_SECONDS = 20.0

# Takes a place in the queue, or confirms it, and tells whether it is the first. Places whose
# process no longer confirms them are dropped.
# KEYS: queue (places by arrival), leases (until when each place holds). ARGV: place, lease in ms.
_CLAIM = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
  redis.call('ZADD', KEYS[1], (tonumber(last[2]) or 0) + 1, ARGV[1])
end
redis.call('HSET', KEYS[2], ARGV[1], now + ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[2] * 2)
redis.call('PEXPIRE', KEYS[2], ARGV[2] * 2)
while true do
  local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
  if first == ARGV[1] then return 1 end
  local lease = redis.call('HGET', KEYS[2], first)
  if lease and tonumber(lease) >= now then return 0 end
  redis.call('ZREM', KEYS[1], first)
  redis.call('HDEL', KEYS[2], first)
end
"""
_RELEASE = """
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
"""


class ConversationLocks(LockStore):
    """Rasa's lock store: within this process, and across processes where BOT_REDIS_URL is set."""

    def __init__(self, url: str | None = None, endpoint_config: Any = None) -> None:
        """Prepares the locks.

        Args:
            url: Address of the Redis database; that of BOT_REDIS_URL if None.
            endpoint_config: Not used: what endpoints.yml says besides the type.
        """
        super().__init__()
        self._waiting: dict[str, list[asyncio.Future[None]]] = {}
        address = url or redis_url()
        self._shared = _SharedQueues(address) if address else None

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncGenerator[TicketLock, None]:
        """Holds a conversation (see base class).

        Args:
            conversation_id: The conversation.
            lock_lifetime: Not used: a lock is renewed as long as it is held.
            wait_time_in_seconds: Not used: who is next is told at once, or within POLL_SECONDS by
                another process.

        Raises:
            LockError: The turn did not come within MAX_WAIT_SECONDS.
            StoreUnavailable: Redis does not answer.
        """
        until = time.monotonic() + MAX_WAIT_SECONDS
        async with self._turn_in_process(conversation_id):
            if self._shared is None:
                yield TicketLock(conversation_id)
                return
            async with self._shared.turn(conversation_id, until):
                yield TicketLock(conversation_id)

    @asynccontextmanager
    async def _turn_in_process(self, conversation_id: str) -> AsyncIterator[None]:
        queue = self._waiting.setdefault(conversation_id, [])
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            if queue[0] is not turn:
                try:
                    await asyncio.wait_for(turn, MAX_WAIT_SECONDS)
                except asyncio.TimeoutError as error:
                    raise LockError("The conversation stayed locked in this process.") from error
            yield
        finally:
            was_first = queue[0] is turn
            queue.remove(turn)
            if not queue:
                del self._waiting[conversation_id]
            elif was_first and not queue[0].done():
                queue[0].set_result(None)


class _SharedQueues:
    """A queue for each conversation in Redis."""

    def __init__(self, url: str) -> None:
        redis = connect(url)
        self._claim = redis.register_script(_CLAIM)
        self._release = redis.register_script(_RELEASE)

    @asynccontextmanager
    async def turn(self, conversation_id: str, until: float) -> AsyncIterator[None]:
        from redis.exceptions import RedisError

        name = hashlib.sha256(conversation_id.encode()).hexdigest()
        keys = [f"lock:{{{name}}}:queue", f"lock:{{{name}}}:leases"]
        place = secrets.token_hex(8)
        try:
            while not await self._is_first(keys, place):
                if time.monotonic() > until:
                    raise LockError("The conversation stayed locked.")
                await asyncio.sleep(POLL_SECONDS)
            renewal = asyncio.ensure_future(self._renew(keys, place))
            try:
                yield
            finally:
                renewal.cancel()
        finally:
            # Where Redis is away, the lease ends by itself.
            with suppress(RedisError, OSError):
                await self._release(keys=keys, args=[place])

    async def _is_first(self, keys: list[str], place: str) -> bool:
        from redis.exceptions import RedisError

        try:
            return bool(await self._claim(keys=keys, args=[place, int(LEASE_SECONDS * 1000)]))
        except (RedisError, OSError) as error:
            raise StoreUnavailable("Redis does not answer") from error

    async def _renew(self, keys: list[str], place: str) -> None:
        while True:
            await asyncio.sleep(RENEWAL_SECONDS)
            try:
                await self._is_first(keys, place)
            except StoreUnavailable:
                # The store refuses what another process overtook, so this one may finish.
                logger.warning("A conversation's lock could not be renewed")
