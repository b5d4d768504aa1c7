"""Whole messages, as people type them, from reading to group; failures are listed by message."""

from __future__ import annotations

from pathlib import Path

import pytest
from score_corpus import Outcome, outcomes

DATA = Path(__file__).parents[2] / "data"
# These writers' messages served to tune the reader.
DEVELOPMENT = [
    DATA / "t_scores.jsonl",
    DATA / "t_scores_second_hand.jsonl",
    DATA / "t_scores_development.jsonl",
    DATA / "t_scores_fourth_hand.jsonl",
    DATA / "t_scores_fifth_hand.jsonl",
    DATA / "t_scores_sixth_hand.jsonl",
    DATA / "t_scores_seventh_hand.jsonl",
]
LOWEST_SHARE = 0.98


@pytest.fixture(scope="module", params=DEVELOPMENT, ids=lambda corpus: corpus.stem)
def results(request: pytest.FixtureRequest) -> list[Outcome]:
    return list(outcomes(request.param))


def failures(wrong: list[Outcome]) -> str:
    return "\n" + "\n".join(outcome.report() for outcome in wrong)


def test_the_corpus_is_large_enough(results: list[Outcome]) -> None:
    assert len(results) >= 100


def test_readings_are_exactly_right(results: list[Outcome]) -> None:
    wrong = [outcome for outcome in results if not outcome.reads_right]
    assert 1 - len(wrong) / len(results) >= LOWEST_SHARE, failures(wrong)


def test_the_group_or_the_question_is_right(results: list[Outcome]) -> None:
    wrong = [outcome for outcome in results if not outcome.answers_right]
    assert 1 - len(wrong) / len(results) >= LOWEST_SHARE, failures(wrong)


def test_no_score_gets_a_better_group_than_its_own(results: list[Outcome]) -> None:
    wrong = [outcome for outcome in results if outcome.group_is_too_good]
    assert not wrong, failures(wrong)
