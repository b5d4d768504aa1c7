"""Remembers the latest answers, so that a message sent twice is answered once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

Reply = list[dict[str, Any]]

# With answers of a few kilobytes, at most some ten megabytes.
ANSWERS_A_CONVERSATION = 4
CONVERSATIONS = 1_000


class RecentAnswers:
    """The latest answers of this process, by conversation and the client's message id."""

    def __init__(
        self, conversations: int = CONVERSATIONS, answers: int = ANSWERS_A_CONVERSATION
    ) -> None:
        """Starts empty.

        Args:
            conversations: How many conversations are remembered; the least recent goes first.
            answers: How many answers of each.
        """
        self._conversations: OrderedDict[str, OrderedDict[str, asyncio.Task[Reply]]] = OrderedDict()
        self._most_conversations = conversations
        self._most_answers = answers

    async def get(
        self, sender_id: str, message_id: str, produce: Callable[[], Awaitable[Reply]]
    ) -> Reply:
        """The answer to a message, worked out at most once.

        A client that hangs up does not end the work: its next try gets the same answer. A failure
        is not remembered.

        Args:
            sender_id: The conversation.
            message_id: The client's id of the message.
            produce: Works the answer out.
        """
        answers = self._conversations.setdefault(sender_id, OrderedDict())
        self._conversations.move_to_end(sender_id)
        if len(self._conversations) > self._most_conversations:
            self._conversations.popitem(last=False)
        task = answers.get(message_id)
        if task is None:
            task = asyncio.ensure_future(produce())
            task.add_done_callback(lambda done: _drop_failure(answers, message_id, done))
            answers[message_id] = task
            if len(answers) > self._most_answers:
                answers.popitem(last=False)
        return await asyncio.shield(task)

    def forget(self, sender_id: str, keep: str | None = None) -> None:
        """Drops the answers of a conversation.

        Args:
            sender_id: The conversation.
            keep: The client's id of a message whose answer stays.
        """
        answers = self._conversations.pop(sender_id, OrderedDict())
        if keep is not None and keep in answers:
            self._conversations[sender_id] = OrderedDict({keep: answers[keep]})


def _drop_failure(
    answers: OrderedDict[str, asyncio.Task[Reply]], message_id: str, done: asyncio.Task[Reply]
) -> None:
    failed = done.cancelled() or done.exception() is not None
    if failed and answers.get(message_id) is done:
        del answers[message_id]
