"""What the runner needs of an assistant, wherever it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from bot.conversation_tests.inventory import Inventory
from bot.conversation_tests.observed import ObservedTurn, Sight


class Assistant(Protocol):
    """An assistant to talk with."""

    @property
    def sight(self) -> frozenset[Sight]:
        """What can be seen of it."""
        ...

    @property
    def inventory(self) -> Inventory | None:
        """Its names, where they can be seen."""
        ...

    async def begin(self, slots: Mapping[str, Any]) -> str:
        """Begins a conversation of its own.

        Args:
            slots: What is known before the first message.

        Returns:
            The conversation's id.

        Raises:
            AssistantUnavailable: It can't be reached, or can't begin with slots.
        """
        ...

    async def say(self, conversation: str, text: str, metadata: Mapping[str, Any]) -> ObservedTurn:
        """Says one message to it.

        Args:
            conversation: What `begin` gave.
            text: What the visitor types, or a button's payload.
            metadata: Sent along.

        Raises:
            AssistantFailed: It failed over this message.
            AssistantUnavailable: It can't be reached.
        """
        ...

    async def end(self, conversation: str) -> None:
        """Forgets a conversation."""
        ...

    async def close(self) -> None:
        """Frees what the assistant holds."""
        ...
