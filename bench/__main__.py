"""Measures this assistant: `make bench`, or `python -m bench` with the names of some sections."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial

from rich.progress import Progress

from bench import beside_stock, conversation_tests, dialogue, reading, scale, slack, widget
from bench.report import RESULTS


def main() -> None:
    """Runs the sections that are named, or all, and keeps each under bench/results/."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    parser.add_argument(
        "sections",
        nargs="*",
        metavar="section",
        help="stock reading dialogue tests widget slack scale",
    )
    parser.add_argument("--messages", type=int, default=400, help="messages a load run (stock)")
    parser.add_argument(
        "--keep-stock-model",
        action="store_true",
        help="let stock's model of an earlier run serve again, with its training time",
    )
    parser.add_argument(
        "--examples",
        type=int,
        default=30,
        help="examples an intent that both are trained on (stock needs hours for all)",
    )
    options = parser.parse_args()
    sections: dict[str, Callable[[Progress], str]] = {
        "stock": partial(
            beside_stock.measure,
            messages=options.messages,
            examples=options.examples,
            keep_stock_model=options.keep_stock_model,
        ),
        "reading": reading.measure,
        "dialogue": dialogue.measure,
        "tests": conversation_tests.measure,
        "widget": widget.measure,
        "slack": slack.measure,
        "scale": scale.measure,
    }
    unknown = sorted(set(options.sections) - set(sections))
    if unknown:
        parser.error(f"no section {unknown[0]!r}; there are: {', '.join(sections)}")
    RESULTS.mkdir(exist_ok=True)
    for name in options.sections or sections:
        with Progress() as progress:
            text = sections[name](progress)
        (RESULTS / f"{name}.md").write_text(text + "\n", encoding="utf-8")
        print(f"\n{text}\n")


if __name__ == "__main__":
    main()
