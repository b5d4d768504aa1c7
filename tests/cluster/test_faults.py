"""What visitors notice when a part of the whole fails, and that nothing they were told is lost."""

import asyncio
import os
import signal
import uuid
from pathlib import Path

import httpx
import pytest

from bench.faults import (
    Outcome,
    kill_a_worker,
    renew_the_model,
    restart_postgres,
    take_redis_away,
    talk_through,
)
from bench.visitors import TALK, Kept, Visitor, arrive_all
from deploy.local.worker import Worker

AS_SAID = Kept(lost=0, twice=0, is_in_order=True)


def assert_nothing_lost(outcome: Outcome) -> None:
    assert outcome.kept == [AS_SAID] * len(outcome.kept)


async def test_a_killed_worker_loses_no_conversation_and_nobody_is_answered_twice(cluster):
    outcome = await talk_through(cluster.url, lambda: kill_a_worker(cluster))
    assert_nothing_lost(outcome)
    assert outcome.refused == 0


async def test_without_redis_visitors_are_told_to_wait_and_then_go_on(cluster):
    outcome = await talk_through(cluster.url, lambda: take_redis_away(cluster))
    assert_nothing_lost(outcome)
    assert outcome.refused > 0
    assert outcome.broken == 0


async def test_while_postgres_restarts_visitors_are_told_to_wait_and_then_go_on(cluster):
    outcome = await talk_through(cluster.url, lambda: restart_postgres(cluster))
    assert_nothing_lost(outcome)
    assert outcome.refused > 0
    assert outcome.broken == 0


async def test_a_rolling_restart_with_a_new_model_fails_no_request(cluster):
    outcome = await talk_through(cluster.url, lambda: renew_the_model(cluster))
    assert_nothing_lost(outcome)
    assert (outcome.refused, outcome.broken) == (0, 0)
    for worker in cluster.workers:
        model = httpx.get(f"{worker.url}/health").json()["model"]
        assert model.startswith("renewed-")


async def test_a_conversation_goes_on_soon_after_the_worker_that_held_it_died(cluster, client):
    (visitor,) = await arrive_all(client, 1)
    first, second, _ = cluster.workers
    await visitor.talk(TALK[:3])
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
    assert await visitor.compare_history() == AS_SAID


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
            await visitor.talk(TALK)
            assert await visitor.compare_history() == AS_SAID
    finally:
        worker.stop()


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
