"""What holds for every answer of the server: JSON errors, security headers, limits, CORS."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse

from bot.channels.configuration import allowed_origins
from bot.channels.cors import add_cors_headers, preflight_response
from bot.channels.errors import (
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    ApiError,
    answer_exception,
    error_response,
)
from bot.channels.rate_limits import RateLimits

REST_PREFIX = "/webhooks/rest/"
WEBSITE_PREFIX = "/webhooks/website/"
SLACK_PREFIX = "/webhooks/slack/"
HEALTH_PATH = "/health"
METRICS_PATH = "/metrics"

_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# JSON is never a page: nothing in it may run, and nobody may frame it.
_OF_DATA = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# The demo page: everything from this server; pages of the same server may frame it.
_OF_PAGES = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class ProtectedBlueprint(Blueprint):
    """A blueprint that protects the server it is registered with, however that is started."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Registers the routes (see base class)."""
        protect(app)
        super().register(app, options)


def protect(app: Sanic) -> None:
    """Gives a server JSON errors, security headers, rate limits and CORS; once is enough.

    Args:
        app: The server, not yet started.
    """
    if hasattr(app.ctx, "rate_limits"):
        return
    app.ctx.rate_limits = RateLimits.from_environment()
    origins = allowed_origins()
    app.error_handler.add(Exception, answer_exception)

    def answer_options(request: Request) -> HTTPResponse | None:
        if request.method != "OPTIONS" or not _is_own(request.path):
            return None
        if request.path.startswith(WEBSITE_PREFIX):
            known = request.path.strip("/") in {route.path for route in app.router.routes}
            return preflight_response() if known else error_response(ApiError(NOT_FOUND))
        return error_response(ApiError(METHOD_NOT_ALLOWED))

    async def add_headers(request: Request, response: BaseHTTPResponse) -> None:
        add_security_headers(request.path, response)
        if request.path.startswith(WEBSITE_PREFIX):
            add_cors_headers(request, response, origins)

    async def answer_options_first(app: Sanic, _loop: Any) -> None:
        # Rasa's own CORS support puts itself first at this point and answers 200 at any address.
        app.request_middleware.appendleft(answer_options)

    app.register_listener(answer_options_first, "before_server_start")
    app.register_middleware(add_headers, "response")


def add_security_headers(path: str, response: BaseHTTPResponse) -> None:
    """Adds the headers that a response of this kind needs; its own stay as they are.

    Args:
        path: The path of the request.
        response: The response.
    """
    content_type = response.content_type or ""
    wanted = dict(_EVERYWHERE)
    if content_type.startswith("text/html"):
        wanted |= _OF_PAGES
    elif content_type.startswith("application/json") or _is_own(path):
        wanted |= _OF_DATA
    if _is_own(path) or response.status >= 400:
        wanted["Cache-Control"] = "no-store"
    for name, value in wanted.items():
        response.headers.setdefault(name, value)


def _is_own(path: str) -> bool:
    return path.startswith((REST_PREFIX, WEBSITE_PREFIX, SLACK_PREFIX)) or path in (
        HEALTH_PATH,
        METRICS_PATH,
    )
