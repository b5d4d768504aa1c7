"""What an operator removes by hand is gone from the database's files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.paths import PROJECT_ROOT
from bot.store.conversation_store import ConversationStore

SECRET = "a sentence that must not stay"
LONG_AGO = 40 * 86_400


@pytest.fixture
async def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with an old and a new conversation, and an opinion on the old one."""
    file = tmp_path / "conversations.db"
    monkeypatch.delenv("BOT_DATABASE_URL", raising=False)
    store = ConversationStore(Domain.empty(), db=str(file))
    for sender, age in (("old", LONG_AGO), ("new", 0)):
        event = UserUttered(f"{SECRET} {sender}", timestamp=time.time() - age)
        await store.save(DialogueStateTracker.from_events(sender, [event]))
    await store.add_feedback("old", "condition_men", False, f"{SECRET} old opinion")
    store.close()
    return file


def run(database: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"BOT_DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(
        command, cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True
    )


def stored(database: Path) -> bytes:
    return b"".join(file.read_bytes() for file in database.parent.iterdir())


async def test_erase_removes_one_conversation_with_its_feedback(database: Path) -> None:
    assert f"{SECRET} old opinion".encode() in stored(database)
    done = run(database, "erase", "old")
    assert (done.returncode, done.stdout) == (0, "The conversation was removed\n")
    assert f"{SECRET} old".encode() not in stored(database)
    assert f"{SECRET} new".encode() in stored(database)


async def test_erasing_an_unknown_id_says_so(database: Path) -> None:
    done = run(database, "erase", "nobody")
    assert done.returncode == 1
    assert "no conversation with this id" in done.stderr


async def test_purge_removes_what_is_older_than_the_days(database: Path) -> None:
    assert "0 conversation(s)" in run(database, "purge", "--days", "60").stdout
    assert "1 conversation(s)" in run(database, "purge").stdout
    assert f"{SECRET} old".encode() not in stored(database)
    assert f"{SECRET} new".encode() in stored(database)


@pytest.mark.parametrize("days", ["-1", "nan", "inf", "many"])
async def test_a_number_of_days_that_is_none_removes_nothing(database: Path, days: str) -> None:
    refused = run(database, "purge", f"--days={days}")
    assert refused.returncode == 2
    assert "is not a number of days" in refused.stderr
    assert f"{SECRET} old".encode() in stored(database)
