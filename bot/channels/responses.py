"""JSON answers, written for people who read them too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sanic.response import HTTPResponse, json


def json_response(
    body: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> HTTPResponse:
    """A JSON answer in which slashes stand as they are, so that payloads stay readable.

    Args:
        body: What to send.
        status: HTTP status.
        headers: Further headers.
    """
    return json(body, status=status, headers=dict(headers or {}), escape_forward_slashes=False)
