"""What must be configured before many people, or several processes, use the assistant."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.channels.configuration import (
    MODE_VARIABLE,
    PRODUCTION,
    ConfigurationError,
    signing_secret,
)
from bot.store.addresses import DATABASE_VARIABLE, REDIS_VARIABLE

MIN_PASSWORD_CHARACTERS = 12


def check_configuration(workers: int, environment: Mapping[str, str] = os.environ) -> None:
    """Makes sure that the configuration fits the use.

    Args:
        workers: How many processes are to answer.
        environment: The environment variables.

    Raises:
        ConfigurationError: It does not; the message says what to set.
    """
    if workers > 1:
        _check_sharing(environment)
    if environment.get(MODE_VARIABLE, "").strip().lower() == PRODUCTION:
        signing_secret(environment)
        for variable in (DATABASE_VARIABLE, REDIS_VARIABLE):
            _check_password(variable, environment.get(variable, ""))


def _check_sharing(environment: Mapping[str, str]) -> None:
    database = environment.get(DATABASE_VARIABLE, "")
    if not database.startswith("postgresql"):
        raise ConfigurationError(
            f"Several workers share one database: set {DATABASE_VARIABLE} to a PostgreSQL address "
            "such as postgresql://user:password@host/name, or start one worker."
        )
    if not environment.get(REDIS_VARIABLE):
        raise ConfigurationError(
            f"Several workers take turns through Redis: set {REDIS_VARIABLE} to an address such as "
            "redis://:password@host:6379/0, or start one worker."
        )


def _check_password(variable: str, address: str) -> None:
    password = urlsplit(address).password
    if password is not None and len(password) < MIN_PASSWORD_CHARACTERS:
        raise ConfigurationError(
            f"In production, the password in {variable} must have at least "
            f"{MIN_PASSWORD_CHARACTERS} characters."
        )
