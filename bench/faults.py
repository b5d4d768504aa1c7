"""Makes parts of a running cluster fail while visitors talk, and counts what became of it."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.visitors import Kept, Visitor, arrive_all
from deploy.local.cluster import Cluster

VISITORS = 8
REDIS_OUTAGE_SECONDS = 10
POSTGRES_OUTAGE_SECONDS = 3

Fault = Callable[[Cluster], None]


def kill_a_worker(cluster: Cluster) -> None:
    """SIGKILL, and a new worker in its place."""
    cluster.workers[-1].kill()
    cluster.workers[-1].start()


def take_redis_away(cluster: Cluster) -> None:
    """Redis is gone for ten seconds and comes back empty."""
    cluster.redis.stop()
    try:
        time.sleep(REDIS_OUTAGE_SECONDS)
    finally:
        cluster.redis.start()


def restart_postgres(cluster: Cluster) -> None:
    """PostgreSQL is stopped and started again."""
    cluster.postgres.stop()
    try:
        time.sleep(POSTGRES_OUTAGE_SECONDS)
    finally:
        cluster.postgres.start()


def renew_the_model(cluster: Cluster) -> None:
    """A rolling restart, worker by worker, with another model file."""
    old = cluster.workers[0].model
    new = cluster.directory / f"renewed-{Path(old).name}"
    shutil.copy(old, new)
    cluster.roll(new)


def fill_the_log_disk(cluster: Cluster) -> None:
    """A worker goes on whose log can't be written, and has failures to log."""
    worker = cluster.workers[0]
    worker.stop()
    worker.log = Path("/dev/full")
    worker.start()
    cluster.redis.stop()
    cluster.redis.start()


FAULTS: dict[str, Fault] = {
    "a worker killed (SIGKILL) and started again": kill_a_worker,
    f"Redis gone for {REDIS_OUTAGE_SECONDS} s": take_redis_away,
    f"PostgreSQL gone for {POSTGRES_OUTAGE_SECONDS} s and back": restart_postgres,
    "a worker's log on a full disk, while Redis restarts": fill_the_log_disk,
    "rolling restart of all workers with a new model": renew_the_model,
}


@dataclass(frozen=True)
class Outcome:
    """What visitors met while a fault lasted.

    Attributes:
        acknowledged: Messages that were answered.
        kept: How each conversation is stored afterwards.
        refused: Tries that were answered "not now, again in some seconds" (503).
        broken: Tries whose connection broke.
        longest_wait: Seconds from a first try to its answer, at most.
    """

    acknowledged: int
    kept: list[Kept]
    refused: int
    broken: int
    longest_wait: float


async def talk_through(url: str, fault: Callable[[], None]) -> Outcome:
    """Lets visitors talk before, while and after something happens.

    Args:
        url: Where they reach the assistant.
        fault: What happens, run in a thread.
    """
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        visitors = await arrive_all(client, VISITORS)
        is_over = asyncio.Event()
        talks = [asyncio.create_task(visitor.talk_until(is_over)) for visitor in visitors]
        try:
            while _acknowledged(visitors) < 3 * VISITORS:
                await asyncio.sleep(0.02)
            await asyncio.to_thread(fault)
        finally:
            is_over.set()
            await asyncio.gather(*talks)
        return Outcome(
            acknowledged=_acknowledged(visitors),
            kept=[await visitor.compare_history() for visitor in visitors],
            refused=sum(visitor.failures[503] for visitor in visitors),
            broken=sum(visitor.failures[0] for visitor in visitors),
            longest_wait=max(visitor.longest_wait for visitor in visitors),
        )


def _acknowledged(visitors: list[Visitor]) -> int:
    return sum(len(visitor.acknowledged) for visitor in visitors)
