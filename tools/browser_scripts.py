"""Chat clients that others published on npm, for the tests and the benchmark to talk through.

Each is one script that a browser runs as it is. It is fetched with `npm pack`, checked against its
known hash, and kept under var/.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

_KEPT = Path(__file__).resolve().parents[1] / "var" / "npm"
_PATIENCE_SECONDS = 120


class NotToBeHad(Exception):
    """The script could not be fetched; the message says why, in one sentence."""


@dataclass(frozen=True)
class BrowserScript:
    """A script of a package on npm.

    Attributes:
        package: Name of the package.
        version: Its version.
        sha512: Hash of the packed package, in base64.
        path: Where the script lies within.
    """

    package: str
    version: str
    sha512: str
    path: str

    def read(self) -> bytes:
        """The script.

        Raises:
            NotToBeHad: There is no npm, it fetched nothing, or something else than expected.
        """
        packed = _KEPT / f"{self.package}-{self.version}.tgz"
        if not packed.exists():
            self._fetch()
        found = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
        if found != self.sha512:
            raise NotToBeHad(f"{packed.name} is not what was published; remove {packed}.")
        with tarfile.open(packed) as archive:
            member = archive.extractfile(f"package/{self.path}")
            assert member is not None, "a package with this hash has this script"
            return member.read()

    def _fetch(self) -> None:
        npm = shutil.which("npm")
        if npm is None:
            raise NotToBeHad("npm is not installed.")
        _KEPT.mkdir(parents=True, exist_ok=True)
        wanted = f"{self.package}@{self.version}"
        command = [npm, "pack", wanted, "--pack-destination", str(_KEPT), "--silent"]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_SECONDS)
        except subprocess.SubprocessError as error:
            raise NotToBeHad(f"npm could not fetch {wanted}.") from error


SOCKET_IO_CLIENT = BrowserScript(
    "socket.io-client",
    "4.8.4",
    "7wjKAvVXYOJsbmUgkWbnhPD4bFpkqrUR0++XOjpGFmqDqsqV1CI93VTraeExLxpjxEqrWgFoSRZu1ihjLWfkAA==",
    "dist/socket.io.min.js",
)
RASA_WEBCHAT = BrowserScript(
    "rasa-webchat",
    "1.0.1",
    "Ld1zVJvTAaTrs6A5p8t70agNNrKYRyXlvqXZRgBoDvKKUXbA0jhJKECi5bdPGlaR6jsmqWtVylHS+YqIqo0x8w==",
    "lib/index.js",
)
