"""Starts the clinic of clinic.py for a test, and a PostgreSQL server where there is one."""

from __future__ import annotations

import itertools
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import postgresql
import pytest
import sqlalchemy as sa
from clinic import Clinic

from bench.slack_assistant import ScriptedAssistant
from bench.slack_stand_in import SlackStandIn

_numbers = itertools.count(1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def unused_port() -> int:
    """A port that nothing listens on."""
    return _free_port()


@pytest.fixture
async def idle_clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Clinic]:
    """Slack and the assistant, the app not yet started."""
    monkeypatch.setenv("BOT_DATABASE_URL", f"sqlite:///{tmp_path / 'slack.db'}")
    clinic = Clinic(SlackStandIn(), ScriptedAssistant())
    await clinic.slack.start()
    await clinic.assistant.start()
    yield clinic
    while clinic.apps:
        await clinic.stop_app()
    await clinic.assistant.stop()
    await clinic.slack.stop()


@pytest.fixture
async def clinic(idle_clinic: Clinic) -> Clinic:
    """All three, running."""
    await idle_clinic.start_app()
    return idle_clinic


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[sa.engine.Engine]:
    """A server of its own."""
    folder = postgresql.programs()
    if folder is None:
        pytest.skip("no PostgreSQL server on this machine")
    with postgresql.running_server(folder, _free_port()) as address:
        engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
        yield engine
        engine.dispose()


@pytest.fixture
def postgresql_address(postgresql_server: sa.engine.Engine) -> str:
    """A new database."""
    name = f"slack_{next(_numbers)}"
    with postgresql_server.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    return str(postgresql_server.url.set(database=name))
