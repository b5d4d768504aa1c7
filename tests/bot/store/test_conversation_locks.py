import asyncio
import shutil

import pytest
from rasa.core.lock_store import LockError

from bot.store import conversation_locks
from bot.store.conversation_locks import ConversationLocks
from bot.store.errors import StoreUnavailable
from deploy.local.redis_server import RedisServer


@pytest.fixture(scope="module")
def redis_server(tmp_path_factory):
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    server = RedisServer(tmp_path_factory.mktemp("redis") / "server")
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["one process", "processes with Redis"])
def locks(request, monkeypatch):
    """Lock stores as several processes have them; the same one for one process."""
    monkeypatch.delenv("BOT_REDIS_URL", raising=False)
    if request.param == "one process":
        return [ConversationLocks()] * 3
    url = request.getfixturevalue("redis_server").url
    return [ConversationLocks(url) for _ in range(3)]


async def test_one_message_of_a_conversation_is_answered_at_a_time_in_order_of_arrival(locks):
    happened = []

    async def answer(number):
        async with locks[number % 3].lock("ann"):
            happened.append(("begin", number))
            await asyncio.sleep(0.01)
            happened.append(("end", number))

    tasks = []
    for number in range(9):
        tasks.append(asyncio.create_task(answer(number)))
        await asyncio.sleep(0.005)
    await asyncio.gather(*tasks)
    assert len(happened) == 18
    assert all(
        happened[place] == ("begin", number) and happened[place + 1] == ("end", number)
        for place, (_, number) in list(enumerate(happened))[::2]
    )


async def test_conversations_do_not_wait_for_each_other(locks):
    async with locks[0].lock("ann"), locks[1].lock("bob"):
        pass


async def test_a_failure_frees_the_conversation(locks):
    with pytest.raises(ValueError, match="no answer"):
        async with locks[0].lock("ann"):
            raise ValueError("no answer")
    async with locks[1].lock("ann"):
        pass


async def test_who_gives_up_waiting_lets_the_next_one_through(locks):
    async with locks[0].lock("ann"):
        waiting = asyncio.create_task(_hold(locks[1]))
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    await asyncio.wait_for(_hold(locks[2]), 2)


async def test_waiting_ends(locks, monkeypatch):
    monkeypatch.setattr(conversation_locks, "MAX_WAIT_SECONDS", 0.1)
    async with locks[0].lock("ann"):
        with pytest.raises(LockError):
            await _hold(locks[1])


async def test_a_lock_that_is_held_long_is_kept(redis_server, monkeypatch):
    monkeypatch.setattr(conversation_locks, "LEASE_SECONDS", 0.3)
    monkeypatch.setattr(conversation_locks, "RENEWAL_SECONDS", 0.1)
    first, second = ConversationLocks(redis_server.url), ConversationLocks(redis_server.url)
    async with first.lock("long"):
        waiting = asyncio.create_task(_hold(second, "long"))
        await asyncio.sleep(0.8)
        assert not waiting.done()
        waiting.cancel()


async def test_a_process_that_died_holds_up_its_conversation_only_for_the_lease(
    redis_server, monkeypatch
):
    monkeypatch.setattr(conversation_locks, "LEASE_SECONDS", 0.3)
    monkeypatch.setattr(conversation_locks, "RENEWAL_SECONDS", 60)
    dead, alive = ConversationLocks(redis_server.url), ConversationLocks(redis_server.url)
    held = dead.lock("ann")
    await held.__aenter__()
    await asyncio.wait_for(_hold(alive), 2)


async def test_a_redis_that_is_away_is_said_and_found_again(tmp_path):
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    server = RedisServer(tmp_path / "redis")
    locks = ConversationLocks(server.url)
    with pytest.raises(StoreUnavailable):
        await _hold(locks)
    server.start()
    try:
        await _hold(locks)
    finally:
        server.stop()


async def _hold(locks, conversation="ann"):
    async with locks.lock(conversation):
        pass
