"""Starts the assistant beside the app (`--with-assistant`) and starts it again if it ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from urllib.parse import urlsplit

from bot.paths import PROJECT_ROOT
from bot.serve import DEFAULT_PORT, CannotServe

logger = logging.getLogger(__name__)

RESTART_SECONDS = 2.0
STOP_SECONDS = 15.0


class OwnAssistant:
    """A process of the assistant that lives as long as the app."""

    def __init__(self, url: str) -> None:
        """Chooses where it listens.

        Args:
            url: Its address.
        """
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or DEFAULT_PORT
        self._process: asyncio.subprocess.Process | None = None

    async def run(self) -> None:
        """Keeps the assistant running until this task is cancelled.

        Raises:
            CannotServe: It ended by itself with an error; it said why on standard error.
        """
        try:
            while True:
                self._process = await self._start()
                code = await self._process.wait()
                if code > 0:
                    raise CannotServe("The assistant could not start; see its message above.")
                logger.error("The assistant ended (%d); starting it again", code)
                await asyncio.sleep(RESTART_SECONDS)
        finally:
            await self._stop()

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "serve"),
            *("--host", self._host, "--port", str(self._port)),
            cwd=PROJECT_ROOT,
            env=os.environ,
            start_new_session=True,
        )

    async def _stop(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except asyncio.TimeoutError:
            process.kill()
            await process.wait()
