"""Servers and clients for the tests of the channels."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from channel_server import Server, start_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without rate limits that one other website may use."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BOT_RATE_LIMIT", "off")
        environment.setenv("BOT_SECRET", "a secret for tests that is long enough")
        environment.setenv("BOT_CORS_ORIGINS", "https://clinic.example")
        running = start_server(tmp_path_factory.mktemp("store") / "conversations.db")
    yield running
    running.stop()


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    """A client of the server."""
    with server.client() as opened:
        yield opened


@pytest.fixture
def visitor(server: Server) -> Iterator[httpx.Client]:
    """A client with a conversation of its own on the website."""
    with server.client() as opened:
        token = opened.post("/webhooks/website/session").json()["token"]
        opened.headers["Authorization"] = f"Bearer {token}"
        yield opened
