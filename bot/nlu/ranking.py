"""Puts an intent on top of what the classifier made of a message."""

from __future__ import annotations

from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message


def raise_intent(message: Message, name: str, confidence: float) -> None:
    """Makes an intent the message's own; the rest of its ranking stays behind it.

    Args:
        message: A classified message.
        name: The intent.
        confidence: Its probability, 0 to 1.
    """
    intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
    ranking = message.get(INTENT_RANKING_KEY) or []
    others = [line for line in ranking if line[INTENT_NAME_KEY] != name]
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent, *others], add_to_output=True)
