"""Measures several workers with PostgreSQL and Redis: `python -m bench.scale`."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

import httpx
import numpy as np
from rich.progress import Progress

from bench.arrivals import Answer, messages_of_visits, poisson_arrivals, send_on_time
from bench.calibration import two_beside_one
from bench.core_share import NoShares, held_to
from bench.costs import Costs, read_costs, resident_megabytes
from bench.faults import FAULTS, talk_through
from bench.load import LoadResult, hold_conversations
from bench.stored import make_template, settle, store_conversations, store_long_conversation
from bot.nlu_report import read_questions
from bot.paths import PROJECT_ROOT
from deploy.local.cluster import Cluster

QUESTIONS = PROJECT_ROOT / "tests" / "data" / "development.tsv"
CLIENTS = 16
MESSAGES = 1500
WARM_UP = 100
STEADY_SECONDS = 60.0

# Turns of a conversation, and how many such conversations take part.
LENGTHS = {10: 10, 100: 10, 1_000: 4, 5_000: 2}
STORED = (10, 10_000, 1_000_000)
MESSAGES_A_POINT = 60

# The evening: five hours in five minutes. A programme from 20:15 to 21:00 sends visitors.
EVENING_SECONDS = 300.0
SECONDS_OF_EVENING = 5 * 3600.0
MESSAGES_A_VISIT = 4.0
PAUSE_SECONDS = 4.0
SHARE_AT_PEAK = 0.8

# Of a core for each worker, so that two leave more than half of two cores to all others.
SHARE_OF_CORE = 0.4

_SETTINGS = {"BOT_RATE_LIMIT": "off"}


@dataclass(frozen=True)
class Crowd:
    """A closed run of messages and what it cost."""

    load: LoadResult
    costs: Costs
    worker_megabytes: float


def measure(progress: Progress) -> str:
    """Measures everything.

    Args:
        progress: Shows how far it is.

    Returns:
        A Markdown section.
    """
    questions = [text for _, text in read_questions(QUESTIONS)]
    task = progress.add_task("scale", total=10)

    def step(name: str) -> None:
        progress.update(task, advance=1, description=f"scale: {name}")

    step("what two cores give")
    possible = two_beside_one()
    step("one worker")
    with Cluster(1, _SETTINGS) as cluster:
        alone = _crowd(cluster, questions, progress)
        alone_held = _held_crowd(cluster, questions, progress)
    step("two workers")
    with Cluster(2, _SETTINGS) as cluster:
        pair = _crowd(cluster, questions, progress)
        step("two workers with their own shares")
        pair_held = _held_crowd(cluster, questions, progress)
        step("half load")
        steady = _steady(cluster, questions, pair.load.throughput / 2, progress)
        step("an evening")
        visits, evening = _evening(cluster, questions, pair.load.throughput, progress)
    with Cluster(1, _SETTINGS) as cluster:
        template = make_template(cluster)
        step("lengths of conversations")
        lengths = _lengths(cluster, template)
        step("stored conversations")
        stored = _stored(cluster, template, progress)
    step("faults")
    with Cluster(3, _SETTINGS) as cluster:
        faults = _faults(cluster)
    step("done")
    return "\n\n".join(
        [
            "## Many processes",
            _workers_table(alone, pair, possible),
            _shares_sentence(alone_held, pair_held),
            _steady_sentence(steady, pair.load.throughput / 2),
            "### Length of a conversation and number of stored ones",
            lengths,
            stored,
            "### An evening",
            _evening_table(visits, evening),
            "### Faults",
            faults,
        ]
    )


def _rest(cluster: Cluster) -> str:
    return f"{cluster.url}/webhooks/rest/webhook"


def _crowd(cluster: Cluster, questions: Sequence[str], progress: Progress) -> Crowd:
    task = progress.add_task("messages", total=WARM_UP + MESSAGES)

    def advance(count: int) -> None:
        progress.advance(task, count)

    hold_conversations(_rest(cluster), questions, CLIENTS, WARM_UP, advance)
    before = read_costs(cluster)
    load = hold_conversations(_rest(cluster), questions, CLIENTS, MESSAGES, advance)
    costs = read_costs(cluster).since(before)
    progress.remove_task(task)
    return Crowd(load, costs, resident_megabytes(cluster))


def _held_crowd(
    cluster: Cluster, questions: Sequence[str], progress: Progress
) -> LoadResult | NoShares:
    """A closed run with every worker held to its own share of a core."""
    try:
        with held_to(SHARE_OF_CORE, [worker.pid for worker in cluster.workers]):
            return _crowd(cluster, questions, progress).load
    except NoShares as error:
        return error


def _steady(
    cluster: Cluster, questions: Sequence[str], rate: float, progress: Progress
) -> list[Answer]:
    visits = poisson_arrivals(lambda _: rate / MESSAGES_A_VISIT, rate, STEADY_SECONDS)
    messages = messages_of_visits(visits, MESSAGES_A_VISIT, PAUSE_SECONDS)
    # The first visitors come to an empty house; only when it is as full as later is measured.
    settled = MESSAGES_A_VISIT * PAUSE_SECONDS
    answers = _send(cluster, questions, messages, progress)
    return [answer for answer in answers if settled < answer.due < STEADY_SECONDS]


def evening_rate(seconds: float) -> float:
    """Visitors a second, relative to the peak, by the evening's time.

    A quiet evening, a rise while the programme runs, a peak when it names the address at its end,
    and an ebb over two hours.

    Args:
        seconds: Since 19:00.
    """
    quiet, start, end, ebb = 0.05, 4_500.0, 7_200.0, 2_400.0
    if seconds < start:
        return quiet
    if seconds < end:
        return quiet + 0.55 * (seconds - start) / (end - start)
    return quiet + (1 - quiet) * float(np.exp(-(seconds - end) / ebb))


def _evening(
    cluster: Cluster, questions: Sequence[str], capacity: float, progress: Progress
) -> tuple[int, list[Answer]]:
    peak = SHARE_AT_PEAK * capacity / MESSAGES_A_VISIT
    speed = SECONDS_OF_EVENING / EVENING_SECONDS
    visits = poisson_arrivals(
        lambda seconds: peak * evening_rate(seconds * speed), peak, EVENING_SECONDS
    )
    messages = messages_of_visits(visits, MESSAGES_A_VISIT, PAUSE_SECONDS)
    return len(visits), _send(cluster, questions, messages, progress)


def _send(
    cluster: Cluster,
    questions: Sequence[str],
    messages: Sequence[tuple[float, str]],
    progress: Progress,
) -> list[Answer]:
    task = progress.add_task("messages on time", total=len(messages))
    answers = send_on_time(
        _rest(cluster), messages, questions, lambda count: progress.advance(task, count)
    )
    progress.remove_task(task)
    return answers


def _lengths(cluster: Cluster, template: str) -> str:
    conversations = {
        turns: [store_long_conversation(cluster, template, turns) for _ in range(count)]
        for turns, count in LENGTHS.items()
    }
    settle(cluster)
    times: dict[int, list[float]] = {turns: [] for turns in LENGTHS}
    # In turn, so that whatever else the machine does meets all lengths alike.
    with httpx.Client(timeout=60) as visitor:
        for number in range(MESSAGES_A_POINT):
            for turns, senders in conversations.items():
                sender = senders[number % len(senders)]
                times[turns].append(_one_message(visitor, cluster, sender))
    rows = {f"{turns:,} turns": values for turns, values in times.items()}
    return _points("Length of the conversation", rows)


def _stored(cluster: Cluster, template: str, progress: Progress) -> str:
    rows: dict[str, list[float]] = {}
    there = 0
    task = progress.add_task("conversations stored", total=STORED[-1])
    for wanted in STORED:
        store_conversations(
            cluster, template, there + 1, wanted, lambda count: progress.advance(task, count)
        )
        there = wanted
        settle(cluster)
        sender = uuid.uuid4().hex
        with httpx.Client(timeout=60) as visitor:
            for _ in range(5):
                _one_message(visitor, cluster, sender)
            rows[f"{wanted:,} conversations"] = [
                _one_message(visitor, cluster, uuid.uuid4().hex if number % 10 == 0 else sender)
                for number in range(MESSAGES_A_POINT * 2)
            ]
    progress.remove_task(task)
    return "\n\n".join(
        [
            _points("Stored in the database", rows),
            f"One client; {MESSAGES_A_POINT} messages a length, the lengths in turn, "
            f"{2 * MESSAGES_A_POINT} messages a number of stored conversations. Long conversations "
            "are made of copies of a real one, stored ones are of one turn and shortened; the "
            "database is tidied (vacuum, checkpoint) after each filling.",
        ]
    )


def _one_message(visitor: httpx.Client, cluster: Cluster, sender: str) -> float:
    body = {"sender": sender, "message": "what is a dexa scan"}
    began = time.perf_counter()
    visitor.post(_rest(cluster), json=body).raise_for_status()
    return (time.perf_counter() - began) * 1000


def _points(label: str, rows: dict[str, list[float]]) -> str:
    first = median(next(iter(rows.values())))
    lines = [f"| {label} | p50 | p95 | p50 beside the first |", "|---|---|---|---|"]
    for name, values in rows.items():
        p50, p95 = np.percentile(values, [50, 95])
        lines.append(f"| {name} | {p50:.1f} ms | {p95:.1f} ms | {p50 / first:.2f} |")
    return "\n".join(lines)


def _workers_table(alone: Crowd, pair: Crowd, possible: float) -> str:
    def row(name: str, value: Callable[[Crowd], float], unit: str) -> str:
        one, two = value(alone), value(pair)
        return f"| {name} | {one:,.1f} {unit} | {two:,.1f} {unit} | {two / one:.2f} |"

    def per_message(crowd: Crowd, total: float) -> float:
        return total / crowd.load.messages

    def processor_milliseconds(part: str, crowd: Crowd) -> float:
        return per_message(crowd, crowd.costs.processor_seconds[part] * 1000)

    lines = [
        "| | one worker | two workers | ratio |",
        "|---|---|---|---|",
        row(f"throughput, {CLIENTS} clients", lambda c: c.load.throughput, "messages/s"),
        row("latency p50", lambda c: c.load.percentile(50), "ms"),
        row("latency p95", lambda c: c.load.percentile(95), "ms"),
        *(
            row(
                f"processor time a message: {part}",
                partial(processor_milliseconds, part),
                "ms",
            )
            for part in alone.costs.processor_seconds
        ),
        row("PostgreSQL transactions a message", lambda c: per_message(c, c.costs.commits), ""),
        row("rows inserted a message", lambda c: per_message(c, c.costs.rows), ""),
        row("write-ahead log a message", lambda c: per_message(c, c.costs.log_bytes) / 1e3, "kB"),
        row("Redis commands a message", lambda c: per_message(c, c.costs.redis_commands), ""),
        row("memory of a worker", lambda c: c.worker_megabytes, "MB"),
    ]
    other = sum(
        seconds for part, seconds in pair.costs.processor_seconds.items() if part != "workers"
    )
    own = pair.costs.processor_seconds["workers"]
    return "\n".join(
        [
            *lines,
            "",
            "Measured with PostgreSQL, Redis, nginx, the workers and the load generator "
            f"(`bench/load.py`) all on this machine: beside two workers the others took "
            f"{other / (other + own):.0%} of the processor time, so two cores can't give more than "
            f"{2 * own / (own + other):.2f} times what one core gives to a worker. Just before, "
            f"two copies of a plain computation got {possible:.2f} times as much done as one: 2 on "
            "a machine with nothing else to do.",
        ]
    )


def _shares_sentence(alone: LoadResult | NoShares, pair: LoadResult | NoShares) -> str:
    if isinstance(alone, NoShares) or isinstance(pair, NoShares):
        return f"Not measured with a share of a core for each worker: {alone}."
    return (
        f"With every worker held to {SHARE_OF_CORE:.0%} of a core, so that the machine is not what "
        f"holds them back: one worker {alone.throughput:.1f} messages/s, two "
        f"{pair.throughput:.1f}, **{pair.throughput / alone.throughput:.2f} times as much**."
    )


def _steady_sentence(answers: list[Answer], rate: float) -> str:
    good = [answer.milliseconds for answer in answers if answer.status == 200]
    p50, p95 = np.percentile(good, [50, 95])
    return (
        f"At half of that throughput ({rate:.0f} messages/s, two workers), visitors coming at "
        f"random (open-loop, Poisson): p50 {p50:.1f} ms, p95 {p95:.1f} ms, "
        f"**p95/p50 = {p95 / p50:.1f}**; {len(answers) - len(good)} of {len(answers)} failed."
    )


def _evening_table(visits: int, answers: list[Answer]) -> str:
    lines = ["| evening | messages/s | p50 | p95 | failed |", "|---|---|---|---|---|"]
    slices = 10
    width = EVENING_SECONDS / slices
    for number in range(slices):
        part = [a for a in answers if number * width <= a.due < (number + 1) * width]
        good = [answer.milliseconds for answer in part if answer.status == 200]
        minutes = round(19 * 60 + number * SECONDS_OF_EVENING / 60 / slices)
        p50, p95 = np.percentile(good, [50, 95]) if good else (0.0, 0.0)
        lines.append(
            f"| {minutes // 60}:{minutes % 60:02d} | {len(part) / width:.1f} | {p50:.1f} ms "
            f"| {p95:.1f} ms | {len(part) - len(good)} |"
        )
    return "\n".join(
        [
            *lines,
            "",
            f"{visits:,} visitors with {len(answers):,} messages came to two workers: a Poisson "
            f"process whose rate follows the evening, five hours in "
            f"{EVENING_SECONDS / 60:.0f} minutes, {SHARE_AT_PEAK:.0%} of the throughput above at "
            "its peak. Latency counts from when a message was due.",
        ]
    )


def _faults(cluster: Cluster) -> str:
    lines = [
        "| fault | acknowledged | lost | answered twice | out of order | 503 | broken | "
        "longest wait |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, fault in FAULTS.items():
        outcome = asyncio.run(talk_through(cluster.url, partial(fault, cluster)))
        lost = sum(kept.lost for kept in outcome.kept)
        twice = sum(kept.twice for kept in outcome.kept)
        disordered = sum(not kept.is_in_order for kept in outcome.kept)
        lines.append(
            f"| {name} | {outcome.acknowledged} | {lost} | {twice} | {disordered} "
            f"| {outcome.refused} | {outcome.broken} | {outcome.longest_wait:.1f} s |"
        )
    return "\n".join(
        [
            *lines,
            "",
            "Visitors of the website talk to three workers while it happens; a try that fails is "
            "repeated with the same message id, as the chat widget does. Afterwards each "
            "conversation's history is compared with what its visitor was told.",
        ]
    )


def main() -> None:
    """Measures and prints the section."""
    with Progress() as progress:
        section = measure(progress)
    print(section)


if __name__ == "__main__":
    main()
