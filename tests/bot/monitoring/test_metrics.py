from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.monitoring.metrics import MULTIPROCESS_VARIABLE, exposition
from bot.paths import PROJECT_ROOT

COUNT = "from bot.monitoring.metrics import count_message, exposition\n"


def run(code: str, directory: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", COUNT + code],
        cwd=PROJECT_ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {MULTIPROCESS_VARIABLE: str(directory)},
    ).stdout


def test_processes_that_share_a_directory_add_up(tmp_path: Path) -> None:
    message = "count_message('website', 0.02, ['emergency'], 'E1')\n"
    run(message, tmp_path)
    told = run(message + "print(exposition().decode())", tmp_path)
    assert 'assistant_messages_total{channel="website"} 2.0' in told
    assert 'assistant_triage_total{level="E1"} 2.0' in told
    assert 'assistant_message_seconds_bucket{channel="website",le="0.025"} 2.0' in told


def test_a_process_alone_tells_its_memory_too() -> None:
    assert "process_resident_memory_bytes" in exposition().decode()
