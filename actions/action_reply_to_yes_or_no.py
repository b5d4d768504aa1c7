"""Takes a yes or a no to what the assistant offered."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_offer_topics import STARTING_TOPICS
from actions.contact import contact_text
from actions.speaking import library_of, say
from bot.answers.past import (
    ASKS_TO_ERASE,
    ERASES_CONVERSATION,
    before_latest_message,
    misses_in_a_row,
    offered_buttons,
    open_question,
)

YES_AND_NO = frozenset({"/affirm", "/deny"})
YES_TO_WHAT = "Good. What would you like to know more about?"
NO_THANKS = "All right. You can ask me something else at any time."
ERASED = "Done. This conversation was deleted. If you write again, we start afresh."
KEPT = "All right. Nothing was deleted."
NONE_FITS = "I see. Then please try to say it in other words. {contact}"


class ActionReplyToYesOrNo(Action):
    """Answers a bare yes or no."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_reply_to_yes_or_no"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says what follows from the yes or no (see base class)."""
        said_yes = tracker.get_intent_of_latest_message() == "affirm"
        if open_question(tracker.events) == ASKS_TO_ERASE:
            marks: dict[str, Any] = {ERASES_CONVERSATION: True} if said_yes else {}
            text = ERASED if said_yes else KEPT
            say(dispatcher, tracker, domain, text, topic="delete_my_data", **marks)
            return []
        if not said_yes:
            missed = misses_in_a_row(tracker.events) > 0
            text = NONE_FITS.format(contact=contact_text()) if missed else NO_THANKS
            say(dispatcher, tracker, domain, text, topic="deny")
            return []
        offered = offered_buttons(before_latest_message(tracker.events))
        buttons = [button for button in offered if button.payload not in YES_AND_NO]
        buttons = buttons or library_of(domain).buttons(STARTING_TOPICS)
        say(dispatcher, tracker, domain, YES_TO_WHAT, topic="affirm", buttons=buttons)
        return []
