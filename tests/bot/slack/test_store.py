"""The store, on SQLite, and on PostgreSQL where this machine has it."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.slack.jobs import Job, JobKind, Target
from bot.slack.store import KEYS_KEPT_DAYS, LEASE_SECONDS, SlackStore
from bot.store.database import open_database


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'slack.db'}"
    return str(request.getfixturevalue("postgresql_address"))


@pytest.fixture
async def store(address: str, clock: Clock) -> AsyncIterator[SlackStore]:
    opened = SlackStore(address, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def other(address: str, clock: Clock, store: SlackStore) -> AsyncIterator[SlackStore]:
    """The store of another copy of the app."""
    opened = SlackStore(address, clock)
    yield opened
    await opened.close()


def job(key: str, place: str | None = None, **more: object) -> Job:
    made = Job(
        key=key,
        kind=JobKind.QUESTION,
        team="T1",
        user="U1",
        place=place or f"place-{key}",
        target=Target("C1", "1.2", public=True),
        content=f"words of {key}",
    )
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


async def test_a_job_comes_back_as_it_was(store: SlackStore) -> None:
    wanted = job("a", asked="x", quiet=True)
    assert await store.add(wanted)
    claimed = await store.claim()
    assert claimed is not None
    assert claimed.job == wanted
    assert (claimed.attempt, claimed.answer, claimed.posted) == (1, None, 0)


async def test_an_event_is_new_once(store: SlackStore, other: SlackStore) -> None:
    results = await asyncio.gather(
        *(copy.add(job(f"k{n % 5}")) for n in range(20) for copy in (store, other))
    )
    assert results.count(True) == 5
    assert await store.waiting() == 5


async def test_a_job_is_claimed_by_one_copy(store: SlackStore, other: SlackStore) -> None:
    for number in range(10):
        await store.add(job(f"k{number}"))
    claims = await asyncio.gather(*(copy.claim() for _ in range(10) for copy in (store, other)))
    ids = [claimed.id for claimed in claims if claimed]
    assert len(ids) == len(set(ids)) == 10


async def test_the_jobs_of_a_place_are_done_in_their_order(store: SlackStore) -> None:
    await store.add(job("a", "p"))
    await store.add(job("b", "p"))
    first = await store.claim()
    assert first is not None
    assert await store.claim() is None
    await store.finish(first.id)
    second = await store.claim()
    assert second is not None
    assert second.job.key == "b"


async def test_what_a_dead_copy_began_is_taken_over_where_it_stopped(
    store: SlackStore, other: SlackStore, clock: Clock
) -> None:
    await store.add(job("a"))
    claimed = await store.claim()
    assert claimed is not None
    await store.keep_answer(claimed.id, [{"text": "one"}, {"text": "two"}])
    await store.begin_posting(claimed.id)
    await store.end_posting(claimed.id, 1)
    await store.begin_posting(claimed.id)
    assert await other.claim() is None
    clock.now += LEASE_SECONDS + 1
    taken = await other.claim()
    assert taken is not None
    assert taken.answer == ({"text": "one"}, {"text": "two"})
    assert (taken.attempt, taken.posted, taken.posting) == (2, 1, True)
    # The first copy was only slow: what it says now counts no more.
    await store.end_posting(claimed.id, 2)
    await store.finish(claimed.id)
    assert await store.waiting() == 1


async def test_a_lease_is_kept_while_its_copy_lives(
    store: SlackStore, other: SlackStore, clock: Clock
) -> None:
    await store.add(job("a"))
    await store.claim()
    for _ in range(4):
        clock.now += LEASE_SECONDS / 2
        await store.keep_leases()
    assert await other.claim() is None


async def test_a_job_given_back_waits_as_long_as_asked(store: SlackStore, clock: Clock) -> None:
    await store.add(job("a"))
    claimed = await store.claim()
    assert claimed is not None
    await store.release(claimed.id, 30)
    assert await store.claim() is None
    clock.now += 31
    assert await store.claim() is not None


async def test_while_the_assistant_is_away_only_what_needs_it_not_is_done(
    store: SlackStore,
) -> None:
    await store.add(job("a-question"))
    await store.add(job("b-answered"))
    await store.add(job("c-notice", kind=JobKind.NOTICE))
    await store.add(job("d-erasure", kind=JobKind.ERASURE))
    question = await store.claim()
    answered = await store.claim()
    assert question is not None
    assert answered is not None
    await store.keep_answer(answered.id, [{"text": "x"}])
    await store.release(answered.id, 0)
    await store.release(question.id, 0)
    keys = []
    while claimed := await store.claim(assistant_is_away=True):
        keys.append(claimed.job.key)
    assert sorted(keys) == ["b-answered", "c-notice"]


async def test_words_are_gone_when_a_job_is_done(store: SlackStore, address: str) -> None:
    await store.add(job("a", content="planted words"))
    claimed = await store.claim()
    assert claimed is not None
    await store.keep_answer(claimed.id, [{"text": "planted answer"}])
    await store.finish(claimed.id)
    engine = open_database(address)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT * FROM slack_jobs")).fetchall()
    engine.dispose()
    assert len(rows) == 1
    assert "planted" not in str(rows)


async def test_keys_are_forgotten_after_some_days(store: SlackStore, clock: Clock) -> None:
    await store.add(job("a"))
    claimed = await store.claim()
    assert claimed is not None
    await store.finish(claimed.id)
    await store.forget_old(30)
    assert not await store.add(job("a"))
    clock.now += (KEYS_KEPT_DAYS + 1) * 86_400
    await store.forget_old(30)
    assert await store.add(job("a"))


async def test_who_wrote_in_a_conversation_is_forgotten_with_it(
    store: SlackStore, clock: Clock
) -> None:
    for place in ("old", "used"):
        await store.add(job(place, place))
        await store.conversation(place)
        claimed = await store.claim()
        assert claimed is not None
        await store.finish(claimed.id)
    await store.add(job("waiting", "waiting"))
    clock.now += 20 * 86_400
    await store.conversation("used")
    clock.now += 11 * 86_400
    await store.forget_old(30)
    assert set(await store.conversations_of("T1", "U1")) == {"used"}
    for place in ("old", "waiting"):
        await store.conversation(place)
    assert set(await store.conversations_of("T1", "U1")) == {"used", "waiting"}


async def test_who_waits_is_told_by_one_copy_and_the_notice_is_known_at_the_end(
    store: SlackStore, other: SlackStore, clock: Clock
) -> None:
    await store.add(job("a"))
    await store.add(job("quiet", quiet=True))
    assert await store.unanswered(5) == []
    clock.now += 6
    ((id_, waiting),) = await store.unanswered(5)
    assert waiting.key == "a"
    assert sorted([await store.claim_notice(id_), await other.claim_notice(id_)]) == [False, True]
    assert await store.keep_notice(id_, "17.1")
    assert await store.unanswered(5) == []
    claimed = await store.claim()
    assert claimed is not None
    assert await store.finish(claimed.id) == "17.1"
    assert not await store.keep_notice(id_, "17.2")


async def test_a_place_keeps_its_conversation_until_it_is_forgotten(
    store: SlackStore, other: SlackStore
) -> None:
    first, same = await asyncio.gather(store.conversation("p"), other.conversation("p"))
    assert first == same
    assert first.startswith("slack-p-")
    assert await store.is_known("p")
    await store.add(job("a", "p"))
    await store.add(job("b", "q", user="U2"))
    await store.conversation("q")
    assert await store.conversations_of("T1", "U1") == {"p": first}
    await store.forget_conversation("p", "another id")
    assert await store.is_known("p")
    await store.forget_conversation("p", first)
    assert not await store.is_known("p")
    assert await store.conversations_of("T1", "U1") == {}
    assert await store.conversation("p") != first
