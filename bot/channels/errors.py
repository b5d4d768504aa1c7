"""What clients are told when a request can't be answered: one JSON form, calm words."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass

from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.responses import json_response
from bot.monitoring.metrics import count_error
from bot.store.errors import StoreError, StoreUnavailable

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ErrorKind:
    """One way in which a request fails.

    Attributes:
        status: HTTP status.
        code: Stable name for programs.
        message: What a person may read.
    """

    status: int
    code: str
    message: str


BAD_REQUEST = ErrorKind(400, "bad_request", "This request is not valid HTTP.")
INVALID_JSON = ErrorKind(400, "invalid_json", "The request is not valid JSON.")
TOKEN_MISSING = ErrorKind(401, "token_missing", "This conversation needs its token.")
TOKEN_INVALID = ErrorKind(401, "token_invalid", "This token is not valid. Please start again.")
SESSION_ENDED = ErrorKind(401, "session_ended", "This conversation has ended. Please start again.")
NOT_FOUND = ErrorKind(404, "not_found", "There is nothing at this address.")
MESSAGE_NOT_FOUND = ErrorKind(
    404, "message_not_found", "There is no such message of the assistant in this conversation."
)
METHOD_NOT_ALLOWED = ErrorKind(405, "method_not_allowed", "This address can't be used this way.")
REQUEST_TIMEOUT = ErrorKind(408, "request_timeout", "The request took too long to arrive.")
BODY_TOO_LARGE = ErrorKind(413, "body_too_large", "The request is too large.")
TEXT_TOO_LONG = ErrorKind(
    413, "text_too_long", "The message is too long. Please shorten it to 1,000 characters."
)
EXPECTATION_FAILED = ErrorKind(417, "expectation_failed", "The request expects too much.")
EMPTY_TEXT = ErrorKind(422, "empty_text", "The message is empty. Please type a question.")
INVALID_FIELD = ErrorKind(422, "invalid_field", "A part of the request is not valid.")
UNKNOWN_BUTTON = ErrorKind(422, "unknown_button", "The assistant has no such button.")
TOO_MANY_REQUESTS = ErrorKind(
    429, "too_many_requests", "That was a lot at once. Please wait a moment and try again."
)
SERVER_ERROR = ErrorKind(
    500, "server_error", "I'm sorry, something went wrong here. Please try again."
)
STARTING = ErrorKind(503, "starting", "The assistant is starting. Please try again in a moment.")
BUSY = ErrorKind(503, "busy", "The assistant is busy. Please try again in a moment.")
UNAVAILABLE = ErrorKind(
    503, "unavailable", "The assistant is not available at the moment. Please try again shortly."
)

RETRY_SOON = {"Retry-After": "1"}
# A database that restarts is back within seconds.
RETRY_SHORTLY = {"Retry-After": "3"}

# What Sanic itself raises, by status.
_KINDS_OF_SERVER = {
    kind.status: kind
    for kind in (
        BAD_REQUEST,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        REQUEST_TIMEOUT,
        BODY_TOO_LARGE,
        EXPECTATION_FAILED,
        BUSY,
    )
}

# The method of the stand-in request that Sanic makes when it could not read one.
_UNREADABLE = "NONE"


class ApiError(Exception):
    """A request that can't be answered, with what the client is told."""

    def __init__(
        self,
        kind: ErrorKind,
        message: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Chooses the answer.

        Args:
            kind: Which error.
            message: Other words than the kind's own, where more can be said.
            headers: Further response headers.
        """
        super().__init__(kind.code)
        self.kind = kind
        self.message = message or kind.message
        self.headers = dict(headers or {})


def error_response(error: ApiError) -> HTTPResponse:
    """The JSON form of an error."""
    body = {"error": {"code": error.kind.code, "message": error.message}}
    return json_response(body, status=error.kind.status, headers=error.headers)


def answer_exception(request: Request, exception: Exception) -> HTTPResponse:
    """Turns any exception of a request into JSON; only the log learns what happened.

    Args:
        request: The request; Sanic's stand-in when it could not be read.
        exception: What was raised.
    """
    error = _as_api_error(request, exception)
    count_error(error.kind.code)
    return error_response(error)


def _as_api_error(request: Request, exception: Exception) -> ApiError:
    if isinstance(exception, ApiError):
        return exception
    if isinstance(exception, StoreUnavailable):
        log_failure("A store is away", exception)
        return ApiError(UNAVAILABLE, headers=RETRY_SHORTLY)
    if isinstance(exception, StoreError):
        return ApiError(BUSY, headers=RETRY_SOON)
    if isinstance(exception, SanicException):
        kind = _KINDS_OF_SERVER.get(getattr(exception, "status_code", 500))
        if kind is not None:
            return ApiError(kind, headers=getattr(exception, "headers", None))
    if request.method == _UNREADABLE:
        return ApiError(BAD_REQUEST)
    log_failure("A request failed", exception)
    return ApiError(SERVER_ERROR)


def log_failure(what: str, exception: BaseException) -> None:
    """Logs where a failure happened; its words may quote a visitor, so only at debug level.

    Args:
        what: What failed.
        exception: The failure.
    """
    frames = traceback.extract_tb(exception.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
    logger.error("%s: %s at %s", what, type(exception).__name__, place)
    logger.debug("Details", exc_info=exception)
