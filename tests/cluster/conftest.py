"""The whole on this machine, for the tests of several workers and of faults."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator, Iterator
from types import FrameType

import httpx
import pytest
import pytest_asyncio

from deploy.local.cluster import Cluster, missing_program


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    missing = missing_program()
    if missing:
        pytest.skip(missing)

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    # A test run that is told to end takes its servers with it.
    before = signal.signal(signal.SIGTERM, end)
    try:
        with Cluster(settings={"BOT_RATE_LIMIT": "off"}) as running:
            yield running
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest_asyncio.fixture
async def client(cluster: Cluster) -> AsyncIterator[httpx.AsyncClient]:
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(base_url=cluster.url, timeout=60, limits=limits) as opened:
        yield opened
