"""What an operator does to the store by hand."""

from __future__ import annotations

import asyncio

import yaml

from bot.paths import ENDPOINTS_FILE
from bot.store.addresses import redis_url
from bot.store.conversation_store import ConversationStore
from bot.store.errors import StoreUnavailable


def configured_store() -> ConversationStore:
    """Opens the store that endpoints.yml and the environment name."""
    options = yaml.safe_load(ENDPOINTS_FILE.read_text(encoding="utf-8"))["tracker_store"]
    return ConversationStore(host=options.get("url"), db=options.get("db"))


def purge(days: float) -> int:
    """Removes conversations in which nothing was said for `days` days; returns how many."""
    store = configured_store()
    try:
        return store.purge(days)
    finally:
        store.close()


def erase(sender_id: str) -> bool:
    """Removes one conversation; returns whether it was there."""
    store = configured_store()
    try:
        return asyncio.run(store.erase(sender_id))
    finally:
        store.close()


def check_stores() -> None:
    """Makes sure that the database, and Redis where one is configured, can be used.

    Raises:
        StoreUnavailable: One can't; the message says which.
    """
    configured_store().close()
    url = redis_url()
    if url is None:
        return
    import redis

    try:
        with redis.from_url(url, socket_connect_timeout=3, socket_timeout=3) as client:
            client.ping()
    except (redis.RedisError, OSError) as error:
        raise StoreUnavailable("Redis does not answer") from error
