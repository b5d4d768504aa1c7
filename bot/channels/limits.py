"""What a client may send: sizes and types of each field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.channels.errors import (
    EMPTY_TEXT,
    INVALID_FIELD,
    INVALID_JSON,
    TEXT_TOO_LONG,
    ApiError,
)
from bot.channels.strict_json import parse_json

MAX_TEXT_CHARACTERS = 1_000
MAX_BODY_BYTES = 16 * 1024
MAX_SENDER_CHARACTERS = 255
MAX_PAYLOAD_CHARACTERS = 255
MAX_MESSAGE_ID_CHARACTERS = 64
MAX_COMMENT_CHARACTERS = 500

IDEMPOTENCY_HEADER = "Idempotency-Key"

# Conversations of other channels; nobody enters them through Rasa's REST channel.
RESERVED_SENDER_PREFIXES = ("website-", "slack-", "socketio-")

# Control characters but tab and line feed, marks that turn the writing direction, and halves of
# surrogate pairs, which no database takes.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def json_object(body: bytes) -> dict[str, Any]:
    """Reads a request's body.

    Args:
        body: The bytes as sent.

    Raises:
        ApiError: If it is not a JSON object.
    """
    try:
        value = parse_json(body)
    except ValueError as error:
        raise ApiError(INVALID_JSON) from error
    if not isinstance(value, dict):
        raise ApiError(INVALID_FIELD, "The request must be a JSON object.")
    return value


def visible_text(value: str) -> str:
    """Drops NUL, other control characters and direction marks, and space at both ends."""
    return _UNWANTED.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def text_field(body: Mapping[str, Any], name: str) -> str:
    """Reads what a visitor typed.

    Args:
        body: The request.
        name: The field.

    Returns:
        The text without control characters, 1 to 1,000 characters.

    Raises:
        ApiError: If it is missing, not a string, empty or too long.
    """
    value = body.get(name)
    if not isinstance(value, str):
        raise ApiError(INVALID_FIELD, f'"{name}" must be a string.')
    if len(value) > MAX_TEXT_CHARACTERS:
        raise ApiError(TEXT_TOO_LONG)
    text = visible_text(value)
    if not text:
        raise ApiError(EMPTY_TEXT)
    return text


def optional_comment(body: Mapping[str, Any], name: str) -> str | None:
    """Reads a remark of at most 500 characters; None where there is none.

    Args:
        body: The request.
        name: The field.

    Raises:
        ApiError: If it is not a string or too long.
    """
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > MAX_COMMENT_CHARACTERS:
        raise ApiError(
            INVALID_FIELD,
            f'"{name}" must be a string of at most {MAX_COMMENT_CHARACTERS} characters.',
        )
    return visible_text(value) or None


def optional_identifier(body: Mapping[str, Any], name: str, most: int) -> str | None:
    """Reads an identifier that a client chose; None where there is none.

    Args:
        body: The request.
        name: The field.
        most: The most characters.

    Raises:
        ApiError: If it is not a string of 1 to `most` printable characters.
    """
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= most or not value.isprintable():
        raise ApiError(
            INVALID_FIELD, f'"{name}" must be a string of 1 to {most} printable characters.'
        )
    return value


def idempotency_key(headers: Mapping[str, str]) -> str | None:
    """Reads the id of a request that its client or a proxy gives every try; None without one.

    Args:
        headers: The request's headers.

    Raises:
        ApiError: If it is not 1 to 64 printable characters.
    """
    return optional_identifier(headers, IDEMPOTENCY_HEADER, MAX_MESSAGE_ID_CHARACTERS)


def optional_sender(body: Mapping[str, Any]) -> str | None:
    """Reads the name under which a client of Rasa's REST channel talks.

    Args:
        body: The request.

    Returns:
        The name, or None where there is none.

    Raises:
        ApiError: If it is no name, or the name of another channel's conversation.
    """
    sender = optional_identifier(body, "sender", MAX_SENDER_CHARACTERS)
    if sender is None:
        return None
    if sender.strip().casefold().startswith(RESERVED_SENDER_PREFIXES):
        raise ApiError(INVALID_FIELD, '"sender" must not begin like another channel\'s.')
    return sender
