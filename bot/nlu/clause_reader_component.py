"""Puts the reading of sentences and clauses into the pipeline."""

from __future__ import annotations

import random
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.clauses import Clause, clauses_of
from bot.nlu.message_parts import CLAUSES, IS_CLAUSE, IS_SENTENCE
from bot.nlu.topic_model import ALARMS
from bot.nlu.trained_code import code_fingerprint
from bot.nlu.turns import is_turn


# Rasa hands the training data only to tokenizers and featurizers before they are needed.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ClauseReader(GraphComponent):
    """Finds the sentences and clauses of messages; stands before the tokenizer.

    To the training data it adds those of harmless messages, without an intent: they show the topic
    classifier which clauses are no alarm.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        """Creates the component; see `get_default_config` for the options."""
        self._config = config

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's options and their defaults."""
        return {
            # How many sentences and how many shorter clauses to add at most; with half of them,
            # half as many look-alikes more are escalated.
            "sentences": 18_000,
            "clauses": 20_000,
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
    ) -> ClauseReader:
        """Creates the component (see parent class)."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the clauses.

        Args:
            training_data: The examples as people wrote them.

        Returns:
            The same examples and the clauses of those that are no alarm.
        """
        harmless = (
            example.get(TEXT)
            for example in training_data.intent_examples
            if example.get(INTENT) not in ALARMS and example.get(TEXT)
        )
        found = dict.fromkeys(
            clause for text in harmless if not is_turn(text) for clause in clauses_of(text)
        )
        lot = random.Random(self._config["random_seed"])
        drawn: list[Clause] = []
        for is_sentence, option in ((True, "sentences"), (False, "clauses")):
            kind = [clause for clause in found if clause.is_sentence is is_sentence]
            drawn += lot.sample(kind, min(self._config[option], len(kind)))
        added = [Message({TEXT: clause.text, IS_CLAUSE: True}) for clause in drawn]
        return training_data.merge(TrainingData(added))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds its sentences and clauses to each message, except to a button's payload.

        Args:
            messages: Messages as Rasa received them.

        Returns:
            The same messages.
        """
        for message in messages:
            text = message.get(TEXT)
            if not text or text.startswith(INTENT_MESSAGE_PREFIX):
                continue
            if clauses := clauses_of(text):
                message.data[CLAUSES] = [
                    Message({TEXT: clause.text, IS_SENTENCE: clause.is_sentence})
                    for clause in clauses
                ]
        return messages
