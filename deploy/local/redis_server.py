"""A private Redis server."""

from __future__ import annotations

import secrets
import subprocess
from pathlib import Path

import redis

from deploy.local.processes import (
    find_program,
    free_port,
    start_process,
    stop_process,
    wait_for,
)


class RedisServer:
    """A Redis server of its own that keeps nothing on disk."""

    def __init__(self, directory: Path) -> None:
        """Prepares the server.

        Args:
            directory: A folder that does not exist yet.

        Raises:
            CannotStart: Redis is not installed.
        """
        self._program = find_program("redis-server")
        directory.mkdir(mode=0o700)
        self._directory = directory
        self.log = directory / "log"
        self._password = secrets.token_hex(16)
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._configuration = directory / "redis.conf"
        # In a file: arguments of a process can be read by every account.
        self._configuration.write_text(
            f'port {self.port}\nbind 127.0.0.1\nrequirepass {self._password}\nsave ""\n'
            f"appendonly no\ndir {directory}\n"
        )
        self._configuration.chmod(0o600)

    @property
    def url(self) -> str:
        """The address in the form of BOT_REDIS_URL."""
        return f"redis://:{self._password}@127.0.0.1:{self.port}/0"

    @property
    def pid(self) -> int:
        """Number of the process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        self._process = start_process([self._program, self._configuration], self.log)
        wait_for(self._answers, "Redis", self._process, self.log)

    def stop(self) -> None:
        """Stops the server; what it held is gone."""
        if self._process:
            stop_process(self._process)
            self._process = None

    def commands_processed(self) -> int:
        """How many commands it has run since its start."""
        with redis.from_url(self.url) as client:
            return int(client.info("stats")["total_commands_processed"])

    def _answers(self) -> bool:
        try:
            with redis.from_url(self.url) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
