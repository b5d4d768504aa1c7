"""A visitor in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

SCREENSHOTS = Path(__file__).resolve().parents[3] / "var" / "screenshots"
WIDE = {"width": 1280, "height": 900}

# Collects what a strict policy refuses, in every document from its beginning.
_REPORTS = """
window.refusals = [];
addEventListener("securitypolicyviolation", (event) =>
  window.refusals.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


class Visit:
    """One visitor: a browser context with one page."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self.context: BrowserContext = browser.new_context(**{"viewport": WIDE, **options})
        self.context.add_init_script(_REPORTS)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.address = address
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(address)

    def close(self) -> None:
        self.context.close()

    @property
    def launcher(self) -> Locator:
        return self.page.get_by_role("button", name="Ask about bones")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def question(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your question")

    @property
    def turns(self) -> Locator:
        return self.page.locator("osteo-chat .turn")

    @property
    def answers(self) -> Locator:
        return self.page.locator("osteo-chat .turn.bot")

    @property
    def live_region(self) -> Locator:
        return self.page.locator("osteo-chat [role=status]")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def open(self) -> Visit:
        self.launcher.click()
        expect(self.dialog).to_be_visible()
        return self

    def say(self, text: str) -> Visit:
        self.question.fill(text)
        self.question.press("Enter")
        return self

    def ask(self, text: str) -> Visit:
        """Says something and waits for the answer."""
        before = self.answers.count()
        self.say(text)
        expect(self.answers).to_have_count(before + 1)
        return self

    def tab_to(self, wanted: str) -> Visit:
        """Presses Tab until something has the focus, as `focused` names it."""
        for _ in range(60):
            if self.focused() == wanted:
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {wanted!r}")

    def choose(self, item: str) -> Visit:
        """Chooses from the menu."""
        self.button("Menu").click()
        self.button(item).click()
        return self

    def said(self) -> list[str]:
        """What both sides said, each with its speaker."""
        return [" ".join(text.split()) for text in self.turns.all_inner_texts()]

    def token(self) -> str:
        """The conversation's token in the visitor's browser."""
        kept: dict[str, str] = self.page.evaluate("() => ({...localStorage})")
        return next(value for key, value in kept.items() if key.endswith(" token"))

    def refusals(self) -> list[str]:
        found: list[str] = self.page.evaluate("() => window.refusals")
        return found

    def focused(self) -> str:
        """What has the focus: tag and name, also within the widget."""
        found: str = self.page.evaluate(
            """() => {
                let at = document.activeElement;
                while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                const name = at.getAttribute("aria-label") ?? at.id;
                return `${at.localName} ${name || at.textContent.trim()}`;
            }"""
        )
        return re.sub(r"\s+", " ", found)

    def screenshot(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


# Makes a visitor of an address (by default the demo page), with options of the browser context.
VisitorMaker = Callable[..., Visit]
