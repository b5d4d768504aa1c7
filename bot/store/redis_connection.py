"""The Redis database that the processes of one assistant share."""

from __future__ import annotations

from typing import Any

# A visitor waits while Redis is asked, so a Redis that hangs is given up soon.
TIMEOUT_SECONDS = 1.0


def connect(url: str) -> Any:
    """Prepares connections, which open with the first command.

    Args:
        url: Address of the Redis database.
    """
    import redis.asyncio
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff
    from redis.exceptions import ConnectionError

    return redis.asyncio.from_url(
        url,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        # A kept connection may have died with an earlier Redis.
        retry=Retry(NoBackoff(), 1),
        retry_on_error=[ConnectionError],
    )
