"""Measures the conversation tests beside `rasa test core`: `python -m bench.conversation_tests`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

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
        seconds_of_conversations: What of it the conversations took, as the runner itself says.
    """

    conversations: int
    seconds: float
    seconds_of_conversations: float

    @property
    def start_and_end(self) -> float:
        """Seconds for all but the conversations: imports, the model's load, reports."""
        return self.seconds - self.seconds_of_conversations

    @property
    def a_second(self) -> float:
        """Conversations a second, once it has started."""
        return self.conversations / self.seconds_of_conversations


def measure(progress: Progress) -> str:
    """Runs the whole suite, then the same stories through this runner and `rasa test core`.

    Args:
        progress: Shows how far it is.

    Returns:
        A section in Markdown.

    Raises:
        RuntimeError: A runner did not work.
    """
    task = progress.add_task("conversation tests", total=7)

    model = train()
    stock_model = _stock_model()
    progress.advance(task)
    suite = _pytest(Path("tests/conversations"))
    progress.advance(task)
    conversations = _write_stories()
    progress.advance(task)
    ours = _pytest(STORIES)
    progress.advance(task)
    again = float(_run([sys.executable, "-m", "bench.rerun", str(STORIES)]).splitlines()[-1])
    progress.advance(task)
    same = _rasa_test(STORIES, model, PROJECT_ROOT)
    progress.advance(task)
    stock = _rasa_test(STOCK_STORIES, stock_model, STOCK)
    progress.advance(task)
    if not conversations == ours.conversations == same.conversations == stock.conversations:
        raise RuntimeError("The runners did not run the same number of stories.")
    return _section(suite, stock, same, ours, again)


def _section(suite: Speed, stock: Speed, same: Speed, ours: Speed, again: float) -> str:
    speeds = (stock, same, ours)
    rows = [
        ("conversations", *(str(speed.conversations) for speed in speeds), ""),
        _row("all of them, start included", "s", [speed.seconds for speed in speeds]),
        _row("start and end", "s", [speed.start_and_end for speed in speeds]),
        _row("conversations a second, once started", "/s", [speed.a_second for speed in speeds]),
        _row(
            "all of them again after a change (`--watch`; `rasa test` starts anew)",
            "s",
            [stock.seconds, same.seconds, again],
        ),
        _row(
            "the same as conversations a second",
            "/s",
            [
                stock.conversations / stock.seconds,
                same.conversations / same.seconds,
                ours.conversations / again,
            ],
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
            f"The whole suite, {suite.conversations} conversations, took {suite.seconds:.1f} s "
            f"with the model's load. For the table, the {ours.conversations} of them that a story "
            "can tell were written as stories with the intents and actions that happened, and run "
            "in processes of their own, one after the other: by `rasa test core --e2e` without "
            "plots and reports, on what `rasa init` configures (trained for one epoch: the speed "
            "is the same) and on this assistant's model, and by pytest with this project's plugin. "
            "Conversations a second are what each runner's own clock says.",
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


def _write_stories() -> int:
    output = _run([sys.executable, "-m", "bench.stories", str(STORIES)])
    content = yaml.safe_load(STORIES.read_text(encoding="utf-8"))
    for story in content["stories"]:
        for step in story["steps"]:
            if "action" in step:
                step["action"] = response_of(step["action"])
    STOCK_STORIES.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return int(output.splitlines()[-1])


def _pytest(path: Path) -> Speed:
    results = WORK / "junit.xml"
    began = time.perf_counter()
    # A test that fails (code 1) takes its time all the same.
    command = [sys.executable, "-m", "pytest", str(path), "--junitxml", str(results)]
    _run(command, right_codes=(0, 1))
    seconds = time.perf_counter() - began
    times = [float(case.attrib["time"]) for case in ElementTree.parse(results).iter("testcase")]
    # The first one's time holds the model's load; it counts as one of middling length.
    conversing = sum(times[1:]) * len(times) / (len(times) - 1)
    return Speed(len(times), seconds, conversing)


def _rasa_test(stories: Path, model: Path, project: Path) -> Speed:
    command = [_rasa(), "test", "core", "--e2e", "--stories", str(stories), "--model", str(model)]
    began = time.perf_counter()
    output = _run(
        [*command, "--out", str(WORK), "--no-plot", "--no-errors", "--no-warnings"], project
    )
    seconds = time.perf_counter() - began
    # Its progress bar ends with the mean speed, such as "230/230 [00:01<00:00, 143.82it/s]".
    found = re.findall(r"(\d+)/\1 \[[^,\]]*, *([\d.]+)(it/s|s/it)\]", output)
    if not found:
        raise RuntimeError(f"rasa test tells no speed:\n{output[-2000:]}")
    count, rate, unit = found[-1]
    each = 1 / float(rate) if unit == "it/s" else float(rate)
    return Speed(int(count), seconds, int(count) * each)


def _rasa() -> str:
    return str(Path(sys.executable).with_name("rasa"))


def _run(
    command: list[str], directory: Path = PROJECT_ROOT, right_codes: tuple[int, ...] = (0,)
) -> str:
    WORK.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"LOG_LEVEL": "ERROR", "RASA_TELEMETRY_ENABLED": "false"}
    done = subprocess.run(
        command,
        cwd=directory,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode not in right_codes:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-4000:]}")
    return done.stdout


if __name__ == "__main__":
    with Progress() as shown:
        section = measure(shown)
    print(section)
