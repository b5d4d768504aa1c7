"""Where the database and Redis are, from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping

DATABASE_VARIABLE = "BOT_DATABASE_URL"
REDIS_VARIABLE = "BOT_REDIS_URL"


def database_url(environment: Mapping[str, str] = os.environ) -> str | None:
    """The address in BOT_DATABASE_URL, as SQLAlchemy reads it; None where there is none."""
    return environment.get(DATABASE_VARIABLE) or None


def redis_url(environment: Mapping[str, str] = os.environ) -> str | None:
    """The address in BOT_REDIS_URL, as in "redis://host:6379/0"; None where there is none."""
    return environment.get(REDIS_VARIABLE) or None
