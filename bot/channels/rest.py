"""Rasa's REST interface, kept within limits."""

from __future__ import annotations

import secrets
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.limits import idempotency_key, json_object, optional_sender, text_field
from bot.channels.payloads import as_sent
from bot.channels.processing import (
    OnNewMessage,
    answer_once,
    ask,
    conversation_store,
    rate_limits,
    read_body,
    ready_agent,
)
from bot.channels.protection import ProtectedBlueprint
from bot.channels.responses import json_response


class RestChannel(InputChannel):
    """Answers `{"sender", "message"}` like Rasa's REST channel.

    Other fields that Rasa's channel takes (metadata, input_channel) would set slots or pose as
    another channel, so they are not read.
    """

    @classmethod
    def name(cls) -> str:
        """The channel's name, part of its address."""
        return "rest"

    def blueprint(self, on_new_message: OnNewMessage) -> ProtectedBlueprint:
        """The channel's routes (see base class)."""
        blueprint = ProtectedBlueprint("rest_channel")

        @blueprint.post("/webhook", stream=True)
        async def receive(request: Request) -> HTTPResponse:
            limits = rate_limits(request.app)
            await limits.count_address(request)
            body = json_object(await read_body(request))
            # Without a name every client would share one conversation.
            sender_id = optional_sender(body) or f"rest-{secrets.token_hex(16)}"
            text = text_field(body, "message")
            await limits.count_conversation(sender_id)
            ready_agent(request.app)
            key = idempotency_key(request.headers)
            asking: dict[str, Any] = {
                "text": as_sent(text),
                "sender_id": sender_id,
                "channel": self.name(),
            }
            if key is None:
                messages = await ask(on_new_message, **asking, message_id=secrets.token_hex(8))
            else:
                store = conversation_store(request.app)
                messages = await answer_once(on_new_message, store, **asking, message_id=key)
            return json_response([message.for_rest(sender_id) for message in messages])

        return blueprint
