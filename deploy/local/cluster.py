"""PostgreSQL, Redis, workers and nginx on loopback, in one temporary directory."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from bot.training import train
from deploy.local.nginx import Nginx
from deploy.local.postgres import DEBIAN_FOLDERS, Postgres
from deploy.local.processes import CannotStart, find_program
from deploy.local.redis_server import RedisServer
from deploy.local.worker import Worker

WORKERS = 3


def missing_program() -> str | None:
    """What can't be found of that which a cluster needs, in words; None if all is there."""
    try:
        find_program("postgres", *DEBIAN_FOLDERS)
        find_program("redis-server")
        find_program("nginx", "/usr/sbin")
    except CannotStart as error:
        return str(error)
    return None


class Cluster:
    """The whole assistant as many visitors meet it, on one machine; a context manager."""

    def __init__(
        self,
        workers: int = WORKERS,
        settings: Mapping[str, str] | None = None,
        model: Path | None = None,
    ) -> None:
        """Prepares the servers.

        Args:
            workers: How many processes answer.
            settings: Further environment variables of the workers.
            model: The model that they serve; that of the present data if None.
        """
        self._count = workers
        self._settings = dict(settings or {})
        self._model = model
        self._stack = ExitStack()
        self.workers: list[Worker] = []

    @property
    def url(self) -> str:
        """The address under which visitors reach the assistant."""
        return self.nginx.url

    def roll(self, model: Path) -> None:
        """Puts another model into service, worker by worker, while the others answer.

        Args:
            model: The model's file.
        """
        for worker in self.workers:
            worker.stop()
            worker.model = model
            worker.start()

    def add_worker(self, log: Path) -> Worker:
        """A further worker on the same stores, not started and not behind the balancer.

        Args:
            log: Where it writes what it has to say.
        """
        return Worker(log, self._environment, self.workers[0].model)

    def __enter__(self) -> Cluster:
        """Starts everything.

        Raises:
            CannotStart: A server is not installed or does not start.
        """
        with self._stack as stack:
            self._start(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stops everything and removes the directory."""
        self._stack.close()

    def _start(self, stack: ExitStack) -> None:
        model = self._model or train()
        self.directory = Path(tempfile.mkdtemp(prefix="cluster-"))
        stack.callback(shutil.rmtree, self.directory, ignore_errors=True)
        # The accounts of the servers pass through; what is theirs is closed to others.
        self.directory.chmod(0o711)
        self.postgres = Postgres(self.directory / "postgres")
        stack.callback(lambda: self.postgres.stop())
        self.postgres.start()
        self.redis = RedisServer(self.directory / "redis")
        stack.callback(lambda: self.redis.stop())
        self.redis.start()
        self._environment = {
            "BOT_ENV": "production",
            "BOT_SECRET": secrets.token_urlsafe(48),
            "BOT_DATABASE_URL": self.postgres.url,
            "BOT_REDIS_URL": self.redis.url,
            "BOT_TRUSTED_PROXIES": "1",
            "BOT_QUIET": "1",
            **self._settings,
        }
        stack.callback(self._stop_workers)
        for number in range(self._count):
            worker = Worker(self.directory / f"worker-{number}.log", self._environment, model)
            self.workers.append(worker)
            worker.begin()
        for worker in self.workers:
            worker.wait()
        self.nginx = Nginx(self.directory / "nginx", [worker.port for worker in self.workers])
        stack.callback(self.nginx.stop)
        self.nginx.start()

    def _stop_workers(self) -> None:
        with ThreadPoolExecutor() as together:
            for worker in self.workers:
                together.submit(worker.stop)
