"""Reads a store's events as exchanges: a visitor's message and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.payloads import COMMAND_PREFIX, button_press
from bot.channels.processing import RECEIVED_AT
from bot.privacy.masking import mask

NOT_UNDERSTOOD = "nlu_fallback"
NOT_COVERED = "out_of_scope"
_TRIAGE_ENTITY = "triage_level"


@dataclass(frozen=True)
class Exchange:
    """A visitor's message and its answer.

    Attributes:
        text: What was typed, masked; empty for the press of a button.
        at: When it came, in seconds since 1970.
        channel: Name of the input channel.
        topics: The topics of the answers, in order.
        guess: The best intent of the understanding, the fallback aside.
        triage_level: How urgent it was, where it was a matter of safety.
        seconds: From its arrival to the last of the answers; None where that is not known.
        offered: The topics offered as buttons with the answers.
        chosen: The offered topic that the visitor pressed next.
    """

    text: str
    at: float
    channel: str = ""
    topics: tuple[str, ...] = ()
    guess: str | None = None
    triage_level: str | None = None
    seconds: float | None = None
    offered: tuple[str, ...] = ()
    chosen: str | None = None

    @property
    def is_unanswered(self) -> bool:
        """Whether a typed message got no answer: not understood, or about something else."""
        return bool(self.text) and not {NOT_UNDERSTOOD, NOT_COVERED}.isdisjoint(self.topics)


def read_exchanges(events: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Exchange]:
    """Reads exchanges.

    Args:
        events: Conversation ids with Rasa's events as dictionaries; those of one conversation in
            order, conversations mixed at will.

    Yields:
        Each exchange once it is over.
    """
    open_exchanges: dict[str, Exchange] = {}
    for sender, event in events:
        kind = event.get("event")
        if kind == "user" and event.get("text"):
            exchange = _begun(event)
            before = open_exchanges.pop(sender, None)
            if before:
                yield replace(before, chosen=_chosen(before, event))
            open_exchanges[sender] = exchange
        elif kind == "bot" and sender in open_exchanges:
            open_exchanges[sender] = _answered(open_exchanges[sender], event)
    yield from open_exchanges.values()


def _begun(event: Mapping[str, Any]) -> Exchange:
    text = str(event["text"])
    understood = event.get("parse_data") or {}
    ranking = [entry["name"] for entry in understood.get("intent_ranking") or []]
    levels = [
        str(entity.get("value"))
        for entity in understood.get("entities") or []
        if entity.get("entity") == _TRIAGE_ENTITY
    ]
    received = (event.get("metadata") or {}).get(RECEIVED_AT)
    return Exchange(
        # Masked once more: other channels, or an earlier version, may have stored more.
        text="" if text.startswith(COMMAND_PREFIX) else mask(text),
        at=float(received or event.get("timestamp") or 0),
        channel=str(event.get("input_channel") or ""),
        guess=next((n for n in ranking if n not in (NOT_UNDERSTOOD, NOT_COVERED)), None),
        triage_level=levels[-1] if levels else None,
        seconds=0.0 if received else None,
    )


def _answered(exchange: Exchange, event: Mapping[str, Any]) -> Exchange:
    said = {**(event.get("data") or {}), **(event.get("metadata") or {})}
    topic = said.get("topic")
    topics = exchange.topics
    if topic and topic not in topics:
        topics = (*topics, str(topic))
    seconds = exchange.seconds
    if seconds is not None and event.get("timestamp"):
        seconds = max(0.0, float(event["timestamp"]) - exchange.at)
    return replace(
        exchange,
        topics=topics,
        triage_level=said.get("triage_level") or exchange.triage_level,
        seconds=seconds,
        offered=(*exchange.offered, *_topics_of(said.get("buttons") or [])),
    )


def _topics_of(buttons: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for button in buttons:
        press = button_press(str(button.get("payload") or ""))
        if press and not press.entities:
            yield press.intent


def _chosen(before: Exchange, event: Mapping[str, Any]) -> str | None:
    press = button_press(str(event["text"]))
    # "None of these" is offered too, and tells nothing.
    if press and not press.entities and press.intent in before.offered and press.intent != "deny":
        return press.intent
    return None
