"""The Bolt app: reads each event, stores its job, and only then tells Slack that it arrived.

Nothing here waits for the assistant or for Slack's Web API, so Slack has its acknowledgement at
once whatever the load; bot/slack/worker.py does the jobs.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError

from bot.slack import home, incoming, texts
from bot.slack.blocks import ASK_ACTION, FEEDBACK_ACTION
from bot.slack.installations import Installations
from bot.slack.jobs import Job, JobKind, Target
from bot.slack.library_logs import library_logger
from bot.slack.places import thread_place
from bot.slack.store import SlackStore
from bot.slack.worker import Worker

logger = logging.getLogger(__name__)

SHORTCUT = "explain_t_score"

_Listener = Callable[..., Awaitable[None]]


class SlackApp:
    """Takes Slack's events on."""

    def __init__(
        self,
        installations: Installations,
        store: SlackStore,
        worker: Worker,
        signing_secret: str | None = None,
    ) -> None:
        """Builds the app.

        Args:
            installations: The workspaces.
            store: Knows the conversations.
            worker: Does the jobs.
            signing_secret: Proves requests over HTTP; None in Socket Mode.
        """
        self._installations = installations
        self._store = store
        self._worker = worker
        self._courtesies: set[asyncio.Task[None]] = set()

        # Bolt reads the names of a plain function's arguments; a method's first would be one.
        async def authorize(
            enterprise_id: str | None, team_id: str | None
        ) -> AuthorizeResult | None:
            return installations.authorization(enterprise_id, team_id)

        self.bolt = AsyncApp(
            logger=library_logger(),
            authorize=authorize,  # type: ignore[arg-type]  # None is an unknown workspace
            signing_secret=signing_secret or "",
            # The acknowledgement comes after the listener, that is, after the job is stored.
            process_before_response=True,
        )
        self._listen()

    def _listen(self) -> None:
        for event in ("message", "app_mention"):
            self.bolt.event(event)(self._take_message)
        self.bolt.event("app_home_opened")(self._show_home)
        self.bolt.event("assistant_thread_started")(self._start_thread)
        for listen, read in (
            (self.bolt.command(texts.COMMAND), incoming.read_command),
            (self.bolt.shortcut(SHORTCUT), incoming.read_shortcut),
            (self.bolt.action(re.compile(rf"^{ASK_ACTION}:")), incoming.read_press),
            (self.bolt.action(re.compile(rf"^{FEEDBACK_ACTION}\b")), incoming.read_feedback),
            (self.bolt.action(home.ERASE_ACTION), incoming.read_erasure),
        ):
            listen(self._taker(read))

    def _taker(self, read: Callable[[Mapping[str, Any], str], Job | None]) -> _Listener:
        async def take(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
            job = read(body, _team(context))
            if job is not None:
                await self._worker.add(job)
            await ack()

        return take

    async def _take_message(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        taken = incoming.read_message(event, _team(context), self._installations.users)
        if taken is None:
            return
        if taken.known_place is None or await self._store.is_known(taken.known_place):
            await self._worker.add(taken.job)
        elif taken.otherwise is not None:
            await self._worker.add(taken.otherwise)

    async def _show_home(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        user = event.get("user")
        if event.get("tab") == "home" and isinstance(user, str):
            client = self._installations.clients[_team(context)]
            self._in_background(client.views_publish(user_id=user, view=home.home_view()))

    async def _start_thread(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        thread, team = event.get("assistant_thread"), _team(context)
        if not isinstance(thread, Mapping):
            return
        user, channel, stamp = (thread.get(k) for k in ("user_id", "channel_id", "thread_ts"))
        if not (isinstance(user, str) and isinstance(channel, str) and isinstance(stamp, str)):
            return
        place = thread_place(team, channel, stamp)
        # Known from here on, so what is asked in it is a conversation of its own.
        await self._store.conversation(place)
        await self._worker.add(
            Job(
                key=f"thread:{team}:{channel}:{stamp}",
                kind=JobKind.NOTICE,
                team=team,
                user=user,
                place=place,
                target=Target(channel, stamp),
                content=home.greeting(),
            )
        )
        client = self._installations.clients[team]
        self._in_background(
            client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, thread_ts=stamp, prompts=home.suggested_prompts()
            )
        )

    def _in_background(self, call: Awaitable[Any]) -> None:
        """Makes a call whose failure costs nobody an answer."""

        async def make() -> None:
            try:
                await call
            except (SlackApiError, OSError, asyncio.TimeoutError) as error:
                logger.warning("A courtesy call failed: %s", type(error).__name__)
                logger.debug("Details", exc_info=error)

        task = asyncio.create_task(make())
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)


def _team(context: AsyncBoltContext) -> str:
    result = context.authorize_result
    return str(result.team_id if result else context.team_id)
