import socket
from pathlib import Path
from typing import Any

import httpx
import pytest
from channel_server import Server, assert_error, start_server
from sanic.response import html

from bot.channels.protection import add_security_headers
from bot.channels.rate_limits import REQUESTS_AN_ADDRESS

ORIGIN = "https://clinic.example"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nothing",
        "/webhooks",
        "/webhooks/rest/",
        "/webhooks/website/",
        "/webhooks/website/session/1",
        "/webhooks/website/../../etc/passwd",
        "/webhooks/slack/webhook",
        "/conversations/website-1/tracker",
        "/conversations/default/trigger_intent",
        "/model/parse",
        "/version",
        "/status",
        "/docs",
        "/%00",
        "/<script>",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_not_public_is_not_found(client: httpx.Client, method: str, path: str) -> None:
    assert_error(client.request(method, path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/webhooks/rest/webhook"),
        ("PUT", "/webhooks/rest/webhook"),
        ("OPTIONS", "/webhooks/rest/webhook"),
        ("GET", "/webhooks/website/session"),
        ("GET", "/webhooks/website/message"),
        ("POST", "/webhooks/website/history"),
        ("PATCH", "/webhooks/website/session"),
        ("POST", "/health"),
        ("OPTIONS", "/health"),
    ],
)
def test_a_wrong_method_is_refused(client: httpx.Client, method: str, path: str) -> None:
    assert_error(client.request(method, path), 405, "method_not_allowed")


def test_every_answer_has_security_headers(visitor: httpx.Client) -> None:
    for response in (
        visitor.get("/health"),
        visitor.get("/nothing"),
        visitor.post("/webhooks/website/session"),
        visitor.get("/webhooks/website/history"),
        visitor.get("/webhooks/website/history", headers={"Authorization": "Bearer x"}),
        visitor.post("/webhooks/rest/webhook", json={"message": "hello"}),
        visitor.post("/webhooks/rest/webhook", json={"message": "fail"}),
        visitor.post("/webhooks/rest/webhook", content=b"a" * 100_000),
    ):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["content-security-policy"].startswith("default-src 'none'")
        assert response.headers["x-frame-options"] == "DENY"
        assert "server" not in response.headers


def test_a_page_may_load_and_run_only_what_this_server_gives() -> None:
    page = html("<p>Hello</p>")
    add_security_headers("/", page)
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "cache-control" not in page.headers


def test_headers_that_a_response_has_already_stay() -> None:
    page = html("<p>Hello</p>", headers={"Content-Security-Policy": "default-src 'self'"})
    add_security_headers("/", page)
    assert page.headers["content-security-policy"] == "default-src 'self'"


def test_health_names_the_model_when_ready(client: httpx.Client) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "model": "small-model.tar.gz"}


def test_an_assistant_that_stops_says_so_and_keeps_no_connection(
    server: Server, client: httpx.Client
) -> None:
    server.app.ctx.is_stopping = True
    try:
        response = client.get("/health")
    finally:
        server.app.ctx.is_stopping = False
    assert (response.status_code, response.json()) == (503, {"status": "stopping"})
    assert response.headers["connection"] == "close"


def test_behind_a_trusted_proxy_each_visitor_has_a_limit_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOT_RATE_LIMIT", raising=False)
    monkeypatch.setenv("BOT_SECRET", "a secret for tests that is long enough")
    monkeypatch.setenv("BOT_TRUSTED_PROXIES", "1")
    running = start_server(tmp_path / "conversations.db")
    try:
        with running.client() as client:

            def visit(said_by_visitor: str, seen_by_proxy: str) -> int:
                header = {"X-Forwarded-For": f"{said_by_visitor}, {seen_by_proxy}"}
                return client.post("/webhooks/website/session", headers=header).status_code

            statuses = [
                visit(f"198.51.100.{number % 250}", "192.0.2.1")
                for number in range(REQUESTS_AN_ADDRESS + 1)
            ]
            assert statuses == [201] * REQUESTS_AN_ADDRESS + [429]
            assert visit("198.51.100.1", "192.0.2.2") == 201
    finally:
        running.stop()


def test_an_assistant_that_is_starting_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_SECRET", "a secret for tests that is long enough")
    server = start_server(tmp_path / "conversations.db", with_agent=False)
    with server.client() as client:
        assert client.get("/health").status_code == 503
        assert client.get("/health").json() == {"status": "starting"}
        asked = client.post("/webhooks/rest/webhook", json={"message": "hello"})
        assert_error(asked, 503, "starting")
        assert asked.headers["retry-after"] == "1"
        token = client.post("/webhooks/website/session").json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        asked = client.post("/webhooks/website/message", json={"text": "hello"})
        assert_error(asked, 503, "starting")
    server.stop()


def preflight(client: httpx.Client, origin: str) -> httpx.Response:
    return client.options(
        "/webhooks/website/message",
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        },
    )


def test_a_listed_website_may_use_the_channel(client: httpx.Client) -> None:
    asked = preflight(client, ORIGIN)
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == ORIGIN
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "Authorization" in asked.headers["access-control-allow-headers"]
    for response in (
        client.post("/webhooks/website/session", headers={"Origin": ORIGIN}),
        client.get("/webhooks/website/history", headers={"Origin": ORIGIN}),
        client.get("/webhooks/website/nothing", headers={"Origin": ORIGIN}),
        client.post("/webhooks/website/session", headers={"Origin": ORIGIN}, content=b"a" * 99_999),
    ):
        assert response.headers["access-control-allow-origin"] == ORIGIN
        assert response.headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in response.headers


def test_a_browser_is_told_that_there_is_nothing_at_an_address(client: httpx.Client) -> None:
    asked = client.options("/webhooks/website/nothing", headers={"Origin": ORIGIN})
    assert_error(asked, 404, "not_found")


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "https://clinic.example.evil.example",
        "http://clinic.example",
    ],
)
def test_no_other_website_may(client: httpx.Client, origin: str) -> None:
    for response in (
        preflight(client, origin),
        client.post("/webhooks/website/session", headers={"Origin": origin}),
    ):
        assert not [name for name in response.headers if name.startswith("access-control")]


def test_no_website_may_use_the_other_addresses(client: httpx.Client) -> None:
    for response in (
        client.post("/webhooks/rest/webhook", json={"message": "a"}, headers={"Origin": ORIGIN}),
        client.options("/webhooks/rest/webhook", headers={"Origin": ORIGIN}),
        client.get("/health", headers={"Origin": ORIGIN}),
    ):
        assert "access-control-allow-origin" not in response.headers


def raw(server: Any, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(request)
        connection.settimeout(2)
        answer = b""
        try:
            while piece := connection.recv(65_536):
                answer += piece
        except TimeoutError:
            pass
        return answer


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
        b"\x16\x03\x01\x00\r\n\r\n",
        b"POST /webhooks/rest/webhook HTTP/1.1\r\ncontent-length: many\r\n\r\n{}",
        b"POST /webhooks/rest/webhook HTTP/1.1\r\ncontent-length: -5\r\n\r\n{}",
        b"POST /webhooks/rest/webhook HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n",
        b"GET / HTTP/1.1\r\nx: " + b"a" * 20_000 + b"\r\n\r\n",
    ],
)
def test_broken_http_is_the_clients_error_and_answered_in_json(
    server: Any, request_bytes: bytes
) -> None:
    answer = raw(server, request_bytes)
    assert answer.startswith(b"HTTP/1.1 4"), answer
    assert b'{"error":{"code":"' in answer
    assert b"Traceback" not in answer
    assert b"<html" not in answer.lower()


def test_rate_limits_hold_for_a_conversation_and_for_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOT_RATE_LIMIT", raising=False)
    monkeypatch.setenv("BOT_SECRET", "a secret for tests that is long enough")
    server = start_server(tmp_path / "conversations.db")
    with server.client() as client:

        def ask(sender: str) -> httpx.Response:
            return client.post("/webhooks/rest/webhook", json={"sender": sender, "message": "hi"})

        answers = [ask("one").status_code for _ in range(60)]
        assert answers == [200] * 60
        refused = ask("one")
        assert_error(refused, 429, "too_many_requests")
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert ask("two").status_code == 200
        for _ in range(300 - 62):
            client.get("/webhooks/website/history", headers={"Authorization": "Bearer guess"})
        assert_error(ask("three"), 429, "too_many_requests")
        spoofed = client.post("/webhooks/website/session", headers={"X-Forwarded-For": "192.0.2.1"})
        assert_error(spoofed, 429, "too_many_requests")
        assert client.get("/health").status_code == 200
    server.stop()
