"""Server processes in a private directory: how they are found, started and stopped."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START_SECONDS = 180.0
STOP_SECONDS = 30.0


class CannotStart(Exception):
    """A server can't be started; the message says why."""


@dataclass(frozen=True)
class Owner:
    """The account that a server runs under."""

    user: str
    group: str


def find_program(name: str, *folders: str) -> Path:
    """The path of a program.

    Args:
        name: Its name.
        folders: Where it may be besides PATH.

    Raises:
        CannotStart: It is not installed.
    """
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(folders))
    if found is None:
        raise CannotStart(f"{name} is not installed (Debian: postgresql, redis-server, nginx).")
    return Path(found)


def free_port() -> int:
    """A port of the loopback address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_process(
    command: Sequence[str | Path],
    log: Path,
    *,
    environment: Mapping[str, str] | None = None,
    directory: Path | None = None,
    owner: Owner | None = None,
) -> subprocess.Popen[bytes]:
    """Starts a program in a process group of its own.

    Args:
        command: The program and its arguments.
        log: File to which it writes what it has to say.
        environment: Variables besides those of this process.
        directory: Where it runs.
        owner: Under which account; that of this process if None.
    """
    account: dict[str, Any] = {} if owner is None else {"user": owner.user, "group": owner.group}
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=directory,
            env=os.environ | dict(environment or {}),
            start_new_session=True,
            **account,
        )


def stop_process(process: subprocess.Popen[bytes], first: signal.Signals = signal.SIGTERM) -> None:
    """Ends a process that `start_process` started, kindly if it can, and all it started.

    Args:
        process: The process.
        first: The signal that asks it to end.
    """
    if process.poll() is None:
        process.send_signal(first)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(
    condition: Callable[[], bool],
    what: str,
    process: subprocess.Popen[bytes],
    log: Path,
    seconds: float = START_SECONDS,
) -> None:
    """Waits until a server is up.

    Args:
        condition: Tells whether it is.
        what: Its name.
        process: Its process.
        log: Its log, the end of which goes into the error.
        seconds: How long to wait.

    Raises:
        CannotStart: It ended, or the time is over.
    """
    until = time.monotonic() + seconds
    while not condition():
        if process.poll() is not None or time.monotonic() > until:
            said = log.read_text(errors="replace")[-2000:] if log.is_file() else ""
            raise CannotStart(f"{what} did not start:\n{said}")
        time.sleep(0.05)
