"""One worker of the assistant on a port of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import httpx

from bot.paths import PROJECT_ROOT
from deploy.local.processes import free_port, start_process, stop_process, wait_for


class Worker:
    """A process of the assistant that shares its stores with others."""

    def __init__(self, log: Path, environment: Mapping[str, str], model: Path) -> None:
        """Prepares the worker.

        Args:
            log: Where it writes what it has to say.
            environment: Its settings.
            model: The model that it serves.
        """
        self.log = log
        self.port = free_port()
        self.model = model
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its own address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Number of the process."""
        assert self._process is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def begin(self) -> None:
        """Starts the process; `wait` waits until it answers."""
        command = [sys.executable, "-m", "bot", "serve", "--port", str(self.port)]
        self._process = start_process(
            [*command, "--model", self.model],
            self.log,
            environment=self._environment,
            directory=PROJECT_ROOT,
        )

    def wait(self) -> None:
        """Waits until the worker answers.

        Raises:
            CannotStart: It does not.
        """
        assert self._process is not None
        wait_for(self.is_healthy, f"The worker on port {self.port}", self._process, self.log)

    def start(self) -> None:
        """Starts the worker and waits until it answers."""
        self.begin()
        self.wait()

    def stop(self) -> None:
        """Lets the worker finish what it is answering, and ends it."""
        if self._process:
            stop_process(self._process)
            self._process = None

    def kill(self) -> None:
        """Ends the worker at once, in the midst of whatever it does."""
        if self._process:
            stop_process(self._process, signal.SIGKILL)
            self._process = None

    def is_healthy(self) -> bool:
        """Whether it answers."""
        try:
            return httpx.get(f"{self.url}/health", timeout=5).status_code == 200
        except httpx.TransportError:
            return False
