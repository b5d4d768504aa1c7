"""Sentence vectors on their way: the encoder works on them while other components read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

_PENDING = "pending_vector"
_ENCODE = "encode_beside"


@dataclass(frozen=True)
class _PendingVector:
    """One row of a batch that is being encoded."""

    batch: Future[np.ndarray]
    row: int


def offer(messages: Iterable[Message], encode: Callable[[Sequence[Message]], None]) -> None:
    """Notes by what messages, and whatever is found in them, can be encoded.

    Args:
        messages: Messages as Rasa hands them to a component.
        encode: Begins to encode messages together and notes where their vectors will be.
    """
    for message in messages:
        message.data[_ENCODE] = encode


def promise(messages: Sequence[Message], batch: Future[np.ndarray]) -> None:
    """Notes where the vectors of messages will be.

    Args:
        messages: Messages that are being encoded together.
        batch: Will give their vectors, of shape (messages, dimensions).
    """
    for row, message in enumerate(messages):
        message.data[_PENDING] = _PendingVector(batch, row)


def begin_encoding(message: Message, texts: Sequence[Message]) -> None:
    """Has texts encoded together; nothing happens where there are none.

    Args:
        message: One that went through the sentence encoder.
        texts: The message itself, or what was found in it.
    """
    if texts:
        message.data[_ENCODE](texts)


def has_vector(message: Message) -> bool:
    """Whether the vector of a visitor's message is there or under way.

    Args:
        message: A message, part, clause or turn.
    """
    return _PENDING in message.data


async def arrival(messages: Iterable[Message]) -> None:
    """Waits for the promised vectors and leaves the time to others.

    Args:
        messages: Any messages.
    """
    batches = {id(p.batch): p.batch for m in messages if (p := m.data.get(_PENDING))}
    for batch in batches.values():
        if not batch.done():
            await asyncio.wrap_future(batch)


def vectors_of(messages: Sequence[Message]) -> np.ndarray:
    """Gives the vectors of messages, those of training examples included.

    Args:
        messages: Messages that went through the sentence encoder.

    Returns:
        Their vectors, float32, of shape (messages, dimensions); waits for those under way.
    """
    return np.vstack([_vector_of(message) for message in messages])


def _vector_of(message: Message) -> np.ndarray:
    pending: _PendingVector | None = message.data.get(_PENDING)
    if pending is not None:
        vector: np.ndarray = pending.batch.result()[pending.row]
        return vector
    features: np.ndarray = message.get_dense_features(TEXT)[1].features
    return features
