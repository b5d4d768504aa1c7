"""Several workers behind a balancer are one assistant."""

import asyncio
import uuid

import httpx

from bench.visitors import TALK, Kept, Visitor, arrive_all

CONVERSATIONS = 20
TURNS = 30
SCRIPT = TALK * (TURNS // len(TALK))
AS_SAID = Kept(lost=0, twice=0, is_in_order=True)


async def test_concurrent_conversations_keep_order_and_context_across_workers(cluster, client):
    async with httpx.AsyncClient(base_url=cluster.workers[0].url, timeout=60) as one_worker:
        (alone,) = await arrive_all(one_worker, 1)
        await alone.talk(SCRIPT)
    expected = [[message["text"] for message in turn.messages] for turn in alone.acknowledged]
    crowd = await arrive_all(client, CONVERSATIONS)
    await asyncio.gather(*(visitor.talk(SCRIPT) for visitor in crowd))
    for visitor in crowd:
        given = [[message["text"] for message in turn.messages] for turn in visitor.acknowledged]
        assert given == expected
        assert await visitor.compare_history() == AS_SAID
    served = cluster.nginx.access_log.read_text()
    assert all(f"127.0.0.1:{worker.port}" in served for worker in cluster.workers)


async def test_messages_of_one_conversation_sent_at_once_are_answered_one_after_the_other(
    cluster, client
):
    (visitor,) = await arrive_all(client, 1)
    ids = [uuid.uuid4().hex for _ in range(9)]
    answers = await asyncio.gather(*(visitor.post("what is osteopenia", id_) for id_ in ids))
    assert {answer.status_code for answer in answers} == {200}
    kept = await visitor.history()
    assert [entry["from"] for entry in kept] == ["visitor", "bot"] * len(ids)


async def test_a_message_sent_to_two_workers_is_answered_once(cluster, client):
    (visitor,) = await arrive_all(client, 1)
    message_id = uuid.uuid4().hex
    async with httpx.AsyncClient(timeout=60) as direct:
        body = {"text": "what is a dexa scan", "message_id": message_id}
        answers = await asyncio.gather(
            *(
                direct.post(
                    f"{worker.url}/webhooks/website/message", json=body, headers=visitor.key
                )
                for worker in cluster.workers
            )
        )
    replies = [answer.json()["messages"] for answer in answers]
    assert replies == [replies[0]] * len(cluster.workers)
    assert [entry["from"] for entry in await visitor.history()] == ["visitor", "bot"]


async def test_a_session_ended_on_one_worker_is_ended_on_all(cluster, client):
    (visitor,) = await arrive_all(client, 1)
    await visitor.say("what is a dexa scan")
    async with httpx.AsyncClient(timeout=60) as direct:
        first, *others = cluster.workers
        ended = await direct.delete(f"{first.url}/webhooks/website/session", headers=visitor.key)
        assert ended.status_code == 204
        for worker in others:
            asked = await direct.get(f"{worker.url}/webhooks/website/history", headers=visitor.key)
            assert asked.status_code == 401


async def test_a_proxy_s_try_at_the_rest_channel_with_the_same_key_is_answered_once(cluster):
    sender = uuid.uuid4().hex
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    body = {"sender": sender, "message": "what is a dexa scan"}
    async with httpx.AsyncClient(timeout=60) as direct:
        replies = [
            (
                await direct.post(f"{worker.url}/webhooks/rest/webhook", json=body, headers=headers)
            ).json()
            for worker in cluster.workers
        ]
    assert replies == [replies[0]] * len(cluster.workers)
    statement = f"select count(*) from events where sender_id = '{sender}' and type_name = 'user'"
    assert cluster.postgres.query(statement) == [(1,)]


async def test_an_answer_outlives_the_worker_that_gave_it(cluster, client):
    (visitor,) = await arrive_all(client, 1)
    first, second, _ = cluster.workers
    message_id = uuid.uuid4().hex

    async def send(worker):
        async with httpx.AsyncClient(base_url=worker.url, timeout=60) as direct:
            return (await Visitor(direct, visitor.token).post("osteopenia?", message_id)).json()

    before = await send(first)
    first.kill()
    try:
        assert await send(second) == before
    finally:
        first.start()
    assert await send(first) == before
    assert [entry["from"] for entry in await visitor.history()] == ["visitor", "bot"]
