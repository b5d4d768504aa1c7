"""Tests an assistant in this process: its real model and actions, a throw-away store."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from rasa.core.actions.action import default_actions
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.constants import DEFAULT_INTENTS, RULE_SNIPPET_ACTION_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet

from bot.conversation_tests.inventory import Inventory
from bot.conversation_tests.observed import ObservedTurn, Sight, turns_from_events
from bot.conversation_tests.problems import AssistantFailed

if TYPE_CHECKING:
    from rasa.core.agent import Agent

CHANNEL = "conversation_tests"


class SilentChannel(OutputChannel):
    """Drops what is said: it is read from the tracker, where it is whole."""

    @classmethod
    def name(cls) -> str:
        """The channel's name for Rasa."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Drops a message (see base class)."""


class InProcessAssistant:
    """A loaded agent, as an assistant to be tested (see `assistants.Assistant`)."""

    sight = frozenset(Sight)

    def __init__(self, agent: Agent, as_sent: Callable[[str], str] = str) -> None:
        """Takes an agent.

        Args:
            agent: A loaded agent whose store may be written to.
            as_sent: What a channel makes of a visitor's text before Rasa sees it.
        """
        self._agent = agent
        self._as_sent = as_sent
        self._events_seen: dict[str, int] = {}
        self.inventory = inventory_of(agent.domain)

    async def begin(self, slots: Mapping[str, Any]) -> str:
        """Begins a conversation (see `Assistant`)."""
        conversation = f"test-{uuid.uuid4().hex}"
        if slots:
            processor = self._agent.processor
            tracker = await processor.fetch_tracker_and_update_session(
                conversation, SilentChannel()
            )
            for name, value in slots.items():
                tracker.update(SlotSet(name, value), self._agent.domain)
            await processor.save_tracker(tracker)
            self._events_seen[conversation] = len(tracker.events)
        return conversation

    async def say(self, conversation: str, text: str, metadata: Mapping[str, Any]) -> ObservedTurn:
        """Says one message (see `Assistant`)."""
        message = UserMessage(
            self._as_sent(text),
            SilentChannel(),
            conversation,
            input_channel=CHANNEL,
            metadata=dict(metadata),
        )
        started = time.perf_counter()
        try:
            await self._agent.handle_message(message)
        except Exception as error:
            raise AssistantFailed(_told(error)) from error
        seconds = time.perf_counter() - started
        tracker = await self._agent.tracker_store.retrieve_full_tracker(conversation)
        # An assistant may erase the conversation that it is asked to forget.
        all_events = list(tracker.events) if tracker else []
        events = [e.as_dict() for e in all_events[self._events_seen.get(conversation, 0) :]]
        self._events_seen[conversation] = len(all_events)
        turns = turns_from_events(events)
        if not turns:
            return ObservedTurn(text, seconds=seconds)
        return ObservedTurn(text, turns[-1].happenings, turns[-1].understanding, seconds)

    async def end(self, conversation: str) -> None:
        """Leaves the conversation to the throw-away store (see `Assistant`)."""
        self._events_seen.pop(conversation, None)

    async def close(self) -> None:
        """Frees nothing: the process ends (see `Assistant`)."""


def inventory_of(domain: Domain) -> Inventory:
    """The names of a domain."""
    return Inventory(
        intents=frozenset(domain.intents),
        actions=frozenset(
            name for name in domain.action_names_or_texts if name not in domain.responses
        ),
        responses=frozenset(domain.responses),
        slots=frozenset(slot.name for slot in domain.slots),
        entities=frozenset(domain.entities),
        built_in=frozenset(action.name() for action in default_actions())
        | frozenset(DEFAULT_INTENTS) - frozenset(domain.overridden_default_intents)
        | {RULE_SNIPPET_ACTION_NAME},
    )


def _told(error: BaseException) -> str:
    """An error with what caused it: Rasa wraps those of components in one that says little."""
    told = f"{type(error).__name__}: {error}"
    return f"{told}\ncaused by {_told(error.__cause__)}" if error.__cause__ else told
