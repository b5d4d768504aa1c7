"""How Slack's libraries log: errors in one line each, so that no user's words get into a log."""

from __future__ import annotations

import logging


def library_logger() -> logging.Logger:
    """The logger that Bolt and slack_sdk take over.

    Their warnings are hints for those who write apps and quote what was sent, and their errors come
    with tracebacks also where Slack is only away. At debug level everything is told.
    """
    logger = logging.getLogger("bot.slack.libraries")
    if not logging.getLogger().isEnabledFor(logging.DEBUG):
        logger.setLevel(logging.ERROR)
        logger.addFilter(_without_traceback)
    return logger


def _without_traceback(record: logging.LogRecord) -> bool:
    record.exc_info = record.exc_text = None
    return True
