"""Said when a message is about something else."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import library_of, say
from bot.nlu.feelings import feeling_in

OUT_OF_SCOPE = (
    "I'm sorry, I can't help with that. I only know about osteoporosis, osteomalacia and bone "
    "scans. For any other health question, please ask a doctor, nurse or pharmacist. You could "
    'ask me, for example, "{first}" or "{second}"'
)
# For "I'm so frightened" and nothing else.
FEELING = (
    "I can only help with osteoporosis, osteomalacia and bone scans, one step at a time. A doctor, "
    "nurse or pharmacist can listen, and tell you what it means for you. You could ask me, for "
    'example, "{first}" or "{second}"'
)
EXAMPLES = ("condition_osteoporosis", "explain_t_score")


class ActionSayOutOfScope(Action):
    """Says kindly what the assistant is about, with two examples."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_say_out_of_scope"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says it (see base class)."""
        buttons = library_of(domain).buttons(EXAMPLES)
        feeling = feeling_in(tracker.latest_message.get("text") or "")
        say(
            dispatcher,
            tracker,
            domain,
            (FEELING if feeling else OUT_OF_SCOPE).format(
                first=buttons[0].title, second=buttons[1].title
            ),
            topic="out_of_scope",
            buttons=buttons,
        )
        return []
