"""Servers, a browser and visitors for the tests of the website."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from running_assistant import free_port
from visit import Visit, VisitorMaker
from web_server import HostPages, WebServer, start_host_pages, start_web_server

from tools.chromium import OPTIONS, find_chromium


@pytest.fixture(scope="module")
def host_pages() -> Iterator[HostPages]:
    """Another origin, which the server's list names."""
    pages = start_host_pages()
    yield pages
    pages.stop()


@pytest.fixture(scope="module")
def environment(host_pages: HostPages) -> Iterator[pytest.MonkeyPatch]:
    """Settings of the server: no rate limits, one other website."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOT_RATE_LIMIT", "off")
        patch.setenv("BOT_SECRET", "a secret for tests that is long enough")
        patch.setenv("BOT_CORS_ORIGINS", host_pages.address)
        yield patch


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "conversations.db"


@pytest.fixture(scope="module")
def server(environment: pytest.MonkeyPatch, database: Path) -> Iterator[WebServer]:
    """The website's server."""
    running = start_web_server(database, free_port())
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(OPTIONS))
        yield running
        running.close()


@pytest.fixture
def visitor_to(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Makes visitors of an address; at the end, none of them met a script's error."""
    made: list[Visit] = []

    def make(address: str, **options: Any) -> Visit:
        made.append(Visit(browser, address, **options))
        return made[-1]

    yield make
    errors = [error for visit in made for error in visit.errors]
    for visit in made:
        visit.close()
    assert errors == []


@pytest.fixture
def visitors(visitor_to: Callable[..., Visit], server: WebServer) -> VisitorMaker:
    """Makes visitors on the demo page of the scripted assistant."""

    def make(address: str = server.address, **options: Any) -> Visit:
        return visitor_to(address, **options)

    return make


@pytest.fixture
def visit(visitors: VisitorMaker) -> Visit:
    """A visitor who has opened the chat."""
    return visitors().open()
