"""What a visitor sees when something fails; nothing typed is lost, nothing is sent twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect
from running_assistant import free_port
from visit import Visit, VisitorMaker
from web_server import WebServer, start_web_server

MESSAGES = "**/webhooks/website/message"


def test_offline_the_message_waits_and_goes_out_by_itself(visit: Visit, server: WebServer) -> None:
    visit.ask("hello")
    visit.context.set_offline(True)
    visit.say("are you there?")
    expect(visit.page.locator(".failure")).to_contain_text("I can't reach the assistant")
    expect(visit.live_region).to_contain_text("I can't reach the assistant")
    visit.screenshot("offline")
    visit.context.set_offline(False)
    expect(visit.answers).to_have_count(2)
    assert server.agent.heard.count("are you there?") == 1


def test_an_error_of_the_server_offers_another_try(visit: Visit, server: WebServer) -> None:
    visit.say("fails once")
    expect(visit.page.locator(".failure")).to_contain_text("It is not your fault")
    visit.question.fill("meanwhile typed")
    visit.button("Try again").click()
    expect(visit.answers).to_have_count(1)
    assert visit.said() == ["You fails once", "Assistant You said: fails once"]
    assert visit.focused() == "section Conversation"
    expect(visit.question).to_have_value("meanwhile typed")


def test_after_a_failure_the_next_message_brings_the_failed_one_along(visit: Visit) -> None:
    visit.ask("hello")
    visit.page.route(MESSAGES, lambda route: route.abort())
    visit.say("first")
    expect(visit.page.locator(".failure")).to_be_visible()
    visit.page.unroute(MESSAGES)
    visit.say("second")
    expect(visit.answers).to_have_count(3)
    assert [text for text in visit.said() if text.startswith("You ")] == [
        "You hello",
        "You first",
        "You second",
    ]


@pytest.mark.parametrize("way", ["try again", "reload"])
def test_an_answer_that_got_lost_is_fetched_without_asking_twice(
    visit: Visit, server: WebServer, way: str
) -> None:
    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    text = f"lost, then {way}"
    visit.page.route(MESSAGES, lose_the_answer)
    visit.say(text)
    expect(visit.page.locator(".failure")).to_be_visible()
    visit.page.unroute(MESSAGES)
    if way == "reload":
        visit.page.reload()
        visit.open()
    else:
        visit.button("Try again").click()
    expect(visit.answers).to_have_count(1)
    expect(visit.page.locator(".failure")).to_have_count(0)
    assert server.agent.heard.count(text) == 1


def test_a_reload_while_waiting_neither_loses_nor_repeats_the_message(
    visit: Visit, server: WebServer
) -> None:
    visit.ask("hello")
    visit.say("slow, reloaded")
    expect(visit.page.get_by_text("The assistant is writing")).to_be_visible()
    visit.page.wait_for_timeout(300)
    visit.page.reload()
    visit.open()
    expect(visit.answers).to_have_count(2)
    assert visit.said()[-1] == "Assistant You said: slow, reloaded"
    assert server.agent.heard.count("slow, reloaded") == 1


def test_a_conversation_that_ended_can_go_on_in_a_new_one(visit: Visit, server: WebServer) -> None:
    visit.ask("hello")
    with server.client(headers={"Authorization": f"Bearer {visit.token()}"}) as client:
        assert client.delete("/webhooks/website/session").status_code == 204
    visit.say("one more question")
    expect(visit.page.locator(".failure")).to_contain_text("This conversation has ended")
    visit.screenshot("ended")
    visit.button("Start a new conversation").click()
    expect(visit.answers).to_have_count(1)
    assert visit.said()[0] == "You one more question"


def test_a_conversation_that_ended_since_the_last_visit_makes_room_for_a_new_one(
    visit: Visit, server: WebServer
) -> None:
    visit.ask("hello")
    with server.client(headers={"Authorization": f"Bearer {visit.token()}"}) as client:
        client.delete("/webhooks/website/session")
    visit.page.reload()
    visit.open()
    expect(visit.page.locator(".notice")).to_contain_text("This is a new one")
    visit.ask("hello again")


def test_a_message_that_is_too_long_stays_in_the_field(visit: Visit) -> None:
    text = "a" * 1_001
    visit.say(text)
    expect(visit.page.locator(".trouble")).to_contain_text("It has 1,001")
    expect(visit.question).to_have_value(text)
    expect(visit.turns).to_have_count(0)


def test_a_message_that_the_server_refuses_comes_back_into_the_field(visit: Visit) -> None:
    visit.say("\u202e")  # nothing is left of it on the server
    expect(visit.page.locator(".trouble")).to_contain_text("Please type a question")
    expect(visit.turns).to_have_count(0)


def test_too_much_at_once_asks_for_patience(
    browser: Browser, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("BOT_RATE_LIMIT", "on")
    server = start_web_server(tmp_path / "conversations.db", free_port())
    environment.setenv("BOT_RATE_LIMIT", "off")
    visit = Visit(browser, server.address).open().ask("hello")
    with server.client(headers={"Authorization": f"Bearer {visit.token()}"}) as client:
        statuses = [
            client.post("/webhooks/website/message", json={"text": ""}).status_code
            for _ in range(60)
        ]
    assert statuses[-1] == 429
    visit.say("one too many")
    expect(visit.page.locator(".failure")).to_contain_text("Please wait")
    expect(visit.button("Try again")).to_be_visible()
    visit.screenshot("too_many")
    visit.close()
    server.stop()


def test_the_conversation_survives_a_restart_of_the_server(
    browser: Browser, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    port = free_port()
    server = start_web_server(tmp_path / "conversations.db", port)
    visit = Visit(browser, server.address).open().ask("before")
    server.stop()
    visit.say("in between")
    expect(visit.page.locator(".failure")).to_be_visible()
    server = start_web_server(tmp_path / "conversations.db", port)
    visit.button("Try again").click()
    expect(visit.answers).to_have_count(2)
    visit.page.reload()
    visit.open()
    expect(visit.answers).to_have_count(2)
    assert visit.said()[::2] == ["You before", "You in between"]
    visit.close()
    server.stop()


def test_the_chat_works_where_storage_is_blocked(visitors: VisitorMaker) -> None:
    visit = visitors()
    visit.page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
             Object.defineProperty(window, name, {get() { throw new DOMException("blocked"); }});"""
    )
    visit.page.reload()
    visit.open().ask("hello").ask("hello again")
