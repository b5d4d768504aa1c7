"""The tracker store: every event of a conversation, one row each, in SQLite or PostgreSQL.

Rasa's own SQL store opens a connection, counts and reads the whole conversation several times a
message. This one keeps its connections, writes only what is new, reads only what the dialogue
needs, and can erase. Several processes may share a database: what one of them read and another has
since gone on with is refused, and so is a message that was kept before.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.dialects import postgresql

from bot.answers.past import ERASES_CONVERSATION
from bot.store.database import database_address, open_database, open_for_reading
from bot.store.errors import ConversationChanged, MessageAlreadyKept, StoreUnavailable
from bot.store.retention import SECONDS_A_DAY

# Longer than a website token lives, so that the token of an erased conversation stays dead.
MARKERS_KEPT_DAYS = 60

# More events than any answer looks back on. Of a longer session the opening is read too, where the
# assistant introduces itself, and the latest value of every slot.
EVENTS_READ = 60
OPENING_EVENTS_READ = 20

# How many events are held at once where those of all conversations are read.
ROWS_AT_ONCE = 2_000

# The conversation was changed by another process, or the message is there already.
_UNIQUE_POSITION = "ux_events_sender_id_position"
_UNIQUE_MESSAGE = "ux_events_sender_id_message_id"
# Any number that no other program on the same database uses.
_ADVISORY_LOCK = 7_305_421

_metadata = sa.MetaData()

_events = sa.Table(
    "events",
    _metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False),
    # Rises within a conversation, with gaps.
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("name", sa.String(255)),
    # Of a visitor's message alone: the id that its client or its channel gave it.
    sa.Column("message_id", sa.String(255)),
    sa.Column("data", sa.Text, nullable=False),
)
sa.Index(_UNIQUE_POSITION, _events.c.sender_id, _events.c.position, unique=True)
_has_message_id = _events.c.message_id.is_not(None)
sa.Index(
    _UNIQUE_MESSAGE,
    _events.c.sender_id,
    _events.c.message_id,
    unique=True,
    postgresql_where=_has_message_id,
    sqlite_where=_has_message_id,
)
# Literals: only so both databases see that the index serves a question.
_SLOT, _SESSION_START = (
    sa.literal_column(f"'{type_name}'")
    for type_name in (SlotSet.type_name, SessionStarted.type_name)
)
_is_looked_up = sa.or_(_events.c.type_name == _SLOT, _events.c.type_name == _SESSION_START)
sa.Index(
    "ix_events_slots_and_sessions",
    _events.c.sender_id,
    _events.c.type_name,
    _events.c.name,
    _events.c.position,
    postgresql_where=_is_looked_up,
    sqlite_where=_is_looked_up,
)
# Rows arrive by time, so that PostgreSQL needs next to nothing for this one.
sa.Index("ix_events_timestamp", _events.c.timestamp, postgresql_using="brin")

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

# Built once: SQLAlchemy takes longer to build a question than SQLite to answer it.
_session_start = (
    sa.select(sa.func.max(_events.c.position))
    .where(_events.c.sender_id == sa.bindparam("sender_id"), _events.c.type_name == _SESSION_START)
    .scalar_subquery()
)
_of_session = sa.select(_events.c.position, _events.c.data).where(
    _events.c.sender_id == sa.bindparam("sender_id"),
    _events.c.position >= sa.func.coalesce(_session_start, 0),
)
_LATEST = _of_session.order_by(_events.c.position.desc()).limit(EVENTS_READ)
_OPENING = (
    _of_session.where(_events.c.position < sa.bindparam("before"))
    .order_by(_events.c.position)
    .limit(OPENING_EVENTS_READ)
)


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
        self._engine = open_database(database_address(db, host))
        self._reader = open_for_reading(self._engine)
        with self._transaction() as connection:
            _create_tables(connection)
        super().__init__(domain, event_broker)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends the events that are not stored yet.

        Raises:
            ConversationChanged: Another process went on with the conversation.
            MessageAlreadyKept: The visitor's message is there already.
            StoreUnavailable: The database does not answer.
        """
        events = list(tracker.events)
        new = events[getattr(tracker, "stored_events", 0) :]
        if not new:
            return
        if any(_erases(event) for event in new):
            self._remove(tracker.sender_id)
            return
        last_position = getattr(tracker, "last_position", 0)
        rows = [
            _row(tracker.sender_id, position, event)
            for position, event in enumerate(new, last_position + 1)
        ]
        try:
            with self._transaction() as connection:
                connection.execute(_new_events, rows)
        except sa.exc.IntegrityError as error:
            known = (row["message_id"] for row in rows if row["message_id"])
            if any(self._position_of(tracker.sender_id, id_) is not None for id_ in known):
                raise MessageAlreadyKept from error
            raise ConversationChanged from error
        tracker.stored_events = len(events)
        tracker.last_position = last_position + len(rows)
        if self.event_broker:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Reads the current session: all of it, or of a long one what the dialogue needs."""
        latest = self._read(_LATEST, sender_id=sender_id)[::-1]
        earlier: list[sa.engine.Row] = []
        if len(latest) == EVENTS_READ:
            earlier = self._opening_and_slots(sender_id, latest[0].position)
        return self._tracker(sender_id, [*earlier, *latest])

    async def retrieve_reply(self, sender_id: str, message_id: str) -> list[dict[str, Any]] | None:
        """Reads a visitor's message and all that followed until the next one.

        Args:
            sender_id: The conversation.
            message_id: The message's id.

        Returns:
            The events as dictionaries; None if the message is not there.
        """
        position = self._position_of(sender_id, message_id)
        if position is None:
            return None
        following = (
            sa.select(sa.func.min(_events.c.position))
            .where(
                _events.c.sender_id == sender_id,
                _events.c.position > position,
                _events.c.type_name == UserUttered.type_name,
            )
            .scalar_subquery()
        )
        rows = self._read(
            _of(sender_id)
            .where(
                _events.c.position >= position,
                _events.c.position < sa.func.coalesce(following, sa.literal(2**62)),
            )
            .order_by(_events.c.position)
        )
        return [json.loads(row.data) for row in rows]

    async def retrieve_transcript(self, sender_id: str) -> list[dict[str, Any]]:
        """Reads what both sides said in all sessions, without how it was understood.

        Args:
            sender_id: The conversation.

        Returns:
            The events of visitor and assistant as dictionaries, in order.
        """
        # In a thread, so that a conversation of thousands of turns holds up no other.
        return await asyncio.to_thread(self._transcript, sender_id)

    async def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        """Reads all sessions of a conversation."""
        return self._tracker(sender_id, self._read(_of(sender_id).order_by(_events.c.position)))

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        return [row.sender_id for row in self._read(sa.select(_events.c.sender_id).distinct())]

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
        with self._transaction() as connection:
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
        known = sa.select(_erased.c.sender_hash).where(_erased.c.sender_hash == _hash(sender_id))
        return bool(self._read(known))

    async def add_feedback(
        self, sender_id: str, topic: str | None, helpful: bool, comment: str | None
    ) -> None:
        """Keeps what a visitor thought of an answer."""
        with self._transaction() as connection:
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
            How many conversations were removed; 0 where another process is at it.
        """
        before = time.time() - days * SECONDS_A_DAY
        later = _events.alias()
        with self._transaction() as connection:
            if not _is_alone(connection):
                return 0
            _allow_long_statements(connection)
            old = [
                row.sender_id
                for row in connection.execute(
                    sa.select(_events.c.sender_id)
                    .distinct()
                    .where(
                        _events.c.timestamp < before,
                        ~sa.exists().where(
                            later.c.sender_id == _events.c.sender_id, later.c.timestamp >= before
                        ),
                    )
                )
            ]
            forgotten = time.time() - MARKERS_KEPT_DAYS * SECONDS_A_DAY
            connection.execute(_erased.delete().where(_erased.c.timestamp < forgotten))
        for sender_id in old:
            self._remove(sender_id)
        return len(old)

    def close(self) -> None:
        """Closes the connections."""
        self._reader.dispose()
        self._engine.dispose()

    def _remove(self, sender_id: str) -> bool:
        with self._transaction() as connection:
            removed = connection.execute(
                _events.delete().where(_events.c.sender_id == sender_id)
            ).rowcount
            connection.execute(_feedback.delete().where(_feedback.c.sender_id == sender_id))
        if self._engine.dialect.name == "sqlite":
            # Lets SQLite forget removed rows also in its write-ahead log.
            self._read(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        return bool(removed)

    def _transcript(self, sender_id: str) -> list[dict[str, Any]]:
        rows = self._read(
            sa.select(_without_understanding(self._engine.dialect.name).label("data"))
            .where(
                _events.c.sender_id == sender_id,
                _events.c.type_name.in_([UserUttered.type_name, BotUttered.type_name]),
            )
            .order_by(_events.c.position)
        )
        return [json.loads(row.data) for row in rows]

    def _position_of(self, sender_id: str, message_id: str) -> int | None:
        rows = self._read(
            sa.select(_events.c.position).where(
                _events.c.sender_id == sender_id, _events.c.message_id == message_id
            )
        )
        return rows[0].position if rows else None

    def _opening_and_slots(self, sender_id: str, before: int) -> list[sa.engine.Row]:
        opening = self._read(_OPENING, sender_id=sender_id, before=before)
        latest_values = [
            sa.select(sa.func.max(_events.c.position))
            .where(
                _events.c.sender_id == sender_id,
                _events.c.type_name == _SLOT,
                _events.c.name == slot.name,
                _events.c.position < before,
            )
            .scalar_subquery()
            for slot in self.domain.slots
        ]
        slots = self._read(_of(sender_id).where(_events.c.position.in_(latest_values)))
        return [*opening, *slots]

    def _tracker(self, sender_id: str, rows: list[sa.engine.Row]) -> DialogueStateTracker | None:
        if not rows:
            return None
        tracker = DialogueStateTracker.from_events(
            sender_id, [_event(json.loads(row.data)) for row in rows], self.domain.slots
        )
        tracker.stored_events = len(tracker.events)
        tracker.last_position = rows[-1].position
        return tracker

    @contextmanager
    def _transaction(self) -> Iterator[sa.engine.Connection]:
        """A connection whose changes are kept together or not at all."""
        with _telling_outages(), self._engine.begin() as connection:
            yield connection

    def _read(self, statement: sa.sql.expression.Executable, **values: Any) -> list[sa.engine.Row]:
        """Runs one statement that changes nothing, once more where a kept connection was dead."""
        with _telling_outages():
            try:
                return self._read_once(statement, values)
            except sa.exc.DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                return self._read_once(statement, values)

    def _read_once(
        self, statement: sa.sql.expression.Executable, values: dict[str, Any]
    ) -> list[sa.engine.Row]:
        with self._reader.connect() as connection:
            return list(connection.execute(statement, values).fetchall())


@contextmanager
def _telling_outages() -> Iterator[None]:
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError) as error:
        raise StoreUnavailable("The database does not answer") from error
    except sa.exc.DBAPIError as error:
        if error.connection_invalidated:
            raise StoreUnavailable("The database does not answer") from error
        raise


@cache
def _event_class(name: str) -> type[Event]:
    # Rasa walks through all classes for every event it reads.
    return Event.resolve_by_type(name)


def _event(data: dict[str, Any]) -> Event:
    return _event_class(data["event"])._from_parameters(data)


def _of(sender_id: str) -> sa.sql.Select:
    return sa.select(_events.c.position, _events.c.data).where(_events.c.sender_id == sender_id)


def _without_understanding(dialect: str) -> sa.sql.ColumnElement:
    """An event without the ranking of all topics, which is most of a visitor's message."""
    if dialect == "postgresql":
        as_json = sa.cast(_events.c.data, postgresql.JSONB)
        return sa.cast(as_json.op("-")("parse_data"), sa.Text)
    return sa.func.json_remove(_events.c.data, "$.parse_data")


def _row(sender_id: str, position: int, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "position": position,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "name": data.get("name") or data.get("parse_data", {}).get("intent", {}).get("name"),
        "message_id": event.message_id if isinstance(event, UserUttered) else None,
        "data": json.dumps(data),
    }


def _is_alone(connection: sa.engine.Connection) -> bool:
    """Whether no other process of the same database does the same until the transaction ends."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(
        connection.execute(sa.select(sa.func.pg_try_advisory_xact_lock(_ADVISORY_LOCK))).scalar()
    )


def _allow_long_statements(connection: sa.engine.Connection) -> None:
    """Lifts the limit that holds while a visitor waits, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")


def _create_tables(connection: sa.engine.Connection) -> None:
    """Creates what is missing; one process at a time where several start at once."""
    if connection.dialect.name == "postgresql":
        _allow_long_statements(connection)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
    inspector = sa.inspect(connection)
    if inspector.has_table(_events.name):
        columns = {column["name"] for column in inspector.get_columns(_events.name)}
        if _events.c.position.name not in columns:
            _add_columns(connection)
    _metadata.create_all(connection)


def _add_columns(connection: sa.engine.Connection) -> None:
    """Brings a database of version 0.1 to the present form."""
    for statement in (
        "ALTER TABLE events ADD COLUMN position BIGINT",
        "ALTER TABLE events ADD COLUMN message_id VARCHAR(255)",
        "UPDATE events SET position = id",
        "DROP INDEX ix_events_sender_id_id",
        "DROP INDEX ix_events_sender_id_type_name_id",
    ):
        connection.exec_driver_sql(statement)
    for index in _events.indexes:
        index.create(connection)


def _hash(sender_id: str) -> str:
    return hashlib.sha256(sender_id.encode()).hexdigest()


def _erases(event: Event) -> bool:
    return isinstance(event, BotUttered) and bool(event.metadata.get(ERASES_CONVERSATION))
