"""This assistant beside stock Rasa: understanding, speed, start, memory, training."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from rich.progress import Progress, TaskID

from bench.load import hold_conversations
from bench.report import write_results
from bench.servers import Server, start_ours, start_stock
from bench.stock import make_stock_project, make_training_data
from bot.nlu_report import read_questions
from bot.paths import PROJECT_ROOT, VARIABLE_DIRECTORY

WORK = VARIABLE_DIRECTORY / "bench"
HELD_OUT = PROJECT_ROOT / "tests" / "data" / "held_out.tsv"
CLIENTS = 8


def measure(
    progress: Progress, *, messages: int = 400, examples: int = 30, keep_stock_model: bool = False
) -> str:
    """Trains both on the same part of the examples and measures both.

    Args:
        progress: Shows how far it is.
        messages: How many messages a load run sends.
        examples: How many examples an intent both are trained on; stock needs hours for all.
        keep_stock_model: Whether stock's model of an earlier run, with its training time, serves
            again; this assistant is trained on the same examples as it was.

    Returns:
        A section in Markdown.
    """
    WORK.mkdir(parents=True, exist_ok=True)
    steps = progress.add_task("beside stock Rasa", total=6)
    stock_model, ours_model, training = _trained(keep_stock_model, examples, progress, steps)
    results = {
        "stock": {"training_seconds": training["stock"]}
        | _understanding(stock_model, progress, steps, "stock"),
        "ours": {"training_seconds": training["ours"]}
        | _understanding(ours_model, progress, steps, "this assistant"),
    }
    questions = [text for _, text in read_questions(HELD_OUT)]
    server = start_stock(WORK / "stock", stock_model)
    results["stock"] |= _serving(server, questions, messages, progress, "stock")
    progress.advance(steps)
    database = WORK / "ours.db"
    for file in WORK.glob("ours.db*"):
        file.unlink()
    server = start_ours(PROJECT_ROOT, database)
    results["ours"] |= _serving(server, questions, messages, progress, "this assistant")
    progress.advance(steps)
    return write_results(results, examples, reused=keep_stock_model)


def _trained(
    keep_stock_model: bool, examples: int, progress: Progress, steps: TaskID
) -> tuple[Path, Path, dict[str, float]]:
    """Trains both, each in a process of its own with an empty cache."""
    times = WORK / "training.json"
    stock, ours = WORK / "stock" / "models" / "stock.tar.gz", WORK / "ours" / "ours.tar.gz"
    train = [str(Path(sys.executable).with_name("rasa")), "train", "--fixed-model-name"]
    seconds = {}
    if keep_stock_model and times.exists() and stock.exists():
        seconds["stock"] = json.loads(times.read_text())["stock"]
    else:
        shutil.rmtree(WORK / "data", ignore_errors=True)
        make_training_data(WORK / "data", examples)
        make_stock_project(WORK / "stock", WORK / "data")
        progress.update(steps, description="training stock")
        seconds["stock"] = _timed([*train, "stock"], WORK / "stock")
    progress.advance(steps)
    progress.update(steps, description="training this assistant")
    shutil.rmtree(WORK / "ours", ignore_errors=True)
    seconds["ours"] = _timed(
        [*train, "ours", "--out", str(WORK / "ours"), "--data", str(WORK / "data")], PROJECT_ROOT
    )
    times.write_text(json.dumps(seconds))
    progress.advance(steps)
    subprocess.run([sys.executable, "-m", "bot", "train"], check=True, stdout=subprocess.DEVNULL)
    return stock, ours, seconds


def _timed(command: list[str], directory: Path) -> float:
    cache = WORK / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    began = time.perf_counter()
    subprocess.run(
        command,
        cwd=directory,
        check=True,
        env=os.environ | {"RASA_CACHE_DIRECTORY": str(cache), "LOG_LEVEL": "ERROR"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def _understanding(model: Path, progress: Progress, steps: TaskID, name: str) -> dict[str, float]:
    progress.update(steps, description=f"{name}: held-out questions")
    command = [sys.executable, "-m", "bench.understand", str(model), str(HELD_OUT)]
    output = subprocess.run(
        command, cwd=PROJECT_ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout
    progress.advance(steps)
    return dict(json.loads(output.decode().splitlines()[-1]))


def _serving(
    server: Server, questions: list[str], messages: int, progress: Progress, name: str
) -> dict[str, float]:
    try:
        task = progress.add_task(f"{name}: messages", total=messages * 2 + 50)

        def advance(count: int) -> None:
            progress.advance(task, count)

        hold_conversations(server.url, questions, 1, 50, advance)
        alone = hold_conversations(server.url, questions, 1, messages, advance)
        crowd = hold_conversations(server.url, questions, CLIENTS, messages, advance)
        return {
            "start_seconds": server.seconds_to_first_answer,
            "p50_ms": alone.percentile(50),
            "p95_ms": alone.percentile(95),
            "p99_ms": alone.percentile(99),
            "messages_per_second": crowd.throughput,
            "resident_mb": server.resident_megabytes(),
        }
    finally:
        server.stop()
