"""Counts what the assistant does, for Prometheus; nothing here tells one visitor from another.

Each process counts for itself and is asked by itself, so that Prometheus tells them apart. Where
several processes stand behind one address, PROMETHEUS_MULTIPROC_DIR names a directory, empty at the
start, in which they add up.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

CONTENT_TYPE = CONTENT_TYPE_LATEST
MULTIPROCESS_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"

# From what one message costs to what a visitor leaves for.
_SECONDS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

_messages = Counter("assistant_messages", "Messages that were answered.", ["channel"])
_seconds = Histogram(
    "assistant_message_seconds",
    "From a message's arrival to its answer, the waiting and the store included.",
    ["channel"],
    buckets=_SECONDS,
)
_topics = Counter(
    "assistant_topics",
    "Messages by the topic of their answer; nlu_fallback where choices were offered instead.",
    ["topic"],
)
_triage = Counter("assistant_triage", "Messages that were a matter of safety.", ["level"])
_errors = Counter("assistant_errors", "Requests that could not be answered.", ["code"])
_feedback = Counter("assistant_feedback", "What visitors said of answers.", ["helpful"])


def count_message(
    channel: str, seconds: float, topics: Iterable[str], triage_level: str | None
) -> None:
    """Counts an answered message.

    Args:
        channel: Name of the input channel.
        seconds: From its arrival to its answer.
        topics: The topics of the answers, each once.
        triage_level: How urgent it was, where that decided the reply.
    """
    _messages.labels(channel).inc()
    _seconds.labels(channel).observe(seconds)
    for topic in topics:
        _topics.labels(topic).inc()
    if triage_level:
        _triage.labels(triage_level).inc()


def count_error(code: str) -> None:
    """Counts a request that could not be answered, by the code that its client was told."""
    _errors.labels(code).inc()


def count_feedback(helpful: bool) -> None:
    """Counts what a visitor said of an answer."""
    _feedback.labels("yes" if helpful else "no").inc()


def exposition() -> bytes:
    """All metrics in Prometheus' text format."""
    if not os.environ.get(MULTIPROCESS_VARIABLE):
        return bytes(generate_latest(REGISTRY))
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return bytes(generate_latest(together))
