from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bot.usage_report import clusters as module
from bot.usage_report.clusters import cluster_questions
from bot.usage_report.exchanges import Exchange

DIRECTIONS = {"broth": 0, "yoga": 1, "price": 2}


def encode(texts: Sequence[str]) -> np.ndarray:
    """One direction a word, so that sentences with the same word are near."""
    vectors = np.full((len(texts), 8), 0.05, dtype=np.float32)
    for row, text in zip(vectors, texts, strict=True):
        row[next((place for word, place in DIRECTIONS.items() if word in text), 7)] = 1
        row[4 + len(text) % 3] += 0.2
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def asked(text: str, **more: str) -> Exchange:
    return Exchange(text, at=1.0, topics=("nlu_fallback",), **more)


def grouped(exchanges: list[Exchange]) -> list[module.Cluster]:
    return cluster_questions(exchanges, encode, lambda done, total: None)


QUESTIONS = [
    *[asked("is bone broth good", guess="risk_calcium_vitamin_d")] * 3,
    asked("what about broth", guess="greet"),
    asked("yoga ok", chosen="risk_exercise"),
    asked("can i do yoga"),
    asked("what is the price"),
]


def test_questions_of_one_meaning_stand_together_the_largest_group_first() -> None:
    found = grouped(QUESTIONS)
    assert [cluster.messages for cluster in found] == [4, 2, 1]
    assert set(found[0].texts) == {"is bone broth good", "what about broth"}


def test_a_visitors_own_choice_says_more_than_the_guess() -> None:
    broth, yoga, _ = grouped(QUESTIONS)
    assert broth.intents == ("risk_calcium_vitamin_d", "greet")
    assert yoga.intents == ("risk_exercise",)
    assert yoga.chosen == 1


def test_rarer_wordings_join_the_nearest_group_where_too_many_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_COMPARED", 3)
    assert [cluster.messages for cluster in grouped(QUESTIONS)] == [4, 2, 1]


def test_no_questions_make_no_groups_and_one_makes_one() -> None:
    assert grouped([]) == []
    assert [cluster.texts for cluster in grouped([asked("yoga")])] == [("yoga",)]
