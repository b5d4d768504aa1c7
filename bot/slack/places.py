"""Where a conversation with the assistant takes place in Slack, and its id.

A direct message, /bone and App Home are one place: this user with the assistant. A thread is a
place of its own, in a channel for all who write in it. The workspace stands in every place, so two
workspaces never share one. The id that the assistant knows has a random end besides, so that
what comes after "delete my data" is another conversation.
"""

from __future__ import annotations

import re
import secrets

from bot.channels.tokens import SLACK_PREFIX

_RANDOM_BYTES = 8
_UNUSUAL = re.compile(r"[^A-Za-z0-9.]")


def private_place(team: str, user: str) -> str:
    """The place of what only one user sees."""
    return _joined(team, user)


def thread_place(team: str, channel: str, thread: str) -> str:
    """The place of a thread."""
    return _joined(team, channel, thread)


def message_place(team: str, user: str, channel: str, message: str) -> str:
    """The place of a shortcut on a message: nothing else is said there."""
    return _joined(team, user, channel, message)


def new_conversation_id(place: str) -> str:
    """An id that no conversation had before."""
    return f"{SLACK_PREFIX}{place}-{secrets.token_hex(_RANDOM_BYTES)}"


def _joined(*parts: str) -> str:
    return "-".join(_UNUSUAL.sub("", part) for part in parts)
