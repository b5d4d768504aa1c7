"""Splits messages into words with spaCy's blank English pipeline (no model to download)."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.message_parts import with_parts
from bot.nlu.text import normalize


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class BlankEnglishTokenizer(Tokenizer):
    """Tokenizes the normalized text of a message."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Creates the tokenizer from its part of config.yml."""
        super().__init__(config)
        self._tokenize = spacy.blank("en").tokenizer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BlankEnglishTokenizer:
        """Creates the component (see parent class)."""
        return cls(config)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's options and their defaults."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
        }

    def process(self, messages: list[Message]) -> list[Message]:
        """Tokenizes messages and their parts."""
        super().process(with_parts(messages))
        return messages

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Splits one attribute of a message into tokens."""
        document = self._tokenize(normalize(message.get(attribute)))
        return [Token(word.text, word.idx) for word in document if not word.is_space]
