"""How the project logs: warnings and errors to standard error, never a message's text."""

from __future__ import annotations

import logging
import os
import sys

from bot.channels.configuration import ConfigurationError, is_production

LEVEL_VARIABLE = "LOG_LEVEL"


def configure_logs() -> None:
    """Sets up logging for Rasa, Sanic and this project; LOG_LEVEL in the environment overrides.

    Below the default level Rasa logs message texts and conversation ids, so such a level is for
    developers only, and refused in production.

    Raises:
        bot.channels.configuration.ConfigurationError: BOT_ENV is "production" and LOG_LEVEL is
            below the default.
    """
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    name = os.environ.setdefault(LEVEL_VARIABLE, "WARNING").upper()
    level = logging.getLevelName(name)
    if not isinstance(level, int):
        level = logging.WARNING
    if level < logging.WARNING and is_production():
        raise ConfigurationError(
            f"In production, {LEVEL_VARIABLE} must not be {name}: logs would hold what visitors "
            "write. Use WARNING or ERROR, or leave it out."
        )
    logging.basicConfig(
        format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr, level=level
    )

    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(level)
    configure_logging_and_warnings(level, filter_repeated_logs=False)
    if level >= logging.WARNING:
        # Rasa and its libraries set filters of their own, so warnings are silenced as logs.
        logging.captureWarnings(True)
        logging.getLogger("py.warnings").setLevel(logging.ERROR)
