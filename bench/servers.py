"""Starts and stops the two servers that are measured, and measures their start and memory."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

PATIENCE_SECONDS = 300
FIRST_QUESTION = {"sender": "first", "message": "What is osteoporosis?"}


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]
    url: str
    seconds_to_first_answer: float

    def resident_megabytes(self) -> float:
        """Memory that the server and its children hold."""
        root = psutil.Process(self.process.pid)
        family = [root, *root.children(recursive=True)]
        return sum(member.memory_info().rss for member in family) / 1e6

    def stop(self) -> None:
        """Ends the server."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_stock(project: Path, model: Path) -> Server:
    """Starts `rasa run` in the stock project."""
    port = free_port()
    rasa = str(Path(sys.executable).with_name("rasa"))
    command = [rasa, "run", "--port", str(port), "--interface", "127.0.0.1", "--model", str(model)]
    return _start([*command, "--log-file", os.devnull], port, project, {"LOG_LEVEL": "ERROR"})


def start_ours(root: Path, database: Path, port: int | None = None, **environment: str) -> Server:
    """Starts this assistant.

    Args:
        root: The project's root.
        database: The SQLite file for conversations.
        port: Where it listens; any free port if None.
        environment: Further environment variables.
    """
    port = port or free_port()
    settings = {"BOT_RATE_LIMIT": "off", "BOT_DATABASE_URL": f"sqlite:///{database}"} | environment
    return _start([sys.executable, "-m", "bot", "serve", "--port", str(port)], port, root, settings)


def _start(command: list[str], port: int, directory: Path, settings: dict[str, str]) -> Server:
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=directory,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    server = Server(process, url, 0.0)
    while time.perf_counter() - began < PATIENCE_SECONDS:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}: {command}")
        try:
            if httpx.post(url, json=FIRST_QUESTION, timeout=60).json():
                server.seconds_to_first_answer = time.perf_counter() - began
                return server
        except (httpx.HTTPError, ValueError):
            time.sleep(0.1)
    server.stop()
    raise TimeoutError(f"no answer after {PATIENCE_SECONDS} s: {command}")
