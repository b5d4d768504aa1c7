"""The conversation store while its PostgreSQL restarts again and again."""

import asyncio
import threading
import time

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from bot.store.conversation_store import ConversationStore
from bot.store.errors import StoreUnavailable

RESTARTS = 4


@pytest.fixture
def store(cluster, monkeypatch):
    monkeypatch.delenv("BOT_DATABASE_URL", raising=False)
    store = ConversationStore(Domain.empty(), host=cluster.postgres.url)
    yield store
    store.close()


def test_every_failure_is_told_as_an_outage_and_nothing_kept_is_lost(cluster, store):
    kept, refused, is_over = [], [], threading.Event()

    async def say(text):
        tracker = await store.get_or_create_tracker("restarts", append_action_listen=False)
        tracker.update(UserUttered(text, message_id=text))
        await store.save(tracker)

    def talk():
        number = 0
        while not is_over.is_set():
            number += 1
            try:
                asyncio.run(say(str(number)))
                kept.append(str(number))
            except StoreUnavailable:
                refused.append(str(number))
                time.sleep(0.02)
            except Exception as error:
                refused.append(error)

    talking = threading.Thread(target=talk)
    talking.start()
    try:
        for _ in range(RESTARTS):
            time.sleep(0.5)
            cluster.postgres.stop()
            time.sleep(0.2)
            cluster.postgres.start()
    finally:
        time.sleep(0.5)
        is_over.set()
        talking.join()
    assert refused
    assert [problem for problem in refused if not isinstance(problem, str)] == []
    stored = [event["text"] for event in asyncio.run(store.retrieve_transcript("restarts"))]
    assert [text for text in stored if text in set(kept)] == kept
    assert len(set(stored)) == len(stored)


def test_purging_removes_only_conversations_without_recent_messages(store):
    async def say(sender, **more):
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        tracker.update(UserUttered("hello", **more))
        await store.save(tracker)

    asyncio.run(say("purge-old", timestamp=time.time() - 40 * 86_400))
    asyncio.run(say("purge-new"))
    assert store.purge(days=30) == 1
    assert asyncio.run(store.retrieve("purge-old")) is None
    assert asyncio.run(store.retrieve("purge-new")) is not None
