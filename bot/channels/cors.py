"""Lets pages of listed other addresses use the website channel (CORS)."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty

ALLOWED_METHODS = "GET, POST, DELETE"
ALLOWED_HEADERS = "Authorization, Content-Type"
EXPOSED_HEADERS = "Retry-After"
MAX_AGE_SECONDS = 600


def preflight_response() -> HTTPResponse:
    """The answer to a browser's question whether a page may use an address."""
    return empty()


def add_cors_headers(request: Request, response: BaseHTTPResponse, origins: frozenset[str]) -> None:
    """Tells the browser whether the page that asks may read the answer.

    Args:
        request: The request.
        response: Its answer; gets the headers.
        origins: The origins that may.
    """
    response.headers["Vary"] = "Origin"
    origin = request.headers.get("origin", "")
    if origin not in origins:
        return
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = ALLOWED_METHODS
        response.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
        response.headers["Access-Control-Max-Age"] = str(MAX_AGE_SECONDS)
