"""Lets Lighthouse check the demo page on a phone and a desktop: `make lighthouse`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.servers import start_ours
from bot.paths import PROJECT_ROOT
from tools.chromium import OPTIONS, find_chromium

# Newer ones need a newer Node than the widget's build does.
PACKAGE = "lighthouse@12.2.3"
CATEGORIES = ("accessibility", "best-practices", "seo")
DEVICES = ("mobile", "desktop")


def main() -> int:
    """Prints each category's score and every check that fails.

    Returns:
        The exit code: 0 when nothing fails, 1 when something does, 2 where it cannot run.
    """
    npm, chromium = shutil.which("npm"), find_chromium()
    if npm is None or chromium is None:
        print("Lighthouse needs npm and Chromium.", file=sys.stderr)
        return 2
    failures = 0
    with tempfile.TemporaryDirectory() as directory:
        server = start_ours(PROJECT_ROOT, Path(directory) / "conversations.db")
        try:
            for device in DEVICES:
                address = f"http://{urlsplit(server.url).netloc}/"
                report = _check(npm, chromium, address, device, Path(directory))
                failures += _print_report(device, report)
        finally:
            server.stop()
    return 1 if failures else 0


def _check(npm: str, chromium: str, address: str, device: str, directory: Path) -> dict[str, Any]:
    output = directory / f"{device}.json"
    command = [npm, "exec", "--yes", f"--package={PACKAGE}", "--", "lighthouse", address]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--output=json", "--quiet"]
    command += [f"--output-path={output}", f"--chrome-flags={' '.join(OPTIONS)}"]
    command += ["--preset=desktop"] if device == "desktop" else []
    # It brings a browser's downloader along, which has nothing to do here.
    settings = {"CHROME_PATH": chromium, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    subprocess.run(command, check=True, env=os.environ | settings, cwd=directory)
    report: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return report


def _print_report(device: str, report: dict[str, Any]) -> int:
    """Prints a report; the number of checks that failed."""
    for category in report["categories"].values():
        print(f"{device}, {category['title']}: {category['score'] * 100:.0f}")
    failed = [audit for audit in report["audits"].values() if audit["score"] not in (None, 1)]
    for audit in failed:
        print(f"  failed: {audit['title']} ({audit['id']})")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
