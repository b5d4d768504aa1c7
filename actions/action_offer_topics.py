"""Said when the assistant is unsure what was meant."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.contact import contact_text
from actions.speaking import library_of, say
from bot.answers.choices import likely_topics
from bot.answers.library import Button
from bot.answers.past import misses_in_a_row

OFFER = "I'm not sure I understood. Did you mean one of these?"
SECOND_MISS = (
    "I'm sorry, I still don't understand. I can talk about osteoporosis, osteomalacia, how bone "
    "renews itself, bone scans and T-scores. {contact}"
)
NONE_OF_THESE = Button("None of these", "/deny")
STARTING_TOPICS = ("condition_osteoporosis", "explain_t_score", "diagnosis_osteoporosis")


class ActionOfferTopics(Action):
    """Offers the most likely topics; after a second miss, tells what it can talk about."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_offer_topics"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the offer (see base class)."""
        library = library_of(domain)
        if misses_in_a_row(tracker.events):
            say(
                dispatcher,
                tracker,
                domain,
                SECOND_MISS.format(contact=contact_text()),
                topic="nlu_fallback",
                buttons=library.buttons(STARTING_TOPICS),
            )
            return []
        topics = likely_topics(tracker.latest_message.get("intent_ranking") or [], library)
        say(
            dispatcher,
            tracker,
            domain,
            OFFER,
            topic="nlu_fallback",
            buttons=[*library.buttons(topics or list(STARTING_TOPICS)), NONE_OF_THESE],
        )
        return []
