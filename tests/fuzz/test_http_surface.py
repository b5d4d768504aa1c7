"""Odd requests to the served assistant: an answer each time, never a 5xx, never a traceback."""

from __future__ import annotations

import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from odd_messages import odd_messages

from bot.channels.limits import MAX_BODY_BYTES
from bot.open_routes import OpenRoute, open_routes
from bot.serve import create_app
from bot.training import train

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"]
SECONDS_TO_ANSWER = 30

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    ["text", "payload", "message_id", "message", "helpful", "comment", "sender", "metadata",
     "input_channel", "stream", "slots", "token"]
)  # fmt: skip
MALFORMED = st.sampled_from(
    [b"", b"{", b"null", b"[]", b'""', b"{}{}", b'{"a":1,"a":2}', b'{"text":NaN}', b"\xff\xfe{}",
     b"[" * 5000, b'{"text":' * 900, b"text=hello", b'{"text":"\\ud800"}', b'{"message":"\\u0000"}',
     b'{"text":"' + b"a" * (MAX_BODY_BYTES - 12) + b'"}', b"a" * (MAX_BODY_BYTES + 1),
     b"{" + b" " * 100_000 + b"}"]
)  # fmt: skip
BODIES = st.one_of(
    st.dictionaries(FIELDS, ANYTHING).map(lambda body: json.dumps(body).encode()),
    st.builds(
        lambda field, text: json.dumps({field: text}).encode(),
        st.sampled_from(["text", "message", "payload"]),
        odd_messages(),
    ),
    MALFORMED,
    st.binary(max_size=200),
)
HEADER_NAMES = st.sampled_from(
    ["Content-Type", "Accept", "Accept-Encoding", "Origin", "X-Forwarded-For", "Forwarded", "Range",
     "Cookie", "If-None-Match", "Authorization", "X-HTTP-Method-Override", "Upgrade", "Referer"]
)  # fmt: skip
HEADER_VALUES = st.one_of(
    st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=60),
    st.sampled_from(
        ["", "*", "null", "gzip;q=0", "application/xml", "multipart/form-data; boundary=x",
         "bytes=0-999999999", "Bearer", "Bearer x.y.z", "Basic OjpA", "127.0.0.1, ::1",
         "websocket", "application/json; charset=utf-16", "a" * 4000]
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def routes() -> list[OpenRoute]:
    return open_routes(create_app(train()))


@pytest.fixture(scope="module")
def client(assistant: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=assistant.url, timeout=SECONDS_TO_ANSWER) as client:
        yield client


def test_only_what_is_meant_to_be_public_is_open(
    routes: list[OpenRoute], capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"/", "/demo.css", "/icon.svg", "/widget.js", "/osteo-chat.js"}
    assert set(routes) == {
        *(OpenRoute(path, method) for path in files for method in ("GET", "HEAD")),
        OpenRoute("/health", "GET"),
        OpenRoute("/webhooks/rest/webhook", "POST"),
        OpenRoute("/webhooks/website/session", "POST"),
        OpenRoute("/webhooks/website/session", "DELETE"),
        OpenRoute("/webhooks/website/message", "POST"),
        OpenRoute("/webhooks/website/history", "GET"),
        OpenRoute("/webhooks/website/feedback", "POST"),
        # For the Slack app beside the assistant, which proves itself by a secret.
        OpenRoute("/webhooks/slack/message", "POST"),
        OpenRoute("/webhooks/slack/feedback", "POST"),
        OpenRoute("/webhooks/slack/conversation", "DELETE"),
    }
    with capsys.disabled():
        print("\nopen routes:", ", ".join(f"{route.method} {route.path}" for route in routes))


def test_no_request_makes_the_server_fail_or_hang(
    client: httpx.Client,
    assistant: Any,
    routes: list[OpenRoute],
    request_count: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    token = client.post("/webhooks/website/session").json()["token"]
    real_path = st.sampled_from(sorted({route.path for route in routes}))
    statuses: Counter[int] = Counter()

    @settings(
        max_examples=request_count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        method=st.sampled_from([*METHODS, "POST", "POST", "POST"]),
        path=real_path | st.builds("{}{}".format, real_path, odd_paths()),
        body=BODIES,
        headers=st.dictionaries(HEADER_NAMES, HEADER_VALUES, max_size=3),
        with_token=st.booleans(),
        in_pieces=st.booleans(),
    )
    def send(
        method: str,
        path: str,
        body: bytes,
        headers: dict[str, str],
        with_token: bool,
        in_pieces: bool,
    ) -> None:
        if with_token:
            headers = headers | {"Authorization": f"Bearer {token}"}
        content = iter([body[:7], body[7:]]) if in_pieces else body
        response = client.request(method, path, content=content, headers=headers)
        statuses[response.status_code] += 1
        assert response.status_code < 500, (method, path, body[:200], headers)
        assert "Traceback" not in response.text
        if response.status_code >= 400 and method != "HEAD":
            assert set(response.json()) == {"error"}

    send()
    assert "Traceback" not in assistant.log.read_text()
    assert client.get("/health").status_code == 200
    with capsys.disabled():
        print("\nodd requests by status:", dict(sorted(statuses.items())))


def odd_paths() -> st.SearchStrategy[str]:
    return st.sampled_from(
        ["/", "/..", "/%2e%2e/%2e%2e/etc/passwd", "%00", "/" + "a" * 3000, "?query=1", "#x", ";a=b"]
    )


POST = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\n"


@pytest.mark.parametrize(
    "request_bytes",
    [
        POST,
        POST + b"Content-Length: 100\r\n\r\n{",
        POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"GET /health HTTP/1.1\r\nHost: a\r\nX: ",
        b"\x00" * 50,
        b"",
    ],
)
def test_a_visitor_who_hangs_up_halfway_holds_up_nobody(
    client: httpx.Client, assistant: Any, request_bytes: bytes
) -> None:
    address = ("127.0.0.1", httpx.URL(assistant.url).port or 0)
    halves = [socket.create_connection(address, timeout=5) for _ in range(20)]
    for half in halves:
        half.sendall(request_bytes)
    assert client.get("/health").status_code == 200
    assert client.post("/webhooks/rest/webhook", json={"message": "what is osteopenia"}).json()
    for half in halves:
        half.close()
    assert client.get("/health").status_code == 200
    assert "Traceback" not in assistant.log.read_text()


def test_a_body_that_arrives_slowly_is_answered(assistant: Any) -> None:
    body = json.dumps({"sender": "slow", "message": "what is osteopenia"}).encode()
    head = (
        "POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    address = ("127.0.0.1", httpx.URL(assistant.url).port or 0)
    with socket.create_connection(address, timeout=SECONDS_TO_ANSWER) as connection:
        connection.sendall(head.encode())
        for byte in body:
            connection.sendall(bytes([byte]))
            time.sleep(0.01)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 200")


def test_a_body_without_end_is_cut_off_at_the_limit(assistant: Any) -> None:
    address = ("127.0.0.1", httpx.URL(assistant.url).port or 0)
    with socket.create_connection(address, timeout=SECONDS_TO_ANSWER) as connection:
        connection.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n")
        sent = 0
        try:
            while sent < 50 * MAX_BODY_BYTES:
                connection.sendall(b"1000\r\n" + b"a" * 0x1000 + b"\r\n")
                sent += 0x1000
            answer = connection.recv(4096)
        except (BrokenPipeError, ConnectionResetError):
            answer = b"HTTP/1.1 413"
    assert answer.startswith(b"HTTP/1.1 413")
