"""Logs keep what visitors write to themselves where real visitors are served."""

import os
import subprocess
import sys

import pytest

from bot.paths import PROJECT_ROOT


def configured(level: str, mode: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"LOG_LEVEL": level, "BOT_ENV": mode}
    command = [sys.executable, "-m", "bot", "ask", ""]
    return subprocess.run(
        command, cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("level", ["DEBUG", "info"])
def test_a_level_that_logs_texts_is_refused_in_production(level: str) -> None:
    refused = configured(level, "production")
    assert refused.returncode == 1
    assert "LOG_LEVEL must not be" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(("level", "mode"), [("ERROR", "production"), ("INFO", "development")])
def test_other_levels_are_taken(level: str, mode: str) -> None:
    assert "LOG_LEVEL" not in configured(level, mode).stderr
