"""Reads what Slack sends: which events ask something, what, and where the answer goes.

Answered are direct messages, mentions, buttons, `/bone` and the shortcut. In a group's direct
message, and in a thread where the assistant has answered, people also write without a mention; such
a message gets an answer only if the assistant has a real one (`Job.quiet`). What is not a person's
new message (bots, edits, deletions, joins) and what is malformed gives nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.payloads import COMMAND_PREFIX
from bot.privacy.masking import mask
from bot.slack import mrkdwn, texts
from bot.slack.blocks import HELPFUL, NOT_HELPFUL
from bot.slack.jobs import Job, JobKind, Target
from bot.slack.places import message_place, private_place, thread_place

HELP_PAYLOAD = f"{COMMAND_PREFIX}help"

# More than the assistant takes, so that it says itself what is too long.
MOST_CHARACTERS = 2_000

_SLACKBOT = "USLACKBOT"
# Kinds of messages that hold a person's new words.
_PERSONS_WORDS = (None, "file_share", "thread_broadcast")
_DIRECT_MESSAGE, _GROUP_MESSAGE = "im", "mpim"


@dataclass(frozen=True)
class Incoming:
    """A job that may depend on what was said before.

    Attributes:
        job: What is to be done.
        known_place: A place that must have a conversation for that; None if nothing must.
        otherwise: What is to be done where it has none.
    """

    job: Job
    known_place: str | None = None
    otherwise: Job | None = None


def is_well_formed(payload: Any) -> bool:
    """Whether Bolt can look at what Slack sent; it stumbles over parts of another type.

    Args:
        payload: The body of an event, an interaction or a command.
    """
    if not isinstance(payload, Mapping):
        return False
    if payload.get("type") == "event_callback" and not _string(_part(payload, "event"), "type"):
        return False
    if payload.get("type") == "block_actions" and not _string(_action(payload), "action_id"):
        return False
    parts = ("event", "team", "user", "channel", "view", "message", "container")
    return all(
        payload.get(name) is None or isinstance(payload[name], (Mapping, str)) for name in parts
    )


def read_message(event: Mapping[str, Any], team: str, bot_users: frozenset[str]) -> Incoming | None:
    """Reads a `message` or `app_mention` event.

    Args:
        event: The event.
        team: The workspace.
        bot_users: The app's own users.

    Returns:
        What is to be done; None if nothing.
    """
    channel, stamp, user = (_string(event, name) for name in ("channel", "ts", "user"))
    if channel is None or stamp is None or user is None or not _is_persons_news(event):
        return None
    if user in bot_users or user == _SLACKBOT:
        return None
    raw, thread = _string(event, "text") or "", _string(event, "thread_ts")
    job = Job(
        key=f"message:{team}:{channel}:{stamp}",
        kind=JobKind.QUESTION,
        team=team,
        user=user,
        place=private_place(team, user),
        target=Target(channel, thread),
        content=_question(raw, bot_users),
    )
    kind = event.get("channel_type")
    if kind == _DIRECT_MESSAGE or channel.startswith("D"):
        return _in_direct_message(job, has_files=bool(event.get("files")))
    root = thread or stamp
    job = replace(
        job,
        place=thread_place(team, channel, root),
        target=Target(channel, root, public=True),
    )
    if event.get("type") == "app_mention" or any(f"<@{bot}" in raw for bot in bot_users):
        return Incoming(_addressed(job, has_files=bool(event.get("files"))))
    if not job.content:
        return None
    job = replace(job, quiet=True)
    if thread:
        return Incoming(job, known_place=job.place)
    return Incoming(job) if kind == _GROUP_MESSAGE else None


def read_command(body: Mapping[str, Any], team: str) -> Job | None:
    """Reads the slash command; None if it is malformed."""
    user, url = _string(body, "user_id"), _string(body, "response_url")
    once = _string(body, "trigger_id") or url
    if user is None or url is None:
        return None
    question = _question(_string(body, "text") or "", frozenset())
    job = Job(
        key=f"command:{team}:{once}"[:255],
        kind=JobKind.QUESTION,
        team=team,
        user=user,
        place=private_place(team, user),
        target=Target(response_url=url),
        content=question,
        asked=texts.asked(question) if question else None,
    )
    return job if question else replace(job, kind=JobKind.PRESS, content=HELP_PAYLOAD)


def read_shortcut(body: Mapping[str, Any], team: str) -> Job | None:
    """Reads the shortcut on a message; None if it is malformed.

    Only who used it sees the answer, in a conversation of its own: the words may be another's.
    """
    user, url = _string(_part(body, "user"), "id"), _string(body, "response_url")
    channel, message = _string(_part(body, "channel"), "id"), _part(body, "message")
    stamp = _string(message, "ts")
    once = _string(body, "trigger_id") or url
    if user is None or url is None or channel is None or stamp is None:
        return None
    words = _question(_string(message, "text") or "", frozenset())
    job = Job(
        key=f"shortcut:{team}:{once}"[:255],
        kind=JobKind.SCORE,
        team=team,
        user=user,
        place=message_place(team, user, channel, stamp),
        target=Target(response_url=url),
        content=words,
    )
    return job if words else replace(job, kind=JobKind.NOTICE, content=texts.NO_SCORE_FOUND)


def read_press(body: Mapping[str, Any], team: str) -> Job | None:
    """Reads a press of a button that asks something; None if it is malformed."""
    action, user = _action(body), _string(_part(body, "user"), "id")
    value = _json(_string(action, "value"))
    payload, place = _string(value, "payload"), _string(value, "place")
    if user is None or payload is None or not payload.startswith(COMMAND_PREFIX):
        return None
    if place is not None and not place.startswith(private_place(team, "")):
        return None
    title = _string(_part(action, "text"), "text")
    return Job(
        key=_press_key(body, action, team, user),
        kind=JobKind.PRESS,
        team=team,
        user=user,
        place=place or private_place(team, user),
        target=_target_of_press(body),
        content=payload,
        asked=texts.pressed(user, title) if title else None,
    )


def read_feedback(body: Mapping[str, Any], team: str) -> Job | None:
    """Reads a press of "Helpful" or "Not helpful"; None if it is malformed."""
    user = _string(_part(body, "user"), "id")
    value = _json(_string(_action(body), "value"))
    message, conversation = _string(value, "message"), _string(value, "conversation")
    opinion = value.get("is")
    if user is None or message is None or conversation is None:
        return None
    if opinion not in (HELPFUL, NOT_HELPFUL):
        return None
    key = f"feedback:{team}:{user}:{conversation}:{message}:{opinion}"[:255]
    return Job(
        key=key,
        kind=JobKind.FEEDBACK,
        team=team,
        user=user,
        place=key,
        target=_target_of_press(body),
        content=message,
        helpful=opinion == HELPFUL,
        conversation=conversation,
    )


def read_erasure(body: Mapping[str, Any], team: str) -> Job | None:
    """Reads a press of "Delete my data" in App Home; None if it is malformed."""
    user = _string(_part(body, "user"), "id")
    if user is None:
        return None
    return Job(
        key=_press_key(body, _action(body), team, user),
        kind=JobKind.ERASURE,
        team=team,
        user=user,
        place=f"{private_place(team, user)}-erasure",
        target=Target(),
    )


def _in_direct_message(job: Job, *, has_files: bool) -> Incoming | None:
    """A message to the assistant alone; threads that Slack opened for it are their own places."""
    if not job.content and not has_files:
        return None
    job = _addressed(job, has_files=has_files)
    thread, channel = job.target.thread, job.target.channel
    if thread is None or channel is None:
        return Incoming(job)
    place = thread_place(job.team, channel, thread)
    return Incoming(replace(job, place=place), known_place=place, otherwise=job)


def _addressed(job: Job, *, has_files: bool) -> Job:
    if job.content:
        return job
    if has_files:
        return replace(job, kind=JobKind.NOTICE, content=texts.READ_ONLY_TEXT)
    return replace(job, kind=JobKind.PRESS, content=HELP_PAYLOAD)


def _is_persons_news(event: Mapping[str, Any]) -> bool:
    return (
        event.get("subtype") in _PERSONS_WORDS
        and not event.get("bot_id")
        and not event.get("bot_profile")
        and not event.get("hidden")
        and not event.get("edited")
    )


def _question(raw: str, bot_users: frozenset[str]) -> str:
    # Masked here already: the words may wait in the store for a while.
    return mask(mrkdwn.plain_text(raw, bot_users))[:MOST_CHARACTERS].strip()


def _target_of_press(body: Mapping[str, Any]) -> Target:
    """Under the message with the button; privately where only one user sees that."""
    container, message = _part(body, "container"), _part(body, "message")
    channel = _string(_part(body, "channel"), "id") or _string(container, "channel_id")
    if container.get("is_ephemeral") or channel is None:
        return Target(response_url=_string(body, "response_url"))
    thread = _string(message, "thread_ts") or _string(container, "thread_ts")
    if channel.startswith("D"):
        return Target(channel, thread)
    root = thread or _string(message, "ts") or _string(container, "message_ts")
    return Target(channel, root, public=True)


def _press_key(body: Mapping[str, Any], action: Mapping[str, Any], team: str, user: str) -> str:
    container = _part(body, "container")
    where = container.get("message_ts") or container.get("view_id")
    return f"press:{team}:{user}:{where}:{action.get('action_id')}:{action.get('action_ts')}"[:255]


def _action(body: Mapping[str, Any]) -> Mapping[str, Any]:
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    return first if isinstance(first, Mapping) else {}


def _part(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = values.get(name)
    return part if isinstance(part, Mapping) else {}


def _string(values: Mapping[str, Any], name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) and value else None


def _json(text: str | None) -> Mapping[str, Any]:
    try:
        value = json.loads(text or "")
    except ValueError:
        return {}
    return value if isinstance(value, Mapping) else {}
