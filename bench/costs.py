"""What a stretch of work costs: processor time by part, writes, commands, memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import psutil

from deploy.local.cluster import Cluster

_WAL = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"
_COMMITS = "select xact_commit, tup_inserted from pg_stat_database where datname = 'postgres'"


@dataclass(frozen=True)
class Costs:
    """Totals since each part started.

    Attributes:
        processor_seconds: By part.
        commits: Transactions of PostgreSQL.
        rows: Rows inserted.
        log_bytes: Of PostgreSQL's write-ahead log.
        redis_commands: Commands that Redis ran.
    """

    processor_seconds: Mapping[str, float]
    commits: float
    rows: float
    log_bytes: float
    redis_commands: float

    def since(self, earlier: Costs) -> Costs:
        """The difference to an earlier reading."""
        return Costs(
            {
                part: seconds - earlier.processor_seconds[part]
                for part, seconds in self.processor_seconds.items()
            },
            self.commits - earlier.commits,
            self.rows - earlier.rows,
            self.log_bytes - earlier.log_bytes,
            self.redis_commands - earlier.redis_commands,
        )


def read_costs(cluster: Cluster) -> Costs:
    """Reads the totals of a running cluster and of this process, which makes the load."""
    parts = {
        "workers": [worker.pid for worker in cluster.workers],
        "PostgreSQL": [cluster.postgres.pid],
        "Redis": [cluster.redis.pid],
        "nginx": [cluster.nginx.pid],
        "load generator": [os.getpid()],
    }
    ((commits, rows),) = cluster.postgres.query(_COMMITS)
    ((log_bytes,),) = cluster.postgres.query(_WAL)
    return Costs(
        {
            part: sum(_processor_seconds(pid, part != "load generator") for pid in pids)
            for part, pids in parts.items()
        },
        float(commits),
        float(rows),
        float(log_bytes),
        float(cluster.redis.commands_processed()),
    )


def resident_megabytes(cluster: Cluster) -> float:
    """Mean memory of a worker."""
    sizes = [psutil.Process(worker.pid).memory_info().rss for worker in cluster.workers]
    return sum(sizes) / len(sizes) / 1e6


def _processor_seconds(pid: int, with_children: bool) -> float:
    root = psutil.Process(pid)
    times = root.cpu_times()
    total = times.user + times.system
    if with_children:
        # Those that have ended, then those that are there.
        total += times.children_user + times.children_system
        for child in root.children(recursive=True):
            # A connection's process may end at any moment.
            with suppress(psutil.NoSuchProcess):
                of_child = child.cpu_times()
                total += of_child.user + of_child.system
    return total
