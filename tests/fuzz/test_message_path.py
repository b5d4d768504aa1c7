"""Random and hostile messages to the real assistant: all answered, nothing lost, memory flat."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from odd_messages import odd_messages
from rasa.utils.endpoints import EndpointConfig

from actions.action_reply_to_yes_or_no import ERASED
from bot.channels.errors import EMPTY_TEXT, ApiError
from bot.channels.limits import visible_text
from bot.channels.payloads import as_sent
from bot.logs import configure_logs
from bot.privacy.masking import mask
from bot.store.conversation_store import ConversationStore
from bot.visitor import Visitor, load_visitor

AT_ONCE = 5
EXAMPLES_A_ROUND = 24
MESSAGES_A_CONVERSATION = 40
WARM_AFTER = 2_000
# Hypothesis itself keeps 2 kB a message (18 MB of 8,000); a leak of 3 kB a message is noticed.
MOST_GROWTH_MB = 40


class Ledger:
    """What was said in every conversation, to be compared with what is stored."""

    def __init__(self) -> None:
        self.visitors: dict[str, list[str]] = {}
        self.answers: Counter[str] = Counter()
        self.sent = 0

    def enter(self, conversation: str, text: str, replies: list[str]) -> None:
        if any(reply.startswith(ERASED) for reply in replies):
            self.visitors.pop(conversation, None)
            del self.answers[conversation]
            return
        self.visitors.setdefault(conversation, []).append(mask(as_sent(visible_text(text))))
        self.answers[conversation] += len(replies)

    def forget(self) -> None:
        self.visitors.clear()
        self.answers.clear()


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="module")
def visitor(
    loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    # As served: otherwise pytest keeps all of Rasa's debug logs in memory.
    configure_logs()
    database = tmp_path_factory.mktemp("fuzz") / "conversations.db"
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("BOT_DATABASE_URL", raising=False)
        store = EndpointConfig(
            type=f"{ConversationStore.__module__}.{ConversationStore.__name__}",
            **{"db": str(database)},
        )
        visitor = loop.run_until_complete(load_visitor(store))
    yield visitor
    visitor.agent.tracker_store.close()


def test_every_message_is_answered_and_kept_and_memory_stays_flat(
    visitor: Visitor,
    loop: asyncio.AbstractEventLoop,
    message_count: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ledger = Ledger()
    memory = {0: megabytes()}
    round_number = 0
    while ledger.sent < message_count:
        began = time.time()
        send_a_round(visitor, loop, ledger, round_number)
        assert_nothing_lost(visitor.agent.tracker_store, ledger, began)
        ledger.forget()
        round_number += 1
        if ledger.sent >= WARM_AFTER and len(memory) == 1:
            memory[ledger.sent] = megabytes()
    memory[ledger.sent] = megabytes()
    with capsys.disabled():
        figures = ", ".join(f"{mb:.0f} MB after {count:,}" for count, mb in memory.items())
        print(f"\n{ledger.sent:,} messages answered and kept; resident memory {figures}")
    if message_count > WARM_AFTER:
        warm, last = list(memory.values())[-2:]
        assert last - warm <= MOST_GROWTH_MB


def send_a_round(
    visitor: Visitor, loop: asyncio.AbstractEventLoop, ledger: Ledger, number: int
) -> None:
    """Sends messages to some conversations at once; each round has conversations of its own.

    Hypothesis remembers its examples within a run, so many short runs keep its memory out of ours.
    """
    turns = Counter[int]()

    @seed(number)
    @settings(
        max_examples=EXAMPLES_A_ROUND,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(odd_messages(), min_size=AT_ONCE, max_size=AT_ONCE))
    def send(texts: list[str]) -> None:
        conversations = []
        for place in range(len(texts)):
            turns[place] += 1
            visit = turns[place] // MESSAGES_A_CONVERSATION
            conversations.append(f"fuzz-{number}-{place}-{visit}")
        loop.run_until_complete(say_at_once(visitor, conversations, texts, ledger))

    send()


async def say_at_once(
    visitor: Visitor, conversations: list[str], texts: list[str], ledger: Ledger
) -> None:
    await asyncio.gather(
        *(say(visitor, *pair, ledger) for pair in zip(conversations, texts, strict=True))
    )


async def say(visitor: Visitor, conversation: str, text: str, ledger: Ledger) -> None:
    ledger.sent += 1
    if not visible_text(text):
        with pytest.raises(ApiError) as refused:
            await visitor.says(text, conversation)
        assert refused.value.kind is EMPTY_TEXT
        return
    try:
        replies = await visitor.says(text, conversation)
    except ApiError as error:
        raise AssertionError(f"no answer to {text!r} in {conversation}") from error.__cause__
    assert all(reply.text for reply in replies), text
    ledger.enter(conversation, text, [reply.text for reply in replies])


def assert_nothing_lost(store: ConversationStore, ledger: Ledger, began: float) -> None:
    """Compares what the database holds with what was said.

    Only one round is read: to hold all events of the run would count as the assistant's memory.
    """
    kept: dict[str, list[dict[str, Any]]] = {}
    for sender_id, event in store.all_events(since=began):
        kept.setdefault(sender_id, []).append(event)
    for conversation, said in ledger.visitors.items():
        events = kept[conversation]
        assert [event["text"] for event in events if event["event"] == "user"] == said
        answers = sum(event["event"] == "bot" for event in events)
        assert answers == ledger.answers[conversation], conversation


def megabytes() -> float:
    return float(psutil.Process().memory_info().rss) / 2**20
