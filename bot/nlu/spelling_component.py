"""Puts the correction of misspelled words into the pipeline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.message_parts import READ_TEXT, clauses_within, with_parts
from bot.nlu.spelling import Speller
from bot.nlu.trained_code import code_fingerprint

_FILE = "words.json"


# Rasa hands the training data only to tokenizers and featurizers before they are needed.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingCorrector(GraphComponent):
    """Gives each message the text that tokenizer and encoder read; stands before them."""

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, speller: Speller | None = None
    ) -> None:
        """Creates the component; `speller` is there once it was trained or loaded."""
        self._model_storage = model_storage
        self._resource = resource
        self._speller = speller

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
    ) -> SpellingCorrector:
        """Creates an untrained component (see parent class)."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SpellingCorrector:
        """Loads the words from the trained model."""
        with model_storage.read_from(resource) as directory:
            used = json.loads((Path(directory) / _FILE).read_text(encoding="utf-8"))
        return cls(model_storage, resource, Speller(used))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the words that the examples use and keeps them in the model."""
        texts = [example.get(TEXT) for example in training_data.training_examples]
        self._speller = Speller.learned_from(text for text in texts if text)
        with self._model_storage.write_to(self._resource) as directory:
            stored = json.dumps(self._speller.used, ensure_ascii=False)
            (Path(directory) / _FILE).write_text(stored, encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Corrects the examples."""
        self._correct(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Corrects messages, their parts and clauses; what was typed stays beside it."""
        self._correct([*with_parts(messages), *clauses_within(messages)])
        return messages

    def _correct(self, messages: list[Message]) -> None:
        if self._speller is None:
            raise RuntimeError("The spelling was corrected before its words were learned.")
        for message in messages:
            if text := message.get(TEXT):
                message.data[READ_TEXT] = self._speller.corrected(text)
