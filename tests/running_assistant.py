"""The real assistant in a server process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.paths import PROJECT_ROOT

PATIENCE_SECONDS = 300


@dataclass
class RunningAssistant:
    """A server process of the real assistant."""

    url: str
    database: Path
    log: Path
    process: subprocess.Popen[bytes]

    def say(self, message: str, sender: str) -> list[dict]:
        """What the REST channel answers."""
        body = {"sender": sender, "message": message}
        response = httpx.post(f"{self.url}/webhooks/rest/webhook", json=body, timeout=60)
        assert response.status_code == 200, response.text
        return response.json()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_assistant(directory: Path, port: int) -> Iterator[RunningAssistant]:
    """A server process of its own.

    Args:
        directory: Where its database and log lie; those of an earlier process are gone on with.
        port: Where it listens.
    """
    database, log = directory / "conversations.db", directory / "log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--port", str(port)],
            cwd=PROJECT_ROOT,
            stdout=output,
            stderr=output,
            start_new_session=True,
            env=os.environ | {"BOT_DATABASE_URL": f"sqlite:///{database}", "BOT_RATE_LIMIT": "off"},
        )
    running = RunningAssistant(f"http://127.0.0.1:{port}", database, log, process)
    try:
        wait_until_healthy(running)
        yield running
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def wait_until_healthy(running: RunningAssistant) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert running.process.poll() is None, running.log.read_text()
        try:
            if httpx.get(f"{running.url}/health", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    raise TimeoutError(running.log.read_text())
