"""The tracker store: every event of a conversation, one row each, in SQLite or PostgreSQL.

Rasa's own SQL store opens a connection, counts and reads the whole conversation several times a
message. This one keeps its connections, writes only what is new, reads only what the dialogue
needs, and can erase.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

from bot.answers.past import ERASES_CONVERSATION
from bot.paths import PROJECT_ROOT
from bot.store.retention import SECONDS_A_DAY

ADDRESS_VARIABLE = "BOT_DATABASE_URL"
# Longer than a website token lives, so that the token of an erased conversation stays dead.
MARKERS_KEPT_DAYS = 60

# More events than any answer looks back on; longer conversations keep their slots nevertheless.
EVENTS_READ = 200
# How many events are held at once where those of all conversations are read.
ROWS_AT_ONCE = 2_000

_metadata = sa.MetaData()

_events = sa.Table(
    "events",
    _metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("name", sa.String(255)),
    sa.Column("data", sa.Text, nullable=False),
    sa.Index("ix_events_sender_id_id", "sender_id", "id"),
    sa.Index("ix_events_sender_id_type_name_id", "sender_id", "type_name", "id"),
)

_erased = sa.Table(
    "erased_conversations",
    _metadata,
    sa.Column("sender_hash", sa.String(64), primary_key=True),
    sa.Column("timestamp", sa.Float, nullable=False),
)

_feedback = sa.Table(
    "feedback",
    _metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("timestamp", sa.Float, nullable=False),
    sa.Column("topic", sa.String(255)),
    sa.Column("helpful", sa.Boolean, nullable=False),
    sa.Column("comment", sa.Text),
)

_new_events = _events.insert()


class ConversationStore(TrackerStore):
    """Keeps conversations in an SQL database."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        db: str = "var/conversations.db",
        **kwargs: Any,
    ) -> None:
        """Opens the database and creates its tables where they are missing.

        Args:
            domain: The assistant's domain.
            host: Not used: Rasa hands the `url` of endpoints.yml under this name; an address may
                stand there instead of in the environment.
            event_broker: Where events are also published.
            db: Path of the SQLite file, from the project's root, used when neither the environment
                variable BOT_DATABASE_URL nor `url` names a database.
            kwargs: Ignored options of endpoints.yml.
        """
        address = os.environ.get(ADDRESS_VARIABLE) or host or _sqlite_address(db)
        self._engine = open_database(address)
        _metadata.create_all(self._engine)
        super().__init__(domain, event_broker)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends the events that are not stored yet."""
        events = list(tracker.events)
        new = events[getattr(tracker, "stored_events", 0) :]
        if not new:
            return
        if any(_erases(event) for event in new):
            self._remove(tracker.sender_id)
            return
        rows = []
        for event in new:
            data = event.as_dict()
            rows.append(
                {
                    "sender_id": tracker.sender_id,
                    "type_name": event.type_name,
                    "timestamp": data.get("timestamp"),
                    "name": data.get("name")
                    or data.get("parse_data", {}).get("intent", {}).get("name"),
                    "data": json.dumps(data),
                }
            )
        with self._engine.begin() as connection:
            connection.execute(_new_events, rows)
        tracker.stored_events = len(events)
        if self.event_broker:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Reads the current session, at most its latest events."""
        with self._engine.connect() as connection:
            session_start = (
                sa.select(sa.func.max(_events.c.id))
                .where(
                    _events.c.sender_id == sender_id,
                    _events.c.type_name == SessionStarted.type_name,
                )
                .scalar_subquery()
            )
            rows = connection.execute(
                sa.select(_events.c.data)
                .where(
                    _events.c.sender_id == sender_id,
                    _events.c.id >= sa.func.coalesce(session_start, 0),
                )
                .order_by(_events.c.id.desc())
                .limit(EVENTS_READ)
            ).fetchall()
            data = [row.data for row in reversed(rows)]
            if len(rows) == EVENTS_READ:
                data = self._latest_slots(connection, sender_id) + data
        return self._tracker(sender_id, data)

    async def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        """Reads all sessions of a conversation."""
        return self._tracker(sender_id, self._all_data(sender_id))

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(_events.c.sender_id).distinct())
            return [row.sender_id for row in rows]

    def count_events(self, since: float) -> int:
        """How many events there are from a time on (seconds since 1970)."""
        with self._engine.connect() as connection:
            counted = sa.select(sa.func.count()).where(_events.c.timestamp >= since)
            return int(connection.execute(counted).scalar_one())

    def all_events(self, since: float) -> Iterator[tuple[str, dict[str, Any]]]:
        """Reads the events of all conversations, in the order in which they were stored.

        Args:
            since: Earlier ones are left out, in seconds since 1970.

        Yields:
            Each event as a dictionary, with its conversation's id.
        """
        wanted = (
            sa.select(_events.c.sender_id, _events.c.data)
            .where(_events.c.timestamp >= since)
            .order_by(_events.c.id)
            .execution_options(stream_results=True, max_row_buffer=ROWS_AT_ONCE)
        )
        with self._engine.connect() as connection:
            for row in connection.execute(wanted):
                yield row.sender_id, json.loads(row.data)

    def all_feedback(self, since: float) -> list[tuple[str | None, bool, str | None]]:
        """What visitors thought of answers: (topic, helpful, comment), the earliest first."""
        wanted = (
            sa.select(_feedback.c.topic, _feedback.c.helpful, _feedback.c.comment)
            .where(_feedback.c.timestamp >= since)
            .order_by(_feedback.c.id)
        )
        with self._engine.connect() as connection:
            return [(row.topic, row.helpful, row.comment) for row in connection.execute(wanted)]

    async def erase(self, sender_id: str) -> bool:
        """Removes a conversation for good, and remembers (as a hash) that it was removed.

        Returns:
            Whether there was anything to remove.
        """
        removed = self._remove(sender_id)
        with self._engine.begin() as connection:
            known = sa.select(_erased.c.sender_hash).where(
                _erased.c.sender_hash == _hash(sender_id)
            )
            if connection.execute(known).first() is None:
                connection.execute(
                    _erased.insert().values(sender_hash=_hash(sender_id), timestamp=time.time())
                )
        return removed

    async def is_erased(self, sender_id: str) -> bool:
        """Whether this conversation was erased."""
        with self._engine.connect() as connection:
            known = sa.select(_erased.c.sender_hash).where(
                _erased.c.sender_hash == _hash(sender_id)
            )
            return connection.execute(known).first() is not None

    async def add_feedback(
        self, sender_id: str, topic: str | None, helpful: bool, comment: str | None
    ) -> None:
        """Keeps what a visitor thought of an answer."""
        with self._engine.begin() as connection:
            connection.execute(
                _feedback.insert().values(
                    sender_id=sender_id,
                    timestamp=time.time(),
                    topic=topic,
                    helpful=helpful,
                    comment=comment,
                )
            )

    def purge(self, days: float) -> int:
        """Removes conversations in which nothing was said for a number of days.

        Returns:
            How many conversations were removed.
        """
        before = time.time() - days * SECONDS_A_DAY
        with self._engine.begin() as connection:
            old = [
                row.sender_id
                for row in connection.execute(
                    sa.select(_events.c.sender_id)
                    .group_by(_events.c.sender_id)
                    .having(sa.func.max(_events.c.timestamp) < before)
                )
            ]
            forgotten = time.time() - MARKERS_KEPT_DAYS * SECONDS_A_DAY
            connection.execute(_erased.delete().where(_erased.c.timestamp < forgotten))
        for sender_id in old:
            self._remove(sender_id)
        return len(old)

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    def _remove(self, sender_id: str) -> bool:
        with self._engine.begin() as connection:
            removed = connection.execute(
                _events.delete().where(_events.c.sender_id == sender_id)
            ).rowcount
            connection.execute(_feedback.delete().where(_feedback.c.sender_id == sender_id))
        if self._engine.dialect.name == "sqlite":
            # Lets SQLite forget removed rows also in its write-ahead log.
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(removed)

    def _all_data(self, sender_id: str) -> list[str]:
        with self._engine.connect() as connection:
            rows = connection.execute(
                sa.select(_events.c.data)
                .where(_events.c.sender_id == sender_id)
                .order_by(_events.c.id)
            )
            return [row.data for row in rows]

    def _latest_slots(self, connection: sa.engine.Connection, sender_id: str) -> list[str]:
        latest = (
            sa.select(sa.func.max(_events.c.id))
            .where(
                _events.c.sender_id == sender_id,
                _events.c.type_name == "slot",
                _events.c.name.in_([slot.name for slot in self.domain.slots]),
            )
            .group_by(_events.c.name)
        )
        rows = connection.execute(sa.select(_events.c.data).where(_events.c.id.in_(latest)))
        return [row.data for row in rows]

    def _tracker(self, sender_id: str, data: list[str]) -> DialogueStateTracker | None:
        if not data:
            return None
        tracker = DialogueStateTracker.from_events(
            sender_id, [_event(json.loads(entry)) for entry in data], self.domain.slots
        )
        tracker.stored_events = len(tracker.events)
        return tracker


def open_database(address: str) -> sa.engine.Engine:
    """Opens a database.

    Args:
        address: An SQLAlchemy address; SQLite files get a write-ahead log and secure deletion.
    """
    if not address.startswith("sqlite"):
        return sa.create_engine(address, pool_pre_ping=True, future=True)
    engine = sa.create_engine(
        address,
        future=True,
        poolclass=sa.pool.QueuePool,
        connect_args={"check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        for setting in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "secure_delete=ON",
            "busy_timeout=5000",
        ):
            connection.execute(f"PRAGMA {setting}")

    return engine


@cache
def _event_class(name: str) -> type[Event]:
    # Rasa walks through all classes for every event it reads.
    return Event.resolve_by_type(name)


def _event(data: dict[str, Any]) -> Event:
    return _event_class(data["event"])._from_parameters(data)


def _sqlite_address(db: str) -> str:
    path = Path(db) if Path(db).is_absolute() else PROJECT_ROOT / db
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"


def _hash(sender_id: str) -> str:
    return hashlib.sha256(sender_id.encode()).hexdigest()


def _erases(event: Event) -> bool:
    return isinstance(event, BotUttered) and bool(event.metadata.get(ERASES_CONVERSATION))
