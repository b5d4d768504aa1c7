"""How the demo page and the scripts are served."""

from __future__ import annotations

import pytest
from web_server import WebServer

from bot.web.pages import PAGES, accepts_gzip, is_known

PATHS = [page.path for page in PAGES]
SCRIPTS = ["/widget.js", "/osteo-chat.js"]


@pytest.mark.parametrize("path", PATHS)
def test_a_file_comes_whole_with_its_type_and_headers(server: WebServer, path: str) -> None:
    page = next(page for page in PAGES if page.path == path)
    with server.client() as client:
        response = client.get(path)
    assert response.status_code == 200
    assert response.content == page.file.read_bytes()
    assert response.headers["content-type"] == page.content_type
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", PATHS)
def test_a_browser_that_has_the_current_copy_gets_no_other(server: WebServer, path: str) -> None:
    with server.client() as client:
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert again.status_code == 304
        assert again.content == b"" and again.headers["etag"] == tag
        assert client.get(path, headers={"If-None-Match": '"old"'}).status_code == 200
        plain = client.get(path, headers={"Accept-Encoding": "identity"})
        assert "content-encoding" not in plain.headers and plain.headers["etag"] != tag


def test_head_tells_the_headers_alone(server: WebServer) -> None:
    with server.client() as client:
        response = client.head("/")
    assert response.status_code == 200
    assert response.content == b"" and response.headers["etag"]


def test_the_page_has_a_strict_policy(server: WebServer) -> None:
    with server.client() as client:
        policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "script-src 'self'" in policy


@pytest.mark.parametrize("path", PATHS)
def test_only_the_scripts_are_for_other_websites(server: WebServer, path: str) -> None:
    with server.client() as client:
        headers = client.get(path, headers={"Origin": "https://elsewhere.example"}).headers
    expected = "cross-origin" if path in SCRIPTS else "same-origin"
    assert headers["cross-origin-resource-policy"] == expected
    assert (headers.get("access-control-allow-origin") == "*") == (path in SCRIPTS)


@pytest.mark.parametrize("path", ["/widget.js/", "/dist/widget.js", "/..%2fpages.py", "/demo.CSS"])
def test_nothing_else_is_served(server: WebServer, path: str) -> None:
    with server.client() as client:
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False), ("", False), ("br", False)],
)
def test_gzip_goes_only_to_who_takes_it(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize(
    ("header", "known"),
    [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False), ("", False)],
)
def test_a_copy_is_known_by_its_tag(header: str, known: bool) -> None:
    assert is_known('"a"', header) is known
