"""Notes each answered message: a count for the metrics, a line for the log."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.logs import MESSAGE_LOGGER
from bot.monitoring.metrics import count_message

logger = logging.getLogger(MESSAGE_LOGGER)


@dataclass(frozen=True)
class Answered:
    """What may be known of an answered message: nothing that was written, and not by whom.

    Attributes:
        channel: Name of the input channel.
        seconds: From its arrival to its answer.
        topics: The topics of the answers, each once.
        triage_level: How urgent it was, where that decided the reply.
    """

    channel: str
    seconds: float
    topics: tuple[str, ...]
    triage_level: str | None


def note_answered(answered: Answered) -> None:
    """Counts and logs a message.

    Args:
        answered: The message.
    """
    count_message(answered.channel, answered.seconds, answered.topics, answered.triage_level)
    logger.info(
        "message answered",
        extra={
            "channel": answered.channel,
            "milliseconds": round(answered.seconds * 1000, 1),
            "topics": list(answered.topics),
            "triage_level": answered.triage_level,
        },
    )
