"""A private nginx that spreads requests over workers, with the rules that deploy/nginx ships."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

from deploy.local.processes import (
    find_program,
    free_port,
    start_process,
    stop_process,
    wait_for,
)

RULES = Path(__file__).resolve().parent.parent / "nginx"

_CONFIGURATION = """
{account}
worker_processes 1;
daemon off;
pid {directory}/pid;
error_log stderr warn;
events {{ worker_connections 2048; }}
http {{
    client_body_temp_path {directory}/body;
    proxy_temp_path {directory}/proxy;
    fastcgi_temp_path {directory}/fastcgi;
    uwsgi_temp_path {directory}/uwsgi;
    scgi_temp_path {directory}/scgi;
    include {rules}/http.conf;
    access_log {directory}/access.log without_visitors;
    upstream assistant {{
{servers}
        keepalive 64;
    }}
    server {{
        listen 127.0.0.1:{port};
        include {rules}/locations.conf;
    }}
}}
"""


class Nginx:
    """An nginx of its own before the workers."""

    def __init__(self, directory: Path, worker_ports: Sequence[int]) -> None:
        """Prepares the server.

        Args:
            directory: A folder that does not exist yet.
            worker_ports: Where the workers answer.

        Raises:
            CannotStart: nginx is not installed.
        """
        self._program = find_program("nginx", "/usr/sbin")
        directory.mkdir()
        self._directory = directory
        self.log = directory / "log"
        self.access_log = directory / "access.log"
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        servers = "\n".join(
            f"        server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in worker_ports
        )
        self.configuration = directory / "nginx.conf"
        self.configuration.write_text(
            _CONFIGURATION.format(
                # As root nginx would hand its work to an account that can't enter the folder.
                account="user root;" if os.geteuid() == 0 else "",
                directory=directory,
                rules=RULES,
                servers=servers,
                port=self.port,
            )
        )

    @property
    def url(self) -> str:
        """The address under which visitors reach the assistant."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Number of the main process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Starts the server and waits until it listens."""
        command: list[str | Path] = [self._program, "-e", "stderr", "-c", self.configuration]
        self._process = start_process(command, self.log)
        wait_for(self._listens, "nginx", self._process, self.log)

    def stop(self) -> None:
        """Stops the server."""
        if self._process:
            stop_process(self._process)
            self._process = None

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
