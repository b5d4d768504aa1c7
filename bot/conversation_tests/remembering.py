"""Understands each text once, however many tests say it and however often they run."""

from __future__ import annotations

import copy
import json
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.message_processor import ConcurrentProcessor

MESSAGE_ID = "message_id"


class RememberingProcessor(ConcurrentProcessor):
    """A processor for tests: a message means the same as long as model and subject are."""

    _known: dict[str, dict[str, Any]] | None = None

    async def _understand(
        self,
        message: UserMessage,
        only_output_properties: bool = True,
        subject: str | None = None,
    ) -> dict[str, Any]:
        if self._known is None:
            self._known = {}
        given = [message.text, message.metadata, only_output_properties, subject]
        said = json.dumps(given, default=str)
        if said not in self._known:
            self._known[said] = await super()._understand(message, only_output_properties, subject)
        understood = copy.deepcopy(self._known[said])
        understood[MESSAGE_ID] = message.message_id
        return understood
