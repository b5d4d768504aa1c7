"""Sets osteoporosis and osteomalacia side by side."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.comparison.contrast import compare
from actions.speaking import library_of, say
from bot.nlu.comparison_words import WHOLE_COMPARISON, Condition


class ActionCompareConditions(Action):
    """Compares the two conditions in the aspect asked about, in general, or in every aspect."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_compare_conditions"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the comparison (see base class)."""
        entities = tracker.latest_message.get("entities") or []
        aspect = next(iter(_values(entities, "aspect")), None)
        reply = compare(
            aspect,
            the_only_condition(entities),
            whole_table=aspect == WHOLE_COMPARISON,
            library=library_of(domain),
        )
        say(
            dispatcher,
            tracker,
            domain,
            reply.text,
            topic="compare_conditions",
            buttons=reply.buttons,
            data=reply.data,
            sources=reply.sources,
            simple=reply.simple,
        )
        return []


def the_only_condition(entities: list[dict[str, Any]]) -> Condition | None:
    """The condition that a message names if it names just one, else None.

    Args:
        entities: Rasa's `entities` of a message.
    """
    named = set(_values(entities, "condition"))
    return next((c for c in Condition if named == {c.value}), None)


def _values(entities: list[dict[str, Any]], entity: str) -> list[str]:
    return [str(found["value"]) for found in entities if found.get("entity") == entity]
