"""Said when a visitor asks where the information comes from."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import say
from bot.answers.library import references
from bot.answers.past import bot_messages, last_topic

ASSISTANT_SOURCES = ("article", "bhof2022", "iscd2023", "nih2001", "bhan2018")
OF_LAST_ANSWER = "My last answer is based on:"
OF_ASSISTANT = (
    "My answers come from one article on bone mineralization. They were checked against medical "
    "guidelines and studies, and corrected where those say otherwise. Among them:"
)
CLOSING = "A doctor, nurse or pharmacist can tell you what applies to you."


def sources_of_last_answer(events: list[dict[str, Any]]) -> list[str]:
    """Ids of the references of the answer given last; empty if it had none."""
    topic = last_topic(events)
    for message in bot_messages(events):
        if topic and message.get("topic") == topic:
            return list(message.get("sources") or [])
    return []


def sources_text(ids: list[str]) -> str:
    """The sources in words."""
    opening = OF_LAST_ANSWER if ids else OF_ASSISTANT
    known = references()
    lines = [
        f"- {known[key].title}" + (f" ({known[key].url})" if known[key].url else "")
        for key in ids or ASSISTANT_SOURCES
    ]
    return "\n".join([opening, *lines, CLOSING])


class ActionNameSources(Action):
    """Names the sources of the answer just given, else those of the assistant."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_name_sources"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the sources (see base class)."""
        ids = sources_of_last_answer(tracker.events)
        say(
            dispatcher,
            tracker,
            domain,
            sources_text(ids),
            topic="sources",
            sources=ids or ASSISTANT_SOURCES,
        )
        return []
