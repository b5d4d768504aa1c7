"""Measures the conversation tests beside `rasa test core`: `python -m bench.conversation_tests`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rich.progress import Progress

from bot.paths import PROJECT_ROOT, VARIABLE_DIRECTORY
from bot.training import train

WORK = VARIABLE_DIRECTORY / "bench" / "conversation_tests"
STORIES = WORK / "test_stories.yml"
ONE_STORY = WORK / "one" / "test_stories.yml"
ROUNDS = 3


@dataclass(frozen=True)
class Speed:
    """How long a runner took for a number of conversations.

    Attributes:
        conversations: How many.
        seconds: From the start of its process to the end.
        seconds_for_one: The same for a single conversation: what it costs to start.
    """

    conversations: int
    seconds: float
    seconds_for_one: float

    @property
    def a_second(self) -> float:
        """Conversations a second, once it has started."""
        return (self.conversations - 1) / max(self.seconds - self.seconds_for_one, 1e-9)

    @property
    def a_second_in_all(self) -> float:
        """Conversations a second, start included."""
        return self.conversations / self.seconds


def measure(progress: Progress) -> str:
    """Runs the whole suite, then the same stories through both runners.

    Args:
        progress: Shows how far it is.

    Returns:
        A section in Markdown.

    Raises:
        RuntimeError: A runner did not work, or a conversation test failed.
    """
    task = progress.add_task("conversation tests", total=2 + 4 * ROUNDS)
    train()
    suite, suite_seconds = _pytest("tests/conversations")
    progress.advance(task)
    counts = _write_stories()
    progress.advance(task)

    def rounds(run: Any, file: Path) -> float:
        """The fastest of some rounds: what else the machine does only adds to it."""
        times = []
        for _ in range(ROUNDS):
            times.append(run(file))
            progress.advance(task)
        return min(times)

    ours, rasa = (
        Speed(counts["stories"], rounds(run, STORIES), rounds(run, ONE_STORY))
        for run in (lambda file: _pytest(str(file))[1], _rasa_test)
    )
    return _section(suite, suite_seconds, counts, ours, rasa)


def _section(
    suite: int, suite_seconds: float, counts: dict[str, int], ours: Speed, rasa: Speed
) -> str:
    rows = [
        ("conversations", f"{rasa.conversations}", f"{ours.conversations}", ""),
        _row("all of them, start included", rasa.seconds, ours.seconds, "s"),
        _row("one conversation (the start)", rasa.seconds_for_one, ours.seconds_for_one, "s"),
        _row("conversations a second, once started", rasa.a_second, ours.a_second, "/s"),
        _row(
            "conversations a second, start included",
            rasa.a_second_in_all,
            ours.a_second_in_all,
            "/s",
        ),
        ("runs the actions, reads the answers", "no", "yes", ""),
    ]
    return "\n".join(
        [
            "## Conversation tests",
            "",
            "| | `rasa test core` | this runner | ratio |",
            "|---|---|---|---|",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            f"The whole suite, {suite} conversations, took {suite_seconds:.1f} s with the model's "
            f"load (`make test-conversations`). For the table, the {counts['stories']} of them that "
            "a test story can tell were written as stories with the intents and actions that "
            "happened; both ran the same file with the same model, each in a process of its own "
            f"({ROUNDS} rounds, the fastest counts): `rasa test core --e2e --no-plot --no-errors "
            "--no-warnings`, and pytest with this project's plugin.",
        ]
    )


def _row(label: str, theirs: float, ours: float, unit: str) -> tuple[str, str, str, str]:
    return label, f"{theirs:.1f} {unit}", f"{ours:.1f} {unit}", f"{ours / theirs:.2f}"


def _write_stories() -> dict[str, int]:
    output = _run([sys.executable, "-m", "bench.stories", str(STORIES)])
    content = yaml.safe_load(STORIES.read_text(encoding="utf-8"))
    ONE_STORY.parent.mkdir(parents=True, exist_ok=True)
    ONE_STORY.write_text(
        yaml.safe_dump(content | {"stories": content["stories"][:1]}, sort_keys=False), "utf-8"
    )
    counts: dict[str, int] = json.loads(output.splitlines()[-1])
    return counts


def _pytest(path: str) -> tuple[int, float]:
    """How many tests ran, and the seconds that it took."""
    results = WORK / "junit.xml"
    began = time.perf_counter()
    _run([sys.executable, "-m", "pytest", path, "--junitxml", str(results), "-q"])
    seconds = time.perf_counter() - began
    (suite,) = ElementTree.parse(results).getroot()
    return int(suite.attrib["tests"]), seconds


def _rasa_test(stories: Path) -> float:
    rasa = str(Path(sys.executable).with_name("rasa"))
    command = [rasa, "test", "core", "--e2e", "--stories", str(stories), "--model", str(train())]
    began = time.perf_counter()
    _run([*command, "--out", str(WORK), "--no-plot", "--no-errors", "--no-warnings"])
    return time.perf_counter() - began


def _run(command: list[str]) -> str:
    WORK.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"LOG_LEVEL": "ERROR", "RASA_TELEMETRY_ENABLED": "false"}
    done = subprocess.run(
        command, cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    with Progress() as shown:
        section = measure(shown)
    print(section)
