"""Puts the making of turns into the training."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.plain_component import PlainComponent
from bot.nlu.turn_examples import Example, turns_of


# Rasa hands the training data only to tokenizers and featurizers before they are needed.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class TurnExamples(PlainComponent):
    """Adds turns to the training data; stands before the tokenizer."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's options and their defaults."""
        return {
            # Of how many messages that are clear alone a turn is made, and of how many others;
            # twice as many of either make messages or turns less clear.
            "clear": 3_000,
            "unclear": 1_000,
            # The longest message of which a turn is made, in words.
            "longest": 10,
            "random_seed": 1,
        }

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the turns.

        Args:
            training_data: The examples as people wrote them.

        Returns:
            The same examples and the turns.
        """
        examples = [
            Example(example.get(TEXT), example.get(INTENT))
            for example in training_data.intent_examples
            if example.get(INTENT) and example.get(TEXT)
        ]
        turns = turns_of(
            examples,
            clear=self._config["clear"],
            unclear=self._config["unclear"],
            longest=self._config["longest"],
            seed=self._config["random_seed"],
        )
        added = [Message({TEXT: turn.text, INTENT: turn.intent}) for turn in turns]
        return training_data.merge(TrainingData(added))

    def process(self, messages: list[Message]) -> list[Message]:
        """Leaves a visitor's messages as they are."""
        return messages
