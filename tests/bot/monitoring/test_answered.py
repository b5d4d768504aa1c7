from __future__ import annotations

import json
import os
import subprocess
import sys

from bot.logs import FORMAT_VARIABLE
from bot.paths import PROJECT_ROOT

NOTE = """
from bot.logs import configure_logs
configure_logs()
import logging
from bot.monitoring.answered import Answered, note_answered
note_answered(Answered("rest", 0.0123, ("greet",), None))
logging.getLogger("elsewhere").warning("a warning about %s", "something")
logging.getLogger("elsewhere").info("never shown")
"""


def log_lines(**settings: str) -> list[str]:
    environment = {name: value for name, value in os.environ.items() if name != "LOG_LEVEL"}
    process = subprocess.run(
        [sys.executable, "-c", NOTE],
        cwd=PROJECT_ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
        env=environment | settings,
    )
    return process.stderr.strip().splitlines()


def test_a_line_of_json_tells_of_each_message_what_may_be_known() -> None:
    message, warning = map(json.loads, log_lines(**{FORMAT_VARIABLE: "json"}))
    assert message.pop("timestamp").endswith("Z")
    assert message == {
        "event": "message answered",
        "logger": "bot.messages",
        "level": "info",
        "channel": "rest",
        "milliseconds": 12.3,
        "topics": ["greet"],
        "triage_level": None,
    }
    assert warning["event"] == "a warning about something"


def test_by_default_only_warnings_are_logged_as_text() -> None:
    lines = log_lines()
    assert len(lines) == 1
    assert lines[0].endswith("WARNING elsewhere: a warning about something")
