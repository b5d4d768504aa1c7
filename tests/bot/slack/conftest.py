"""Starts the clinic of clinic.py for a test."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from clinic import Clinic

from bench.slack_assistant import ScriptedAssistant
from bench.slack_stand_in import SlackStandIn


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


@pytest.fixture
def unused_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
