"""What a conversation is about, read from its events."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasa.shared.core.events import (
    BotUttered,
    EntitiesAdded,
    Restarted,
    SessionStarted,
    UserUttered,
)
from rasa.shared.core.events import Event as RasaEvent

from bot.answers.past import Event, subject_in_mind
from bot.dialogue.resolving import Context

CONDITION = "condition"
# More than any follow-up looks back on.
EVENTS_READ = 50


def said_in_session(events: Iterable[RasaEvent]) -> list[dict[str, Any]]:
    """What visitor and assistant lately said in the present session, the earliest first.

    Args:
        events: All events of the conversation.
    """
    said: list[dict[str, Any]] = []
    for event in itertools.islice(reversed(list(events)), EVENTS_READ):
        if isinstance(event, Restarted | SessionStarted):
            break
        if isinstance(event, UserUttered | BotUttered | EntitiesAdded):
            said.append(event.as_dict())
    return said[::-1]


def context_of(past: Sequence[Event]) -> Context | None:
    """What a follow-up refers to; None where nothing was answered lately.

    Args:
        past: What was said before it.
    """
    found = subject_in_mind(past)
    if found is None:
        return None
    place, answer = found
    rows = (rows_or_readings(answer) or {}).get("rows") or []
    named = _conditions_asked_about(past[:place])
    context = Context(
        topic=str((answer.get("metadata") or {})["topic"]),
        condition=named[0] if len(named) == 1 else None,
        contrast_aspect=rows[0]["aspect"] if len(rows) == 1 else None,
    )
    return replace(context, both=named) if set(named) == set(context.both) else context


def rows_or_readings(answer: Event) -> Mapping[str, Any] | None:
    """The structured part of an answer: the rows of a contrast, the readings of a score."""
    return (answer.get("data") or {}).get("custom")


def _conditions_asked_about(events: Sequence[Event]) -> list[str]:
    """The conditions of the visitor's latest message, as said or as completed by a plan."""
    named: list[str] = []
    for event in reversed(events):
        if event.get("event") == "user":
            entities = (event.get("parse_data") or {}).get("entities") or []
        elif event.get("event") == "entities":
            entities = event.get("entities") or []
        else:
            continue
        entities = sorted(entities, key=lambda entity: entity.get("start") or 0)
        named += [str(e["value"]) for e in entities if e.get("entity") == CONDITION]
        if event.get("event") == "user":
            break
    return list(dict.fromkeys(named))
