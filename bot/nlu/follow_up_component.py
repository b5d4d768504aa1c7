"""Notes of each message what the choice among follow-ups needs to know of its understanding."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.message_parts import TOPIC_RANKING, TURN
from bot.nlu.plain_component import PlainComponent
from bot.nlu.turn_examples import NOT_UNDERSTOOD

# Property of a message: `{"leans": probability, "as_turn": {intent: probability}}`: that it means
# nothing alone, and what it is likeliest to ask after the topic answered before it, where it was
# read so.
FOLLOW_UP = "follow_up"
LEANS = "leans"
AS_TURN = "as_turn"
_KEPT = 4
_DIGITS = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FollowUpReader(PlainComponent, EntityExtractorMixin):
    """Stands behind the triage, the last to read a message as a turn."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must stand before this one in the pipeline."""
        return [IntentClassifier]

    def process(self, messages: list[Message]) -> list[Message]:
        """Notes it, except of a button's payload.

        Args:
            messages: Messages whose intents are known.

        Returns:
            The same messages.
        """
        for message in messages:
            turn: Message | None = message.data.pop(TURN, None)
            if not message.get(TEXT) or TOPIC_RANKING not in message.data:
                continue
            as_turn = _shares(turn) if turn is not None else {}
            as_turn.pop(NOT_UNDERSTOOD, None)
            read = {
                LEANS: _shares(message).get(NOT_UNDERSTOOD, 0.0),
                AS_TURN: dict(list(as_turn.items())[:_KEPT]),
            }
            message.set(FOLLOW_UP, read, add_to_output=True)
        return messages


def _shares(message: Message) -> dict[str, float]:
    """Probabilities by intent, the likeliest first."""
    ranking = message.get(TOPIC_RANKING) or []
    return {
        line[INTENT_NAME_KEY]: round(line[PREDICTED_CONFIDENCE_KEY], _DIGITS) for line in ranking
    }
