"""Puts questions of the same meaning together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from bot.usage_report.exchanges import NOT_UNDERSTOOD, Exchange

# How far apart (1 - cosine, on average) questions of one cluster may be; below it paraphrases of a
# question fall apart, above it neighbouring topics run together.
MOST_DISTANCE = 0.5
# All pairs of these are compared; each rarer wording joins the nearest cluster.
MOST_COMPARED = 4_000
BATCH = 256

Encode = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Cluster:
    """Questions of the same meaning that were not answered.

    Attributes:
        texts: Their wordings, the most typical first.
        messages: How many messages they are.
        not_understood: Of these, how many were offered a choice; the rest was "not about that".
        intents: The intents they probably belong to, the likeliest first: what visitors chose
            themselves, then what the understanding guessed.
        chosen: How many visitors found an answer through a choice.
        last_at: When the last one came, in seconds since 1970.
    """

    texts: tuple[str, ...]
    messages: int
    not_understood: int
    intents: tuple[str, ...]
    chosen: int
    last_at: float


def cluster_questions(
    exchanges: Iterable[Exchange], encode: Encode, on_progress: Callable[[int, int], None]
) -> list[Cluster]:
    """Groups unanswered questions, the largest group first.

    Args:
        exchanges: Exchanges without an answer.
        encode: Turns texts into unit vectors.
        on_progress: Called with (texts encoded, texts in all).
    """
    by_text: dict[str, list[Exchange]] = {}
    for exchange in exchanges:
        by_text.setdefault(" ".join(exchange.text.split()), []).append(exchange)
    texts = sorted(by_text, key=lambda text: (-len(by_text[text]), text))
    if not texts:
        return []
    vectors = _encoded(texts, encode, on_progress)
    clusters = [
        _cluster([texts[member] for member in members], vectors[members], by_text)
        for members in _groups(vectors)
    ]
    return sorted(clusters, key=lambda cluster: (-cluster.messages, cluster.texts))


def _encoded(
    texts: Sequence[str], encode: Encode, on_progress: Callable[[int, int], None]
) -> np.ndarray:
    batches = []
    for start in range(0, len(texts), BATCH):
        batches.append(encode(texts[start : start + BATCH]))
        on_progress(min(start + BATCH, len(texts)), len(texts))
    return np.vstack(batches)


def _groups(vectors: np.ndarray) -> list[list[int]]:
    compared = vectors[:MOST_COMPARED]
    if len(compared) == 1:
        return [[0]]
    tree = linkage(compared.astype(np.float64), method="average", metric="cosine")
    labels = fcluster(tree, MOST_DISTANCE, criterion="distance")
    groups: dict[int, list[int]] = {}
    for position, label in enumerate(labels):
        groups.setdefault(int(label), []).append(position)
    found = list(groups.values())
    centers = np.vstack([_center(vectors[members]) for members in found])
    alone: list[list[int]] = []
    for position in range(MOST_COMPARED, len(vectors)):
        nearness = centers @ vectors[position]
        best = int(nearness.argmax())
        if nearness[best] >= 1 - MOST_DISTANCE:
            found[best].append(position)
        else:
            alone.append([position])
    return found + alone


def _center(vectors: np.ndarray) -> np.ndarray:
    center: np.ndarray = vectors.mean(axis=0)
    return center / (np.linalg.norm(center) or 1.0)


def _cluster(
    texts: Sequence[str], vectors: np.ndarray, by_text: dict[str, list[Exchange]]
) -> Cluster:
    nearness = vectors @ _center(vectors)
    typical = [texts[place] for place in np.argsort(-nearness, kind="stable")]
    members = [exchange for text in texts for exchange in by_text[text]]
    chosen = Counter(exchange.chosen for exchange in members if exchange.chosen)
    guessed = Counter(exchange.guess for exchange in members if exchange.guess)
    ranked = [name for name, _ in (*chosen.most_common(), *guessed.most_common()) if name]
    return Cluster(
        texts=tuple(typical),
        messages=len(members),
        not_understood=sum(NOT_UNDERSTOOD in exchange.topics for exchange in members),
        intents=tuple(dict.fromkeys(ranked)),
        chosen=sum(chosen.values()),
        last_at=max(exchange.at for exchange in members),
    )
