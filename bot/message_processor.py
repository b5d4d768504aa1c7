"""Rasa's processor of messages, which lets other visitors' messages go on while it waits."""

from __future__ import annotations

import asyncio
import copy
from typing import Any, TypeVar

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.context import context_of, said_in_session
from bot.graph_runner import SequentialGraphRunner
from bot.nlu.message_parts import TOPIC_BEFORE
from bot.nlu.text import is_payload
from bot.nlu.turns import may_be_turn, topic_names

Processor = TypeVar("Processor", bound="ConcurrentProcessor")


class ConcurrentProcessor(MessageProcessor):
    """Understands a message while others are understood, too.

    Rasa's own holds up every visitor until the sentence encoder is done with one message.
    """

    graph_runner: SequentialGraphRunner
    _under_way: dict[int, asyncio.Task[dict[str, Any]]]

    @classmethod
    def taking_over(cls: type[Processor], processor: MessageProcessor) -> Processor:
        """Takes over the model, the store and the settings of a processor that Rasa has made."""
        own = cls.__new__(cls)
        own.__dict__.update(processor.__dict__)
        own._under_way = {}
        if isinstance(processor.graph_runner, DaskGraphRunner):
            own.graph_runner = SequentialGraphRunner.taking_over(processor.graph_runner)
        return own

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Answers a message.

        The conversation is read while the message is being encoded, but for one that may lean on
        what was talked about: that is understood once it is known.
        """
        if may_be_turn(message.text or ""):
            return await super().handle_message(message)
        understanding = asyncio.create_task(self._understand(message))
        self._under_way[id(message)] = understanding
        try:
            # Lets it begin.
            await asyncio.sleep(0)
            return await super().handle_message(message)
        finally:
            del self._under_way[id(message)]
            understanding.cancel()

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """Understands a message (see parent class)."""
        under_way = self._under_way.get(id(message))
        if under_way is not None:
            return await under_way
        topic = None
        if tracker is not None and may_be_turn(message.text or ""):
            context = context_of(said_in_session(tracker.events))
            topic = context.topic if context and context.topic in topic_names() else None
        return await self._understand(message, only_output_properties, topic)

    async def _understand(
        self,
        message: UserMessage,
        only_output_properties: bool = True,
        topic_before: str | None = None,
    ) -> dict[str, Any]:
        if topic_before is not None:
            message = copy.copy(message)
            message.metadata = {**(message.metadata or {}), TOPIC_BEFORE: topic_before}
        understood = self._button(message.text or "") or await self._read(message)
        return {
            TEXT: "",
            INTENT: {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0},
            ENTITIES: [],
        } | understood.as_dict(only_output_properties=only_output_properties)

    def _button(self, text: str) -> Message | None:
        """What a button's payload stands for; nothing of it is left to understand."""
        if not is_payload(text):
            return None
        [button] = RegexMessageHandler().process([Message({TEXT: text})], self.domain)
        return button if button.get(INTENT) else None

    async def _read(self, message: UserMessage) -> Message:
        target = str(self.model_metadata.nlu_target)
        # No component that reads a message asks for its conversation.
        nothing_said = DialogueStateTracker.from_events(message.sender_id, [])
        given = {PLACEHOLDER_MESSAGE: [message], PLACEHOLDER_TRACKER: nothing_said}
        results = await self.graph_runner.run_beside_others(given, [target])
        understood: Message = results[target][0]
        return understood
