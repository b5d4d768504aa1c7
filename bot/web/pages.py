"""Serves the demo page and the chat widget's scripts."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

_HERE = Path(__file__).resolve().parent
SCRIPTS_DIRECTORY = _HERE / "dist"
DEMO_DIRECTORY = _HERE / "demo"

# Browsers keep a copy and ask each time whether it is still the current one.
_CACHING = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
# Pages of other websites embed the scripts; there is nothing private in them.
_FOR_ALL_WEBSITES = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_FOR_THIS_WEBSITE = {"Cross-Origin-Resource-Policy": "same-origin"}


@dataclass(frozen=True)
class Page:
    """A file at an address.

    Attributes:
        path: The address.
        file: The file.
        content_type: Its type.
        headers: Headers of its own.
    """

    path: str
    file: Path
    content_type: str
    headers: dict[str, str] = field(default_factory=lambda: dict(_FOR_THIS_WEBSITE))


_JAVASCRIPT = "text/javascript; charset=utf-8"

PAGES = (
    Page("/", DEMO_DIRECTORY / "index.html", "text/html; charset=utf-8"),
    Page("/demo.css", DEMO_DIRECTORY / "demo.css", "text/css; charset=utf-8"),
    Page("/icon.svg", DEMO_DIRECTORY / "icon.svg", "image/svg+xml"),
    Page("/widget.js", SCRIPTS_DIRECTORY / "widget.js", _JAVASCRIPT, _FOR_ALL_WEBSITES),
    Page("/osteo-chat.js", SCRIPTS_DIRECTORY / "osteo-chat.js", _JAVASCRIPT, _FOR_ALL_WEBSITES),
)


def add_pages(app: Sanic) -> None:
    """Adds the demo page at "/" and the widget's scripts; once is enough.

    The security headers come from `bot.channels.protection`.

    Args:
        app: The server, not yet started, without another route at "/".
    """
    if hasattr(app.ctx, "pages"):
        return
    app.ctx.pages = PAGES
    for page in PAGES:
        name = f"web_{page.file.stem.replace('-', '_')}_{page.file.suffix[1:]}"
        app.add_route(
            _handler(page), page.path, methods=["GET", "HEAD"], strict_slashes=True, name=name
        )


def _handler(page: Page) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    plain = page.file.read_bytes()
    # Without a time in it, the same file is the same bytes after each start.
    zipped = gzip.compress(plain, mtime=0)
    tag = hashlib.sha256(plain).hexdigest()[:32]

    async def answer(request: Request) -> HTTPResponse:
        wants_zipped = accepts_gzip(request.headers.get("accept-encoding", ""))
        etag = f'"{tag}-gzip"' if wants_zipped else f'"{tag}"'
        headers = {**_CACHING, **page.headers, "ETag": etag}
        if is_known(etag, request.headers.get("if-none-match", "")):
            return empty(status=304, headers=headers)
        if wants_zipped:
            headers["Content-Encoding"] = "gzip"
        body = zipped if wants_zipped else plain
        return raw(body, headers=headers, content_type=page.content_type)

    return answer


def accepts_gzip(accept_encoding: str) -> bool:
    """Tells whether a browser takes gzip.

    Args:
        accept_encoding: Its Accept-Encoding header.
    """
    for entry in accept_encoding.lower().split(","):
        name, _, weight = entry.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def is_known(etag: str, if_none_match: str) -> bool:
    """Tells whether a browser has the current copy.

    Args:
        etag: The current copy's tag, in quotes.
        if_none_match: The browser's If-None-Match header.
    """
    tags = (entry.strip().removeprefix("W/") for entry in if_none_match.split(","))
    return any(entry in (etag, "*") for entry in tags)
