"""The workspaces in which the app is installed, one bot token each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.configuration import ConfigurationError
from bot.slack.settings import BOT_TOKEN_VARIABLE

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5.0
# Slack's words for a token that will not work, however often it is tried.
TOKEN_REFUSED = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
)


@dataclass(frozen=True)
class Installation:
    """The app in one workspace.

    Attributes:
        team: The workspace's id.
        user: The app's user there.
        authorization: The same for Bolt.
        client: Calls Slack for this workspace; never tries again by itself.
    """

    team: str
    user: str
    authorization: AuthorizeResult
    client: AsyncWebClient


class Installations:
    """All workspaces, by id."""

    def __init__(self, installations: Sequence[Installation]) -> None:
        """Takes the workspaces."""
        self._by_team = {installation.team: installation for installation in installations}

    @property
    def clients(self) -> Mapping[str, AsyncWebClient]:
        """The clients by workspace."""
        return {team: installation.client for team, installation in self._by_team.items()}

    @property
    def users(self) -> frozenset[str]:
        """The app's own users."""
        return frozenset(installation.user for installation in self._by_team.values())

    def __len__(self) -> int:
        return len(self._by_team)

    def authorization(
        self, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:
        """As whom the app acts on an event; None in an unknown workspace."""
        for id_ in (team_id, enterprise_id):
            if id_ in self._by_team:
                return self._by_team[id_].authorization
        return None


async def find_installations(
    tokens: Sequence[str], api_url: str, session: aiohttp.ClientSession
) -> Installations:
    """Asks Slack whose the tokens are; waits for Slack where it cannot be reached.

    Args:
        tokens: Bot tokens, one for each workspace.
        api_url: Where Slack's Web API answers.
        session: Connections for all calls.

    Raises:
        ConfigurationError: Slack does not know a token.
    """
    return Installations([await _find(token, api_url, session) for token in tokens])


async def _find(token: str, api_url: str, session: aiohttp.ClientSession) -> Installation:
    client = AsyncWebClient(token, base_url=api_url, session=session, retry_handlers=[])
    while True:
        try:
            told = await client.auth_test()
            break
        except SlackApiError as error:
            code = error.response.get("error")
            if code in TOKEN_REFUSED:
                raise ConfigurationError(
                    f"Slack does not accept {BOT_TOKEN_VARIABLE} ({code}); "
                    "copy it again from the app's page OAuth & Permissions."
                ) from error
            logger.warning("Slack cannot tell whose the token is (%s); trying again", code)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            logger.warning("Slack cannot be reached (%s); trying again", type(error).__name__)
        await asyncio.sleep(RETRY_SECONDS)
    team = str(told.get("team_id") or told.get("enterprise_id"))
    authorization = AuthorizeResult(
        enterprise_id=told.get("enterprise_id"),
        team_id=team,
        bot_token=token,
        bot_id=told.get("bot_id"),
        bot_user_id=told.get("user_id"),
    )
    return Installation(team, str(told["user_id"]), authorization, client)
