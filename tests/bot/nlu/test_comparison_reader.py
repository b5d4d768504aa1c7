"""Which condition and which aspect people mean, in the words they use."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.comparison_reader import find_mentions, read_comparison
from bot.nlu.comparison_spelling import expand
from bot.nlu.comparison_words import ASPECT_PHRASES

WORDINGS_FILE = Path(__file__).parents[2] / "data" / "comparison_wordings.tsv"


def _read_wordings() -> list[tuple[str, tuple[str, ...], str | None]]:
    lines = WORDINGS_FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        (text, tuple(name for name in named.split() if name != "-"), None if a == "-" else a)
        for a, named, text in rows
    ]


WORDINGS = _read_wordings()


@pytest.mark.parametrize(("text", "conditions", "aspect"), WORDINGS)
def test_a_wording_is_read_as_its_conditions_and_its_aspect(
    text: str, conditions: tuple[str, ...], aspect: str | None
) -> None:
    assert read_comparison(text) == (conditions, aspect)


def test_there_are_many_wordings_and_several_of_each_aspect() -> None:
    by_aspect = Counter(aspect for _, _, aspect in WORDINGS)
    assert len(WORDINGS) >= 90
    assert all(by_aspect[aspect] >= 3 for aspect in ASPECT_PHRASES)


@pytest.mark.parametrize(
    "written",
    [
        "osteoperosis", "osteoprosis", "ostioporosis", "asteoporosis", "oestoporosis",
        "osteopirosis", "osteoporsis", "OSTEOPOROSIS", "osteo-porosis", "osteo porosis",
        "ostéoporose", "osteoporotic", "osteoooporosis", "osteoporosis's",
    ],
)  # fmt: skip
def test_osteoporosis_is_found_however_it_is_spelled(written: str) -> None:
    assert read_comparison(f"tell me about {written} please")[0] == ("osteoporosis",)


@pytest.mark.parametrize(
    "written",
    [
        "osteomalasia", "osteomalacea", "osteomylasia", "ostomalacia", "ostiomalacia",
        "osteomalaysia", "osteomalcia", "osteo malacia", "osteo-malasia", "malacia",
        "osteomalacic", "osteomalazie", "soft bone disease", "adult rickets", "the soft one",
        "the vitamin D one", "OM",
    ],
)  # fmt: skip
def test_osteomalacia_is_found_however_it_is_named(written: str) -> None:
    assert read_comparison(f"tell me about {written} please")[0] == ("osteomalacia",)


@pytest.mark.parametrize(
    "other",
    [
        "osteopetrosis", "osteoarthritis", "osteo arthritis", "osteopenia", "osteomyelitis",
        "osteogenesis imperfecta", "osteoblasts and osteoclasts", "chondromalacia",
        "otosclerosis", "brittle bone disease", "Malaysia", "a hip op", "post-op pain", "my op",
        "om", "spongy bone", "soft food",
    ],
)  # fmt: skip
def test_other_names_are_not_taken_for_the_two(other: str) -> None:
    assert read_comparison(f"tell me about {other} please")[0] == ()


def test_adjectives_name_the_conditions_only_when_both_stand_in_the_message() -> None:
    assert read_comparison("porous or bendy?")[0] == ("osteoporosis", "osteomalacia")
    assert read_comparison("is it soft")[0] == ()


def test_a_story_does_not_hide_the_question_that_ends_it() -> None:
    story = "My mother had pain for years, then a fracture, then a scan and a lot of tablets. "
    assert read_comparison(story + "Do blood tests differ between the two?")[1] == "labs"
    assert read_comparison(story + "What is the difference between the two?")[1] is None


def test_a_list_of_aspects_asks_for_the_whole_table() -> None:
    assert read_comparison("cause, pain, x-ray and cure for each")[1] == "all"


def test_several_aspects_in_a_personal_question_do_not() -> None:
    assert read_comparison("I have pain and a low scan, how are they diagnosed?")[1] != "all"


def test_mentions_say_where_they_stand_in_the_message() -> None:
    text = "Is osteo-malasia painful, or is osteoperosis?"
    found = {(m.entity, m.value): text[m.start : m.end] for m in find_mentions(text)}
    assert found == {
        ("condition", "osteomalacia"): "osteo-malasia",
        ("condition", "osteoporosis"): "osteoperosis",
        ("aspect", "symptoms"): "painful",
    }


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing_and_mentions_lie_within_it(text: str) -> None:
    for mention in find_mentions(text):
        assert 0 <= mention.start < mention.end <= len(text)


def test_a_phrase_is_written_out_in_all_its_forms() -> None:
    assert expand("a (b|c d|) e|f") == [("a", "b", "e"), ("a", "c", "d", "e"), ("a", "e"), ("f",)]
