"""How the project logs: to standard error, never a message's text or a conversation's id."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress

from bot.channels.configuration import ConfigurationError, is_production

LEVEL_VARIABLE = "LOG_LEVEL"
FORMAT_VARIABLE = "BOT_LOG_FORMAT"
JSON = "json"
# Gets a line for each answered message, in which these fields may stand beside the usual ones.
MESSAGE_LOGGER = "bot.messages"
MESSAGE_FIELDS = ("channel", "milliseconds", "topics", "triage_level")


def say(sentence: str) -> None:
    """Prints a sentence for who started the server; a full disk behind it stops nothing."""
    with suppress(OSError):
        print(sentence, flush=True)


def configure_logs() -> None:
    """Sets up logging for Rasa, Sanic and this project; LOG_LEVEL in the environment overrides.

    Below the default level Rasa logs message texts and conversation ids, so such a level is for
    developers only, and refused in production. With BOT_LOG_FORMAT=json each line is a JSON object,
    and each answered message gets a line with its channel, topics and duration.

    Raises:
        ConfigurationError: BOT_ENV is "production" and LOG_LEVEL is below the default.
    """
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    level = configure_own_logs()

    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(level)
    configure_logging_and_warnings(level, filter_repeated_logs=False)
    if _is_json():
        logging.getLogger(MESSAGE_LOGGER).setLevel(logging.INFO)
    if level >= logging.WARNING:
        # Rasa and its libraries set filters of their own, so warnings are silenced as logs.
        logging.captureWarnings(True)
        logging.getLogger("py.warnings").setLevel(logging.ERROR)


def configure_own_logs() -> int:
    """Sets up logging for programs without Rasa.

    Returns:
        The level.

    Raises:
        ConfigurationError: BOT_ENV is "production" and LOG_LEVEL is below the default.
    """
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
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_json_formatter() if _is_json() else _plain_formatter())
    logging.basicConfig(handlers=[handler], level=level)
    return level


def _is_json() -> bool:
    return os.environ.get(FORMAT_VARIABLE, "").strip().lower() == JSON


def _plain_formatter() -> logging.Formatter:
    return logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")


def _json_formatter() -> logging.Formatter:
    import structlog

    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(allow=MESSAGE_FIELDS),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
    )
