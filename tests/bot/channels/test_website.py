import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from channel_server import assert_error, last_heard, start_server, wait_until
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer

from bot.answers.library import references
from bot.channels.tokens import ConversationTokens

ROUTES = [
    ("POST", "/webhooks/website/message"),
    ("GET", "/webhooks/website/history"),
    ("POST", "/webhooks/website/feedback"),
    ("DELETE", "/webhooks/website/session"),
]


def say(client: httpx.Client, text: str, **more: Any) -> httpx.Response:
    return client.post("/webhooks/website/message", json={"text": text, **more})


def history(client: httpx.Client) -> list[dict[str, Any]]:
    response = client.get("/webhooks/website/history")
    assert response.status_code == 200, response.text
    messages: list[dict[str, Any]] = response.json()["messages"]
    return messages


def test_a_session_is_a_token_that_is_new_each_time(client: httpx.Client) -> None:
    first = client.post("/webhooks/website/session")
    second = client.post("/webhooks/website/session", json={})
    assert first.status_code == second.status_code == 201
    assert set(first.json()) == {"token"}
    assert first.json()["token"] != second.json()["token"]


def test_a_message_is_answered_in_the_websites_form(visitor: httpx.Client) -> None:
    response = say(visitor, "compare")
    assert response.status_code == 200
    (message,) = response.json()["messages"]
    assert message.pop("id")
    assert message == {
        "text": "Both.\n\nIn words.",
        "topic": "compare_conditions",
        "data": {"type": "comparison", "columns": [], "rows": []},
        "sources": [references()["iscd2023"].as_dict()],
    }


def test_conversations_in_the_store_bear_the_websites_prefix(
    server: Any, visitor: httpx.Client
) -> None:
    say(visitor, "hello")
    assert last_heard(server).sender_id.startswith("website-")
    assert last_heard(server).input_channel == "website"


def test_text_is_never_a_command_and_a_payload_only_a_buttons(
    server: Any, visitor: httpx.Client
) -> None:
    say(visitor, "/risk_overview")
    assert last_heard(server).text == "risk_overview"
    pressed = visitor.post("/webhooks/website/message", json={"payload": "/risk_overview"})
    assert pressed.status_code == 200
    assert last_heard(server).text == "/risk_overview"
    for payload in ("/restart", "/nlu_fallback", "hello", "", '/greet{"t_score_memory":1}'):
        refused = visitor.post("/webhooks/website/message", json={"payload": payload})
        assert_error(refused, 422, "unknown_button")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"text":"hel', 400, "invalid_json"),
        (b"null", 422, "invalid_field"),
        (b"{}", 422, "invalid_field"),
        (b'{"text":"a","payload":"/greet"}', 422, "invalid_field"),
        (b'{"text":7}', 422, "invalid_field"),
        (b'{"payload":{"a":1}}', 422, "invalid_field"),
        (b'{"text":"  "}', 422, "empty_text"),
        (b'{"text":"hi","message_id":7}', 422, "invalid_field"),
        (b'{"text":"hi","message_id":"' + b"a" * 65 + b'"}', 422, "invalid_field"),
        (b'{"text":"' + b"a" * 1001 + b'"}', 413, "text_too_long"),
        (b'{"text":"' + b"a" * 200_000 + b'"}', 413, "body_too_large"),
    ],
    ids=lambda value: None if isinstance(value, int) else str(value[:40]),
)
def test_a_bad_message_gets_an_error(
    visitor: httpx.Client, body: bytes, status: int, code: str
) -> None:
    assert_error(visitor.post("/webhooks/website/message", content=body), status, code)


def test_the_history_tells_both_sides_in_order(visitor: httpx.Client) -> None:
    assert history(visitor) == []
    answer = say(visitor, "hello").json()["messages"]
    visitor.post("/webhooks/website/message", json={"payload": "/risk_overview"})
    told = history(visitor)
    assert [turn["from"] for turn in told] == ["visitor", "bot", "bot"] * 2
    assert told[0]["text"] == "hello"
    assert told[3]["text"] == "What raises the risk?"
    assert all(turn["at"].endswith("Z") for turn in told)
    shown_again = [
        {key: value for key, value in turn.items() if key not in ("from", "at")}
        for turn in told[1:3]
    ]
    assert shown_again == answer


def test_visitors_do_not_see_each_other(server: Any, visitor: httpx.Client) -> None:
    say(visitor, "my secret")
    with server.client() as other:
        token = other.post("/webhooks/website/session").json()["token"]
        other.headers["Authorization"] = f"Bearer {token}"
        assert history(other) == []
        say(other, "hello")
        assert "my secret" not in str(history(other))


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_without_a_token_nothing_is_told(client: httpx.Client, method: str, path: str) -> None:
    response = client.request(method, path)
    assert_error(response, 401, "token_missing")
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_made_up_token_is_refused(
    server: Any, visitor: httpx.Client, method: str, path: str
) -> None:
    good = visitor.headers["Authorization"].removeprefix("Bearer ")
    say(visitor, "hello")
    id_, time, signature = good.split(".")
    with server.client() as other:
        others = other.post("/webhooks/website/session").json()["token"].split(".")
    for forged in (
        "undefined",
        "0" * 32,
        last_heard(server).sender_id,
        f"{id_}.{time}.{signature[::-1]}",
        f"{id_}.{time}",
        f"{others[0]}.{time}.{signature}",
        f"{id_}.{others[1]}.{others[2]}",
        ConversationTokens("another secret that is long enough!", "website").issue(),
        ConversationTokens("a secret for tests that is long enough", "socketio").issue(),
        URLSafeTimedSerializer("a secret for tests that is long enough").dumps("0" * 32),
        "eyJhbGciOiJub25lIn0.e30.",
        "A" * 500,
    ):
        response = visitor.request(method, path, headers={"Authorization": f"Bearer {forged}"})
        assert_error(response, 401, "token_invalid")
    assert len(history(visitor)) == 3


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_an_expired_token_has_ended(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    with monkeypatch.context() as clock:
        clock.setattr("itsdangerous.timed.time.time", lambda: 1_000_000_000)
        old = ConversationTokens("a secret for tests that is long enough", "website").issue()
    response = client.request(method, path, headers={"Authorization": f"Bearer {old}"})
    assert_error(response, 401, "session_ended")


def test_one_visitors_token_neither_rates_nor_deletes_anothers_conversation(
    server: Any, visitor: httpx.Client
) -> None:
    answer = say(visitor, "my secret").json()["messages"][0]["id"]
    sender = last_heard(server).sender_id
    with server.client() as other:
        token = other.post("/webhooks/website/session").json()["token"]
        other.headers["Authorization"] = f"Bearer {token}"
        for which in (answer, 0, -1):
            rated = other.post(
                "/webhooks/website/feedback", json={"message": which, "helpful": False}
            )
            assert_error(rated, 404, "message_not_found")
        for params in ({"sender": sender}, {"session": sender}, {"token": sender}):
            assert other.delete("/webhooks/website/session", params=params).status_code in (
                204,
                401,
            )
    assert len(history(visitor)) == 3
    assert sender not in [row[0] for row in feedback_rows(server)]


def test_a_token_elsewhere_than_in_its_header_is_not_read(visitor: httpx.Client) -> None:
    token = visitor.headers.pop("Authorization").removeprefix("Bearer ")
    for response in (
        visitor.get("/webhooks/website/history", params={"token": token}),
        visitor.get("/webhooks/website/history", headers={"Cookie": f"token={token}"}),
        visitor.post("/webhooks/website/message", json={"text": "hi", "token": token}),
    ):
        assert_error(response, 401, "token_missing")


def test_a_conversation_is_not_reached_through_rasas_channel(
    server: Any, visitor: httpx.Client
) -> None:
    say(visitor, "my secret")
    sender = last_heard(server).sender_id
    heard = len(server.agent.heard)
    for name in (sender, sender.upper(), f" {sender}", f"{sender} "):
        refused = visitor.post(
            "/webhooks/rest/webhook", json={"sender": name, "message": "sources"}
        )
        assert_error(refused, 422, "invalid_field")
    assert len(server.agent.heard) == heard


def test_an_erased_conversation_is_gone_and_its_token_dead(
    server: Any, visitor: httpx.Client
) -> None:
    say(visitor, "hello", message_id="1")
    sender = last_heard(server).sender_id
    erased = visitor.delete("/webhooks/website/session")
    assert erased.status_code == 204
    assert erased.content == b""
    for method, path in ROUTES:
        assert_error(visitor.request(method, path, json=None), 401, "session_ended")
    assert_error(say(visitor, "hello", message_id="1"), 401, "session_ended")
    assert sender not in list_of_conversations(server)


def list_of_conversations(server: Any) -> list[str]:
    return list(asyncio.run(server.agent.tracker_store.keys()))


def test_a_message_under_way_does_not_bring_an_erased_conversation_back(
    server: Any, visitor: httpx.Client
) -> None:
    heard = len(server.agent.heard)
    with ThreadPoolExecutor() as pool:
        answers = [pool.submit(say, visitor, "slow") for _ in range(3)]
        wait_until(lambda: len(server.agent.heard) > heard)
        assert visitor.delete("/webhooks/website/session").status_code == 204
        for answer in answers:
            answer.result()
    assert server.agent.heard[-1].sender_id not in list_of_conversations(server)
    assert_error(say(visitor, "hello"), 401, "session_ended")


def test_an_answer_that_erases_the_conversation_still_arrives(
    server: Any, visitor: httpx.Client
) -> None:
    response = say(visitor, "erase me")
    assert response.json()["messages"][0]["text"] == "You said: erase me"
    assert last_heard(server).sender_id not in list_of_conversations(server)
    assert_error(say(visitor, "hello"), 401, "session_ended")


def test_a_message_sent_twice_is_answered_once(server: Any, visitor: httpx.Client) -> None:
    heard = len(server.agent.heard)
    first = say(visitor, "hello", message_id="a-1")
    second = say(visitor, "hello", message_id="a-1")
    third = say(visitor, "hello", message_id="a-2")
    assert first.json() == second.json() != third.json()
    assert len(server.agent.heard) == heard + 2
    assert len(history(visitor)) == 6


def test_a_message_sent_again_after_a_restart_is_answered_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_SECRET", "a secret for tests that is long enough")
    answers, key = [], {}
    for _ in range(2):
        restarted = start_server(tmp_path / "conversations.db")
        with restarted.client() as client:
            if not key:
                token = client.post("/webhooks/website/session").json()["token"]
                key = {"Authorization": f"Bearer {token}"}
            client.headers.update(key)
            answers.append(say(client, "compare", message_id="a-1").json())
            told = history(client)
        restarted.stop()
    assert answers[0] == answers[1]
    assert [turn["from"] for turn in told] == ["visitor", "bot"]


def test_the_same_message_id_of_another_visitor_is_another_message(
    server: Any, visitor: httpx.Client
) -> None:
    say(visitor, "my secret", message_id="a-1")
    with server.client() as other:
        token = other.post("/webhooks/website/session").json()["token"]
        other.headers["Authorization"] = f"Bearer {token}"
        answer = say(other, "hello", message_id="a-1")
    assert answer.json()["messages"][0]["text"] == "You said: hello"


def test_a_client_that_hangs_up_finds_its_answer_later(server: Any, visitor: httpx.Client) -> None:
    heard = len(server.agent.heard)
    with pytest.raises(httpx.ReadTimeout):
        visitor.post(
            "/webhooks/website/message", json={"text": "slow", "message_id": "1"}, timeout=0.2
        )
    assert say(visitor, "slow", message_id="1").status_code == 200
    assert len(server.agent.heard) == heard + 1
    assert len(history(visitor)) == 3


def test_a_failure_says_so_and_may_be_tried_again(server: Any, visitor: httpx.Client) -> None:
    heard = len(server.agent.heard)
    for _ in range(2):
        assert_error(say(visitor, "fail", message_id="1"), 500, "server_error")
    assert_error(say(visitor, "silence"), 500, "server_error")
    assert len(server.agent.heard) == heard + 3


def feedback_rows(server: Any) -> list[tuple[Any, ...]]:
    engine = server.agent.tracker_store._engine
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT sender_id, topic, helpful, comment FROM feedback")
        return [tuple(row) for row in rows]


def test_feedback_is_kept_with_the_topic_of_its_message(server: Any, visitor: httpx.Client) -> None:
    first, last = say(visitor, "hello").json()["messages"]
    for body in (
        {"message": first["id"], "helpful": True, "comment": " Clear.\x00 "},
        {"message": 1, "helpful": False},
        {"message": last["id"], "helpful": False, "comment": "Too short."},
    ):
        kept = visitor.post("/webhooks/website/feedback", json=body)
        assert kept.status_code == 204, kept.text
        assert kept.content == b""
    sender = last_heard(server).sender_id
    assert [row[1:] for row in feedback_rows(server) if row[0] == sender] == [
        ("greet", 1, "Clear."),
        (None, 0, None),
        (None, 0, "Too short."),
    ]


def test_the_same_opinion_sent_twice_is_kept_once(server: Any, visitor: httpx.Client) -> None:
    answer = say(visitor, "hello").json()["messages"][0]["id"]
    sender = last_heard(server).sender_id
    for which, comment in ((answer, "Clear."), (0, "Clear."), (answer, "Very clear.")):
        body = {"message": which, "helpful": True, "comment": comment}
        assert visitor.post("/webhooks/website/feedback", json=body).status_code == 204
    kept = [row[3] for row in feedback_rows(server) if row[0] == sender]
    assert kept == ["Clear.", "Very clear."]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"message": 99}, 404, "message_not_found"),
        ({"message": -1}, 404, "message_not_found"),
        ({"message": "no-such-id"}, 404, "message_not_found"),
        ({"message": True}, 422, "invalid_field"),
        ({"message": None}, 422, "invalid_field"),
        ({"message": 0.0}, 422, "invalid_field"),
        ({"helpful": "yes"}, 422, "invalid_field"),
        ({"helpful": None}, 422, "invalid_field"),
        ({"comment": "a" * 501}, 422, "invalid_field"),
        ({"comment": 5}, 422, "invalid_field"),
    ],
)
def test_wrong_feedback_is_refused(
    visitor: httpx.Client, change: dict[str, Any], status: int, code: str
) -> None:
    say(visitor, "hello")
    body = {"message": 0, "helpful": True} | change
    assert_error(visitor.post("/webhooks/website/feedback", json=body), status, code)


def test_feedback_on_another_visitors_message_is_refused(
    server: Any, visitor: httpx.Client
) -> None:
    with server.client() as other:
        token = other.post("/webhooks/website/session").json()["token"]
        other.headers["Authorization"] = f"Bearer {token}"
        id_ = say(other, "hello").json()["messages"][0]["id"]
    body = {"message": id_, "helpful": True}
    refused = visitor.post("/webhooks/website/feedback", json=body)
    assert_error(refused, 404, "message_not_found")


def test_many_visitors_at_once_each_get_their_own_answer(server: Any) -> None:
    mixed_up: list[str] = []
    lock = threading.Lock()

    def visit(number: int) -> None:
        with server.client() as client:
            token = client.post("/webhooks/website/session").json()["token"]
            client.headers["Authorization"] = f"Bearer {token}"
            for turn in range(3):
                text = f"visitor {number} turn {turn}"
                answer = say(client, text).json()["messages"][0]["text"]
                if answer != f"You said: {text}":
                    with lock:
                        mixed_up.append(answer)
            if len(history(client)) != 9:
                mixed_up.append(str(number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(visit, range(24)))
    assert mixed_up == []


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
ROUTES_WITH_BODY = st.sampled_from(
    ["/webhooks/website/message", "/webhooks/website/feedback", "/webhooks/rest/webhook"]
)
FIELDS = st.sampled_from(
    ["text", "payload", "message_id", "message", "helpful", "comment", "sender", "metadata"]
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(path=ROUTES_WITH_BODY, body=st.dictionaries(FIELDS, ANYTHING))
def test_no_body_makes_the_server_fail(
    visitor: httpx.Client, path: str, body: dict[str, Any]
) -> None:
    response = visitor.post(path, content=json.dumps(body).encode())
    assert response.status_code in {200, 204, 400, 404, 413, 422}, response.text
    if response.status_code == 200:
        assert response.json()
    elif response.status_code != 204:
        assert set(response.json()["error"]) == {"code", "message"}


def test_payloads_are_readable_in_the_answer(visitor: httpx.Client) -> None:
    assert '"payload":"/risk_overview"' in say(visitor, "hello").text
