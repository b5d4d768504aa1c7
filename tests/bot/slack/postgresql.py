"""A PostgreSQL server of its own for tests, where the machine has the programs."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVERS = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; None where there is none."""
    on_path = shutil.which("pg_ctl")
    if on_path:
        return Path(on_path).parent
    versions = sorted(SERVERS.glob("*/bin/pg_ctl"))
    return versions[-1].parent if versions else None


@contextmanager
def running_server(folder: Path, port: int) -> Iterator[str]:
    """Runs a server that only this machine reaches.

    Args:
        folder: The programs.
        port: Where it listens.

    Yields:
        The address of its database "postgres".
    """
    directory = Path(tempfile.mkdtemp(prefix="slack-store-"))
    # PostgreSQL does not run as root.
    user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    shutil.chown(directory, user)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, cwd=directory, stdout=subprocess.DEVNULL)

    data, control = str(directory / "data"), str(folder / "pg_ctl")
    options = f"-p {port} -k {directory} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        run(str(folder / "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "--no-sync")
        run(control, "-D", data, "-o", options, "-l", str(directory / "log"), "-w", "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            run(control, "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(directory)
