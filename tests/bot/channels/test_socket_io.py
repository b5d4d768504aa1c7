"""The socketio channel, asked by python-socketio's own client.

Over polling: its websockets need a newer aiohttp than Rasa takes. A browser tries both
(tests/bot/web).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from channel_server import Server, assert_error, last_heard, start_server
from socketio import AsyncClient

from bot.channels.tokens import ConversationTokens

SECRET = "a secret for tests that is long enough"


class Widget:
    """A chat widget that speaks socket.io."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.client = AsyncClient(reconnection=False)
        self.answers: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sessions: asyncio.Queue[str] = asyncio.Queue()
        self.client.on("bot_uttered", self.answers.put)
        self.client.on("session_confirm", self.sessions.put)

    async def connect(self, **options: Any) -> Widget:
        await self.client.connect(self.address, transports=["polling"], **options)
        return self

    async def session(self, shown: Any = None) -> str:
        """Asks for a session, and which one it is."""
        await self.client.emit("session_request", {"session_id": shown})
        return await asyncio.wait_for(self.sessions.get(), 10)

    async def say(self, message: Any, session: Any = None) -> dict[str, Any]:
        """Says something and waits for the first answer."""
        await self.client.emit("user_uttered", {"message": message, "session_id": session})
        return await self.next_answer()

    async def leave(self) -> None:
        # Without waiting for the poll that is under way.
        await self.client.eio.disconnect(abort=True)

    async def next_answer(self) -> dict[str, Any]:
        return await asyncio.wait_for(self.answers.get(), 10)


WidgetMaker = Callable[..., Widget]


@pytest.fixture
async def widgets(server: Server) -> AsyncIterator[WidgetMaker]:
    made: list[Widget] = []

    def make(address: str = server.address) -> Widget:
        made.append(Widget(address))
        return made[-1]

    yield make
    for widget in made:
        await widget.leave()


async def test_a_message_is_answered_in_the_form_of_rasas_channel(
    widgets: WidgetMaker, server: Server
) -> None:
    widget = await widgets().connect()
    session = await widget.session()
    assert await widget.say("hello", session) == {
        "text": "You said: hello",
        "quick_replies": [
            {
                "content_type": "text",
                "title": "What raises the risk?",
                "payload": "/risk_overview",
            }
        ],
    }
    assert await widget.next_answer() == {"text": "That is all."}
    assert last_heard(server).sender_id.startswith("socketio-")
    assert last_heard(server).input_channel == "socketio"


async def test_structured_answers_come_whole(widgets: WidgetMaker) -> None:
    widget = await widgets().connect()
    answer = await widget.say("compare", await widget.session())
    assert answer["text"] == "Both.\n\nIn words."
    assert answer["custom"]["type"] == "comparison"


async def test_a_reconnected_client_goes_on_with_its_conversation(
    widgets: WidgetMaker, server: Server
) -> None:
    first = await widgets().connect()
    session = await first.session()
    await first.say("hello", session)
    sender_id = last_heard(server).sender_id
    await first.leave()
    second = await widgets().connect()
    assert await second.session(session) == session
    await second.say("again", session)
    assert last_heard(server).sender_id == sender_id


async def test_a_session_id_that_the_server_did_not_issue_opens_nothing(
    widgets: WidgetMaker, server: Server
) -> None:
    owner = await widgets().connect()
    session = await owner.session()
    await owner.say("my secret", session)
    owners = last_heard(server).sender_id
    await owner.next_answer()

    thief = await widgets().connect()
    for shown in (
        owners,
        owners.removeprefix("socketio-"),
        owner.client.get_sid(),
        session[:-1] + ("A" if session[-1] != "A" else "B") + "x",
        ConversationTokens("another secret that is long enough!", "socketio").issue(),
        ConversationTokens(SECRET, "website").issue(),
        "",
        7,
        {"$ne": None},
        [session],
    ):
        issued = await thief.session(shown)
        assert issued not in (shown, session)
        await thief.say("hello", shown)
        await thief.next_answer()
        assert last_heard(server).sender_id != owners
    assert owner.answers.empty()


async def test_an_old_session_id_has_ended(
    widgets: WidgetMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = await widgets().connect()
    with monkeypatch.context() as clock:
        clock.setattr("itsdangerous.timed.time.time", lambda: 1_000_000_000)
        old = ConversationTokens(SECRET, "socketio").issue()
    assert await widget.session(old) != old


async def test_two_visitors_get_their_own_answers(widgets: WidgetMaker) -> None:
    one, other = await widgets().connect(), await widgets().connect()
    await asyncio.gather(one.session(), other.session())
    said = await asyncio.gather(one.say("I am Ann"), other.say("I am Ben"))
    assert [answer["text"] for answer in said] == ["You said: I am Ann", "You said: I am Ben"]
    assert await one.next_answer() == await other.next_answer() == {"text": "That is all."}
    assert one.answers.empty() and other.answers.empty()


async def test_a_client_that_asks_for_no_session_gets_answers_too(widgets: WidgetMaker) -> None:
    widget = await widgets().connect()
    assert (await widget.say("hello"))["text"] == "You said: hello"


async def test_without_persistence_each_connection_is_a_new_conversation(
    widgets: WidgetMaker, tmp_path: Path
) -> None:
    server = start_server(tmp_path / "conversations.db", socketio={"session_persistence": False})
    first = await widgets(server.address).connect()
    session = await first.session()
    await first.say("hello", session)
    heard = last_heard(server).sender_id
    second = await widgets(server.address).connect()
    assert await second.session(session) != session
    await second.say("hello", session)
    assert last_heard(server).sender_id != heard
    await first.leave()
    await second.leave()
    server.stop()


async def test_an_erased_conversation_is_not_gone_on_with(
    widgets: WidgetMaker, server: Server
) -> None:
    widget = await widgets().connect()
    session = await widget.session()
    assert (await widget.say("erase me", session))["text"] == "You said: erase me"
    await widget.next_answer()
    erased = last_heard(server).sender_id
    assert (await widget.say("hello", session))["text"] == "You said: hello"
    assert await asyncio.wait_for(widget.sessions.get(), 10) != session
    assert last_heard(server).sender_id != erased
    assert erased not in await server.agent.tracker_store.keys()


async def test_text_is_never_a_command_and_a_payload_is_a_buttons(
    widgets: WidgetMaker, server: Server
) -> None:
    widget = await widgets().connect()
    await widget.say("/restart")
    assert last_heard(server).text == "restart"
    await widget.next_answer()
    await widget.say("/risk_overview")
    assert last_heard(server).text == "/risk_overview"


async def test_who_a_visitor_is_reaches_nobody(widgets: WidgetMaker, server: Server) -> None:
    widget = await widgets().connect()
    await widget.client.emit(
        "user_uttered",
        {"message": "mail ann@example.org", "metadata": {"slot": 1}, "customData": {"a": 1}},
    )
    await widget.next_answer()
    assert "ann@example.org" not in last_heard(server).text
    assert list(last_heard(server).metadata) == ["received_at"]


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("", "The message is empty"),
        (7, "must be a string"),
        ({"a": 1}, "must be a string"),
        ("a" * 1_001, "The message is too long"),
        ("fail", "something went wrong"),
        ("silence", "something went wrong"),
    ],
    ids=lambda value: str(value)[:12],
)
async def test_what_cannot_be_answered_gets_a_plain_sentence(
    widgets: WidgetMaker, message: Any, sentence: str
) -> None:
    widget = await widgets().connect()
    answer = await widget.say(message)
    assert sentence in answer["text"] and "secret detail" not in answer["text"]
    assert (await widget.say("hello"))["text"] == "You said: hello"


async def test_a_message_of_nothing_is_passed_over(widgets: WidgetMaker) -> None:
    widget = await widgets().connect()
    await widget.client.emit("user_uttered", {"message": None})
    assert (await widget.say("hello"))["text"] == "You said: hello"


async def test_data_of_a_wrong_shape_gets_a_plain_sentence(widgets: WidgetMaker) -> None:
    widget = await widgets().connect()
    for data in ("hello", 7, [], None):
        await widget.client.emit("user_uttered", data)
        assert "must be a JSON object" in (await widget.next_answer())["text"]


async def test_too_much_at_once_asks_for_patience(
    widgets: WidgetMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOT_RATE_LIMIT", raising=False)
    server = start_server(tmp_path / "conversations.db")
    widget = await widgets(server.address).connect()
    session = await widget.session()
    answers = [(await widget.say("silence", session))["text"] for _ in range(61)]
    assert "Please wait a moment" in answers[-1]
    assert "Please wait a moment" not in answers[-2]
    await widget.leave()
    server.stop()


async def test_before_the_assistant_is_ready_it_says_so(
    widgets: WidgetMaker, tmp_path: Path
) -> None:
    server = start_server(tmp_path / "conversations.db", with_agent=False)
    widget = await widgets(server.address).connect()
    assert "The assistant is starting" in (await widget.say("hello"))["text"]
    await widget.leave()
    server.stop()


def poll(client: httpx.Client, **headers: str) -> httpx.Response:
    return client.get("/socket.io/", params={"EIO": "4", "transport": "polling"}, headers=headers)


def reply_to_joining(client: httpx.Client, auth: Any) -> str:
    """The packet with which the server takes a client in ("40…") or refuses it ("44…")."""
    opened = json.loads(poll(client).text[1:])
    place = {"EIO": "4", "transport": "polling", "sid": opened["sid"]}
    client.post("/socket.io/", params=place, content=f"40{json.dumps(auth)}")
    return client.get("/socket.io/", params=place).text


def test_with_a_jwt_key_only_its_holders_are_taken_in(tmp_path: Path) -> None:
    key = "a key that only the website's server knows"
    server = start_server(tmp_path / "conversations.db", socketio={"jwt_key": key})
    with server.client() as client:
        for auth in (None, 7, {}, {"token": "x"}, {"token": jwt.encode({}, f"{key}?", "HS256")}):
            assert reply_to_joining(client, auth).startswith("44")
        holder = {"token": jwt.encode({"name": "a page"}, key, "HS256")}
        assert reply_to_joining(client, holder).startswith("40")
    server.stop()


@pytest.mark.parametrize("allowed", ["https://clinic.example", None])
def test_pages_of_this_server_and_of_the_list_may_connect(
    client: httpx.Client, server: Server, allowed: str | None
) -> None:
    origin = allowed or server.address
    response = poll(client, Origin=origin)
    assert response.status_code == 200
    assert response.headers.get_list("access-control-allow-origin") == [origin]
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "https://clinic.example.evil.example"]
)
def test_pages_of_other_websites_may_not_connect(client: httpx.Client, origin: str) -> None:
    response = poll(client, Origin=origin)
    assert response.status_code == 400
    assert "access-control-allow-origin" not in response.headers


def test_a_huge_request_is_refused(client: httpx.Client) -> None:
    response = client.post(
        "/socket.io/", params={"EIO": "4", "transport": "polling"}, content=b"4" * 200_000
    )
    assert_error(response, 413, "body_too_large")
