"""The website's interface: private conversations behind signed tokens."""

from __future__ import annotations

from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.history import conversation
from bot.channels.private_channel import PrivateChannel
from bot.channels.processing import OnNewMessage, rate_limits, read_body
from bot.channels.protection import ProtectedBlueprint
from bot.channels.responses import json_response
from bot.channels.tokens import ConversationTokens


class WebsiteChannel(PrivateChannel):
    """Sessions, messages, history, feedback and erasing for the website's chat widget."""

    def __init__(self, tokens: ConversationTokens) -> None:
        """Prepares the channel.

        Args:
            tokens: Issues and reads the conversations' tokens.
        """
        super().__init__()
        self._tokens = tokens

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebsiteChannel:
        """Makes the channel (see base class); its settings come from the environment."""
        return cls(ConversationTokens.configured(cls.name()))

    @classmethod
    def name(cls) -> str:
        """The channel's name, part of its address."""
        return "website"

    async def admit(self, request: Request) -> str:
        """The conversation whose token the request bears (see base class)."""
        await rate_limits(request.app).count_address(request)
        return self._tokens.sender_id(request.headers.get("authorization"))

    def blueprint(self, on_new_message: OnNewMessage) -> ProtectedBlueprint:
        """The channel's routes (see base class)."""
        blueprint = ProtectedBlueprint("website_channel")

        @blueprint.post("/session", stream=True)
        async def start(request: Request) -> HTTPResponse:
            await rate_limits(request.app).count_address(request)
            await read_body(request)
            return json_response({"token": self._tokens.issue()}, status=201)

        @blueprint.get("/history")
        async def history(request: Request) -> HTTPResponse:
            sender_id, store = await self.conversation(request)
            turns = conversation(await store.retrieve_transcript(sender_id))
            return json_response({"messages": [turn.as_dict() for turn in turns]})

        self.add_conversation_routes(blueprint, on_new_message, erase_at="/session")
        return blueprint
