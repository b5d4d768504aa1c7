"""The Slack app between a stand-in for Slack and a scripted assistant, all over loopback."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Any

from bench.slack_assistant import SECRET, ScriptedAssistant
from bench.slack_stand_in import APP_TOKEN, BOT_TOKENS, Posted, SlackStandIn
from bot.slack.run import RunOptions, serve
from bot.slack.settings import SlackSettings


@dataclass
class Clinic:
    """One workspace or two, with the app running in this process."""

    slack: SlackStandIn
    assistant: ScriptedAssistant
    apps: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def settings(self) -> SlackSettings:
        return SlackSettings(
            bot_tokens=tuple(BOT_TOKENS.values()),
            app_token=APP_TOKEN,
            signing_secret=None,
            assistant_url=self.assistant.url,
            assistant_secret=SECRET,
            api_url=self.slack.url,
        )

    async def start_app(self) -> None:
        opened = self.slack.calls["apps.connections.open"]
        self.apps.append(asyncio.create_task(serve(self.settings, RunOptions())))
        # Once to check the token, once to connect.
        await self.slack.until(
            lambda: self.slack.calls["apps.connections.open"] >= opened + 2 or self.apps[-1].done()
        )
        if self.apps[-1].done():
            self.apps[-1].result()
        await self.slack.connected()

    async def stop_app(self) -> None:
        app = self.apps.pop()
        app.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await app

    async def ask(self, event: dict[str, Any], *, team: str = "T1", posts: int = 1) -> Posted:
        """Sends an event and waits for what is posted."""
        before = len(self.slack.posted)
        await self.slack.send_event(event, team=team)
        await self.slack.until(lambda: len(self.slack.posted) >= before + posts)
        return self.slack.posted[before]

    async def settle(self) -> None:
        """Gives what must not happen the time to happen."""
        await asyncio.sleep(0.8)

    def texts(self) -> list[str]:
        return [entry.text for entry in self.slack.posted]
