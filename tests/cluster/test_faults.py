"""What visitors notice when a part of the whole fails, and that nothing they were told is lost."""

import asyncio
import os
import shutil
import signal
import time
import uuid
from pathlib import Path

import httpx
import pytest
from visitors import Visitor, arrive_all, talk_of

from deploy.local.worker import Worker

VISITORS = 8
REDIS_OUTAGE_SECONDS = 10
POSTGRES_OUTAGE_SECONDS = 3


async def while_visitors_talk(client: httpx.AsyncClient, fault) -> list[Visitor]:
    """Lets visitors talk before, while and after a fault happens in a thread."""
    visitors = await arrive_all(client, VISITORS)
    is_over = asyncio.Event()
    talks = [asyncio.create_task(visitor.talk_until(is_over)) for visitor in visitors]
    try:
        while sum(len(visitor.acknowledged) for visitor in visitors) < VISITORS * 3:
            await asyncio.sleep(0.02)
        await asyncio.to_thread(fault)
    finally:
        is_over.set()
        await asyncio.gather(*talks)
    for visitor in visitors:
        await visitor.check_history()
    return visitors


def failures(visitors: list[Visitor]) -> int:
    return sum(sum(visitor.failures.values()) for visitor in visitors)


async def test_a_killed_worker_loses_no_conversation_and_nobody_is_answered_twice(cluster, client):
    victim = cluster.workers[1]

    def kill():
        victim.kill()
        victim.start()

    await while_visitors_talk(client, kill)


async def test_a_conversation_goes_on_soon_after_the_worker_that_held_it_died(cluster, client):
    (visitor,) = await arrive_all(client, 1)
    first, second, _ = cluster.workers
    for text in talk_of(3):
        await visitor.say(text)
    # Stopped in mid-message, then killed: its lock is still there when the next worker asks.
    message_id = uuid.uuid4().hex
    async with httpx.AsyncClient(base_url=first.url, timeout=60) as direct:
        in_flight = asyncio.create_task(
            Visitor(direct, visitor.token).post("what is osteopenia", message_id)
        )
        await asyncio.sleep(0.01)
        os.kill(first.pid, signal.SIGSTOP)
        first.kill()
        await in_flight
    try:
        async with httpx.AsyncClient(base_url=second.url, timeout=60) as direct:
            answer = await Visitor(direct, visitor.token).post("what is osteopenia", message_id)
        assert answer.status_code == 200
    finally:
        first.start()
    kept = [entry for entry in await visitor.history() if entry["from"] == "visitor"]
    assert len(kept) == 4


async def test_without_redis_visitors_are_told_to_wait_and_then_go_on(cluster, client):
    def outage():
        cluster.redis.stop()
        try:
            time.sleep(REDIS_OUTAGE_SECONDS)
        finally:
            cluster.redis.start()

    visitors = await while_visitors_talk(client, outage)
    assert failures(visitors) > 0


async def test_a_redis_that_hangs_delays_no_history_and_fails_messages_clearly(cluster, client):
    (visitor,) = await arrive_all(client, 1)
    await visitor.say("what is a dexa scan")
    os.kill(cluster.redis.pid, signal.SIGSTOP)
    try:
        refused = await visitor.post("minus", uuid.uuid4().hex)
        assert refused.status_code == 503
        assert refused.json()["error"]["code"] == "unavailable"
        assert len(await visitor.history()) == 2
    finally:
        os.kill(cluster.redis.pid, signal.SIGCONT)
    await visitor.say("can you say that simpler")
    await visitor.check_history()


async def test_while_postgres_restarts_visitors_are_told_to_wait_and_then_go_on(cluster, client):
    def restart():
        cluster.postgres.stop()
        try:
            time.sleep(POSTGRES_OUTAGE_SECONDS)
        finally:
            cluster.postgres.start()

    visitors = await while_visitors_talk(client, restart)
    assert failures(visitors) > 0


async def test_a_worker_whose_log_is_on_a_full_disk_goes_on_answering(cluster):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    worker = cluster.add_worker(Path("/dev/full"))
    worker.start()
    try:
        async with httpx.AsyncClient(base_url=worker.url, timeout=60) as direct:
            (visitor,) = await arrive_all(direct, 1)
            cluster.redis.stop()
            try:
                # Such a failure is logged.
                assert (await visitor.post("osteopenia?", uuid.uuid4().hex)).status_code == 503
            finally:
                cluster.redis.start()
            await visitor.talk(talk_of(6))
            await visitor.check_history()
    finally:
        worker.stop()


async def test_a_rolling_restart_with_a_new_model_fails_no_request(cluster, client, tmp_path):
    new_model = tmp_path / "assistant-new.tar.gz"
    shutil.copy(cluster.workers[0].model, new_model)
    old_model = cluster.workers[0].model

    def renew():
        cluster.roll(new_model)
        for worker in cluster.workers:
            assert httpx.get(f"{worker.url}/health").json()["model"] == new_model.name

    try:
        visitors = await while_visitors_talk(client, renew)
    finally:
        await asyncio.to_thread(cluster.roll, old_model)
    assert failures(visitors) == 0


def test_a_worker_that_stops_in_the_midst_of_an_answer_gives_it_first(cluster):
    worker: Worker = cluster.workers[2]
    body = {"sender": uuid.uuid4().hex, "message": "what is a dexa scan"}

    async def ask_and_stop():
        async with httpx.AsyncClient(base_url=worker.url, timeout=60) as direct:
            asking = [
                asyncio.create_task(direct.post("/webhooks/rest/webhook", json=body))
                for _ in range(10)
            ]
            await asyncio.sleep(0.05)
            os.kill(worker.pid, signal.SIGTERM)
            return await asyncio.gather(*asking)

    try:
        answers = asyncio.run(ask_and_stop())
        assert {answer.status_code for answer in answers} == {200}
    finally:
        worker.stop()
        worker.start()
