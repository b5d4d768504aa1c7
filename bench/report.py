"""Writes the benchmark's table and picture, with the machine described."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import psutil

RESULTS = Path(__file__).with_name("results")

# Name of a figure, how it is shown, its unit, and whether more is better.
ROWS = (
    ("accuracy", "held-out accuracy", "%", True),
    ("out_of_scope_recall", "out-of-scope recall", "%", True),
    ("answerable_refused", "answerable questions not answered", "%", False),
    ("p50_ms", "latency p50, 1 client", "ms", False),
    ("p95_ms", "latency p95, 1 client", "ms", False),
    ("p99_ms", "latency p99, 1 client", "ms", False),
    ("messages_per_second", "throughput, 8 clients", "messages/s", True),
    ("start_seconds", "start to first answer", "s", False),
    ("training_seconds", "training", "s", False),
    ("resident_mb", "resident memory after the load", "MB", False),
)


def write_results(results: Mapping[str, Mapping[str, float]], examples: int, reused: bool) -> str:
    """Saves figures and picture under bench/results/ and makes the table.

    Args:
        results: Figures of "stock" and "ours".
        examples: How many examples an intent both were trained on.
        reused: Whether stock's model (and its training time) is that of an earlier run.

    Returns:
        The table, in Markdown.
    """
    RESULTS.mkdir(exist_ok=True)
    text = "\n".join(
        [
            f"# Beside stock Rasa {version('rasa')}, {time.strftime('%Y-%m-%d')}",
            "",
            machine(),
            "",
            "| | stock Rasa | this assistant | ratio |",
            "|---|---|---|---|",
            *(_row(*row[:3], results) for row in ROWS),
            "",
            "Stock: what `rasa init` configures, with the same training data and rules, served by "
            "`rasa run`; both keep conversations in SQLite and answer over REST. Both were trained "
            f"on {examples} examples an intent for accuracy and training time; this assistant "
            "serves its full model.",
            *(
                ["Stock's model and its training time are those of an earlier run."]
                if reused
                else []
            ),
        ]
    )
    (RESULTS / "stock.json").write_text(json.dumps(results, indent=1) + "\n")
    _draw(results, RESULTS / "stock.png")
    return text


def _row(name: str, label: str, unit: str, results: Mapping[str, Mapping[str, float]]) -> str:
    stock, ours = results["stock"][name], results["ours"][name]
    if unit == "%":
        return f"| {label} | {stock:.1%} | {ours:.1%} | {(ours - stock) * 100:+.1f} points |"
    return f"| {label} | {stock:,.1f} {unit} | {ours:,.1f} {unit} | {ours / stock:.2f} |"


def machine() -> str:
    """The machine in a sentence."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"Machine: {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB memory, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}."
    )


def _draw(results: Mapping[str, Mapping[str, float]], file: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, panels = plt.subplots(2, 5, figsize=(15, 6), layout="constrained")
    for panel, (name, label, unit, more_is_better) in zip(panels.flat, ROWS, strict=True):
        factor = 100 if unit == "%" else 1
        values = [results[who][name] * factor for who in ("stock", "ours")]
        bars = panel.bar(["stock", "this\nassistant"], values, color=["#9aa5b1", "#1f6f8b"])
        panel.bar_label(bars, fmt="%.1f")
        panel.margins(y=0.15)
        panel.set_title(f"{label}\n({unit}; {'more' if more_is_better else 'less'} is better)")
        panel.title.set_fontsize(9)
    figure.savefig(file, dpi=90)
    plt.close(figure)
