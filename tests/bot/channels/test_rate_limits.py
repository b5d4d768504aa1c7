import asyncio
import shutil
import socket
from pathlib import Path

import pytest

from bot.channels.errors import ApiError
from bot.channels.rate_limits import (
    REDIS_PAUSE_SECONDS,
    REQUESTS_A_CONVERSATION,
    WINDOW_SECONDS,
    MemoryCounters,
    RateLimits,
    RedisCounters,
    client_network,
)
from deploy.local.redis_server import RedisServer


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_conversation_may_go_on_when_its_minute_is_over() -> None:
    async def visit() -> None:
        clock = Clock()
        limits = RateLimits(MemoryCounters(clock))
        for _ in range(REQUESTS_A_CONVERSATION):
            await limits.count_conversation("a")
        clock.seconds = 20.5
        with pytest.raises(ApiError) as error:
            await limits.count_conversation("a")
        assert error.value.kind.status == 429
        assert error.value.headers == {"Retry-After": "40"}
        await limits.count_conversation("b")
        clock.seconds = WINDOW_SECONDS
        await limits.count_conversation("a")

    asyncio.run(visit())


def test_ended_windows_are_forgotten() -> None:
    async def visit() -> None:
        clock = Clock()
        counters = MemoryCounters(clock)
        for number in range(1000):
            await counters.hit(str(number))
        assert len(counters) == 1000
        clock.seconds = WINDOW_SECONDS
        await counters.hit("new")
        assert len(counters) == 1

    asyncio.run(visit())


def test_off_means_no_limit() -> None:
    async def visit() -> None:
        limits = RateLimits.from_environment({"BOT_RATE_LIMIT": "off"})
        for _ in range(10 * REQUESTS_A_CONVERSATION):
            await limits.count_conversation("a")

    asyncio.run(visit())


def test_limits_hold_while_redis_is_away() -> None:
    async def visit() -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            url = f"redis://127.0.0.1:{unused.getsockname()[1]}/0"
            limits = RateLimits(RedisCounters(url))
            for _ in range(REQUESTS_A_CONVERSATION):
                await limits.count_conversation("a")
            with pytest.raises(ApiError):
                await limits.count_conversation("a")

    asyncio.run(visit())


def test_a_redis_that_is_away_is_left_alone_for_a_while_and_then_asked_again(
    tmp_path: Path,
) -> None:
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    server = RedisServer(tmp_path / "redis")

    async def visit() -> None:
        clock = Clock()
        first, second = RedisCounters(server.url, clock), RedisCounters(server.url, clock)
        assert (await first.hit("a")).hits == 1
        server.start()
        assert (await first.hit("a")).hits == 2, "still counted in memory"
        clock.seconds = REDIS_PAUSE_SECONDS
        assert (await first.hit("a")).hits == 1, "counted in Redis"
        count = await second.hit("a")
        assert count.hits == 2, "shared with other processes"
        assert 0 < count.seconds_left <= WINDOW_SECONDS

    try:
        asyncio.run(visit())
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::1]", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_addresses_of_one_network_share_a_limit(address: str, network: str) -> None:
    assert client_network(address) == network
