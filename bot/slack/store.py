"""What the Slack app must not forget: events seen, jobs waiting, conversations and who wrote there.

Every event becomes a job before Slack is told that it arrived, so a killed process loses nothing.
A job's key is unique, so an event that Slack delivers twice is done once. Several copies of the
app may share the store: a copy leases a job for some seconds and renews the lease while it works;
where a copy dies, another takes the job over when the lease ends. The machines' clocks may differ
by a few seconds at most.

Texts are masked as everywhere, and removed from a job once it is done; its key stays some days.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.slack.jobs import ASKS_ASSISTANT, ClaimedJob, Job, JobKind
from bot.slack.places import new_conversation_id
from bot.store.database import create_tables, open_database
from bot.store.retention import SECONDS_A_DAY

DEFAULT_FILE = "var/slack.db"

LEASE_SECONDS = 15.0
# Slack repeats an event for at most some hours.
KEYS_KEPT_DAYS = 3
# The lease of a job that nobody works on.
_FREE = 0.0

_Result = TypeVar("_Result")

_metadata = sa.MetaData()

_jobs = sa.Table(
    "slack_jobs",
    _metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("key", sa.String(255), nullable=False, unique=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("place", sa.String(255), nullable=False),
    sa.Column("team", sa.String(32), nullable=False),
    sa.Column("user", sa.String(32), nullable=False),
    sa.Column("quiet", sa.Boolean, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("created", sa.Float, nullable=False),
    sa.Column("not_before", sa.Float, nullable=False),
    sa.Column("leased_until", sa.Float, nullable=False),
    sa.Column("owner", sa.String(32)),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("answer", sa.Text),
    sa.Column("posted", sa.Integer, nullable=False),
    sa.Column("posting", sa.Boolean, nullable=False),
    sa.Column("notice", sa.String(64)),
    sa.Column("done", sa.Float),
    sa.Index("ix_slack_jobs_done_place_id", "done", "place", "id"),
)

_conversations = sa.Table(
    "slack_conversations",
    _metadata,
    sa.Column("place", sa.String(255), primary_key=True),
    sa.Column("id", sa.String(255), nullable=False),
    sa.Column("used", sa.Float, nullable=False),
)

_participants = sa.Table(
    "slack_participants",
    _metadata,
    sa.Column("place", sa.String(255), primary_key=True),
    sa.Column("team", sa.String(32), primary_key=True),
    sa.Column("user", sa.String(32), primary_key=True),
)


class SlackStore:
    """The store; one thread of its own does the work, so that no event waits for the disk."""

    def __init__(self, address: str, clock: Callable[[], float] = time.time) -> None:
        """Opens the database and creates its tables where they are missing.

        Args:
            address: An SQLAlchemy address (see bot/store/database.py).
            clock: Seconds since 1970.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: The database cannot be used.
        """
        self._engine = open_database(address)
        self._clock = clock
        self._owner = secrets.token_hex(8)
        self._arrival = threading.Lock()
        self._arrived: list[tuple[Job, asyncio.Future[bool]]] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="slack-store")
        create_tables(self._engine, _metadata)

    async def close(self) -> None:
        """Gives leased jobs back and closes the connections."""
        await self._run(self._release_all)
        self._thread.shutdown()
        self._engine.dispose()

    async def add(self, job: Job) -> bool:
        """Adds a job.

        Returns:
            Whether it is new; else its event was seen before.
        """
        is_new: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        with self._arrival:
            self._arrived.append((job, is_new))
            is_first = len(self._arrived) == 1
        if is_first:
            # What arrives until the thread is free is stored at once: a burst waits for one commit.
            await self._run(self._add_arrived)
        return await is_new

    async def claim(self, *, assistant_is_away: bool = False) -> ClaimedJob | None:
        """Takes the oldest job that may begin: the first of its place.

        Args:
            assistant_is_away: Whether only jobs are wanted that need not ask the assistant.
        """
        return await self._run(lambda: self._claim(assistant_is_away))

    async def keep_leases(self) -> None:
        """Renews the leases of this copy's jobs."""
        await self._run(
            lambda: self._update(
                sa.and_(_jobs.c.owner == self._owner, _jobs.c.done.is_(None)),
                leased_until=self._clock() + LEASE_SECONDS,
            )
        )

    async def keep_answer(self, id_: int, answer: Sequence[Mapping[str, Any]]) -> None:
        """Keeps what the assistant said, before anything of it is posted."""
        await self._change(id_, answer=json.dumps(list(answer)))

    async def begin_posting(self, id_: int) -> None:
        """Notes that the next message of the answer is on its way."""
        await self._change(id_, posting=True)

    async def end_posting(self, id_: int, posted: int) -> None:
        """Notes how many messages of the answer are posted."""
        await self._change(id_, posting=False, posted=posted)

    async def keep_notice(self, id_: int, notice: str) -> bool:
        """Notes the message that asks for patience; False if the job is done by now."""
        waiting = sa.and_(_jobs.c.id == id_, _jobs.c.done.is_(None))
        return await self._run(lambda: self._update(waiting, notice=notice) == 1)

    async def release(self, id_: int, seconds: float) -> None:
        """Gives a job back, to be taken up again after some seconds."""
        await self._change(
            id_, owner=None, leased_until=_FREE, not_before=self._clock() + max(0.0, seconds)
        )

    async def finish(self, id_: int) -> str | None:
        """Ends a job and removes its words.

        Returns:
            The time stamp of the message that asked for patience, if there is one.
        """
        await self._change(id_, done=self._clock(), owner=None, data="", answer=None, posting=False)
        query = sa.select(_jobs.c.notice).where(_jobs.c.id == id_)
        row = await self._run(lambda: self._first(query))
        return (row.notice or None) if row else None

    async def unanswered(self, seconds: float) -> list[tuple[int, Job]]:
        """Questions that wait longer than some seconds and whose askers were not told."""
        return await self._run(lambda: self._unanswered(seconds))

    async def claim_notice(self, id_: int) -> bool:
        """Takes the telling of one such asker; False if another copy has it."""
        return await self._run(
            lambda: (
                self._update(
                    sa.and_(_jobs.c.id == id_, _jobs.c.notice.is_(None), _jobs.c.done.is_(None)),
                    notice="",
                )
                == 1
            )
        )

    async def conversation(self, place: str) -> str:
        """The assistant's conversation of a place; a new one where there is none."""
        return await self._run(lambda: self._conversation(place))

    async def is_known(self, place: str) -> bool:
        """Whether there is a conversation in a place."""
        query = sa.select(_conversations.c.place).where(_conversations.c.place == place)
        return await self._run(lambda: self._first(query)) is not None

    async def conversations_of(self, team: str, user: str) -> dict[str, str]:
        """The conversations in which a user wrote: place to id."""
        return await self._run(lambda: self._conversations_of(team, user))

    async def forget_conversation(self, place: str, id_: str) -> None:
        """Forgets a conversation that the assistant erased."""
        await self._run(lambda: self._forget_conversation(place, id_))

    async def forget_waiting(self, team: str, user: str) -> None:
        """Removes what a user asked and is not begun yet."""
        await self._run(
            lambda: self._update(
                sa.and_(
                    _jobs.c.team == team,
                    _jobs.c.user == user,
                    _jobs.c.done.is_(None),
                    _jobs.c.owner.is_(None),
                    _jobs.c.kind.in_([kind.value for kind in ASKS_ASSISTANT]),
                ),
                done=self._clock(),
                data="",
                answer=None,
            )
        )

    async def forget_old(self, days: float) -> None:
        """Removes the keys of jobs done some days ago, and who wrote in old conversations.

        Args:
            days: After how many days without a message a conversation is old.
        """
        await self._run(lambda: self._forget_old(days))

    async def waiting(self) -> int:
        """How many jobs are not done."""
        query = sa.select(sa.func.count()).select_from(_jobs).where(_jobs.c.done.is_(None))
        row = await self._run(lambda: self._first(query))
        return int(row[0]) if row else 0

    async def _run(self, work: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _change(self, id_: int, **values: Any) -> None:
        """Changes a job of this copy; not one that another copy took over meanwhile."""
        await self._run(
            lambda: self._update(sa.and_(_jobs.c.id == id_, _jobs.c.owner == self._owner), **values)
        )

    def _update(self, condition: Any, **values: Any) -> int:
        with self._engine.begin() as connection:
            result = connection.execute(_jobs.update().where(condition).values(**values))
            return int(result.rowcount)

    def _forget_old(self, days: float) -> None:
        now = self._clock()
        kept = sa.select(_conversations.c.place)
        with self._engine.begin() as connection:
            for old in (
                _jobs.delete().where(_jobs.c.done < now - KEYS_KEPT_DAYS * SECONDS_A_DAY),
                _conversations.delete().where(_conversations.c.used < now - days * SECONDS_A_DAY),
                _participants.delete().where(
                    _participants.c.place.not_in(kept),
                    _participants.c.place.not_in(
                        sa.select(_jobs.c.place).where(_jobs.c.done.is_(None))
                    ),
                ),
            ):
                connection.execute(old)

    def _first(self, query: Any) -> Any:
        with self._engine.connect() as connection:
            return connection.execute(query).first()

    def _add_arrived(self) -> None:
        with self._arrival:
            arrived, self._arrived = self._arrived, []
        # Copies that store the same events in one order never wait for each other in a circle.
        arrived.sort(key=lambda entry: entry[0].key)
        try:
            with self._engine.begin() as connection:
                for job, _ in arrived:
                    if job.kind in ASKS_ASSISTANT:
                        who = {"place": job.place, "team": job.team, "user": job.user}
                        self._insert(connection, _participants, who)
                results = [self._insert(connection, _jobs, self._row(job)) for job, _ in arrived]
        except Exception as error:
            # Who waits must be told whatever it is, else Slack would never hear from the app.
            self._tell([(future, error) for _, future in arrived])
        else:
            self._tell([(future, new) for (_, future), new in zip(arrived, results, strict=True)])

    def _tell(self, outcomes: Sequence[tuple[asyncio.Future[bool], bool | Exception]]) -> None:
        def tell() -> None:
            for future, outcome in outcomes:
                if future.done():
                    continue
                if isinstance(outcome, Exception):
                    future.set_exception(outcome)
                else:
                    future.set_result(outcome)

        outcomes[0][0].get_loop().call_soon_threadsafe(tell)

    def _row(self, job: Job) -> dict[str, Any]:
        now = self._clock()
        return {
            "key": job.key,
            "kind": job.kind.value,
            "place": job.place,
            "team": job.team,
            "user": job.user,
            "quiet": job.quiet,
            "data": job.to_json(),
            "created": now,
            "not_before": now,
            "leased_until": _FREE,
            "attempts": 0,
            "posted": 0,
            "posting": False,
        }

    def _insert(
        self, connection: sa.engine.Connection, table: sa.Table, row: Mapping[str, Any]
    ) -> bool:
        """Inserts a row; False where there is one of its key already."""
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        return (
            int(connection.execute(insert(table).values(**row).on_conflict_do_nothing()).rowcount)
            == 1
        )

    def _claim(self, assistant_is_away: bool) -> ClaimedJob | None:
        now = self._clock()
        first_of_place = (
            sa.select(sa.func.min(_jobs.c.id)).where(_jobs.c.done.is_(None)).group_by(_jobs.c.place)
        )
        query = (
            sa.select(_jobs)
            .where(
                _jobs.c.id.in_(first_of_place),
                _jobs.c.not_before <= now,
                _jobs.c.leased_until <= now,
            )
            .order_by(_jobs.c.id)
            .limit(1)
        )
        if assistant_is_away:
            query = query.where(
                sa.or_(
                    _jobs.c.answer.is_not(None),
                    _jobs.c.kind == JobKind.NOTICE.value,
                )
            )
        while (row := self._first(query)) is not None:
            mine = sa.and_(
                _jobs.c.id == row.id,
                _jobs.c.attempts == row.attempts,
                _jobs.c.leased_until <= now,
                _jobs.c.done.is_(None),
            )
            if self._update(
                mine,
                owner=self._owner,
                leased_until=now + LEASE_SECONDS,
                attempts=_jobs.c.attempts + 1,
            ):
                return ClaimedJob(
                    id=row.id,
                    job=Job.from_json(row.data),
                    attempt=row.attempts + 1,
                    answer=None if row.answer is None else tuple(json.loads(row.answer)),
                    posted=row.posted,
                    posting=row.posting,
                )
        return None

    def _unanswered(self, seconds: float) -> list[tuple[int, Job]]:
        query = (
            sa.select(_jobs.c.id, _jobs.c.data)
            .where(
                _jobs.c.done.is_(None),
                _jobs.c.answer.is_(None),
                _jobs.c.notice.is_(None),
                _jobs.c.quiet.is_(False),
                _jobs.c.created <= self._clock() - seconds,
                _jobs.c.kind.in_([kind.value for kind in ASKS_ASSISTANT]),
            )
            .order_by(_jobs.c.id)
        )
        with self._engine.connect() as connection:
            return [(row.id, Job.from_json(row.data)) for row in connection.execute(query)]

    def _conversation(self, place: str) -> str:
        here, now = _conversations.c.place == place, self._clock()
        query = sa.select(_conversations.c.id).where(here)
        with self._engine.begin() as connection:
            used = connection.execute(_conversations.update().where(here).values(used=now))
            if not used.rowcount:
                new = {"place": place, "id": new_conversation_id(place), "used": now}
                self._insert(connection, _conversations, new)
            return str(connection.execute(query).scalar_one())

    def _conversations_of(self, team: str, user: str) -> dict[str, str]:
        query = (
            sa.select(_conversations.c.place, _conversations.c.id)
            .join(_participants, _participants.c.place == _conversations.c.place)
            .where(_participants.c.team == team, _participants.c.user == user)
        )
        with self._engine.connect() as connection:
            return {row.place: row.id for row in connection.execute(query)}

    def _forget_conversation(self, place: str, id_: str) -> None:
        with self._engine.begin() as connection:
            removed = connection.execute(
                _conversations.delete().where(
                    _conversations.c.place == place, _conversations.c.id == id_
                )
            ).rowcount
            if removed:
                connection.execute(_participants.delete().where(_participants.c.place == place))

    def _release_all(self) -> None:
        self._update(
            sa.and_(_jobs.c.owner == self._owner, _jobs.c.done.is_(None)),
            owner=None,
            leased_until=_FREE,
        )
