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

MIN_SECRET_CHARACTERS = 32
MIN_DIFFERENT_CHARACTERS = 10
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
