"""Which database keeps what must last, and how it is opened; nothing here knows of Rasa."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from bot.paths import PROJECT_ROOT
from bot.store.addresses import database_url

# How long another process may take to create tables.
OTHER_PROCESS_SECONDS = 1.0

# Somebody waits while the database is asked, so one that hangs is given up.
_POSTGRES_TIMEOUTS = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5_000,
    "options": "-c statement_timeout=10000",
}


def database_address(file: str, configured: str | None = None) -> str:
    """The SQLAlchemy address of the database.

    Args:
        file: Path of the SQLite file, from the project's root, where nothing else is named.
        configured: An address of a configuration file; BOT_DATABASE_URL comes before it.
    """
    return database_url() or configured or _sqlite_address(file)


def open_database(address: str) -> sa.engine.Engine:
    """Opens a database.

    Args:
        address: An SQLAlchemy address; SQLite files get a write-ahead log and secure deletion.
    """
    # Without hidden parameters an error would tell the log what visitors wrote.
    if not address.startswith("sqlite"):
        return sa.create_engine(
            address,
            pool_pre_ping=True,
            future=True,
            hide_parameters=True,
            connect_args=_POSTGRES_TIMEOUTS if address.startswith("postgres") else {},
        )
    engine = sa.create_engine(
        address,
        future=True,
        hide_parameters=True,
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


def open_for_reading(engine: sa.engine.Engine) -> sa.engine.Engine:
    """Connections on which no transaction begins or ends around a single statement.

    One way to the server a statement: kept connections are not tried before, so that the caller
    must try again where one was dead. Switching a connection of the engine to and fro would ask the
    server each time, and fail where it is gone; so these are others.

    Args:
        engine: The database as `open_database` opened it.
    """
    if engine.dialect.name != "postgresql":
        return engine
    return sa.create_engine(
        engine.url,
        isolation_level="AUTOCOMMIT",
        future=True,
        hide_parameters=True,
        connect_args=_POSTGRES_TIMEOUTS,
    )


def create_tables(engine: sa.engine.Engine, tables: sa.MetaData) -> None:
    """Creates those tables that are missing; several processes may do so at the same time.

    Args:
        engine: The database.
        tables: What it needs.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The database cannot be used.
    """
    try:
        tables.create_all(engine)
    except (IntegrityError, OperationalError, ProgrammingError):
        # Another process creates them just now, or it is a real problem, which comes again.
        time.sleep(OTHER_PROCESS_SECONDS)
        tables.create_all(engine)


def _sqlite_address(file: str) -> str:
    path = Path(file) if Path(file).is_absolute() else PROJECT_ROOT / file
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"
