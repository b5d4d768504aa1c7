"""Explains a T-score or Z-score, or asks what is needed to do so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import say
from actions.t_score.answers import Answer
from actions.t_score.conversation import (
    MOST_INTERRUPTIONS,
    Memory,
    Reply,
    after_another_subject,
    is_answer_to_question,
    respond,
)
from bot.nlu.readings import ReadMessage
from bot.nlu.score_reader import read_message

ACTION_NAME = "action_explain_t_score"
MEMORY_SLOT = "t_score_memory"
TOPIC = "explain_t_score"
ANSWER_ENTITY = "answer"
_BUTTON_ANSWERS = {answer.value: answer for answer in list(Answer)[:4]}


class ActionExplainTScore(Action):
    """Answers one message about scores and keeps what it tells for the next."""

    def name(self) -> str:
        """The action's name in the domain."""
        return ACTION_NAME

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the reply and remembers the readings (see base class)."""
        reply = reply_to_scores(
            tracker.latest_message, tracker.slots, _interruptions(tracker.events)
        )
        say(
            dispatcher,
            tracker,
            domain,
            reply.text,
            topic=TOPIC,
            buttons=reply.buttons,
            data=reply.data,
            sources=reply.sources,
            simple=reply.simple_text,
        )
        return [SlotSet(MEMORY_SLOT, reply.memory.to_slot())]


def reply_to_scores(
    latest_message: Mapping[str, Any], slots: Mapping[str, Any], interruptions: int = 0
) -> Reply:
    """Works out the reply to a message about scores.

    Args:
        latest_message: Rasa's `latest_message`: its `text` and `entities` are read.
        slots: The conversation's slots; `t_score_memory` holds what was said before.
        interruptions: How many messages about other things came since the last score answer.

    Returns:
        The reply; its memory belongs into the slot `t_score_memory`.
    """
    memory = Memory.from_slot(slots.get(MEMORY_SLOT))
    for _ in range(min(interruptions, MOST_INTERRUPTIONS)):
        memory = after_another_subject(memory)
    tapped = _tapped(latest_message)
    text = str(latest_message.get("text") or "")
    if tapped is not None or text.startswith("/"):
        return respond(ReadMessage(), "", memory, tapped)
    return respond(read_message(text), text, memory)


def answers_open_question(latest_message: Mapping[str, Any], slots: Mapping[str, Any]) -> bool:
    """Tells whether a message ("minus", "yes") answers the open question about a score.

    Args:
        latest_message: Rasa's `latest_message`.
        slots: The conversation's slots.
    """
    memory = Memory.from_slot(slots.get(MEMORY_SLOT))
    return is_answer_to_question(str(latest_message.get("text") or ""), memory)


def _tapped(latest_message: Mapping[str, Any]) -> Answer | None:
    """Reads the answer of a button's payload; typed text is never one."""
    if not str(latest_message.get("text") or "").startswith("/"):
        return None
    for entity in latest_message.get("entities") or ():
        if entity.get("entity") == ANSWER_ENTITY:
            return _BUTTON_ANSWERS.get(str(entity.get("value")))
    return None


def _interruptions(events: Sequence[Mapping[str, Any]]) -> int:
    """Counts the visitor's messages between the last score answer and the current message."""
    count = 0
    for event in reversed(events):
        if event.get("event") == "action" and event.get("name") == ACTION_NAME:
            return max(count - 1, 0)
        count += event.get("event") == "user"
    return 0
