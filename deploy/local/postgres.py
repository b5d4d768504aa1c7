"""A private PostgreSQL server."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg2

from deploy.local.processes import (
    CannotStart,
    Owner,
    find_program,
    free_port,
    start_process,
    stop_process,
    wait_for,
)

DEBIAN_FOLDERS = [str(path / "bin") for path in sorted(Path("/usr/lib/postgresql").glob("*"))][::-1]
# PostgreSQL refuses to run as root; Debian's package makes this account.
_ACCOUNT = Owner("postgres", "postgres")


class Postgres:
    """A PostgreSQL server of its own, with one database."""

    def __init__(self, directory: Path) -> None:
        """Makes the database's files.

        Args:
            directory: A folder that does not exist yet.

        Raises:
            CannotStart: PostgreSQL is not installed or could not make its files.
        """
        self._postgres = find_program("postgres", *DEBIAN_FOLDERS)
        initdb = find_program("initdb", *DEBIAN_FOLDERS)
        self._owner = _ACCOUNT if os.geteuid() == 0 else None
        self._directory = directory
        directory.mkdir(mode=0o700)
        self.log = directory / "log"
        self._password = secrets.token_hex(16)
        self.port = free_port()
        password_file = directory / "password"
        password_file.write_text(self._password)
        if self._owner:
            for path in (directory, password_file):
                shutil.chown(path, self._owner.user, self._owner.group)
        command: list[str | Path] = [
            initdb,
            f"--pgdata={directory / 'data'}",
            "--username=bot",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
        ]
        made = start_process(command, self.log, directory=directory, owner=self._owner)
        if made.wait() != 0:
            raise CannotStart(f"initdb failed:\n{self.log.read_text()[-2000:]}")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address in the form of BOT_DATABASE_URL."""
        return f"postgresql://bot:{self._password}@127.0.0.1:{self.port}/postgres"

    @property
    def pid(self) -> int:
        """Number of the main process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        settings = {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": "100",
            "shared_buffers": "256MB",
        }
        options = [word for name in settings for word in ("-c", f"{name}={settings[name]}")]
        command: list[str | Path] = [self._postgres, "-D", self._directory / "data", *options]
        self._process = start_process(
            command, self.log, directory=self._directory, owner=self._owner
        )
        wait_for(self._answers, "PostgreSQL", self._process, self.log)

    def stop(self) -> None:
        """Stops the server at once but cleanly; what was committed stays."""
        if self._process:
            stop_process(self._process, signal.SIGINT)
            self._process = None

    def query(self, statement: str) -> list[tuple]:
        """Runs one statement, kept at once, and returns its rows."""
        connection = psycopg2.connect(self.url)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def _answers(self) -> bool:
        try:
            psycopg2.connect(self.url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True
