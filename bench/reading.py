"""What reading one message costs, part by part: `python -m bench reading`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence

import numpy as np
from rich.progress import Progress

from bench.report import machine
from bot.nlu.comparison_reader import read_comparison
from bot.nlu.message_joints import JointModel
from bot.nlu.score_reader import read_message
from bot.nlu.triage import assess
from bot.nlu_report import read_questions
from bot.paths import PROJECT_ROOT

DATA = PROJECT_ROOT / "tests" / "data"
SCORES = ("t_scores.jsonl", "t_scores_second_hand.jsonl", "t_scores_seventh_hand.jsonl")


def measure(progress: Progress) -> str:
    """Times the rule-based readers on the messages of the tests.

    Args:
        progress: Shows how far it is.

    Returns:
        A section in Markdown.
    """
    scores = [
        json.loads(line)["text"]
        for name in SCORES
        for line in (DATA / name).read_text(encoding="utf-8").splitlines()
    ]
    questions = [text for _, text in read_questions(DATA / "development.tsv")]
    parts: tuple[tuple[str, Callable[[str], object], Sequence[str]], ...] = (
        ("score reader, messages with scores", read_message, scores),
        ("score reader, other questions", read_message, questions),
        ("triage rules", assess, questions),
        ("question splitter", JointModel().pieces, questions),
        ("contrast reader", read_comparison, questions),
    )
    task = progress.add_task("reading", total=len(parts))
    rows = []
    for name, read, texts in parts:
        milliseconds = [_milliseconds(read, text) for text in texts[:20] + list(texts)][20:]
        low, high = np.percentile(milliseconds, [50, 95])
        rows.append(f"| {name} | {len(texts)} | {low:.2f} ms | {high:.2f} ms |")
        progress.advance(task)
    lines = [
        "# What reading a message costs",
        "",
        machine(),
        "",
        "| part | messages | p50 | p95 |",
        "|---|---|---|---|",
        *rows,
        "",
        "Each message once, in one process on one core, after 20 to warm up.",
    ]
    return "\n".join(lines)


def _milliseconds(read: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    read(text)
    return (time.perf_counter() - began) * 1000
