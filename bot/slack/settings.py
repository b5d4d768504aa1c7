"""Settings of the Slack app, from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.channels.configuration import ConfigurationError, signing_secret
from bot.store.retention import retention_days

APP_TOKEN_VARIABLE = "SLACK_APP_TOKEN"
BOT_TOKEN_VARIABLE = "SLACK_BOT_TOKEN"
SIGNING_SECRET_VARIABLE = "SLACK_SIGNING_SECRET"
API_VARIABLE = "SLACK_API_URL"
ASSISTANT_VARIABLE = "BOT_ASSISTANT_URL"

DEFAULT_API_URL = "https://slack.com/api/"
DEFAULT_ASSISTANT_URL = "http://127.0.0.1:5005"

_APP_TOKEN_PREFIX = "xapp-"
_BOT_TOKEN_PREFIX = "xoxb-"


@dataclass(frozen=True)
class SlackSettings:
    """What the app needs to know.

    Attributes:
        bot_tokens: One for each workspace.
        app_token: For Socket Mode; None in HTTP mode.
        signing_secret: For HTTP mode; None in Socket Mode.
        assistant_url: Where the assistant answers.
        assistant_secret: Signs conversations towards the assistant.
        api_url: Where Slack's Web API answers.
    """

    bot_tokens: tuple[str, ...]
    app_token: str | None
    signing_secret: str | None
    assistant_url: str
    assistant_secret: str
    api_url: str = DEFAULT_API_URL


def read_settings(
    *, http: bool, assistant_url: str | None = None, environment: Mapping[str, str] = os.environ
) -> SlackSettings:
    """Reads and checks the settings.

    Args:
        http: Whether Slack sends events over HTTP instead of Socket Mode.
        assistant_url: Where the assistant answers; BOT_ASSISTANT_URL or this machine if None.
        environment: The environment variables.

    Raises:
        ConfigurationError: If something is missing or wrong; says what, in one sentence.
    """
    try:
        retention_days()
    except ValueError as error:
        raise ConfigurationError(str(error)) from error
    bot_tokens = tuple(filter(None, _value(environment, BOT_TOKEN_VARIABLE).split(",")))
    second = SIGNING_SECRET_VARIABLE if http else APP_TOKEN_VARIABLE
    missing = [name for name in (BOT_TOKEN_VARIABLE, second) if not _value(environment, name)]
    if missing:
        raise ConfigurationError(
            f"Set {' and '.join(missing)} in the environment; "
            'the README\'s "Connect Slack" says where Slack shows them.'
        )
    for token in bot_tokens:
        _check_prefix(BOT_TOKEN_VARIABLE, token, _BOT_TOKEN_PREFIX)
    if not http:
        _check_prefix(
            APP_TOKEN_VARIABLE, _value(environment, APP_TOKEN_VARIABLE), _APP_TOKEN_PREFIX
        )
    return SlackSettings(
        bot_tokens=bot_tokens,
        app_token=None if http else _value(environment, APP_TOKEN_VARIABLE),
        signing_secret=_value(environment, SIGNING_SECRET_VARIABLE) if http else None,
        assistant_url=_address(
            assistant_url or _value(environment, ASSISTANT_VARIABLE) or DEFAULT_ASSISTANT_URL,
            "The assistant's address",
        ).rstrip("/"),
        assistant_secret=signing_secret(environment),
        api_url=_address(_value(environment, API_VARIABLE) or DEFAULT_API_URL, API_VARIABLE),
    )


def _value(environment: Mapping[str, str], name: str) -> str:
    return "".join(environment.get(name, "").split())


def _check_prefix(name: str, token: str, prefix: str) -> None:
    if not token.startswith(prefix):
        raise ConfigurationError(
            f'{name} must begin with "{prefix}"; another kind of token stands there now.'
        )


def _address(value: str, what: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigurationError(f"{what} is {value!r}; it must begin with http:// or https://.")
    return value
