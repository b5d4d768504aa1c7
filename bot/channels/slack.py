"""The Slack app's interface: conversations that the app names and signs (see bot/slack/).

Only a program with the assistant's secret gets in: the app runs beside the assistant or has the
same BOT_SECRET. Slack itself never talks to this address.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.exceptions import RasaException
from sanic.request import Request

from bot.channels.configuration import ConfigurationError, signing_secret
from bot.channels.errors import ApiError
from bot.channels.private_channel import PrivateChannel
from bot.channels.processing import OnNewMessage, rate_limits
from bot.channels.protection import ProtectedBlueprint
from bot.channels.tokens import SlackTokens


class SlackChannel(PrivateChannel):
    """Messages, feedback and erasing for the Slack app."""

    def __init__(self, tokens: SlackTokens) -> None:
        """Prepares the channel.

        Args:
            tokens: Reads the conversations' tokens.
        """
        super().__init__()
        self._tokens = tokens

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SlackChannel:
        """Makes the channel (see base class); its secret comes from the environment."""
        try:
            return cls(SlackTokens(signing_secret()))
        except ConfigurationError as error:
            raise RasaException(str(error)) from error

    @classmethod
    def name(cls) -> str:
        """The channel's name, part of its address."""
        return "slack"

    async def admit(self, request: Request) -> str:
        """The conversation that the request's token names (see base class).

        All of a workspace comes from one address, so only requests that fail count for it.
        """
        try:
            return self._tokens.sender_id(request.headers.get("authorization"))
        except ApiError:
            await rate_limits(request.app).count_address(request)
            raise

    def blueprint(self, on_new_message: OnNewMessage) -> ProtectedBlueprint:
        """The channel's routes (see base class)."""
        blueprint = ProtectedBlueprint("slack_channel")
        self.add_conversation_routes(blueprint, on_new_message, erase_at="/conversation")
        return blueprint
