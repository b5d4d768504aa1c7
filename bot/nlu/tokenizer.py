"""Puts the splitting into words into the pipeline."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.message_parts import clauses_within, read_text, with_parts
from bot.nlu.text import normalize
from bot.nlu.word_splitter import split_words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class BlankEnglishTokenizer(Tokenizer):
    """Tokenizes the normalized text of a message."""

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
        """Tokenizes messages, their parts and clauses."""
        super().process([*with_parts(messages), *clauses_within(messages)])
        return messages

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Splits one attribute of a message into tokens."""
        return tokens_of(read_text(message) if attribute == TEXT else message.get(attribute))


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a text, normalized.

    Args:
        text: A message as typed.
    """
    words = split_words(normalize(text))
    return [Token(word.text, word.start) for word in words if not word.text.isspace()]
