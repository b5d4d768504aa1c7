"""Says the last answer again in plainer words."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_offer_topics import STARTING_TOPICS
from actions.speaking import library_of, say
from bot.answers.library import UTTER_PREFIX
from bot.answers.past import bot_messages, last_topic

NOTHING_YET = "Gladly. Which question shall I answer in simple words?"


class ActionSimplify(Action):
    """Gives the plain version of the answer given last."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_simplify"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the plain version (see base class)."""
        library = library_of(domain)
        topic = last_topic(tracker.events)
        if topic and topic in library and library[topic].simple:
            dispatcher.utter_message(response=UTTER_PREFIX + topic, variant="simple")
            return []
        plain = next(
            (
                message["simple"]
                for message in bot_messages(tracker.events)
                if message.get("topic") == topic and message.get("simple")
            ),
            None,
        )
        if topic and plain:
            say(dispatcher, tracker, domain, plain, topic=topic)
        else:
            say(
                dispatcher,
                tracker,
                domain,
                NOTHING_YET,
                topic="simpler",
                buttons=library.buttons(STARTING_TOPICS),
            )
        return []
