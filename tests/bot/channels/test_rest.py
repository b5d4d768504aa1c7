import json
from typing import Any

import httpx
import pytest
from channel_server import assert_error, last_heard

URL = "/webhooks/rest/webhook"


def test_a_message_is_answered_as_rasa_does(client: httpx.Client) -> None:
    response = client.post(URL, json={"sender": "me", "message": "hello"})
    assert response.status_code == 200
    assert response.json() == [
        {
            "recipient_id": "me",
            "text": "You said: hello",
            "buttons": [{"title": "What raises the risk?", "payload": "/risk_overview"}],
        },
        {"recipient_id": "me", "text": "That is all."},
    ]


def test_words_and_data_come_in_one_item_and_blank_lines_stay(client: httpx.Client) -> None:
    response = client.post(URL, json={"sender": "me", "message": "compare"})
    assert response.json() == [
        {
            "recipient_id": "me",
            "text": "Both.\n\nIn words.",
            "custom": {"type": "comparison", "columns": [], "rows": []},
        }
    ]


def test_clients_without_a_name_do_not_share_a_conversation(client: httpx.Client) -> None:
    names = {
        client.post(URL, json=body).json()[0]["recipient_id"]
        for body in ({"message": "hello"}, {"message": "hello"}, {"message": "hi", "sender": None})
    }
    assert len(names) == 3
    assert all(name.startswith("rest-") and len(name) == 37 for name in names)


def test_a_buttons_payload_is_a_press_and_any_other_command_is_text(
    server: Any, client: httpx.Client
) -> None:
    for message, heard in {
        "/risk_overview": "/risk_overview",
        '/explain_t_score{"answer":"minus"}': '/explain_t_score{"answer": "minus"}',
        "/restart": "restart",
        "/session_start": "session_start",
        "/nlu_fallback": "nlu_fallback",
        '/greet{"t_score_memory":"x"}': 'greet{"t_score_memory":"x"}',
        " //back": "back",
        "/": "/",
    }.items():
        assert client.post(URL, json={"sender": "me", "message": message}).status_code == 200
        assert last_heard(server).text == heard


def test_nothing_else_of_the_request_reaches_the_assistant(
    server: Any, client: httpx.Client
) -> None:
    client.post(
        URL + "?stream=true",
        json={"sender": "me", "message": "hi", "metadata": {"a": 1}, "input_channel": "slack"},
    )
    assert set(last_heard(server).metadata) == {"received_at"}
    assert last_heard(server).input_channel == "rest"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "invalid_json"),
        (b'{"sender":"me","message":"hel', 400, "invalid_json"),
        (b"\xff\xfe{}", 400, "invalid_json"),
        (b"[" * 10_000, 400, "invalid_json"),
        (b"[]", 422, "invalid_field"),
        (b"{}", 422, "invalid_field"),
        (b'{"sender":"me"}', 422, "invalid_field"),
        (b'{"message":null}', 422, "invalid_field"),
        (b'{"message":42}', 422, "invalid_field"),
        (b'{"message":["a"]}', 422, "invalid_field"),
        (b'{"message":"hi","sender":42}', 422, "invalid_field"),
        (b'{"message":"hi","sender":""}', 422, "invalid_field"),
        (b'{"message":"hi","sender":"website-00000000000000000000000000000000"}', 422,
         "invalid_field"),
        (b'{"message":""}', 422, "empty_text"),
        (b'{"message":" \\u0000\\n "}', 422, "empty_text"),
        (json.dumps({"message": "a" * 1001}).encode(), 413, "text_too_long"),
        (json.dumps({"message": "a" * 17_000}).encode(), 413, "body_too_large"),
        (json.dumps({"message": "a" * 240_000}).encode(), 413, "body_too_large"),
        (json.dumps({"message": "a" * 8_000_000}).encode(), 413, "body_too_large"),
    ],
    ids=lambda value: None if isinstance(value, int) else str(value[:40]),
)  # fmt: skip
def test_a_bad_request_gets_an_error(
    client: httpx.Client, body: bytes, status: int, code: str
) -> None:
    assert_error(client.post(URL, content=body), status, code)
    assert client.post(URL, json={"message": "hello"}).status_code == 200


def test_a_large_body_in_pieces_is_refused_too(client: httpx.Client) -> None:
    pieces = (b"a" * 1000 for _ in range(1000))
    assert_error(client.post(URL, content=pieces), 413, "body_too_large")


def test_1000_characters_of_any_script_are_taken(client: httpx.Client) -> None:
    body = json.dumps({"message": "\U0001f9b4" * 1000})
    assert client.post(URL, content=body).status_code == 200


def test_half_characters_and_nul_do_not_reach_the_store(server: Any, client: httpx.Client) -> None:
    assert client.post(URL, content=b'{"message":"a\\u0000b\\ud83d c"}').status_code == 200
    assert last_heard(server).text == "ab c"


@pytest.mark.parametrize("text", ["fail", "silence"])
def test_a_failure_and_silence_are_errors_that_tell_nothing(
    client: httpx.Client, text: str
) -> None:
    response = client.post(URL, json={"sender": "me", "message": text})
    assert_error(response, 500, "server_error")
    assert "secret detail" not in response.text
    assert "RuntimeError" not in response.text


def test_a_request_tried_again_with_its_key_is_answered_once(
    server: Any, client: httpx.Client
) -> None:
    heard = len(server.agent.heard)
    body = {"sender": "tries", "message": "compare"}
    first = client.post(URL, json=body, headers={"Idempotency-Key": "k1"})
    again = client.post(URL, json=body, headers={"Idempotency-Key": "k1"})
    assert first.json() == again.json()
    assert len(server.agent.heard) == heard + 1
    other = client.post(URL, json=body, headers={"Idempotency-Key": "k2"})
    assert other.json() == first.json()
    assert len(server.agent.heard) == heard + 2
    assert_error(
        client.post(URL, json=body, headers={"Idempotency-Key": "k" * 65}), 422, "invalid_field"
    )


@pytest.mark.parametrize(("text", "code"), [("store away", "unavailable"), ("overtaken", "busy")])
def test_a_store_that_fails_is_said_with_a_time_to_try_again(
    client: httpx.Client, text: str, code: str
) -> None:
    response = client.post(URL, json={"sender": "me", "message": text})
    assert_error(response, 503, code)
    assert int(response.headers["Retry-After"]) >= 1
