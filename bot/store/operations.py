"""What an operator does to the store by hand."""

from __future__ import annotations

import asyncio

import yaml

from bot.paths import ENDPOINTS_FILE
from bot.store.conversation_store import ConversationStore


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
