"""axe in every state, and what axe does not measure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from visit import Visit, VisitorMaker

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
# 200 % zoom halves the window in CSS pixels and doubles its density.
ZOOMED = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
ZOOMED_4_TIMES = {"viewport": {"width": 320, "height": 225}, "device_scale_factor": 4}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced_colors": {"forced_colors": "active"},
    "320px": PHONE,
    "200_percent_zoom": ZOOMED,
    "400_percent_zoom": ZOOMED_4_TIMES,
    "200_percent_text": {},
}


def buttons(visit: Visit) -> None:
    visit.ask("What is osteoporosis?")


def comment(visit: Visit) -> None:
    visit.page.get_by_text("Sources (2)").click()
    visit.button("No").click()
    expect(visit.page.get_by_label("What was missing?")).to_be_focused()


def table(visit: Visit) -> None:
    visit.ask("table")


def scale(visit: Visit) -> None:
    visit.ask("scores")


def menu_and_times(visit: Visit) -> None:
    visit.choose("Show times")


def deleting(visit: Visit) -> None:
    visit.button("Delete my conversation").click()


def complaint(visit: Visit) -> None:
    visit.button("No, keep it").click()
    visit.say("a" * 1_001)
    expect(visit.page.locator(".trouble")).to_be_visible()


def waiting(visit: Visit) -> None:
    visit.say("slow")
    expect(visit.page.get_by_text("The assistant is writing")).to_be_visible()


def error(visit: Visit) -> None:
    expect(visit.page.locator(".waiting")).to_have_count(0)
    visit.context.set_offline(True)
    visit.say("are you there?")
    expect(visit.page.locator(".failure")).to_be_visible()


# The states of the chat, in the order of a visit: each is reached from the one before.
STATES: tuple[Callable[[Visit], None], ...] = (
    buttons,
    comment,
    table,
    scale,
    menu_and_times,
    deleting,
    complaint,
    waiting,
    error,
)


def findings(visit: Visit, part: str | None = None) -> list[str]:
    """What axe finds on the page, or in the part of it that a selector names."""
    results = Axe().run(visit.page, context=part)
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_any_state(visitors: VisitorMaker, look: str) -> None:
    visit = visitors(**LOOKS[look])
    if look == "200_percent_text":
        visit.page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    visit.open()
    visit.screenshot(f"{look}_start")
    found = findings(visit)
    for reach in STATES:
        reach(visit)
        visit.screenshot(f"{look}_{reach.__name__}")
        found += [f"{reach.__name__}: {one}" for one in findings(visit, "osteo-chat")]
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing_in_the_themes(visitors: VisitorMaker, theme: str) -> None:
    visit = visitors()
    expect(visit.launcher).to_be_visible()
    visit.page.evaluate(
        "(theme) => document.querySelector('osteo-chat').setAttribute('theme', theme)", theme
    )
    visit.open().ask("What is osteoporosis?").ask("table").ask("scores")
    visit.screenshot(f"theme_{theme}")
    assert findings(visit) == []


@pytest.mark.parametrize("look", ["light", "dark", "forced_colors", "320px"])
def test_axe_finds_nothing_on_the_demo_page(visitors: VisitorMaker, look: str) -> None:
    visit = visitors(**LOOKS[look])
    expect(visit.launcher).to_be_visible()
    visit.page.get_by_text("More settings").click()
    visit.page.evaluate("() => scrollTo(0, 0)")
    visit.screenshot(f"demo_{look}")
    assert findings(visit) == []
    width = visit.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert width <= 0


@pytest.mark.parametrize("look", ["light", "320px"])
def test_targets_are_large_and_type_is_at_least_18_pixels(
    visitors: VisitorMaker, look: str
) -> None:
    visit = visitors(**LOOKS[look]).open().ask("What is osteoporosis?").ask("scores")
    visit.choose("Show times")
    small = visit.page.evaluate(
        """() => {
            const root = document.querySelector("osteo-chat").shadowRoot;
            const targets = [...root.querySelectorAll("button, summary, textarea")]
              .filter((e) => e.checkVisibility())
              .filter((e) => Math.min(e.offsetWidth, e.offsetHeight) < 44);
            const type = [...root.querySelectorAll(".root *")]
              .filter((e) => e.checkVisibility() && !e.closest(".unseen, svg, style"))
              .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 18);
            const picture = root.querySelector(".picture svg");
            const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
            const inPicture = [...picture.querySelectorAll("text")]
              .filter((e) => parseFloat(getComputedStyle(e).fontSize) * scale < 18);
            return [...targets, ...type, ...inPicture].map((e) => e.outerHTML.slice(0, 80));
        }"""
    )
    assert small == []


@pytest.mark.parametrize(
    ("preferred", "theme", "paper"),
    [
        ("light", None, "rgb(255, 255, 255)"),
        ("dark", None, "rgb(16, 25, 29)"),
        ("dark", "light", "rgb(255, 255, 255)"),
        ("light", "dark", "rgb(16, 25, 29)"),
        ("light", "contrast", "rgb(0, 0, 0)"),
    ],
)
def test_the_look_is_the_devices_unless_the_page_chooses(
    visitors: VisitorMaker, preferred: str, theme: str | None, paper: str
) -> None:
    visit = visitors(color_scheme=preferred)
    expect(visit.launcher).to_be_visible()
    if theme:
        visit.page.locator("osteo-chat").evaluate("(e, to) => e.setAttribute('theme', to)", theme)
    visit.open()
    found = visit.dialog.evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert found == paper


def test_a_page_may_set_colors_of_its_own(visitors: VisitorMaker) -> None:
    visit = visitors().open()
    visit.page.locator("osteo-chat").evaluate(
        "(e) => e.style.setProperty('--osteo-paper', 'rgb(255, 250, 240)')"
    )
    found = visit.dialog.evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert found == "rgb(255, 250, 240)"


def test_nothing_moves_where_less_motion_is_wanted(visitors: VisitorMaker) -> None:
    visit = visitors(reduced_motion="reduce").open().say("slow")
    dot = visit.page.locator(".dots i").first
    assert dot.evaluate("(e) => getComputedStyle(e).animationName") == "none"


def test_with_strong_zoom_the_whole_panel_scrolls(visitors: VisitorMaker) -> None:
    visit = visitors(**ZOOMED_4_TIMES).open().ask("What is osteoporosis?")
    overflow = visit.dialog.evaluate("(e) => [e.scrollHeight > e.clientHeight, e.scrollWidth]")
    assert overflow[0] and overflow[1] <= 320
    visit.question.scroll_into_view_if_needed()
    expect(visit.question).to_be_in_viewport()
