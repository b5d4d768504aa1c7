"""Run as a process of its own: prints how long tests take to run again under `--watch`."""

from __future__ import annotations

import sys
import time

from bot.conversation_tests.changes import Rerun
from bot.conversation_tests.watching import Worker
from bot.paths import PROJECT_ROOT


def seconds_to_rerun(path: str) -> float:
    """Seconds from a change to the end of its tests, with the assistant loaded before.

    Args:
        path: The file whose tests all run again.
    """
    worker = Worker(PROJECT_ROOT, [path])
    worker.run(Rerun(everything=True))
    began = time.perf_counter()
    worker.run(Rerun(everything=True))
    seconds = time.perf_counter() - began
    worker.stop()
    return seconds


if __name__ == "__main__":
    print(seconds_to_rerun(sys.argv[1]))
