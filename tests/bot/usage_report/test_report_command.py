"""The whole command on a small store, with the trained model's own encoder."""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.store.addresses import DATABASE_VARIABLE
from bot.store.conversation_store import ConversationStore
from bot.usage_report.command import write_report

MARKUP = "<script>alert(1)</script> prunes"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ConversationStore:
    monkeypatch.setenv(DATABASE_VARIABLE, f"sqlite:///{tmp_path / 'conversations.db'}")
    return ConversationStore(Domain.empty())


def keep(store: ConversationStore, sender: str, text: str, topic: str) -> None:
    now = time.time()
    tracker = DialogueStateTracker.from_events(sender, [])
    tracker.update(UserUttered(text, input_channel="website", metadata={"received_at": now - 0.5}))
    tracker.update(BotUttered("words", metadata={"topic": topic}, timestamp=now))
    asyncio.run(store.save(tracker))


def test_the_page_shows_questions_without_an_answer_and_needs_nothing_else(
    store: ConversationStore, tmp_path: Path
) -> None:
    for number, text in enumerate(["are prunes good for bones", "eating prunes", MARKUP]):
        keep(store, f"p{number}", text, "nlu_fallback")
    keep(store, "a", "is exercise good", "risk_exercise")
    asyncio.run(store.add_feedback("a", "risk_exercise", False, "too <b>long</b>"))
    said = write_report(30, str(tmp_path / "deep" / "page.html"), 10)
    page = (tmp_path / "deep" / "page.html").read_text(encoding="utf-8")
    assert said.startswith("4 messages, 3 without an answer")
    assert "are prunes good for bones" in page
    assert "is exercise good" not in page
    assert "alert(1)</script>" not in page
    assert "<b>long" not in page
    assert not re.search(r"(?:src|href)=\"(?!data:)", page)
    assert "500 ms" in page


def test_an_empty_store_gives_a_page_that_says_so(store: ConversationStore, tmp_path: Path) -> None:
    write_report(1, str(tmp_path / "page.html"), 10)
    assert "Every question got an answer." in (tmp_path / "page.html").read_text(encoding="utf-8")
