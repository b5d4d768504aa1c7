"""Turns `utter_…` into what the visitor reads: Rasa's extension point for generating responses."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.answers.library import UTTER_PREFIX, AnswerLibrary
from bot.answers.past import is_introduced, last_topic

REPEATED_OPENING = "In short: "


class AnswerGenerator(NaturalLanguageGenerator):
    """Adds to a domain's response its topic, its sources and the buttons it leads to."""

    def __init__(
        self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None
    ) -> None:
        """Reads the answers of the domain."""
        self._library = AnswerLibrary((domain or Domain.empty()).responses)

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """Generates one message.

        Args:
            utter_action: Name of a response of the domain.
            tracker: The conversation so far.
            output_channel: Not used: channels give the message their own look.
            kwargs: `variant="simple"` asks for the plain version.

        Returns:
            The message, or None where the domain has no such response.
        """
        topic = utter_action.removeprefix(UTTER_PREFIX)
        if topic not in self._library:
            return None
        answer = self._library[topic]
        said = [e.as_dict() for e in tracker.applied_events() if isinstance(e, BotUttered)]
        if answer.simple and kwargs.get("variant") == "simple":
            text = answer.simple
        elif answer.simple and last_topic(said) == topic:
            text = REPEATED_OPENING + answer.simple
        else:
            text = answer.text
        message: dict[str, Any] = {"text": text, "topic": topic}
        if not is_introduced(said):
            message["introduction"] = True
            if topic != "bot_challenge":
                message["text"] = f"{text}\n\n{self._library.introduction}"
        if answer.sources:
            message["sources"] = list(answer.sources)
        if answer.related:
            message["buttons"] = [b.as_dict() for b in self._library.buttons(answer.related)]
        return message
