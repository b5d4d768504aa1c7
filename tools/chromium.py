"""The browser of the tests and the benchmark: Debian's Chromium, or the one that CHROMIUM names."""

from __future__ import annotations

import os
import shutil

# Runs without a screen, also as root, and asks no host of its maker's.
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The path of the browser; None where there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")
