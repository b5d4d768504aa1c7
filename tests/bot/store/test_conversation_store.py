import sqlite3
import time

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered

from bot.answers.past import ERASES_CONVERSATION
from bot.store.conversation_store import (
    EVENTS_READ,
    OPENING_EVENTS_READ,
    ConversationStore,
)
from bot.store.errors import ConversationChanged, MessageAlreadyKept, StoreUnavailable

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
    assert len(tracker.events) <= OPENING_EVENTS_READ + EVENTS_READ + 1
    assert tracker.get_slot("memory") == "kept"
    await tell(store, "ann", UserUttered("last"))
    assert said(await store.retrieve_full_tracker("ann")) == ["last"]
    assert len((await store.retrieve_full_tracker("ann")).events) == EVENTS_READ + 53


async def test_the_opening_of_a_long_conversation_is_read(store):
    introduction = BotUttered("I am a program.", metadata={"introduction": True})
    await tell(store, "ann", SessionStarted(), UserUttered("one"), introduction)
    await tell(store, "ann", *[ActionExecuted("action_listen")] * (EVENTS_READ + 50))
    tracker = await store.retrieve("ann")
    said_first = [event for event in tracker.events if isinstance(event, BotUttered)]
    assert [event.metadata for event in said_first] == [{"introduction": True}]


async def test_what_another_process_went_on_with_is_not_overwritten(store):
    await tell(store, "ann", UserUttered("one"))
    mine, theirs = await store.retrieve("ann"), await store.retrieve("ann")
    theirs.update(UserUttered("two"), DOMAIN)
    await store.save(theirs)
    mine.update(UserUttered("three"), DOMAIN)
    with pytest.raises(ConversationChanged):
        await store.save(mine)
    assert said(await store.retrieve("ann")) == ["one", "two"]


async def test_a_message_is_kept_once(store):
    await tell(store, "ann", UserUttered("one", message_id="m1"), BotUttered("first"))
    with pytest.raises(MessageAlreadyKept):
        await tell(store, "ann", UserUttered("one", message_id="m1"), BotUttered("second"))
    await tell(store, "bob", UserUttered("one", message_id="m1"))
    assert [event.text for event in (await store.retrieve("ann")).events] == ["one", "first"]


async def test_the_reply_to_a_message_is_read_without_what_came_later(store):
    await tell(store, "ann", UserUttered("one", message_id="m1"), BotUttered("first"))
    await tell(store, "ann", UserUttered("two", message_id="m2"), BotUttered("second"))
    reply = await store.retrieve_reply("ann", "m1")
    assert [event["text"] for event in reply] == ["one", "first"]
    assert await store.retrieve_reply("ann", "m3") is None
    assert await store.retrieve_reply("bob", "m1") is None


async def test_a_transcript_holds_both_sides_of_all_sessions_and_not_how_they_were_read(store):
    understood = {"intent": {"name": "greet"}, "intent_ranking": [{"name": "greet"}]}
    await tell(store, "ann", SessionStarted(), UserUttered("old", parse_data=understood))
    await tell(store, "ann", SessionStarted(), SlotSet("memory", 1), BotUttered("new"))
    transcript = await store.retrieve_transcript("ann")
    assert [event["text"] for event in transcript] == ["old", "new"]
    assert "parse_data" not in transcript[0]


async def test_a_full_disk_is_an_error_and_no_loss(store, tmp_path):
    await tell(store, "ann", UserUttered("one"))
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(StoreUnavailable):
        await tell(store, "ann", UserUttered("x" * 1_000_000))
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    await tell(store, "ann", UserUttered("two"))
    assert said(await store.retrieve("ann")) == ["one", "two"]


async def test_a_database_of_the_first_version_is_read_on(tmp_path, monkeypatch):
    monkeypatch.delenv("BOT_DATABASE_URL", raising=False)
    file = tmp_path / "old.db"
    old = sqlite3.connect(file)
    old.executescript(
        """
        CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255) NOT NULL,
            type_name VARCHAR(255) NOT NULL, timestamp FLOAT, name VARCHAR(255),
            data TEXT NOT NULL);
        CREATE INDEX ix_events_sender_id_id ON events (sender_id, id);
        CREATE INDEX ix_events_sender_id_type_name_id ON events (sender_id, type_name, id);
        INSERT INTO events (sender_id, type_name, timestamp, data)
            VALUES ('ann', 'user', 1.0,
                '{"event": "user", "text": "before", "parse_data": {"intent": {}}}');
        """
    )
    old.close()
    store = ConversationStore(DOMAIN, db=str(file))
    await tell(store, "ann", UserUttered("after"))
    assert said(await store.retrieve("ann")) == ["before", "after"]
    store.close()


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
