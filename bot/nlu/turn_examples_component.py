"""Puts the making of turns into the training."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.trained_code import code_fingerprint
from bot.nlu.turn_examples import Example, turns_of


# Rasa hands the training data only to tokenizers and featurizers before they are needed.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class TurnExamples(GraphComponent):
    """Adds turns to the training data; stands before the tokenizer."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Creates the component; see `get_default_config` for the options."""
        self._config = config

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

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Lets Rasa train anew when code that this component rests on has changed."""
        return code_fingerprint()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TurnExamples:
        """Creates the component (see parent class)."""
        return cls(config)

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
