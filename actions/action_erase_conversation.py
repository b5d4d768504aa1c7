"""Said when a visitor wants the conversation deleted."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import say
from bot.answers.library import Button
from bot.answers.past import ASKS_TO_ERASE

REALLY = "Shall I delete this conversation? All that you and I wrote here will be removed for good."
CHOICES = (Button("Yes, delete it", "/affirm"), Button("No, keep it", "/deny"))


class ActionEraseConversation(Action):
    """Asks once whether to delete; the yes or no is taken by action_reply_to_yes_or_no."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_erase_conversation"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Asks (see base class)."""
        say(
            dispatcher,
            tracker,
            domain,
            REALLY,
            topic="delete_my_data",
            buttons=CHOICES,
            asks=ASKS_TO_ERASE,
        )
        return []
