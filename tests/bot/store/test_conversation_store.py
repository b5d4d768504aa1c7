import sqlite3
import time

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered

from bot.answers.past import ERASES_CONVERSATION
from bot.store.conversation_store import EVENTS_READ, ConversationStore

DOMAIN = Domain.from_dict(
    {
        "intents": ["greet"],
        "slots": {
            "memory": {
                "type": "any",
                "influence_conversation": False,
                "mappings": [{"type": "custom"}],
            }
        },
    }
)
SECRET = "a sentence that must not stay"


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.delenv("BOT_DATABASE_URL", raising=False)
    store = ConversationStore(DOMAIN, db=str(tmp_path / "conversations.db"))
    yield store
    store.close()


async def tell(store, sender, *events):
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    for event in events:
        tracker.update(event, DOMAIN)
    await store.save(tracker)


def said(tracker):
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


async def test_a_conversation_is_read_back_as_it_was_saved(store):
    await tell(store, "ann", SessionStarted(), UserUttered("one"))
    await tell(store, "ann", UserUttered("two"), SlotSet("memory", {"a": 1}))
    tracker = await store.retrieve("ann")
    assert said(tracker) == ["one", "two"]
    assert tracker.get_slot("memory") == {"a": 1}


async def test_saving_twice_stores_events_once(store):
    tracker = await store.get_or_create_tracker("ann")
    tracker.update(UserUttered("one"), DOMAIN)
    await store.save(tracker)
    await store.save(tracker)
    assert said(await store.retrieve_full_tracker("ann")) == ["one"]


async def test_only_the_current_session_is_read_for_a_message(store):
    await tell(store, "ann", SessionStarted(), UserUttered("old"))
    await tell(store, "ann", SessionStarted(), UserUttered("new"))
    assert said(await store.retrieve("ann")) == ["new"]
    assert said(await store.retrieve_full_tracker("ann")) == ["old", "new"]


async def test_a_long_conversation_is_read_in_part_but_keeps_its_slots(store):
    await tell(store, "ann", SessionStarted(), SlotSet("memory", "kept"))
    await tell(store, "ann", *[ActionExecuted("action_listen")] * (EVENTS_READ + 50))
    tracker = await store.retrieve("ann")
    assert len(tracker.events) <= EVENTS_READ + 1
    assert tracker.get_slot("memory") == "kept"
    await tell(store, "ann", UserUttered("last"))
    assert said(await store.retrieve_full_tracker("ann")) == ["last"]
    assert len((await store.retrieve_full_tracker("ann")).events) == EVENTS_READ + 53


async def test_conversations_do_not_see_each_other(store):
    await tell(store, "ann", UserUttered("mine"))
    assert await store.retrieve("bob") is None
    assert set(await store.keys()) == {"ann"}


async def test_an_erased_conversation_is_gone_from_the_file(store, tmp_path):
    await tell(store, "ann", SessionStarted(), UserUttered(SECRET))
    assert await store.erase("ann")
    assert await store.is_erased("ann")
    assert await store.retrieve_full_tracker("ann") is None
    for file in tmp_path.iterdir():
        assert SECRET.encode() not in file.read_bytes()


async def test_erasing_what_is_not_there_says_so(store):
    assert not await store.erase("nobody")


async def test_a_message_that_erases_removes_the_conversation_but_not_its_id(store):
    await tell(store, "ann", SessionStarted(), UserUttered(SECRET))
    await tell(store, "ann", BotUttered("Done.", metadata={ERASES_CONVERSATION: True}))
    assert await store.retrieve_full_tracker("ann") is None
    assert not await store.is_erased("ann")
    await tell(store, "ann", UserUttered("again"))
    assert said(await store.retrieve("ann")) == ["again"]


async def test_purging_removes_only_conversations_without_recent_messages(store):
    long_ago = time.time() - 40 * 86_400
    await tell(store, "old", UserUttered("old", timestamp=long_ago))
    await tell(store, "new", UserUttered("new"))
    assert store.purge(days=30) == 1
    assert set(await store.keys()) == {"new"}


async def test_feedback_is_kept_until_its_conversation_is_erased(store, tmp_path):
    await tell(store, "ann", UserUttered("one"))
    await store.add_feedback("ann", "condition_men", True, "clear")
    database = sqlite3.connect(tmp_path / "conversations.db")
    count = "select count(*) from feedback where helpful and comment = 'clear'"
    assert database.execute(count).fetchone() == (1,)
    await store.erase("ann")
    assert database.execute("select count(*) from feedback").fetchone() == (0,)
    database.close()
