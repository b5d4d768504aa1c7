"""Puts the sentence model into the pipeline: one dense vector a message."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.message_parts import read_text
from bot.nlu.sentence_model import SentenceModel, convert
from bot.nlu.sentence_vectors import offer, promise
from bot.nlu.text import clean
from bot.nlu.trained_code import code_fingerprint
from bot.nlu.turns import spelled_out

_THREADS = 2


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Gives sentence vectors of length 384.

    "Training" converts the published weights; the result is kept in the trained model, so that a
    server needs neither the weights' package nor a download.

    Every training example gets a vector. Of a visitor's message the topic classifier knows what is
    to be encoded: it is offered the encoder, which works in threads of its own, without Python's
    lock. The vectors are promised (see `sentence_vectors`), and the components that need none go
    on in the meantime.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        model: SentenceModel | None = None,
    ) -> None:
        """Creates the component; `model` is there once it was trained or loaded."""
        super().__init__(execution_context.node_name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="sentence-encoder")

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must stand before this one in the pipeline."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's options and their defaults."""
        return {**DenseFeaturizer.get_default_config(), "quantization": "int8"}

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
    ) -> SentenceEncoder:
        """Creates an untrained component (see parent class)."""
        return cls(config, model_storage, resource, execution_context)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoder:
        """Loads the converted weights from the trained model."""
        with model_storage.read_from(resource) as directory:
            model = SentenceModel(Path(directory), threads=_THREADS)
            return cls(config, model_storage, resource, execution_context, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Converts the weights and keeps them in the model."""
        with self._model_storage.write_to(self._resource) as directory:
            convert(Path(directory), self._config["quantization"])
            self._model = SentenceModel(Path(directory), threads=os.cpu_count() or 1)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds vectors to all training examples."""
        with_text = [example for example in training_data.training_examples if example.get(TEXT)]
        vectors = self._loaded_model.encode([_read(example) for example in with_text])
        for example, vector in zip(with_text, vectors, strict=True):
            self.add_features_to_message(None, vector[None, :], TEXT, example)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Offers the encoder to each message."""
        offer(messages, self._encode)
        return messages

    def _encode(self, messages: Sequence[Message]) -> None:
        texts = [_read(message) for message in messages]
        promise(messages, self._threads.submit(self._loaded_model.encode, texts))

    @property
    def _loaded_model(self) -> SentenceModel:
        if self._model is None:
            raise RuntimeError("The sentence encoder was used before it was trained or loaded.")
        return self._model

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check beyond the types Rasa checks."""


def _read(message: Message) -> str:
    return spelled_out(clean(read_text(message)))
