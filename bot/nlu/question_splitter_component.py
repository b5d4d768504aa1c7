"""Puts the question splitter into the pipeline."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.message_joints import JointModel, stretches
from bot.nlu.message_parts import PARTS, PIECES, TYPED_TEXT, typed
from bot.nlu.plain_component import PlainComponent


# Of the kinds of components that Rasa's recipe knows, only readers of entities run before the
# tokenizer and leave the training data alone.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class QuestionSplitter(PlainComponent, EntityExtractorMixin):
    """Cuts each message where it may hold several questions; stands before the tokenizer.

    The components that follow understand a message and its parts alike (see `with_parts`), and
    QuestionGatherer, the last one, decides what becomes of them.
    """

    def __init__(self, config: dict[str, Any] | None = None) -> None:
        """Loads the fitted model."""
        super().__init__(config)
        self._joints = JointModel()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the parts to each message, except to a button's payload.

        Args:
            messages: Messages as Rasa received them.

        Returns:
            The same messages.
        """
        for message, text in typed(messages):
            pieces = self._joints.pieces(text)
            if len(pieces) > 1:
                message.data[PIECES] = pieces
                message.data[PARTS] = {
                    place: Message({TEXT: stretch.understood_as, TYPED_TEXT: stretch.text})
                    for place, stretch in stretches(text, pieces).items()
                }
        return messages
