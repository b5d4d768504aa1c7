"""What visitors read about scores: plain, calm, in words, and never a diagnosis."""

from __future__ import annotations

import re

import pytest
import textstat

from actions.t_score import wording
from actions.t_score.judgement import Judgement, Note, judge
from bot.nlu.score_reader import read_message

HIGHEST_GRADE = 9.0
MESSAGES = [
    "hip -2.7", "-1.8", "-0.5", "+3.1 spine", "-5.6", "z -2.1", "z -1.0", "2.7", "27", "0.756",
    "neck -2.1", "BMD 0.756", "85%", "FRAX 22%", "TBS 1.2", "heel -2.2", "T12 -2.5",
    "I'm 32, T -2.6", "my child's T-score is -2", "pregnant, T -2.8", "transgender, T -2.8",
    "between -2 and -2.5", "below -1", "was -2.9 in 2019, now -2.4", "T -2.6 and I broke my hip",
    "spine -2.6 hip -1.9 heel -1 ward's -3", "", "spine 2.6 hip 1.9", "wrist -2.6", "T -2.6 Z -1.1",
]  # fmt: skip


def judged(text: str) -> Judgement:
    message = read_message(text)
    return judge(message.readings, message.person)


@pytest.mark.parametrize("text", MESSAGES)
def test_every_answer_ends_with_the_closing_line_and_never_diagnoses(text: str) -> None:
    judgement = judged(text)
    for answer in (wording.full_text(judgement), wording.simple_text(judgement)):
        assert answer.endswith(wording.CLOSING)
        assert not re.search(r"\byou (?:do not |don't )?have osteo", answer.lower())
        assert not re.search(r"\b(?:crumbl|severe|dangerous|alarming)", answer.lower())


@pytest.mark.parametrize("text", MESSAGES)
def test_every_answer_has_buttons_and_sources(text: str) -> None:
    judgement = judged(text)
    assert wording.sources(judgement)
    assert all(button.payload.startswith("/") for button in wording.buttons(judgement))
    if judgement.question is not wording.Question.CHECK or judgement.suggestion is not None:
        assert wording.buttons(judgement)


@pytest.mark.parametrize("text", [m for m in MESSAGES if m])
def test_the_simple_version_is_no_longer_than_the_full_one(text: str) -> None:
    judgement = judged(text)
    assert len(wording.simple_text(judgement)) <= len(wording.full_text(judgement))


@pytest.mark.parametrize("text", MESSAGES)
def test_a_low_score_is_never_said_to_mean_less_bone(text: str) -> None:
    judgement = judged(text)
    for answer in (wording.full_text(judgement), wording.simple_text(judgement)):
        assert not re.search(r"(?:less|thin|weak\w*) bone", answer)


def test_the_echo_says_the_sign_as_a_word_beside_the_figure() -> None:
    answer = wording.full_text(judged("my T-score is -2.7 at the hip"))
    assert answer.startswith("You wrote a T-score of minus 2.7 (−2.7) at the hip.")


def test_numbers_below_zero_never_stand_in_figures_alone() -> None:
    for text in MESSAGES:
        answer = wording.full_text(judged(text))
        assert not re.search(r"(?<!\()−\d", answer), answer
        assert not re.search(r"(?<![\w\d])-\d", answer), answer


@pytest.mark.parametrize("text", MESSAGES)
def test_answers_can_be_read_at_school_level(text: str) -> None:
    answer = wording.full_text(judged(text))
    # Of textstat's measures this one needs no list of syllables from the network.
    assert textstat.automated_readability_index(answer) <= HIGHEST_GRADE, answer


def test_a_high_score_is_not_called_good() -> None:
    judgement = judged("+3.1 spine")
    assert wording.NOTE_TEXTS[Note.HIGH] in wording.full_text(judgement)
    for answer in (wording.full_text, wording.simple_text, wording.is_it_bad_text):
        assert "close to" not in answer(judgement)


def test_every_note_has_its_text() -> None:
    silent = {Note.SIGN_DOES_NOT_MATTER, Note.LOWEST_DECIDES, Note.RANGE_SPANS_GROUPS}
    assert set(Note) - silent == set(wording.NOTE_TEXTS)


def test_the_question_for_the_sign_offers_both_as_buttons() -> None:
    assert [button.payload for button in wording.buttons(judged("2.7"))] == [
        '/explain_t_score{"answer":"minus"}',
        '/explain_t_score{"answer":"plus"}',
    ]
