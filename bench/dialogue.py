"""What several questions and follow-ups cost: `python -m bench dialogue`."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rich.progress import Progress

from bench.report import machine
from bot.nlu_report import read_questions
from bot.paths import CONFIG_FILE, PROJECT_ROOT, VARIABLE_DIRECTORY
from bot.training import train

WORK = VARIABLE_DIRECTORY / "bench" / "dialogue"
QUESTIONS = PROJECT_ROOT / "tests" / "data" / "development.tsv"
# Without these each message is one question that its own words explain.
LEFT_OUT = (
    "QuestionSplitter",
    "QuestionGatherer",
    "FollowUpReader",
    "ComparisonReader",
    "ContextPolicy",
)
MESSAGES = 600
TURNS = 8
ROUNDS = 3


def measure(progress: Progress) -> str:
    """Trains an assistant without the parts for dialogue and times both in turn.

    Args:
        progress: Shows how far it is.

    Returns:
        A section in Markdown.
    """
    steps = progress.add_task("dialogue", total=1 + 2 * ROUNDS)
    models = {"with": train(), "without": _train_without()}
    progress.advance(steps)
    milliseconds: dict[str, list[float]] = {"with": [], "without": []}
    for _ in range(ROUNDS):
        for name, model in models.items():
            milliseconds[name] += _timed(model)
            progress.advance(steps)
    rows = []
    for percent in (50, 95):
        full, plain = (np.percentile(milliseconds[name], percent) for name in ("with", "without"))
        rows.append(f"| p{percent} | {plain:.2f} ms | {full:.2f} ms | {full / plain:.2f} |")
    lines = [
        "# What several questions and follow-ups cost",
        "",
        machine(),
        "",
        "| one message | without | with | ratio |",
        "|---|---|---|---|",
        *rows,
        "",
        f"{MESSAGES} questions of the development set in conversations of {TURNS} turns, "
        f"{ROUNDS} times each in turn, in one process with the store in memory. Without: no "
        f"{', '.join(LEFT_OUT)}.",
    ]
    return "\n".join(lines)


def _train_without() -> Path:
    config: dict[str, Any] = yaml.safe_load(CONFIG_FILE.read_text(encoding="utf-8"))
    for part in ("pipeline", "policies"):
        config[part] = [
            component
            for component in config[part]
            if component["name"].rpartition(".")[2] not in LEFT_OUT
        ]
    WORK.mkdir(parents=True, exist_ok=True)
    file = WORK / "config.yml"
    file.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    rasa = str(Path(sys.executable).with_name("rasa"))
    command = [rasa, "train", "--config", str(file), "--out", str(WORK), "--fixed-model-name", "m"]
    subprocess.run(
        command,
        cwd=PROJECT_ROOT,
        check=True,
        env=os.environ | {"RASA_CACHE_DIRECTORY": str(WORK / "cache"), "LOG_LEVEL": "ERROR"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return WORK / "m.tar.gz"


def _timed(model: Path) -> list[float]:
    output = subprocess.run(
        [sys.executable, "-m", "bench.dialogue", str(model)],
        cwd=PROJECT_ROOT,
        check=True,
        env=os.environ | {"LOG_LEVEL": "ERROR"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ).stdout
    return [float(each) for each in json.loads(output.decode().splitlines()[-1])]


async def hold(model: Path) -> list[float]:
    """Holds conversations with a model.

    Args:
        model: The model's file.

    Returns:
        Milliseconds of each message.
    """
    from rasa.core.channels.channel import UserMessage
    from rasa.utils.endpoints import EndpointConfig

    from bot import assistant
    from bot.channels.collector import MessageCollector

    agent = await assistant.load(model, assistant.endpoints(tracker_store=EndpointConfig()))
    texts = [text for _, text in read_questions(QUESTIONS)][:MESSAGES]
    milliseconds = []
    conversation = ""
    for number, text in enumerate(texts[:20] + texts):
        if number % TURNS == 0:
            conversation = uuid.uuid4().hex
        message = UserMessage(text, MessageCollector(), conversation)
        began = time.perf_counter()
        await agent.handle_message(message)
        milliseconds.append((time.perf_counter() - began) * 1000)
    return milliseconds[20:]


if __name__ == "__main__":
    from bot.tensorflow_stand_in import leave_tensorflow_out

    leave_tensorflow_out()
    print(json.dumps(asyncio.run(hold(Path(sys.argv[1])))))
