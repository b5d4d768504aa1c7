"""How much more this machine gives to two processes than to one, whatever they do."""

from __future__ import annotations

import multiprocessing
import time

SECONDS = 4.0


def two_beside_one() -> float:
    """Work that two processes get done together, as a multiple of what one alone gets done.

    2 on two cores that are free and do not disturb each other; less where something else runs.
    """
    before, together, after = _work(1), _work(2), _work(1)
    return together / ((before + after) / 2)


def _work(processes: int) -> float:
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return float(sum(pool.map(_count, [SECONDS] * processes, chunksize=1)))


def _count(seconds: float) -> int:
    done = 0
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        sum(number * number for number in range(2000))
        done += 1
    return done
