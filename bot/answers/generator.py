"""Turns `utter_…` into what the visitor reads: Rasa's extension point for generating responses."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.answers.choices import choices_beside_answer, is_sure
from bot.answers.library import UTTER_PREFIX, AnswerLibrary
from bot.answers.past import Version, is_introduced, versions_given
from bot.answers.sympathy import begin_kindly
from bot.answers.versions import asked_again, in_more_detail, in_short, simpler
from bot.dialogue.follow_up import wants_more

DID_YOU_MEAN = "If you meant something else, tap a question below."
MOST_BUTTONS = 3


class AnswerGenerator(TemplatedNaturalLanguageGenerator):
    """Adds to a domain's response its topic, its sources and the buttons it leads to."""

    def __init__(
        self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None
    ) -> None:
        """Reads the answers of the domain, where one is known yet."""
        super().__init__((domain or Domain.empty()).responses)

    @property
    def responses(self) -> dict[str, list[dict[str, Any]]]:
        """The domain's responses; Rasa sets them when a model is loaded."""
        return self._responses

    @responses.setter
    def responses(self, responses: dict[str, list[dict[str, Any]]]) -> None:
        self._responses = responses
        self._library = AnswerLibrary(responses)

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
        understood = tracker.latest_message.parse_data if tracker.latest_message else {}
        is_one_of_several = len(understood.get("questions") or []) > 1
        said = [e.as_dict() for e in tracker.applied_events() if isinstance(e, BotUttered)]
        given = versions_given(said, topic)
        words = understood.get("text") or ""
        if kwargs.get("variant") == "simple":
            wording = simpler(answer, given)
        elif is_one_of_several:
            wording = in_short(answer)
        elif wants_more(words):
            wording = in_more_detail(answer, given)
        else:
            wording = asked_again(answer, given)
        message: dict[str, Any] = {"topic": topic, "version": wording.version.value}
        parts = [wording.text]
        # An answer that follows from the conversation, not from the classifier, is not doubted.
        was_classified = (understood.get("intent") or {}).get("name") == topic
        ranking = (understood.get("intent_ranking") or []) if was_classified else []
        others = [] if is_one_of_several else choices_beside_answer(topic, ranking, self._library)
        if others and not is_sure(topic, ranking):
            parts.append(DID_YOU_MEAN)
        if not is_introduced(said):
            message["introduction"] = True
            if topic != "bot_challenge":
                parts.append(self._library.introduction)
        message["text"], marks = begin_kindly("\n\n".join(parts), words, said)
        message |= marks
        sources = answer.more_sources if wording.version is Version.MORE else answer.sources
        if sources:
            message["sources"] = list(sources)
        offers = list(dict.fromkeys([*others, *answer.related]))[:MOST_BUTTONS]
        if offers and not is_one_of_several:
            message["buttons"] = [b.as_dict() for b in self._library.buttons(offers)]
        return message
