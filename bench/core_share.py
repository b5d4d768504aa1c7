"""Holds a process to a share of a processor core, with Linux's control groups."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
_PERIOD = 10_000  # microseconds; short, so that a message never waits long for the next one


class NoShares(Exception):
    """This machine does not let us divide its cores; the message says why."""


@contextmanager
def held_to(share: float, processes: Sequence[int]) -> Iterator[None]:
    """Holds each of some processes, with all of its threads, to a share of one core.

    Args:
        share: From 0 to 1, of one core for each process.
        processes: Their numbers.

    Raises:
        NoShares: It is not allowed or not possible here.
    """
    parent, limits = _kind(share)
    with ExitStack() as stack:
        for process in processes:
            group = parent / f"osteoporosis-bench-{os.getpid()}-{process}"
            try:
                group.mkdir()
                stack.callback(_leave, parent, group, process)
                for file, value in limits.items():
                    (group / file).write_text(value, encoding="ascii")
                (group / "cgroup.procs").write_text(str(process), encoding="ascii")
            except OSError as error:
                raise NoShares(f"{group}: {error.strerror}") from error
        yield


def _kind(share: float) -> tuple[Path, dict[str, str]]:
    quota = int(share * _PERIOD)
    if (GROUPS / "cpu" / "cgroup.procs").exists():
        return GROUPS / "cpu", {
            "cpu.cfs_period_us": str(_PERIOD),
            "cpu.cfs_quota_us": str(quota),
        }
    controllers = GROUPS / "cgroup.subtree_control"
    if controllers.exists() and "cpu" in controllers.read_text(encoding="ascii").split():
        return GROUPS, {"cpu.max": f"{quota} {_PERIOD}"}
    raise NoShares("no control group for processors is mounted")


def _leave(parent: Path, group: Path, process: int) -> None:
    with suppress(ProcessLookupError):  # it may have ended
        (parent / "cgroup.procs").write_text(str(process), encoding="ascii")
    group.rmdir()
