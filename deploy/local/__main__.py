"""Runs the whole assistant on this machine until it is told to stop: `make cluster`."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from types import FrameType

from deploy.local.cluster import WORKERS, Cluster
from deploy.local.processes import CannotStart


def main() -> int:
    """Starts a cluster, prints its address, and stops it at SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m deploy.local", description=main.__doc__)
    parser.add_argument("--workers", type=int, choices=range(1, 17), default=WORKERS)
    options = parser.parse_args()

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    print(f"Starting PostgreSQL, Redis, {options.workers} workers and nginx.", flush=True)
    try:
        with Cluster(options.workers) as cluster:
            print(f"The assistant answers at {cluster.url}/", flush=True)
            print(f"Everything is in {cluster.directory}; Ctrl-C stops and removes it.", flush=True)
            threading.Event().wait()
    except CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
