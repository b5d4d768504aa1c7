"""How long conversations are kept."""

from __future__ import annotations

import os

RETENTION_VARIABLE = "BOT_RETENTION_DAYS"
DEFAULT_RETENTION_DAYS = 30
SECONDS_A_DAY = 86_400


def retention_days() -> float:
    """After how many days without a message a conversation is removed (BOT_RETENTION_DAYS).

    Raises:
        ValueError: The variable is not a number above 0.
    """
    value = os.environ.get(RETENTION_VARIABLE) or str(DEFAULT_RETENTION_DAYS)
    try:
        days = float(value)
    except ValueError:
        days = 0.0
    if not 0 < days < float("inf"):
        raise ValueError(f"{RETENTION_VARIABLE} is {value!r}; it must be a number of days above 0")
    return days
