"""How actions speak: one message with its topic.

Once a conversation it holds the introduction, and a kind word for those who are worried or sad.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.answers.library import AnswerLibrary, Button
from bot.answers.past import is_introduced
from bot.answers.sympathy import begin_kindly


def library_of(domain: dict[str, Any]) -> AnswerLibrary:
    """The answers of the domain that Rasa hands to an action."""
    return AnswerLibrary(domain.get("responses") or {})


def say(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    domain: dict[str, Any],
    text: str,
    *,
    topic: str | None = None,
    buttons: Sequence[Button] = (),
    data: dict[str, Any] | None = None,
    sources: Sequence[str] = (),
    simple: str | None = None,
    **marks: Any,
) -> None:
    """Says one message.

    Args:
        dispatcher: Rasa's collector of messages.
        tracker: The conversation so far.
        domain: The domain that Rasa hands to an action.
        text: What the visitor reads.
        topic: The intent that the message answers.
        buttons: Choices under the message.
        data: A structured message of the contract (T-score or comparison).
        sources: Ids of references.
        simple: The plain version, kept with the message for when "simpler" is asked.
        marks: Further metadata of the message, such as `asks` (see bot/answers/past.py).
    """
    extra: dict[str, Any] = marks | ({"simple": simple} if simple else {})
    if not is_introduced(tracker.events):
        extra["introduction"] = True
        text = f"{text}\n\n{library_of(domain).introduction}"
    words = tracker.latest_message.get("text") or ""
    text, kindness = begin_kindly(text, words, tracker.events)
    dispatcher.utter_message(
        text=text,
        buttons=[button.as_dict() for button in buttons],
        json_message=data,
        topic=topic,
        sources=list(sources),
        **extra,
        **kindness,
    )
