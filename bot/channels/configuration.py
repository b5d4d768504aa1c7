"""Settings of the channels that come from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bot.paths import VARIABLE_DIRECTORY

SECRET_VARIABLE = "BOT_SECRET"
MODE_VARIABLE = "BOT_ENV"
PRODUCTION = "production"
ORIGINS_VARIABLE = "BOT_CORS_ORIGINS"
METRICS_TOKEN_VARIABLE = "BOT_METRICS_TOKEN"
PROXIES_VARIABLE = "BOT_TRUSTED_PROXIES"

MIN_SECRET_CHARACTERS = 32
MIN_DIFFERENT_CHARACTERS = 10
MIN_METRICS_TOKEN_CHARACTERS = 16
SECRET_FILE = VARIABLE_DIRECTORY / "secret"


class ConfigurationError(Exception):
    """A setting with which the assistant must not start; the message says what to do."""


def is_production(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether BOT_ENV says that real visitors are served.

    Args:
        environment: The environment variables.
    """
    return environment.get(MODE_VARIABLE, "").strip().lower() == PRODUCTION


def signing_secret(
    environment: Mapping[str, str] = os.environ, secret_file: Path = SECRET_FILE
) -> str:
    """The secret with which conversations' tokens are signed.

    Args:
        environment: The environment variables.
        secret_file: Where development keeps a secret of its own.

    Returns:
        The secret of BOT_SECRET; without it, outside production, one that is made once.

    Raises:
        ConfigurationError: If BOT_ENV is "production" and BOT_SECRET is missing or weak.
    """
    secret = environment.get(SECRET_VARIABLE, "")
    if is_production(environment):
        if len(secret) < MIN_SECRET_CHARACTERS or len(set(secret)) < MIN_DIFFERENT_CHARACTERS:
            raise ConfigurationError(
                f"In production, set {SECRET_VARIABLE} to a random text of at least "
                f"{MIN_SECRET_CHARACTERS} characters. This command makes one: "
                'python -c "import secrets; print(secrets.token_urlsafe(48))"'
            )
        return secret
    return secret or _kept_secret(secret_file)


def allowed_origins(environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """The websites of other addresses that may use the website channel.

    Args:
        environment: The environment variables; BOT_CORS_ORIGINS lists origins with commas.

    Returns:
        The origins; none by default.

    Raises:
        ConfigurationError: If an entry is not an origin such as "https://example.org".
    """
    entries = environment.get(ORIGINS_VARIABLE, "").split(",")
    return frozenset(_origin(entry.strip()) for entry in entries if entry.strip())


def metrics_token(environment: Mapping[str, str] = os.environ) -> str | None:
    """The secret with which a monitoring system reads the metrics.

    Args:
        environment: The environment variables.

    Returns:
        The token of BOT_METRICS_TOKEN; None, and no metrics for anybody, where it is not set.

    Raises:
        ConfigurationError: If the token is shorter than 16 characters.
    """
    token = environment.get(METRICS_TOKEN_VARIABLE, "").strip()
    if token and len(token) < MIN_METRICS_TOKEN_CHARACTERS:
        raise ConfigurationError(
            f"{METRICS_TOKEN_VARIABLE} must have at least {MIN_METRICS_TOKEN_CHARACTERS} "
            'characters. This command makes one: python -c "import secrets; '
            'print(secrets.token_urlsafe(24))"'
        )
    return token or None


def trusted_proxies(environment: Mapping[str, str] = os.environ) -> int | None:
    """How many proxies of our own stand before the assistant and add to X-Forwarded-For.

    Without them the header is a visitor's own word, and is not read.

    Args:
        environment: The environment variables; BOT_TRUSTED_PROXIES is the number.

    Returns:
        The number; None if there are none.

    Raises:
        ConfigurationError: If it is not a number from 0 to 9.
    """
    value = environment.get(PROXIES_VARIABLE, "").strip() or "0"
    if len(value) > 1 or value not in "0123456789":
        raise ConfigurationError(
            f"{PROXIES_VARIABLE} is {value!r}; it must be a number from 0 to 9"
        )
    return int(value) or None


def _origin(entry: str) -> str:
    parts = urlsplit(entry)
    origin = f"{parts.scheme}://{parts.netloc}".lower()
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or origin != entry.lower().rstrip("/")
        or any(character in parts.netloc for character in "*@ ")
    ):
        raise ConfigurationError(
            f"{ORIGINS_VARIABLE} holds {entry!r}. List full origins with commas between them, "
            "such as https://example.org,https://www.example.org"
        )
    return origin


def _kept_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            # Unlike a rename, a link never replaces the secret that another process just made.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
