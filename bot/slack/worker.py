"""Does the jobs: asks the assistant, posts its answers, tells who waits when it is away.

An emergency asked in a channel is answered in its thread like everything else, at once and with the
asker called by name: others there may be the ones who can help, and Slack does not promise that a
message for one person only (ephemeral) arrives. The same answer then goes to the asker's direct
messages too, where somebody who needs help can write on without colleagues reading along. The
private copy never holds the answer in the thread up.

When the assistant is away, jobs wait in the store. Whoever waits for some seconds is told so once,
with the reminder that an emergency must not wait; that message goes away with the answer.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.slack import texts
from bot.slack.answers import AnswerMessage, is_worth_interrupting, read_message
from bot.slack.assistant_client import (
    AssistantAway,
    AssistantBusy,
    AssistantClient,
    AssistantFailed,
    ConversationEnded,
    MessageRefused,
)
from bot.slack.blocks import SlackMessage, Surroundings, plainer, render, words_only
from bot.slack.delivery import BlocksRefused, Delivery, Refused, TryLater
from bot.slack.jobs import ASKS_ASSISTANT, ClaimedJob, Job, JobKind, Target
from bot.slack.places import private_place
from bot.slack.store import LEASE_SECONDS, SlackStore
from bot.store.retention import SECONDS_A_DAY, retention_days

logger = logging.getLogger(__name__)

CONCURRENT_JOBS = 8
# How long a question waits before its asker is told that the assistant is away.
PATIENCE_SECONDS = 5.0
# How often it is looked whether the assistant is back.
HEALTH_SECONDS = 0.5
# Other copies' jobs and delayed ones are looked for this often.
POLL_SECONDS = 0.5
# How long answers wait at most while events come in.
EVENTS_FIRST_SECONDS = 0.5
MOST_FAILURES = 5
FAILURE_SECONDS = 1.0
# How long running jobs may take when the app is told to stop.
STOP_SECONDS = 10.0


class Worker:
    """Does the jobs of the store until it is stopped."""

    def __init__(self, store: SlackStore, assistant: AssistantClient, delivery: Delivery) -> None:
        """Takes what it works with.

        Args:
            store: Where jobs wait.
            assistant: Answers questions.
            delivery: Posts answers.
        """
        self._store = store
        self._assistant = assistant
        self._delivery = delivery
        self._more = asyncio.Event()
        self._stopping = asyncio.Event()
        self._present = asyncio.Event()  # else it is asked nothing
        self._is_away = False  # nobody is told so before it was looked for in vain
        self._arriving = 0
        self._absence: str | None = None  # why, as last logged
        self._tasks: list[asyncio.Task[None]] = []

    async def add(self, job: Job) -> None:
        """Takes a job on; an event that was seen before changes nothing."""
        self._arriving += 1
        try:
            if await self._store.add(job):
                self._more.set()
        finally:
            self._arriving -= 1

    def start(self) -> None:
        """Begins to work."""
        self._tasks = [
            asyncio.create_task(_every(seconds, step))
            for seconds, step in (
                (HEALTH_SECONDS, self._watch_assistant),
                (HEALTH_SECONDS, self._tell_who_waits),
                (LEASE_SECONDS / 3, self._store.keep_leases),
                (SECONDS_A_DAY, self._clean),
            )
        ]
        self._tasks += [asyncio.create_task(self._work()) for _ in range(CONCURRENT_JOBS)]

    async def stop(self) -> None:
        """Ends what is being done, and nothing more."""
        self._stopping.set()
        self._more.set()
        loops, working = self._tasks[:-CONCURRENT_JOBS], self._tasks[-CONCURRENT_JOBS:]
        if working:
            await asyncio.wait(working, timeout=STOP_SECONDS)
        for task in [*loops, *working]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                await self._let_events_pass()
                claimed = await self._store.claim(assistant_is_away=not self._present.is_set())
                if claimed is None:
                    await self._wait_for_more()
                else:
                    await self._do(claimed)
            except Exception as error:
                # The lease ends and the job is taken up again.
                _log_failure(error)
                await asyncio.sleep(FAILURE_SECONDS)

    async def _let_events_pass(self) -> None:
        """Slack's acknowledgements go before answers, but hold none up for long."""
        end = time.monotonic() + EVENTS_FIRST_SECONDS
        while self._arriving and time.monotonic() < end:
            await asyncio.sleep(0.01)

    async def _wait_for_more(self) -> None:
        self._more.clear()
        try:
            await asyncio.wait_for(self._more.wait(), POLL_SECONDS)
        except asyncio.TimeoutError:
            return

    async def _do(self, claimed: ClaimedJob) -> None:
        job = claimed.job
        try:
            if job.kind in ASKS_ASSISTANT:
                await self._answer(claimed)
            elif job.kind is JobKind.NOTICE:
                await self._post(claimed, [AnswerMessage(job.content)])
            elif job.kind is JobKind.FEEDBACK:
                await self._give_feedback(job)
            else:
                await self._erase(claimed)
            await self._finish(claimed)
        except AssistantAway as away:
            self._note_absence(away)
            await self._store.release(claimed.id, 0)
        except (AssistantBusy, TryLater) as later:
            await self._store.release(claimed.id, later.seconds)
        except Refused as refused:
            logger.warning("Slack refuses an answer for good: %s", refused)
            await self._finish(claimed)
        # Where this was the first of its place, the next may begin.
        self._more.set()

    async def _answer(self, claimed: ClaimedJob) -> None:
        job = claimed.job
        conversation = await self._store.conversation(job.place)
        answer = claimed.answer
        if answer is None:
            typing = asyncio.create_task(self._show_typing(job))
            try:
                answer = await self._ask(claimed, conversation)
            finally:
                # After the answer nothing would take it away.
                await typing
            await self._store.keep_answer(claimed.id, answer)
        messages = [read_message(values) for values in answer]
        if job.kind is JobKind.SCORE and not _speaks_of_scores(messages):
            messages = [AnswerMessage(texts.NO_SCORE_FOUND)]
        if job.quiet and not is_worth_interrupting(messages):
            return
        await self._post(claimed, messages, conversation)
        if job.target.public:
            await self._copy_emergencies(job, messages)

    async def _finish(self, claimed: ClaimedJob) -> None:
        notice = await self._store.finish(claimed.id)
        if notice:
            await self._delivery.delete(claimed.job.team, claimed.job.target, notice)

    async def _show_typing(self, job: Job) -> None:
        if job.target.thread and not job.target.public:
            await self._delivery.show_typing(job.team, job.target)

    async def _ask(self, claimed: ClaimedJob, conversation: str) -> tuple[dict[str, Any], ...]:
        job = claimed.job
        is_press = job.kind is JobKind.PRESS
        try:
            messages = await self._assistant.ask(
                conversation,
                job.key,
                text="" if is_press else job.content,
                payload=job.content if is_press else "",
            )
        except ConversationEnded:
            await self._store.forget_conversation(job.place, conversation)
            raise AssistantBusy(0) from None
        except MessageRefused as refused:
            return ({"text": str(refused) or texts.GONE_WRONG},)
        except AssistantFailed as failed:
            logger.error("The assistant failed on a message: %s", failed)
            if claimed.attempt < MOST_FAILURES:
                raise AssistantBusy(FAILURE_SECONDS) from failed
            return ({"text": texts.GONE_WRONG},)
        self._absence = None
        return tuple(messages)

    async def _post(
        self,
        claimed: ClaimedJob,
        messages: Sequence[AnswerMessage],
        conversation: str | None = None,
    ) -> None:
        """Posts those messages of an answer that are not posted yet."""
        job = claimed.job
        around = Surroundings(
            place=job.place,
            conversation=conversation,
            asker=job.user if job.target.public else None,
        )
        pages = [
            (message, page)
            for number, message in enumerate(messages)
            for page in render(message, replace(around, asked=None if number else job.asked))
        ]
        for count, (message, page) in enumerate(pages):
            if count < claimed.posted:
                continue
            mark = f"{job.key}#{count}"
            may_be_posted = claimed.posting and count == claimed.posted
            if not (may_be_posted and await self._was_posted(job, mark)):
                await self._store.begin_posting(claimed.id)
                await self._post_page(job, message, page, mark)
            await self._store.end_posting(claimed.id, count + 1)

    async def _post_page(
        self, job: Job, message: AnswerMessage, page: SlackMessage, mark: str
    ) -> None:
        """Posts in the richest form that this workspace takes."""
        for form in (page, plainer(page, message), SlackMessage(page.text)):
            try:
                await self._delivery.post(job.team, job.user, job.target, form, mark)
                return
            except BlocksRefused as refused:
                logger.info("Slack refuses blocks: %s", refused)
        raise Refused("it takes no form of this message")

    async def _was_posted(self, job: Job, mark: str) -> bool:
        try:
            return await self._delivery.was_posted(job.team, job.user, job.target, mark)
        except Refused as refused:
            # Twice is better than not at all.
            logger.warning("The app may not look for its own answers: %s", refused)
            return False

    async def _copy_emergencies(self, job: Job, messages: Sequence[AnswerMessage]) -> None:
        for number, message in enumerate(messages):
            if message.is_emergency:
                await self.add(
                    Job(
                        key=f"{job.key}#private{number}",
                        kind=JobKind.NOTICE,
                        team=job.team,
                        user=job.user,
                        place=f"{private_place(job.team, job.user)}-notices",
                        target=Target(),
                        content=texts.PRIVATE_COPY.format(answer=message.text),
                    )
                )

    async def _give_feedback(self, job: Job) -> None:
        try:
            await self._assistant.give_feedback(
                str(job.conversation), job.content, bool(job.helpful)
            )
        except (ConversationEnded, MessageRefused, AssistantFailed):
            return  # the conversation was deleted, so there is nothing to have an opinion on
        await self._delivery.whisper(job.team, job.user, job.target, texts.THANKS)

    async def _erase(self, claimed: ClaimedJob) -> None:
        if claimed.answer is None:
            removed = await self._erase_all(claimed.job)
            answer: tuple[Mapping[str, Any], ...] = ({"text": texts.erased(removed)},)
            await self._store.keep_answer(claimed.id, answer)
        else:
            answer = claimed.answer
        await self._post(claimed, [read_message(values) for values in answer])

    async def _erase_all(self, job: Job) -> int:
        """Erases all conversations in which a user wrote; returns how many there were."""
        await self._store.forget_waiting(job.team, job.user)
        conversations = await self._store.conversations_of(job.team, job.user)
        for place, conversation in conversations.items():
            try:
                await self._assistant.erase(conversation)
            except ConversationEnded:
                pass  # an earlier try did it
            except (AssistantFailed, MessageRefused) as failed:
                logger.error("A conversation could not be erased: %s", failed)
                raise AssistantBusy(FAILURE_SECONDS) from failed
            await self._store.forget_conversation(place, conversation)
        return len(conversations)

    def _note_absence(self, away: AssistantAway) -> None:
        self._present.clear()
        if self._absence != str(away):
            self._absence = str(away)
            logger.warning("The assistant is away (%s); questions wait", away)

    async def _watch_assistant(self) -> None:
        if self._present.is_set():
            return
        self._is_away = not await self._assistant.is_ready()
        if not self._is_away:
            self._present.set()
            self._more.set()

    async def _tell_who_waits(self) -> None:
        if not self._is_away:
            return
        for id_, job in await self._store.unanswered(PATIENCE_SECONDS):
            if self._is_away and await self._store.claim_notice(id_):
                await self._ask_for_patience(id_, job)

    async def _ask_for_patience(self, id_: int, job: Job) -> None:
        try:
            notice = await self._delivery.post(
                job.team, job.user, job.target, words_only(texts.away()), f"{job.key}#away"
            )
        except (TryLater, Refused, BlocksRefused) as error:
            logger.info("An asker was not told to wait: %s", error)
            return
        if notice and not await self._store.keep_notice(id_, notice):
            await self._delivery.delete(job.team, job.target, notice)  # answered meanwhile

    async def _clean(self) -> None:
        await self._store.forget_old(retention_days())


async def _every(seconds: float, step: Callable[[], Awaitable[None]]) -> None:
    """Does something again and again, also after it failed."""
    while True:
        try:
            await step()
        except Exception as error:
            _log_failure(error)
        await asyncio.sleep(seconds)


def _log_failure(error: Exception) -> None:
    # Its words may quote a user.
    logger.error("A job failed: %s", type(error).__name__)
    logger.debug("Details", exc_info=error)


def _speaks_of_scores(messages: Sequence[AnswerMessage]) -> bool:
    return any(message.data_type == "t_score" or message.is_emergency for message in messages)
