"""Said when a visitor wants to talk to a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.contact import contact_text
from actions.speaking import library_of, say

NO_PERSON_HERE = "I'm a program, so I can't put you through to a person. {contact}"


class ActionHandToPerson(Action):
    """Tells how to reach a person."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_hand_to_person"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the contact text (see base class)."""
        say(
            dispatcher,
            tracker,
            domain,
            NO_PERSON_HERE.format(contact=contact_text()),
            topic="human_handoff",
            buttons=library_of(domain).buttons(["living_questions_for_doctor"]),
        )
        return []
