"""Decides what a message asks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    METADATA,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.clauses import ClauseKind
from bot.nlu.leaning import both_readings, turn_of_message, turns_of_parts
from bot.nlu.message_division import Understood
from bot.nlu.message_parts import (
    ALARM_MARGIN,
    CLAUSE_KIND,
    CLAUSES,
    IS_CLAUSE,
    PART_AS_TURN,
    PARTS,
    TOPIC_BEFORE,
    TOPIC_RANKING,
    TURN,
    read_text,
    understood_of,
)
from bot.nlu.sentence_encoder import SentenceEncoder
from bot.nlu.sentence_vectors import arrival, begin_encoding, has_vector, vectors_of
from bot.nlu.text import normalize
from bot.nlu.tokenizer import tokens_of
from bot.nlu.topic_model import TopicModel
from bot.nlu.trained_code import code_fingerprint

_FILE = "topic_model.joblib"
# Property of a message: the topic classifier that has begun to read it.
READ_BY = "read_by"
# Property of a message: what its words and letters say for each intent.
_WORD_MARGINS = "word_margins"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):
    """Sets the intent of a message and the ranking of the next best ones.

    It reads in two steps: it begins before the sentence encoder has done anything, and
    `TopicArrival` lets it end when the vectors are there.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: TopicModel | None = None,
    ) -> None:
        """Creates the component; `model` is there once it was trained or loaded."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must stand before this one in the pipeline."""
        return [SentenceEncoder]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's options and their defaults."""
        return {
            # Inverse strength of regularization.
            "regularization": 0.5,
            # How much the sentence vector counts beside words and letters.
            "meaning_weight": 1.5,
            # Turns margins into probabilities; fitted to development questions.
            "sharpness": 6.0,
            # A sentence or clause whose words and letters say less than this for an alarm is not
            # read any further. It costs 2 of 8,382 alarms beside another question; with -1.33
            # three clauses are read for every two.
            "suspicious_margin": -1.14,
            # The same of the stretch that sounds most like an alarm, which always says more.
            "suspicious_margin_of_stretch": -0.5,
            # In fewer words no stretch is looked for.
            "least_words_with_stretch": 6,
            # How many of them are read at most: 2 of 6,456 alarms beside another question are
            # missed by it, and a long message has up to eight.
            "most_suspects": 3,
            # How many intents the ranking of a message holds.
            "ranking_length": 10,
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
    ) -> TopicClassifier:
        """Creates an untrained component (see parent class)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """Loads the linear model from the trained model."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, joblib.load(Path(directory) / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the linear model to the examples and keeps them in the model."""
        examples = [
            example
            for example in training_data.intent_examples
            if example.get(INTENT) and example.get(TEXT)
        ]
        harmless = [
            clause for clause in training_data.training_examples if clause.data.get(IS_CLAUSE)
        ]
        self._model = TopicModel.fit(
            harmless_vectors=vectors_of(harmless),
            harmless_words=[_words(clause) for clause in harmless],
            vectors=vectors_of(examples),
            words=[_words(example) for example in examples],
            intents=[example.get(INTENT) for example in examples],
            regularization=self._config["regularization"],
            meaning_weight=self._config["meaning_weight"],
            sharpness=self._config["sharpness"],
            random_seed=self._config["random_seed"],
        )
        with self._model_storage.write_to(self._resource) as directory:
            joblib.dump(self._model, Path(directory) / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Begins to read each message that has no intent yet; `TopicArrival` lets it end."""
        for message in messages:
            if message.get(TEXT) and not message.get(INTENT):
                self._begin(message)
                message.data[READ_BY] = self
        return messages

    async def until_read(self, message: Message) -> None:
        """Waits for the vectors of a message and leaves the time to others.

        Args:
            message: One that this classifier has begun to read.
        """
        await arrival([message, *_parts(message)])
        self._rank_whole(message)
        await arrival([*_suspects(message), *_turns(message)])

    def end(self, message: Message) -> None:
        """Sets intent and intent ranking of a message, and ranks what is found in it.

        Args:
            message: One that this classifier has begun to read.
        """
        self._rank_whole(message)
        self._rank([*_suspects(message), *_turns(message)])
        for part in _parts(message):
            turn: Message | None = part.data.pop(PART_AS_TURN, None)
            if turn is not None:
                _set_ranking(part, both_readings(understood_of(part), understood_of(turn)))

    def _rank_whole(self, message: Message) -> None:
        """Ranks a message and its parts, then begins to read what may lean on something before."""
        if message.get(INTENT):
            return
        self._rank([message, *_parts(message)])
        _find_turns(message)
        begin_encoding(message, _turns(message))
        self._read_words(_turns(message))

    def _begin(self, message: Message) -> None:
        """Has encoded what must be, then reads what needs no vectors."""
        parts = _parts(message)
        begin_encoding(message, [message])
        begin_encoding(message, parts)
        suspects = self._find_suspects(message)
        begin_encoding(message, suspects)
        self._read_words([message, *parts, *suspects])

    def _find_suspects(self, message: Message) -> list[Message]:
        """Those sentences and clauses that may be alarms by their words, most suspicious first."""
        clauses = [*message.get(CLAUSES, ()), *self._stretch(message)]
        message.data[CLAUSES] = clauses
        suspicions = [self._fitted.suspicion.of(_words(clause)) for clause in clauses]
        found = [
            (suspicion, clause)
            for suspicion, clause in zip(suspicions, clauses, strict=True)
            if suspicion >= self._config[_least_suspicion(clause)]
        ]
        found.sort(key=lambda line: -line[0])
        return [clause for _, clause in found[: self._config["most_suspects"]]]

    def _stretch(self, message: Message) -> list[Message]:
        """The stretch of a message that sounds most like an alarm, where no clause is the same."""
        tokens = message.get(TOKENS_NAMES[TEXT]) or []
        if len(tokens) < self._config["least_words_with_stretch"]:
            return []
        place = self._fitted.suspicion.most_suspicious([token.text for token in tokens])
        if place is None:
            return []
        found = tokens[place]
        text = normalize(read_text(message))[found[0].start : found[-1].end]
        stretch = Message({TEXT: text, TOKENS_NAMES[TEXT]: found, CLAUSE_KIND: ClauseKind.STRETCH})
        known = {_words(clause) for clause in message.get(CLAUSES, ())}
        return [] if _words(stretch) in known else [stretch]

    def _read_words(self, messages: Sequence[Message]) -> None:
        margins = self._fitted.word_margins([_words(message) for message in messages])
        for message, row in zip(messages, margins, strict=True):
            message.data[_WORD_MARGINS] = row

    def _rank(self, messages: Sequence[Message]) -> None:
        if not messages:
            return
        vectors = vectors_of(messages)
        word_margins = np.vstack([message.data.pop(_WORD_MARGINS) for message in messages])
        rankings = self._fitted.rank(vectors, word_margins, self._config["ranking_length"])
        alarm_margins = self._fitted.alarm_margins(vectors, word_margins)
        for message, ranking, margin in zip(messages, rankings, alarm_margins, strict=True):
            _set_ranking(message, Understood(tuple(ranking)))
            message.data[ALARM_MARGIN] = float(margin)

    @property
    def _fitted(self) -> TopicModel:
        if self._model is None:
            raise RuntimeError("The topic classifier was used before it was trained or loaded.")
        return self._model


def _parts(message: Message) -> list[Message]:
    return list(message.get(PARTS, {}).values())


def _suspects(message: Message) -> list[Message]:
    return [clause for clause in message.get(CLAUSES, ()) if has_vector(clause)]


def _turns(message: Message) -> list[Message]:
    """A message and its parts as turns, where they were found to be some."""
    turns = [message.data.get(TURN), *(part.data.get(PART_AS_TURN) for part in _parts(message))]
    return [turn for turn in turns if turn is not None]


def _find_turns(message: Message) -> None:
    """Notes what may lean on something said before."""
    topic = (message.get(METADATA) or {}).get(TOPIC_BEFORE)
    if text := turn_of_message(read_text(message), understood_of(message), topic):
        message.data[TURN] = _turn(text)
    parts = message.get(PARTS, {})
    texts = {place: read_text(part) for place, part in parts.items()}
    understood = {place: understood_of(part) for place, part in parts.items()}
    for place, text in turns_of_parts(texts, understood).items():
        parts[place].data[PART_AS_TURN] = _turn(text)


def _turn(text: str) -> Message:
    return Message({TEXT: text, TOKENS_NAMES[TEXT]: tokens_of(text)})


def _set_ranking(message: Message, understood: Understood) -> None:
    named = [
        {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: share}
        for name, share in understood.ranking
    ]
    message.set(INTENT, named[0], add_to_output=True)
    message.set(INTENT_RANKING_KEY, named, add_to_output=True)
    message.data[TOPIC_RANKING] = named


def _least_suspicion(clause: Message) -> str:
    """The option that says how much a clause must sound like an alarm to be read."""
    if clause.data[CLAUSE_KIND] is ClauseKind.STRETCH:
        return "suspicious_margin_of_stretch"
    return "suspicious_margin"


def _words(message: Message) -> str:
    return " ".join(token.text for token in message.get(TOKENS_NAMES[TEXT]) or [])
