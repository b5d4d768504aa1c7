"""Measures the conversation tests beside `rasa test core`: `python -m bench.conversation_tests`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from rich.progress import Progress

from bench.stock import make_stock_project, make_training_data, response_of
from bot.paths import PROJECT_ROOT, VARIABLE_DIRECTORY
from bot.training import train

WORK = VARIABLE_DIRECTORY / "bench" / "conversation_tests"
STOCK = WORK / "stock"
STORIES, STOCK_STORIES = WORK / "test_stories.yml", WORK / "test_stock_stories.yml"
EXAMPLES_AN_INTENT = 10  # a message takes stock Rasa as long, however many it was trained on


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
    """Runs the whole suite, then the same stories through this runner and `rasa test core`.

    Args:
        progress: Shows how far it is.

    Returns:
        A section in Markdown.

    Raises:
        RuntimeError: A runner did not work, or a conversation test failed.
    """
    task = progress.add_task("conversation tests", total=9)

    def done(result: Any) -> Any:
        progress.advance(task)
        return result

    model = train()
    stock_model = done(_stock_model())
    suite, suite_seconds = done(_pytest(Path("tests/conversations")))
    counts = done(_write_stories())
    ours = _speed(counts["stories"], lambda file: done(_pytest(file)[1]), STORIES)
    same = _speed(
        counts["stories"], lambda file: done(_rasa_test(file, model, PROJECT_ROOT)), STORIES
    )
    stock = _speed(
        counts["stories"], lambda file: done(_rasa_test(file, stock_model, STOCK)), STOCK_STORIES
    )
    return _section(suite, suite_seconds, counts, stock, same, ours)


def _speed(conversations: int, run: Callable[[Path], float], stories: Path) -> Speed:
    return Speed(conversations, run(stories), run(_first_of(stories)))


def _section(
    suite: int,
    suite_seconds: float,
    counts: dict[str, int],
    stock: Speed,
    same: Speed,
    ours: Speed,
) -> str:
    speeds = (stock, same, ours)
    rows = [
        ("conversations", *(str(speed.conversations) for speed in speeds), ""),
        _row("all of them, start included", "s", [speed.seconds for speed in speeds]),
        _row("one conversation: the start", "s", [speed.seconds_for_one for speed in speeds]),
        _row("conversations a second, once started", "/s", [speed.a_second for speed in speeds]),
        _row(
            "conversations a second, start included",
            "/s",
            [speed.a_second_in_all for speed in speeds],
        ),
        ("runs the actions and reads the answers", "no", "no", "yes", ""),
    ]
    return "\n".join(
        [
            "## Conversation tests",
            "",
            "| | `rasa test core`, stock | `rasa test core`, this model | this runner "
            "| this runner : stock |",
            "|---|---|---|---|---|",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            f"The whole suite, {suite} conversations, took {suite_seconds:.1f} s with the model's "
            f"load. For the table, the {counts['stories']} of them that a test story can tell were "
            "written as stories with the intents and actions that happened, and run in processes "
            "of their own, one after the other: by `rasa test core --e2e` without plots and "
            "reports, on what `rasa init` configures (trained for one epoch: the speed is the "
            "same) and on this assistant's model, and by pytest with this project's plugin.",
        ]
    )


def _row(label: str, unit: str, values: Sequence[float]) -> tuple[str, ...]:
    ratio = f"{values[-1] / values[0]:.2f}"
    return (label, *(f"{value:.1f} {unit}" for value in values), ratio)


def _stock_model() -> Path:
    """Trains stock Rasa, for one epoch, on a part of this assistant's data and its rules."""
    shutil.rmtree(WORK / "data", ignore_errors=True)
    make_training_data(WORK / "data", EXAMPLES_AN_INTENT)
    make_stock_project(STOCK, WORK / "data")
    config = yaml.safe_load(_default_config().read_text(encoding="utf-8"))
    for component in [*config["pipeline"], *config["policies"]]:
        if "epochs" in component:
            component["epochs"] = 1
    config["assistant_id"] = "stock"
    (STOCK / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    _run([_rasa(), "train", "--fixed-model-name", "stock"], STOCK)
    return STOCK / "models" / "stock.tar.gz"


def _default_config() -> Path:
    """What Rasa fills in where a project, like that of `rasa init`, configures nothing."""
    package = find_spec("rasa")
    if package is None or package.origin is None:
        raise RuntimeError("rasa is not installed; run 'make setup'")
    recipes = Path(package.origin).parent / "engine" / "recipes"
    return recipes / "config_files" / "default_config.yml"


def _write_stories() -> dict[str, int]:
    output = _run([sys.executable, "-m", "bench.stories", str(STORIES)])
    content = yaml.safe_load(STORIES.read_text(encoding="utf-8"))
    for story in content["stories"]:
        for step in story["steps"]:
            if "action" in step:
                step["action"] = response_of(step["action"])
    STOCK_STORIES.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    counts: dict[str, int] = json.loads(output.splitlines()[-1])
    return counts


def _first_of(stories: Path) -> Path:
    content = yaml.safe_load(stories.read_text(encoding="utf-8"))
    target = stories.parent / "one" / stories.name
    target.parent.mkdir(parents=True, exist_ok=True)
    only = content | {"stories": content["stories"][:1]}
    target.write_text(yaml.safe_dump(only, sort_keys=False), encoding="utf-8")
    return target


def _pytest(path: Path) -> tuple[int, float]:
    """How many tests ran, and the seconds that it took."""
    results = WORK / "junit.xml"
    command = [sys.executable, "-m", "pytest", str(path), "--junitxml", str(results)]
    began = time.perf_counter()
    _run(command)
    seconds = time.perf_counter() - began
    (suite,) = ElementTree.parse(results).getroot()
    return int(suite.attrib["tests"]), seconds


def _rasa_test(stories: Path, model: Path, project: Path) -> float:
    command = [_rasa(), "test", "core", "--e2e", "--stories", str(stories), "--model", str(model)]
    began = time.perf_counter()
    _run([*command, "--out", str(WORK), "--no-plot", "--no-errors", "--no-warnings"], project)
    return time.perf_counter() - began


def _rasa() -> str:
    return str(Path(sys.executable).with_name("rasa"))


def _run(command: list[str], directory: Path = PROJECT_ROOT) -> str:
    WORK.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"LOG_LEVEL": "ERROR", "RASA_TELEMETRY_ENABLED": "false"}
    done = subprocess.run(
        command, cwd=directory, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    with Progress() as shown:
        section = measure(shown)
    print(section)
