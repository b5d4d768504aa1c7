"""Visits with the real assistant: trained model, actions and store in a process of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
from playwright.sync_api import expect
from running_assistant import RunningAssistant, free_port, running_assistant
from visit import Visit

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
SCORES = "my T-score is -2.7 at the hip and -1.2 at the spine"

VisitorTo = Callable[..., Visit]


def last_answer(visit: Visit) -> str:
    return visit.said()[-1]


def test_a_whole_visit_works_with_the_keyboard_alone(
    visitor_to: VisitorTo, assistant: RunningAssistant
) -> None:
    visit = visitor_to(assistant.url)
    keyboard = visit.page.keyboard
    expect(visit.launcher).to_be_visible()
    visit.tab_to("button Ask about bones")
    keyboard.press("Enter")
    expect(visit.question).to_be_focused()

    keyboard.type("what is osteoporosis")
    keyboard.press("Enter")
    expect(visit.answers).to_have_count(1)
    assert "bones grow weaker" in last_answer(visit)
    keyboard.press("Shift+Tab")
    related = visit.focused().removeprefix("button ")
    keyboard.press("Enter")
    expect(visit.answers).to_have_count(2)
    assert visit.said()[-2] == f"You {related}"

    visit.tab_to("textarea question")
    keyboard.type("my t score is 2.7")
    keyboard.press("Enter")
    expect(visit.answers).to_have_count(3)
    keyboard.type("minus")
    keyboard.press("Enter")
    expect(visit.answers).to_have_count(4)
    expect(visit.page.get_by_role("img")).to_have_accessible_name(
        "The T-score scale from top to bottom: normal range, minus 1.0 or higher; low bone mass "
        "(osteopenia), between minus 1.0 and minus 2.5; osteoporosis range, minus 2.5 or lower. "
        "On it: T-score: minus 2.7, osteoporosis range."
    )
    keyboard.type("can you say that simpler")
    keyboard.press("Enter")
    expect(visit.answers).to_have_count(5)

    visit.tab_to("button Menu")
    keyboard.press("Enter")
    visit.tab_to("button Delete my conversation")
    keyboard.press("Enter")
    assert visit.focused() == "button No, keep it"
    keyboard.press("Shift+Tab")
    token = visit.token()
    keyboard.press("Enter")
    expect(visit.page.locator(".notice")).to_have_text("Your conversation has been deleted.")
    expect(visit.question).to_be_focused()
    history = httpx.get(
        f"{assistant.url}/webhooks/website/history", headers={"Authorization": f"Bearer {token}"}
    )
    assert history.status_code == 401
    keyboard.press("Escape")
    expect(visit.launcher).to_be_focused()
    assert visit.refusals() == []


def test_an_opinion_with_a_comment_is_taken(
    visitor_to: VisitorTo, assistant: RunningAssistant
) -> None:
    visit = visitor_to(assistant.url).open().ask("what is a dexa scan")
    visit.button("No").click()
    visit.page.get_by_label("What was missing?").fill("how long it takes")
    visit.button('Send "not helpful"').click()
    expect(visit.page.get_by_text("Thank you. That helps us.")).to_be_focused()
    assert b"how long it takes" in b"".join(
        file.read_bytes() for file in assistant.database.parent.glob("conversations.db*")
    )


def test_a_reload_keeps_words_table_and_scale(
    visitor_to: VisitorTo, assistant: RunningAssistant
) -> None:
    visit = visitor_to(assistant.url).open()
    visit.ask(SCORES).ask("what is the difference between osteoporosis and osteomalacia")
    before = visit.said()
    visit.page.reload()
    visit.open()
    expect(visit.answers).to_have_count(2)
    assert visit.said() == before
    assert visit.page.locator(".readings li").all_inner_texts() == [
        "A: Spine: minus 1.2, low bone mass (osteopenia)",
        "B: Hip: minus 2.7, osteoporosis range",
    ]
    table = visit.page.get_by_role("table", name="Osteoporosis and Osteomalacia, side by side")
    assert table.get_by_role("cell").count() == 2 * 5


def test_the_conversation_goes_on_after_a_restart_of_the_server(
    visitor_to: VisitorTo, tmp_path: Path
) -> None:
    port = free_port()
    with running_assistant(tmp_path, port) as server:
        visit = visitor_to(server.url).open().ask("my t score is 2.7")
        assert "minus" in last_answer(visit)
    visit.say("minus")
    expect(visit.page.locator(".failure")).to_contain_text("I can't reach the assistant")
    with running_assistant(tmp_path, port):
        visit.button("Try again").click()
        expect(visit.answers).to_have_count(2)
        assert "osteoporosis range" in last_answer(visit)
        assert [text for text in visit.said() if text.startswith("You ")] == [
            "You my t score is 2.7",
            "You minus",
        ]


def test_two_visitors_at_once_keep_to_their_own_scores(
    visitor_to: VisitorTo, assistant: RunningAssistant
) -> None:
    one, other = visitor_to(assistant.url).open(), visitor_to(assistant.url).open()
    one.say("my t score is 2.7")
    other.say("my t score is 1.7")
    for visit in (one, other):
        expect(visit.answers).to_have_count(1)
    one.say("minus")
    other.say("minus")
    for visit, score, strange in ((one, "minus 2.7", "1.7"), (other, "minus 1.7", "2.7")):
        expect(visit.answers).to_have_count(2)
        assert score in last_answer(visit)
        assert not any(strange in said for said in visit.said())


def test_an_emergency_stands_at_the_top_of_the_phones_screen(
    visitor_to: VisitorTo, assistant: RunningAssistant
) -> None:
    visit = visitor_to(assistant.url, **PHONE).open().ask("what is osteoporosis")
    visit.ask("I fell and I cannot get up")
    words = visit.answers.last.get_by_text("Call your local emergency number now")
    expect(words).to_be_in_viewport(ratio=1)
    assert visit.answers.last.locator("osteo-feedback").count() == 0


def test_a_long_answer_is_shown_from_its_beginning(
    visitor_to: VisitorTo, assistant: RunningAssistant
) -> None:
    visit = visitor_to(assistant.url, **PHONE).open().ask("what is osteoporosis")
    visit.ask("what is the difference between osteoporosis and osteomalacia")
    expect(visit.turns.nth(2)).to_be_in_viewport()
    expect(visit.answers.last.get_by_text("Both make bones weaker")).to_be_in_viewport()
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") == 320
