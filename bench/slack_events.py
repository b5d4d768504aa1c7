"""What Slack sends, in the shape in which it sends it."""

from __future__ import annotations

import itertools
import json
import time
from typing import Any

_numbers = itertools.count(1)

APP = "A0BONE"


def new_timestamp() -> str:
    """A message's time stamp, as Slack numbers messages."""
    return f"{int(time.time())}.{next(_numbers):06d}"


def message(
    text: str,
    *,
    user: str = "U1",
    channel: str = "D1",
    channel_type: str = "im",
    team: str = "T1",
    **more: Any,
) -> dict[str, Any]:
    """A `message` event: of a direct message, a group or a channel."""
    stamp = more.pop("ts", None) or new_timestamp()
    return {
        "type": "message",
        "user": user,
        "text": text,
        "ts": stamp,
        "client_msg_id": f"id-{stamp}",
        "team": team,
        "channel": channel,
        "channel_type": channel_type,
        "event_ts": stamp,
    } | more


def mention(
    text: str, *, bot: str = "UBOT", user: str = "U1", channel: str = "C1", **more: Any
) -> dict[str, Any]:
    """An `app_mention` event."""
    event = message(f"<@{bot}> {text}", user=user, channel=channel, **more)
    event["type"] = "app_mention"
    del event["channel_type"]
    return event


def event_payload(event: dict[str, Any], *, team: str = "T1", bot: str = "UBOT") -> dict[str, Any]:
    """The Events API's envelope around an event."""
    return {
        "token": "verification",
        "team_id": team,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{next(_numbers)}",
        "event_time": int(time.time()),
        "authorizations": [
            {"enterprise_id": None, "team_id": team, "user_id": bot, "is_bot": True}
        ],
        "is_ext_shared_channel": False,
    }


def command(
    text: str, response_url: str, *, user: str = "U1", channel: str = "C1", team: str = "T1"
) -> dict[str, Any]:
    """A slash command."""
    return {
        "token": "verification",
        "team_id": team,
        "team_domain": "clinic",
        "channel_id": channel,
        "channel_name": "general",
        "user_id": user,
        "user_name": "ann",
        "command": "/bone",
        "text": text,
        "api_app_id": APP,
        "response_url": response_url,
        "trigger_id": f"{next(_numbers)}.trigger",
    }


def press(
    element: dict[str, Any],
    *,
    channel: str | None = "D1",
    message_ts: str = "",
    thread_ts: str | None = None,
    response_url: str | None = None,
    user: str = "U1",
    team: str = "T1",
    ephemeral: bool = False,
    value: str | None = None,
) -> dict[str, Any]:
    """A press of a button of a message, or of the Home tab where there is no channel."""
    container: dict[str, Any] = {"type": "view", "view_id": "V1"}
    body: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": user, "username": "ann", "team_id": team},
        "api_app_id": APP,
        "team": {"id": team, "domain": "clinic"},
        "trigger_id": f"{next(_numbers)}.trigger",
        "actions": [
            {
                "action_id": element["action_id"],
                "block_id": "b1",
                "type": element["type"],
                "value": value or element.get("value"),
                "action_ts": new_timestamp(),
            }
            | ({"text": element["text"]} if "text" in element else {})
        ],
    }
    if channel is not None:
        container = {
            "type": "message",
            "message_ts": message_ts,
            "channel_id": channel,
            "is_ephemeral": ephemeral,
        }
        body["channel"] = {"id": channel, "name": "general"}
        body["response_url"] = response_url
        if not ephemeral:
            body["message"] = {"type": "message", "ts": message_ts, "bot_id": "BBOT"}
            if thread_ts:
                body["message"]["thread_ts"] = container["thread_ts"] = thread_ts
    return body | {"container": container}


def shortcut(
    text: str, response_url: str, *, user: str = "U1", channel: str = "C1", team: str = "T1"
) -> dict[str, Any]:
    """The shortcut on somebody's message."""
    stamp = new_timestamp()
    return {
        "type": "message_action",
        "token": "verification",
        "action_ts": new_timestamp(),
        "team": {"id": team, "domain": "clinic"},
        "user": {"id": user, "name": "ann", "team_id": team},
        "channel": {"id": channel, "name": "general"},
        "callback_id": "explain_t_score",
        "trigger_id": f"{next(_numbers)}.trigger",
        "response_url": response_url,
        "message_ts": stamp,
        "message": {"type": "message", "user": "U9", "text": text, "ts": stamp},
    }


def home_opened(*, user: str = "U1", tab: str = "home") -> dict[str, Any]:
    """The event of somebody who opens the app's page."""
    stamp = new_timestamp()
    return {
        "type": "app_home_opened",
        "user": user,
        "channel": "D1",
        "tab": tab,
        "event_ts": stamp,
    }


def thread_started(thread: str, *, user: str = "U1", channel: str = "D1") -> dict[str, Any]:
    """The event of a new assistant thread."""
    return {
        "type": "assistant_thread_started",
        "assistant_thread": {
            "user_id": user,
            "channel_id": channel,
            "thread_ts": thread,
            "context": {},
        },
        "event_ts": new_timestamp(),
    }


def form_body(payload: dict[str, Any]) -> dict[str, str]:
    """An interaction as Slack sends it over HTTP: JSON within a form."""
    return {"payload": json.dumps(payload)}
