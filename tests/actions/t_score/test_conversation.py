"""Whole conversations about scores: questions, answers, interruptions, corrections, additions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.t_score import wording
from actions.t_score.answers import Answer
from actions.t_score.conversation import (
    MOST_INTERRUPTIONS,
    Memory,
    Reply,
    after_another_subject,
    is_answer_to_question,
    respond,
)
from actions.t_score.judgement import Question
from bot.nlu.readings import ReadMessage
from bot.nlu.score_reader import read_message

OTHER_SUBJECT = "(something else)"


def talk(*messages: str) -> Reply:
    """Says the messages one after another; the memory goes through JSON as in a tracker."""
    reply: Reply | None = None
    memory = Memory()
    for message in messages:
        if message == OTHER_SUBJECT:
            memory = after_another_subject(memory)
            continue
        reply = respond(read_message(message), message, memory)
        memory = Memory.from_slot(json.loads(json.dumps(reply.memory.to_slot())))
    assert reply is not None
    return reply


def told(reply: Reply) -> tuple[str, str | None]:
    return reply.data["status"], reply.data["group"]


def values(reply: Reply) -> list[float]:
    return [entry["value"] for entry in reply.data["readings"]]


OSTEOPOROSIS = ("explained", "osteoporosis_range")
LOW = ("explained", "low_bone_mass")
NORMAL = ("explained", "normal")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("minus", OSTEOPOROSIS),
        ("it's negative", OSTEOPOROSIS),
        ("-", OSTEOPOROSIS),
        ("the first", OSTEOPOROSIS),
        ("-2.7", OSTEOPOROSIS),
        ("-2.7 at the hip", OSTEOPOROSIS),
        ("plus", NORMAL),
        ("the second", NORMAL),
        ("no minus", NORMAL),
        ("+2.7", NORMAL),
        ("2.7", ("ask_sign", None)),
        ("yes", ("ask_sign", None)),
        ("no", ("ask_sign", None)),
        ("i don't know", ("ask_sign", None)),
    ],
)
def test_the_question_for_the_sign_takes_its_answer_in_any_form(
    answer: str, outcome: tuple[str, str | None]
) -> None:
    assert told(talk("my t score is 2.7", answer)) == outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("yes", OSTEOPOROSIS),
        ("yeah that's it", OSTEOPOROSIS),
        ("minus", OSTEOPOROSIS),
        ("2.5", OSTEOPOROSIS),
        ("-2.5", OSTEOPOROSIS),
        ("-1.5 at the hip", LOW),
        ("no", ("ask_number", None)),
        ("no, -1.5", LOW),
    ],
)
def test_did_you_mean_takes_its_answer_in_any_form(
    answer: str, outcome: tuple[str, str | None]
) -> None:
    assert told(talk("i got 25 on my bone scan", answer)) == outcome


def test_a_plain_neck_is_cleared_up() -> None:
    assert talk("neck -2.1").memory.pending is Question.NECK
    assert told(talk("neck -2.1", "yes")) == LOW
    assert told(talk("neck -2.1", "no")) == ("ask_number", None)
    assert told(talk("neck -2.1", "the hip one")) == LOW


def test_a_bare_small_number_is_cleared_up() -> None:
    assert told(talk("0.756", "yes")) == ("not_comparable", None)
    assert told(talk("0.756", "no")) == NORMAL


def test_a_question_survives_an_interruption_and_is_answered_afterwards() -> None:
    assert told(talk("2.7", OTHER_SUBJECT, "minus")) == OSTEOPOROSIS


def test_after_an_interruption_a_yes_may_mean_something_else_and_is_not_taken() -> None:
    assert told(talk("25", OTHER_SUBJECT, "yes")) == ("check_number", None)


def test_an_open_question_is_forgotten_after_several_other_subjects() -> None:
    memory = talk("2.7").memory
    for _ in range(MOST_INTERRUPTIONS):
        memory = after_another_subject(memory)
    assert memory.pending is None


def test_only_a_bare_answer_to_an_open_question_counts_as_one() -> None:
    memory = talk("2.7").memory
    assert is_answer_to_question("minus", memory)
    assert not is_answer_to_question("what does a DXA scan cost and where can I get one", memory)
    assert not is_answer_to_question("minus", Memory())
    assert not is_answer_to_question("yes", after_another_subject(memory))


def test_a_further_site_is_added_and_the_lowest_decides() -> None:
    reply = talk("spine -2.6", "and my hip was -1.2")
    assert told(reply) == OSTEOPOROSIS
    assert values(reply) == [-2.6, -1.2]
    assert "minus 2.6 (−2.6) at the spine and minus 1.2 (−1.2) at the hip" in reply.text


def test_a_correction_in_a_later_message_replaces_the_number_and_keeps_its_site() -> None:
    reply = talk("hip -3.2", "sorry, -2.3")
    assert told(reply) == LOW
    assert reply.data["readings"] == [{"kind": "T", "value": -2.3, "site": "total_hip"}]


def test_a_new_number_for_the_same_site_replaces_the_old_one() -> None:
    assert values(talk("hip -1.2", "hip -2.6")) == [-2.6]


def test_a_new_number_without_a_site_is_a_new_question() -> None:
    assert values(talk("-2.8", "what about -1.5?")) == [-1.5]


def test_a_later_scan_brings_the_note_on_measuring_noise() -> None:
    reply = talk("my spine is -2.2", "now it is -2.6")
    assert told(reply) == OSTEOPOROSIS
    assert wording.NOTE_TEXTS[wording.Note.CHANGE] in reply.text


def test_an_age_said_later_changes_what_may_be_said() -> None:
    assert told(talk("T -2.6", "I'm 45 and a man")) == ("refer", None)
    assert told(talk("I'm 34, t score -2.3", "the z score is -1.5")) == (
        "explained",
        "within_expected_range",
    )


def test_another_person_starts_anew() -> None:
    assert values(talk("my mum's t score is -3.4", "my t score is -1.2")) == [-1.2]
    assert told(talk("my 10 year old has -2.3", "my t score is -1.2")) == LOW


@pytest.mark.parametrize("question", ["so is that bad?", "is that osteoporosis?", "do I have it"])
def test_follow_up_questions_are_answered_without_a_diagnosis(question: str) -> None:
    reply = talk("spine -2.6", question)
    assert told(reply) == OSTEOPOROSIS
    assert "you have osteoporosis" not in reply.text.lower()
    assert reply.text.endswith(wording.CLOSING)


def test_without_a_number_it_tells_what_a_t_score_is_with_the_scale_and_an_offer() -> None:
    reply = talk("what is a t-score")
    assert told(reply) == ("ask_number", None)
    assert "minus 2.5 or lower: osteoporosis range" in reply.text
    assert wording.ASK_FOR_NUMBER in reply.text


def test_a_score_without_its_number_is_asked_for() -> None:
    assert told(talk("my T-score is bad")) == ("ask_number", None)


def test_thyroid_values_are_told_apart() -> None:
    assert wording.THYROID in talk("T4 / T3 level 1.2").text


def test_too_many_numbers_get_a_clear_answer() -> None:
    reply = talk("-2.5 " * 400)
    assert told(reply) == ("ask", None)
    assert wording.TOO_MANY in reply.text


def test_a_tapped_button_answers_like_typing() -> None:
    asked = talk("spine 2.6 hip 1.9")
    reply = respond(ReadMessage(), "", asked.memory, Answer.MINUS)
    assert values(reply) == [-2.6, -1.9]


def test_a_tapped_button_without_a_question_does_no_harm() -> None:
    assert told(respond(ReadMessage(), "", Memory(), Answer.YES)) == ("ask_number", None)


@pytest.mark.parametrize(
    "slot", [None, 7, "x", {}, {"readings": [{"kind": "?"}]}, {"pending": "?"}]
)
def test_a_broken_memory_is_an_empty_one(slot: Any) -> None:
    assert Memory.from_slot(slot) == Memory()


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["2.7", "-2.7 hip", "27", "minus", "yes", "no", "the second", "neck -2", "0.756", "85%",
             "sorry -1.2", "and spine -3", "I'm 30", "z -2.1", "is that bad?", "what is a t score",
             "between -2 and -3", "below -1", "i don't know", OTHER_SUBJECT, "was -2.9, now -2.1"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_no_conversation_raises_or_leaves_out_the_closing_line(messages: list[str]) -> None:
    if any(message != OTHER_SUBJECT for message in messages):
        reply = talk(*messages)
        assert reply.text.endswith(wording.CLOSING)
        assert reply.data["type"] == "t_score"
