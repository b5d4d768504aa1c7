"""Finds the training examples that are nearest to a message."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from bot.conversation_tests.stories import unannotated

if TYPE_CHECKING:
    import numpy as np

# Gives unit vectors (rows) for texts; near texts have a large dot product.
Encoder: TypeAlias = "Callable[[Sequence[str]], np.ndarray]"

HOW_MANY = 3
# Sentence vectors are made only of examples that share letters with the message, or are of an
# intent that it may have: all of them would take long on a first failure.
CANDIDATES_BY_LETTERS = 200


@dataclass(frozen=True)
class Example:
    """A training example."""

    intent: str
    text: str


@dataclass(frozen=True)
class Neighbor:
    """A training example and how near it is, at the most 1."""

    example: Example
    similarity: float


class NearestExamples:
    """Looks up training examples."""

    def __init__(
        self,
        examples: Sequence[Example],
        encode: Encoder | None = None,
        cache: Path | None = None,
    ) -> None:
        """Prepares the search; nothing is encoded before it is asked for.

        Args:
            examples: All training examples.
            encode: Gives sentence vectors; None compares letters alone.
            cache: A folder where vectors are kept for the next run.
        """
        self._examples = examples
        self._encode = encode
        self._cache = cache
        self._vectors: dict[str, np.ndarray] = {}
        self._file: Path | None = None
        self._letters: Any = None

    def nearest(
        self, text: str, intents: Collection[str] = (), count: int = HOW_MANY
    ) -> list[Neighbor]:
        """The examples nearest to a text, best first.

        Args:
            text: The message.
            intents: Intents whose examples are all looked at.
            count: How many at the most.
        """
        import numpy as np

        if not self._examples or not text.strip():
            return []
        by_letters = self._similar_letters(text)
        order = np.argsort(-by_letters, kind="stable")
        if self._encode is None:
            return [Neighbor(self._examples[n], float(by_letters[n])) for n in order[:count]]
        chosen = set(order[:CANDIDATES_BY_LETTERS].tolist()) | {
            n for n, example in enumerate(self._examples) if example.intent in intents
        }
        candidates = [self._examples[n] for n in sorted(chosen)]
        similarities = self._encoded(candidates) @ self._encode([text])[0]
        best = np.argsort(-similarities, kind="stable")[:count]
        return [Neighbor(candidates[n], float(similarities[n])) for n in best]

    def save(self) -> None:
        """Keeps the vectors for the next run."""
        import numpy as np

        if self._file and self._vectors:
            texts = list(self._vectors)
            np.savez(self._file, texts=texts, vectors=np.stack([self._vectors[t] for t in texts]))

    def _similar_letters(self, text: str) -> np.ndarray:
        from sklearn.feature_extraction.text import HashingVectorizer

        letters = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 4))
        if self._letters is None:
            self._letters = letters.transform([example.text for example in self._examples])
        similarities: np.ndarray = (self._letters @ letters.transform([text]).T).toarray().ravel()
        return similarities

    def _encoded(self, examples: Sequence[Example]) -> np.ndarray:
        import numpy as np

        if self._encode is None:
            raise RuntimeError("There is no encoder.")
        if self._cache and self._file is None:
            # The encoder's own vectors tell it apart from another one.
            probe = self._encode(["the same words"]).tobytes()
            self._file = self._cache / f"{hashlib.sha256(probe).hexdigest()[:16]}.npz"
            if self._file.is_file():
                with np.load(self._file) as kept:
                    self._vectors = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
        new = list({e.text for e in examples if e.text not in self._vectors})
        if new:
            self._vectors |= dict(zip(new, self._encode(new), strict=True))
        return np.stack([self._vectors[example.text] for example in examples])


def read_examples(directory: Path) -> list[Example]:
    """Reads the training examples of a Rasa project.

    Args:
        directory: The folder with the training data; files that are no YAML are passed over, as
            the training itself reports them.
    """
    examples: list[Example] = []
    for file in sorted([*directory.rglob("*.yml"), *directory.rglob("*.yaml")]):
        try:
            content = yaml.load(
                file.read_text(encoding="utf-8"),
                Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
            )
        except (yaml.YAMLError, UnicodeDecodeError):
            continue
        if isinstance(content, dict):
            examples += _of_file(content)
    return examples


def _of_file(content: dict[str, Any]) -> list[Example]:
    found = []
    for entry in content.get("nlu") or ():
        intent, listed = entry.get("intent"), entry.get("examples")
        if not intent or not isinstance(listed, str):
            continue
        for line in listed.splitlines():
            text = line.strip().removeprefix("-").strip()
            if text:
                found.append(Example(str(intent), unannotated(text)[0]))
    return found
