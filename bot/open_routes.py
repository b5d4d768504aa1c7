"""Which addresses the server answers at; everything else is 404."""

from __future__ import annotations

from dataclasses import dataclass

from sanic import Sanic


@dataclass(frozen=True, order=True)
class OpenRoute:
    """One address with one method.

    Attributes:
        path: The address.
        method: The HTTP method.
    """

    path: str
    method: str


def open_routes(app: Sanic) -> list[OpenRoute]:
    """Lists what a server answers at, sorted.

    Args:
        app: The server, complete, started or not.
    """
    return sorted(
        OpenRoute(f"/{route.path.lstrip('/')}", method)
        for route in app.router.routes
        for method in route.methods
    )
