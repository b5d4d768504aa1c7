"""What the app has to do for one event of Slack, as it waits in the store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any


class JobKind(str, Enum):
    """What is to be done."""

    QUESTION = "question"  # typed text
    PRESS = "press"  # a button's payload
    SCORE = "score"  # the text of a message with a score, of anybody
    NOTICE = "notice"  # words of the app itself, nothing to ask the assistant
    FEEDBACK = "feedback"
    ERASURE = "erasure"


ASKS_ASSISTANT = frozenset({JobKind.QUESTION, JobKind.PRESS, JobKind.SCORE})


@dataclass(frozen=True)
class Target:
    """Where in Slack an answer goes.

    Attributes:
        channel: The channel or direct message; None for the user's direct message, not yet open.
        thread: The message under which it is posted.
        response_url: Slack's address for a private answer to a command or shortcut.
        public: Whether others can read it.
    """

    channel: str | None = None
    thread: str | None = None
    response_url: str | None = None
    public: bool = False


@dataclass(frozen=True)
class Job:
    """One thing to do.

    Attributes:
        key: The same for every delivery of the same event, different for all others.
        kind: What is to be done.
        team: The workspace.
        user: Who asked.
        place: Whose words belong together; jobs of one place are done one after another.
        target: Where the answer goes.
        content: The text, the payload, or the id of the message that feedback is about.
        asked: What was asked, in Slack's format, where Slack itself does not show it.
        quiet: Whether nobody addressed the assistant: only a real answer is posted.
        helpful: What feedback says.
        conversation: The conversation that feedback is about.
    """

    key: str
    kind: JobKind
    team: str
    user: str
    place: str
    target: Target
    content: str = ""
    asked: str | None = None
    quiet: bool = False
    helpful: bool | None = None
    conversation: str | None = None

    def to_json(self) -> str:
        """The job as the store keeps it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Job:
        """Reads what `to_json` wrote."""
        values: dict[str, Any] = json.loads(text)
        values["kind"] = JobKind(values["kind"])
        values["target"] = Target(**values["target"])
        return cls(**values)


@dataclass(frozen=True)
class ClaimedJob:
    """A job that this process works on.

    Attributes:
        id: Its number in the store.
        job: What is to be done.
        attempt: How often it was begun, this time included.
        answer: What the assistant said; None if it was not asked yet.
        posted: How many messages of the answer are posted.
        posting: Whether the next one was on its way when an earlier try ended.
    """

    id: int
    job: Job
    attempt: int
    answer: tuple[Mapping[str, Any], ...] | None
    posted: int
    posting: bool
