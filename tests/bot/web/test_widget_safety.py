"""Hostile words from both sides, strict policies, and pages of other origins."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from visit import Visit, VisitorMaker
from web_server import HostPages, WebServer

ATTACK = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>{{7*7}}'


def assert_not_attacked(visit: Visit) -> None:
    visit.page.wait_for_timeout(200)
    assert visit.page.evaluate("() => window.attacked") is None
    assert visit.refusals() == []
    assert all(url.startswith(visit.address) for url in visit.requests), visit.requests


def test_what_a_visitor_types_is_only_text(visit: Visit) -> None:
    visit.ask(ATTACK)
    assert visit.turns.first.locator(".said").inner_text() == ATTACK
    visit.page.reload()
    visit.open()
    expect(visit.answers).to_have_count(1)
    assert visit.turns.first.locator(".said").inner_text() == ATTACK
    assert_not_attacked(visit)


def test_what_an_answer_holds_can_do_nothing(visit: Visit) -> None:
    visit.ask("hostile")
    answer = visit.answers.last
    found = "img, script, style, svg, form, input, iframe, h1, [onload], [onerror], [style]"
    assert answer.locator(".text").locator(found).count() == 0
    links = answer.locator(".text a").evaluate_all("(all) => all.map((a) => a.href)")
    assert links == ["https://example.org/?a=1"]
    assert answer.locator("a").first.get_attribute("rel") == "noopener noreferrer"
    expect(visit.button("<b onclick=alert(1)>bold</b>")).to_be_visible()
    assert_not_attacked(visit)


def test_data_of_a_wrong_shape_leaves_the_words(visit: Visit) -> None:
    visit.ask("odd")
    assert visit.said()[-1] == "Assistant Odd data"


def test_the_demo_page_meets_its_policy_and_asks_no_other_host(visit: Visit) -> None:
    visit.ask("What is osteoporosis?").ask("scores").ask("table")
    visit.choose("Print")
    assert visit.refusals() == []
    assert {url.split("/webhooks")[0] for url in visit.requests} <= {
        f"{visit.address}{path}"
        for path in ("", "/", "/widget.js", "/osteo-chat.js", "/demo.css", "/icon.svg")
    } | {"about:blank"}


@pytest.fixture
def embedding_page(host_pages: HostPages, server: WebServer) -> str:
    """A page of another origin with as strict a policy as the widget needs."""
    policy = (
        f"default-src 'none'; script-src {server.address}; connect-src {server.address}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
        "trusted-types osteo-chat lit-html dompurify"
    )
    body = (
        '<!doctype html><html lang="en"><title>A clinic</title><body><h1>A clinic</h1>'
        '<a href="#" data-osteo-ask="What is osteoporosis?">Ask</a>'
        f'<script src="{server.address}/widget.js" data-title="Ask the clinic" '
        'data-theme="dark" async></script>'
    )
    host_pages.pages["/clinic"] = (body, policy)
    return f"{host_pages.address}/clinic"


def test_a_page_of_another_origin_embeds_the_chat_under_a_strict_policy(
    visitors: VisitorMaker, embedding_page: str
) -> None:
    visit = visitors(embedding_page)
    visit.open().ask("What is osteoporosis?").ask("scores").ask("table").ask("hostile")
    visit.choose("Print")
    expect(visit.page.get_by_role("heading", name="Ask the clinic")).to_be_visible()
    visit.page.reload()
    visit.open()
    expect(visit.answers).to_have_count(4)
    assert visit.refusals() == []
    visit.screenshot("embedded_dark")


def test_a_link_of_the_page_asks_before_the_chat_was_opened(
    visitors: VisitorMaker, embedding_page: str
) -> None:
    visit = visitors(embedding_page)
    visit.page.get_by_role("link", name="Ask").click()
    expect(visit.answers).to_have_count(1)


def test_a_page_that_is_not_on_the_list_gets_a_plain_sentence(
    visitors: VisitorMaker, embedding_page: str
) -> None:
    visit = visitors(embedding_page.replace("127.0.0.1", "localhost")).open()
    visit.say("hello")
    expect(visit.page.locator(".failure")).to_contain_text("I can't reach the assistant")


def test_the_widget_leaves_the_pages_own_look_alone(
    visitors: VisitorMaker, host_pages: HostPages, server: WebServer
) -> None:
    head = (
        '<!doctype html><html lang="en"><title>Plain</title><style>html{font-size:10px}*{color:red}'
    )
    body = "</style><body><h1>Plain</h1><p>Words</p><button>Own</button>"
    script = f'<script src="{server.address}/widget.js" async></script>'
    host_pages.pages["/without"] = (head + body, "")
    host_pages.pages["/with"] = (head + body + script, "")
    look = """() => [...document.querySelectorAll("html, body, h1, p, body > button")].map((e) =>
        JSON.stringify([...getComputedStyle(e)].map((n) => getComputedStyle(e)[n])))"""
    without = visitors(f"{host_pages.address}/without").page.evaluate(look)
    visit = visitors(f"{host_pages.address}/with")
    expect(visit.launcher).to_be_visible()
    assert visit.page.evaluate(look) == without
    size = (
        visit.open()
        .page.locator("osteo-chat .introduction p")
        .first.evaluate(
            "(e) => [parseFloat(getComputedStyle(e).fontSize), getComputedStyle(e).color]"
        )
    )
    assert size[0] >= 18 and size[1] != "rgb(255, 0, 0)"
