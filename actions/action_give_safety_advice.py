"""Said when a message is a matter of safety: an emergency, or advice only a clinician can give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.safety.texts import LATE_DENOSUMAB, SafetyText, safety_texts
from actions.speaking import library_of
from bot.answers.sympathy import begin_kindly
from bot.nlu.triage_decision import level_of_intent, mentions_denosumab
from bot.nlu.triage_levels import TriageLevel

TRIAGE_ENTITY = "triage_level"


class ActionGiveSafetyAdvice(Action):
    """Says the fixed text of the latest message's triage level, and nothing else."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_give_safety_advice"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says one message (see base class)."""
        level = _level_of(tracker.latest_message)
        words = tracker.latest_message.get("text") or ""
        advice = _advice(level, words)
        buttons = library_of(domain).buttons(advice.offers) if advice.offers else []
        text, marks = advice.text, dict[str, bool]()
        # Whoever needs help now reads nothing before it.
        if level.intent == "personal_advice":
            text, marks = begin_kindly(text, words, tracker.events)
        dispatcher.utter_message(
            text=text,
            buttons=[button.as_dict() for button in buttons],
            topic=level.intent,
            triage_level=level.value,
            **marks,
        )
        return []


def _level_of(message: Mapping[str, Any]) -> TriageLevel:
    """The most severe level among the message's entities; else what its intent and words say."""
    known = {level.value for level in TriageLevel if level is not TriageLevel.NONE}
    levels = [
        TriageLevel(entity["value"])
        for entity in message.get("entities") or []
        if entity.get("entity") == TRIAGE_ENTITY and entity.get("value") in known
    ]
    if not levels:
        intent = (message.get("intent") or {}).get("name") or ""
        levels = [level_of_intent(intent, message.get("text") or "")]
    level = max(levels, key=lambda level: level.severity)
    # Whoever reaches this action asked for advice: never without a reply.
    return TriageLevel.R2 if level is TriageLevel.NONE else level


def _advice(level: TriageLevel, text: str) -> SafetyText:
    if level is TriageLevel.U and mentions_denosumab(text):
        return safety_texts()[LATE_DENOSUMAB]
    return safety_texts()[level.value]
