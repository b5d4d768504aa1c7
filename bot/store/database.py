"""Which database keeps what must last, and how it is opened; nothing here knows of Rasa."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.paths import PROJECT_ROOT

ADDRESS_VARIABLE = "BOT_DATABASE_URL"


def database_address(file: str, configured: str | None = None) -> str:
    """The SQLAlchemy address of the database.

    Args:
        file: Path of the SQLite file, from the project's root, where nothing else is named.
        configured: An address of a configuration file; BOT_DATABASE_URL comes before it.
    """
    return os.environ.get(ADDRESS_VARIABLE) or configured or _sqlite_address(file)


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


def _sqlite_address(file: str) -> str:
    path = Path(file) if Path(file).is_absolute() else PROJECT_ROOT / file
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"
