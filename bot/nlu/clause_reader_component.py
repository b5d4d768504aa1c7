"""Puts the reading of sentences and clauses into the pipeline."""

from __future__ import annotations

import random
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.clauses import Clause, ClauseKind, clauses_of
from bot.nlu.message_parts import CLAUSE_KIND, CLAUSES, IS_CLAUSE, typed
from bot.nlu.plain_component import PlainComponent
from bot.nlu.topic_model import ALARMS
from bot.nlu.turns import is_turn


# Rasa hands the training data only to tokenizers and featurizers before they are needed.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ClauseReader(PlainComponent):
    """Finds the sentences and clauses of messages; stands before the tokenizer.

    To the training data it adds those of harmless messages, without an intent: they show the topic
    classifier which clauses are no alarm.
    """

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
        for kind, option in ((ClauseKind.SENTENCE, "sentences"), (ClauseKind.CLAUSE, "clauses")):
            alike = [clause for clause in found if clause.kind is kind]
            drawn += lot.sample(alike, min(self._config[option], len(alike)))
        added = [Message({TEXT: clause.text, IS_CLAUSE: True}) for clause in drawn]
        return training_data.merge(TrainingData(added))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds its sentences and clauses to each message, except to a button's payload.

        Args:
            messages: Messages as Rasa received them.

        Returns:
            The same messages.
        """
        for message, text in typed(messages):
            if clauses := clauses_of(text):
                message.data[CLAUSES] = [
                    Message({TEXT: clause.text, CLAUSE_KIND: clause.kind}) for clause in clauses
                ]
        return messages
