"""A visit with the chat, in a real browser."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from playwright.sync_api import Page, expect
from visit import Visit, VisitorMaker
from web_server import HostPages, WebServer


def test_a_whole_visit_works_with_the_keyboard_alone(visitors: VisitorMaker) -> None:
    visit = visitors()
    keyboard = visit.page.keyboard
    expect(visit.launcher).to_be_visible()
    visit.tab_to("button Ask about bones")
    keyboard.press("Enter")
    expect(visit.question).to_be_focused()

    keyboard.type("first line")
    keyboard.press("Shift+Enter")
    keyboard.type("second line")
    keyboard.press("Enter")
    expect(visit.answers).to_have_count(1)
    assert visit.turns.first.inner_text() == "You\n\nfirst line\nsecond line"
    expect(visit.question).to_be_focused()
    expect(visit.question).to_have_value("")

    keyboard.type("What is osteoporosis?")
    keyboard.press("Enter")
    expect(visit.answers).to_have_count(2)
    keyboard.press("Shift+Tab")
    assert visit.focused() == "button How is osteoporosis found?"
    keyboard.press("Shift+Tab")
    keyboard.press("Enter")
    expect(visit.answers).to_have_count(3)
    assert visit.focused() == "section Conversation"
    assert "What raises the risk?" in visit.said()[-2]

    visit.tab_to("summary Sources (2)")
    keyboard.press("Enter")
    expect(visit.page.get_by_role("link", name="Osteoporosis Prevention")).to_be_visible()
    visit.tab_to("button No")
    keyboard.press("Enter")
    keyboard.type("too long")
    keyboard.press("Tab")
    keyboard.press("Space")
    expect(visit.page.get_by_text("Thank you. That helps us.")).to_be_focused()

    keyboard.press("Escape")
    expect(visit.dialog).to_be_hidden()
    expect(visit.launcher).to_be_focused()


def test_the_chat_is_loaded_only_when_its_button_is_about_to_be_seen(
    visitors: VisitorMaker, host_pages: HostPages, server: WebServer
) -> None:
    host_pages.pages["/tall"] = (
        '<!doctype html><html lang="en"><title>Tall</title><body>'
        '<p style="height:4000px">Tall</p>'
        '<osteo-chat style="position:static"></osteo-chat>'
        f'<script src="{server.address}/widget.js" async></script>',
        "",
    )
    visit = visitors(f"{host_pages.address}/tall")
    visit.page.wait_for_load_state("networkidle")
    assert [url for url in visit.requests if url.startswith(server.address)] == [
        f"{server.address}/widget.js"
    ]
    visit.page.mouse.wheel(0, 4000)
    expect(visit.launcher).to_be_visible()
    visit.open()
    assert not [url for url in visit.requests if "/webhooks/" in url]


def test_a_button_of_the_page_asks_its_question_and_gets_the_focus_back(
    visitors: VisitorMaker,
) -> None:
    visit = visitors()
    visit.button("What is osteoporosis?").click()
    expect(visit.answers).to_have_count(1)
    assert visit.said()[0] == "You What is osteoporosis?"
    visit.page.keyboard.press("Escape")
    assert visit.focused() == "button What is osteoporosis?"


def test_a_reload_keeps_the_conversation_and_the_unsent_text(visit: Visit) -> None:
    visit.ask("What is osteoporosis?").ask("table")
    before = visit.said()
    visit.question.fill("not yet sent")
    visit.page.reload()
    visit.open()
    expect(visit.answers).to_have_count(2)
    assert visit.said() == before
    expect(visit.question).to_have_value("not yet sent")
    assert visit.live_region.inner_text() == ""


def test_two_visitors_do_not_see_each_other(visitors: VisitorMaker) -> None:
    one, other = visitors().open(), visitors().open()
    one.ask("I am Ann")
    other.ask("I am Ben")
    one.ask("still Ann")
    for visit, name in ((one, "Ann"), (other, "Ben")):
        visit.page.reload()
        visit.open()
        expect(visit.answers).to_have_count(2 if name == "Ann" else 1)
        assert all(name in text for text in visit.said())


def test_an_answer_is_announced_once_and_typing_stays_possible(visit: Visit) -> None:
    visit.page.evaluate(
        """() => {
            const region = document.querySelector("osteo-chat").shadowRoot
              .querySelector("[role=status]");
            window.announced = [];
            new MutationObserver(() => window.announced.push(region.textContent.trim()))
              .observe(region, {childList: true, characterData: true, subtree: true});
        }"""
    )
    visit.say("slow question")
    visit.question.press_sequentially("the next thought")
    expect(visit.page.get_by_text("The assistant is writing")).to_be_visible()
    visit.question.press("Enter")
    expect(visit.page.get_by_text("Please wait for the answer first")).to_be_visible()
    expect(visit.answers).to_have_count(1)
    expect(visit.question).to_have_value("the next thought")
    announced = [text for text in visit.page.evaluate("() => window.announced") if text]
    assert announced == ["You said: slow question"]
    assert visit.page.locator("osteo-chat [aria-live], osteo-chat [role=log]").count() == 1


def test_nothing_is_sent_twice_by_quick_presses(visit: Visit, server: WebServer) -> None:
    visit.question.fill("slow and only once")
    for _ in range(3):
        visit.question.press("Enter")
    visit.button("Send").dblclick()
    expect(visit.answers).to_have_count(1)
    assert server.agent.heard.count("slow and only once") == 1


def test_the_contrast_is_a_real_table(visit: Visit) -> None:
    visit.ask("table")
    table = visit.page.get_by_role("table", name="Osteoporosis and Osteomalacia, side by side")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Osteoporosis", "Osteomalacia"]
    assert table.get_by_role("cell").all_inner_texts()[:2] == [
        "It is mostly normal.",
        "It does not work well.",
    ]
    answer = visit.answers.last.inner_text()
    assert answer.count("It is mostly normal.") == 1
    assert "Both make bones weaker" in answer and "A doctor can tell." in answer
    visit.screenshot("table")


def test_scores_are_drawn_on_the_scale_and_told_in_words(visit: Visit) -> None:
    visit.ask("scores")
    picture = visit.page.get_by_role("img")
    description = picture.get_attribute("aria-label") or ""
    assert "normal range, minus 1.0 or higher" in description
    assert "C: Hip, 2024: minus 2.7, osteoporosis range" in description
    texts = picture.locator("text").all_text_contents()
    assert [text for text in texts if text[0] in "ABC"] == ["A −0.9", "B −2.5", "C −2.7"]
    assert {"Normal", "Low bone mass", "Osteoporosis"} <= set(texts)
    assert visit.page.locator(".readings li").all_inner_texts() == [
        "A: Spine: minus 0.9, normal range",
        "B: Femoral neck (top of the thigh bone): minus 2.5, osteoporosis range",
        "C: Hip, 2024: minus 2.7, osteoporosis range",
    ]
    visit.screenshot("scale")


def test_a_z_score_has_a_scale_of_its_own(visit: Visit) -> None:
    visit.ask("z score")
    assert visit.page.locator(".readings li").all_inner_texts() == [
        "Hip: minus 2.0, below the expected range for age"
    ]
    visit.screenshot("scale_z")


def test_an_opinion_reaches_the_store(visit: Visit, database: Path) -> None:
    visit.ask("What is osteoporosis?")
    visit.button("Yes").click()
    expect(visit.page.get_by_text("Thank you. That helps us.")).to_be_visible()
    with sqlite3.connect(database) as connection:
        rows = connection.execute("select * from feedback").fetchall()
    assert any("condition_osteoporosis" in row for row in rows)


def test_larger_text_is_kept_for_the_next_visit(visit: Visit) -> None:
    def size() -> float:
        found: float = visit.page.locator("osteo-chat .introduction p").first.evaluate(
            "(element) => parseFloat(getComputedStyle(element).fontSize)"
        )
        return found

    normal = size()
    assert normal >= 18
    visit.button("Larger text").click()
    visit.button("Larger text").click()
    assert size() == normal * 1.5
    visit.page.reload()
    visit.open()
    assert size() == normal * 1.5
    visit.screenshot("larger_text")


def test_times_are_shown_on_demand(visit: Visit) -> None:
    visit.ask("hello")
    assert visit.page.locator("osteo-chat time").count() == 0
    visit.choose("Show times")
    assert visit.page.locator("osteo-chat time").count() == 2


def test_a_new_conversation_begins_empty(visit: Visit) -> None:
    visit.ask("hello")
    first = visit.token()
    visit.choose("New conversation")
    expect(visit.button("Stay here")).to_be_focused()
    visit.button("Start a new one").click()
    expect(visit.turns).to_have_count(0)
    expect(visit.question).to_be_focused()
    visit.ask("hello again")
    assert visit.token() != first


def test_deleting_removes_the_conversation_from_the_server(visit: Visit, server: WebServer) -> None:
    visit.ask("hello")
    token = visit.token()
    visit.choose("Delete my conversation")
    visit.screenshot("delete")
    visit.button("Yes, delete it").click()
    expect(visit.page.locator(".notice")).to_have_text("Your conversation has been deleted.")
    expect(visit.turns).to_have_count(0)
    with server.client(headers={"Authorization": f"Bearer {token}"}) as client:
        assert client.get("/webhooks/website/history").status_code == 401
    visit.ask("a fresh start")


def test_the_conversation_can_be_saved_as_text(visit: Visit) -> None:
    visit.ask("What is osteoporosis?")
    with visit.page.expect_download() as download:
        visit.choose("Save as text")
    text = download.value.path().read_text(encoding="utf-8")
    assert "You: What is osteoporosis?" in text
    assert "Assistant: Osteoporosis means that bones have become thinner and weaker." in text
    assert "https://doi.org/10.1001/jama.285.6.785" in text


def record_prints(page: Page) -> None:
    page.add_init_script("""window.print = () => { top.printed = document.body.innerText; };""")


def test_the_conversation_is_printed_without_the_page_around_it(visitors: VisitorMaker) -> None:
    visit = visitors()
    record_prints(visit.page)
    visit.page.reload()
    visit.open().ask("What is osteoporosis?").ask("table").ask("scores")
    visit.choose("Print")
    printed = visit.page.evaluate("() => window.printed")
    assert "What is osteoporosis?" in printed and "It does not work well." in printed
    assert "For website owners" not in printed and "Was this helpful?" not in printed


def test_escape_closes_the_menu_before_the_chat(visit: Visit) -> None:
    visit.button("Menu").click()
    visit.page.keyboard.press("Escape")
    expect(visit.dialog).to_be_visible()
    assert visit.focused() == "button Menu"
    visit.page.keyboard.press("Escape")
    expect(visit.dialog).to_be_hidden()


def test_on_a_phone_the_keyboard_goes_away_so_that_the_answer_can_be_read(
    visitors: VisitorMaker,
) -> None:
    visit = visitors(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True).open()
    visit.question.tap()
    visit.ask("What is osteoporosis?")
    assert visit.focused() == "section Conversation"
    expect(visit.turns.first).to_be_in_viewport()
    expect(visit.answers.first.get_by_text("Osteoporosis means")).to_be_in_viewport()
    visit.question.fill("next")
    visit.button("Send").tap()
    expect(visit.answers).to_have_count(2)
    assert visit.focused() == "section Conversation"


def test_on_a_phone_the_chat_fills_the_screen(visitors: VisitorMaker) -> None:
    visit = visitors(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True).open()
    assert visit.dialog.bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 640}
    assert visit.focused() == "h2 title"  # a focused field would raise the phone's keyboard
    visit.ask("table").ask("scores")
    overflow = visit.page.locator("osteo-chat .log").evaluate(
        "(log) => log.scrollWidth - log.clientWidth"
    )
    assert overflow == 0
    assert visit.dialog.evaluate("(e) => e.scrollHeight - e.clientHeight") == 0
    expect(visit.page.get_by_role("heading", name="Bone health assistant")).to_be_in_viewport()
    expect(visit.turns.nth(2)).to_be_in_viewport()
    visit.screenshot("phone_scale")
    visit.page.locator("osteo-chat table").scroll_into_view_if_needed()
    visit.screenshot("phone_table")
