"""Several worker processes behind one port: starts, watches, replaces and stops them.

The parent holds the listening socket and never answers itself, so that no connection is refused
while workers come and go.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from bot.logs import say

START_SECONDS = 180.0
# A worker finishes what it is answering; see GRACEFUL_SHUTDOWN_TIMEOUT of Sanic.
STOP_SECONDS = 30.0
MAX_PAUSE_SECONDS = 30.0
_LOOK_SECONDS = 0.2


class WorkersFailed(Exception):
    """The workers could not be started; the message says so, each worker has said why."""


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    ready_pipe: int
    is_ready: bool = False
    started: float = field(default_factory=time.monotonic)

    def look(self) -> None:
        """Notices that the worker answers."""
        if not self.is_ready and select.select([self.ready_pipe], [], [], 0)[0]:
            self.is_ready = bool(os.read(self.ready_pipe, 1))

    def close(self) -> None:
        os.close(self.ready_pipe)


class Workers:
    """The worker processes of one machine."""

    def __init__(self, listening: socket.socket, count: int, model: Path | None = None) -> None:
        """Prepares them.

        Args:
            listening: The socket whose connections they share.
            count: How many answer.
            model: The model that they serve; that of the present data if None.
        """
        self._socket = listening
        self._count = count
        self._model = model
        self._workers: list[_Worker] = []
        self._stop_wanted = False
        self._renewal_wanted = False
        self._failures = 0
        self._may_start_at = 0.0

    def run(self) -> None:
        """Keeps the workers going until SIGINT or SIGTERM; SIGHUP replaces them one by one.

        Raises:
            WorkersFailed: Not one worker could be started.
        """
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_stop)
        signal.signal(signal.SIGHUP, self._on_renewal)
        try:
            self._workers = [self._start() for _ in range(self._count)]
            was_ready = False
            while not self._stop_wanted:
                time.sleep(_LOOK_SECONDS)
                self._look()
                if not was_ready and not self._workers:
                    raise WorkersFailed("No worker could be started.")
                if not was_ready and all(worker.is_ready for worker in self._workers):
                    was_ready = True
                    self._announce()
                if was_ready:
                    self._replace_lost()
                if self._renewal_wanted:
                    self._renewal_wanted = False
                    self._renew()
        finally:
            self._stop(self._workers)

    def _on_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stop_wanted = True

    def _on_renewal(self, _number: int, _frame: FrameType | None) -> None:
        self._renewal_wanted = True

    def _announce(self) -> None:
        host, port = self._socket.getsockname()[:2]
        say(f"{len(self._workers)} workers answer at http://{host}:{port}/")

    def _start(self) -> _Worker:
        ready, tell = os.pipe()
        listening = self._socket.fileno()
        command = [sys.executable, "-m", "bot", "serve", "--inherited", str(listening), str(tell)]
        model = [] if self._model is None else ["--model", str(self._model)]
        try:
            process = subprocess.Popen(
                [*command, *model],
                pass_fds=(listening, tell),
                # Ctrl-C in a terminal reaches the parent, which lets the workers finish.
                start_new_session=True,
            )
        finally:
            os.close(tell)
        return _Worker(process, ready)

    def _look(self) -> None:
        for worker in list(self._workers):
            worker.look()
            if worker.process.poll() is not None:
                self._workers.remove(worker)
                worker.close()
                self._failures = 0 if worker.is_ready else self._failures + 1
                pause = min(2.0**self._failures, MAX_PAUSE_SECONDS) if self._failures else 0.0
                self._may_start_at = time.monotonic() + pause

    def _replace_lost(self) -> None:
        while len(self._workers) < self._count and time.monotonic() >= self._may_start_at:
            self._workers.append(self._start())

    def _renew(self) -> None:
        """Puts a new worker in the place of each old one, never fewer at a time than before."""
        if self._model is None:
            subprocess.run([sys.executable, "-m", "bot", "train"], stdout=subprocess.DEVNULL)
        for old in list(self._workers):
            new = self._start()
            while not (new.is_ready or self._stop_wanted):
                time.sleep(_LOOK_SECONDS)
                new.look()
                failed = new.process.poll() is not None
                if failed or time.monotonic() - new.started > START_SECONDS:
                    self._stop([new])
                    say("The new worker could not be started; the old ones stay.")
                    return
            self._workers.append(new)
            self._workers.remove(old)
            self._stop([old])

    def _stop(self, workers: list[_Worker]) -> None:
        for worker in workers:
            if worker.process.poll() is None:
                worker.process.terminate()
        until = time.monotonic() + STOP_SECONDS
        for worker in workers:
            try:
                worker.process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                worker.process.kill()
                worker.process.wait()
            worker.close()
