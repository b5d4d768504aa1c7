"""The contrast of osteoporosis and osteomalacia: its rows and what is said about them."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
import textstat
import yaml

from actions.comparison.contrast import (
    CONTRAST_FILE,
    MOST_BUTTONS,
    WHOLE_COMPARISON_BUTTON,
    ComparisonReply,
    Row,
    compare,
    load_contrast,
    read_contrast,
)
from bot.answers.library import AnswerLibrary, references
from bot.nlu.comparison_words import ASPECT_PHRASES, WHOLE_COMPARISON, Condition
from bot.paths import DOMAIN_FILE

LIBRARY = AnswerLibrary(yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))["responses"])
ROWS = load_contrast().rows
ASPECTS = [row.aspect for row in ROWS]
ROWS_OF_THE_ARTICLE = ["mineralization", "defect", "feel", "cause", "fractures"]
HIGHEST_READING_GRADE = 9

# A sentence that speaks of a scan and of telling the two apart must say that it can't.
SCAN = re.compile(r"\b(scan|scans|dxa|bone density)\b", re.I)
TELLING = re.compile(r"\b(tell|tells|show|shows|know|distinguish|which one|apart)\b", re.I)
DENIAL = re.compile(r"\b(can't|cannot|not)\b", re.I)
UNSAFE = re.compile(
    r"you have osteop|you have osteom|quality|severe|dangerous|crumbl|quantity, not"
    r"|both are painful|perfect|[-−]2\.5",
    re.I,
)


def reply(
    aspect: str | None = None, first: Condition | None = None, whole: bool = False
) -> ComparisonReply:
    return compare(aspect, first, whole, library=LIBRARY)


REPLIES = {
    "in general": reply(),
    "whole table": reply(whole=True),
    **{row.aspect: reply(row.aspect) for row in ROWS},
}
TEXTS = {
    **{name: said.text for name, said in REPLIES.items()},
    **{f"{name}, simple": said.simple for name, said in REPLIES.items()},
}


def grade(text: str) -> float:
    """The US school grade of a text by the length of its words and sentences.

    Of textstat's measures of a grade this one needs no list of syllables from the network.
    """
    return float(textstat.automated_readability_index(text))


def entries() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(CONTRAST_FILE.read_text(encoding="utf-8"))
    return copy.deepcopy(content)


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_claims_that_a_scan_tells_the_two_apart(name: str) -> None:
    for sentence in re.split(r"(?<=[.!?])\s+", TEXTS[name]):
        if SCAN.search(sentence) and TELLING.search(sentence):
            assert DENIAL.search(sentence), sentence


@pytest.mark.parametrize("aspect", ["dxa", "diagnosis", "both"])
def test_where_the_scan_matters_the_text_says_that_it_cannot_tell(aspect: str) -> None:
    for text in (reply(aspect).text, reply(aspect).simple):
        assert re.search(r"scan[^.]*(can't|cannot|would not)|It can't show why", text), text


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_uses_wording_that_the_facts_call_unsafe(name: str) -> None:
    assert not UNSAFE.search(TEXTS[name]), UNSAFE.search(TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_reads_at_grade_nine_or_below(name: str) -> None:
    assert grade(TEXTS[name]) <= HIGHEST_READING_GRADE


@pytest.mark.parametrize("row", ROWS, ids=ASPECTS)
def test_every_row_has_sources_that_exist(row: Row) -> None:
    assert row.sources
    assert set(row.sources) <= references().keys()


@pytest.mark.parametrize("row", ROWS, ids=ASPECTS)
def test_every_row_keeps_the_word_limits(row: Row) -> None:
    assert len(row.osteoporosis.split()) <= 30
    assert len(row.osteomalacia.split()) <= 30
    assert len(row.simple.split()) <= 40


@pytest.mark.parametrize("row", ROWS, ids=ASPECTS)
def test_every_row_leads_to_topics_that_can_be_offered(row: Row) -> None:
    assert len(LIBRARY.buttons(row.related)) == len(row.related) > 0


def test_every_aspect_that_can_be_read_has_a_row_and_every_row_can_be_asked_for() -> None:
    assert set(ASPECTS) == ASPECT_PHRASES.keys() - {WHOLE_COMPARISON}


def test_the_short_table_has_the_rows_of_the_article() -> None:
    rows = reply().data["rows"]
    assert [row["aspect"] for row in rows] == ROWS_OF_THE_ARTICLE


def test_the_whole_table_has_every_row() -> None:
    assert [row["aspect"] for row in reply(whole=True).data["rows"]] == ASPECTS


def test_the_whole_table_outranks_an_aspect() -> None:
    assert reply("labs", whole=True) == reply(whole=True)


def test_an_aspect_gives_one_row_with_both_sides() -> None:
    rows = reply("labs").data["rows"]
    assert [row["aspect"] for row in rows] == ["labs"]


def test_an_unknown_aspect_gives_the_short_contrast() -> None:
    assert reply("weather") == reply()


@pytest.mark.parametrize("name", REPLIES)
def test_the_data_has_the_shape_of_the_contract(name: str) -> None:
    data = REPLIES[name].data
    assert data.keys() == {"type", "columns", "rows"}
    assert data["type"] == "comparison"
    assert data["columns"] == ["Osteoporosis", "Osteomalacia"]
    for row in data["rows"]:
        assert row.keys() == {"aspect", "label", "osteoporosis", "osteomalacia"}
        assert all(isinstance(value, str) and value for value in row.values())


@pytest.mark.parametrize("name", REPLIES)
def test_the_text_says_in_words_all_that_the_data_says(name: str) -> None:
    said = REPLIES[name]
    for row in said.data["rows"]:
        assert row["label"] in said.text
        assert f"Osteoporosis: {row['osteoporosis']}" in said.text
        assert f"Osteomalacia: {row['osteomalacia']}" in said.text


@pytest.mark.parametrize("name", REPLIES)
def test_no_channel_splits_the_text_at_an_empty_line(name: str) -> None:
    assert "\n\n" not in REPLIES[name].text


@pytest.mark.parametrize("aspect", [None, *ASPECTS])
def test_the_condition_asked_about_comes_first_in_words_and_keeps_its_column(
    aspect: str | None,
) -> None:
    said = reply(aspect, Condition.OSTEOMALACIA)
    assert said.text.index("Osteomalacia: ") < said.text.index("Osteoporosis: ")
    assert said.data == reply(aspect).data


@pytest.mark.parametrize("aspect", ASPECTS)
def test_without_a_condition_osteoporosis_comes_first(aspect: str) -> None:
    text = reply(aspect).text
    assert text.index("Osteoporosis: ") < text.index("Osteomalacia: ")


@pytest.mark.parametrize("name", REPLIES)
def test_the_whole_comparison_is_offered_unless_it_was_just_given(name: str) -> None:
    offered = WHOLE_COMPARISON_BUTTON in REPLIES[name].buttons
    assert offered == (name != "whole table")


@pytest.mark.parametrize("name", REPLIES)
def test_there_are_related_buttons_and_at_most_three_in_all(name: str) -> None:
    buttons = REPLIES[name].buttons
    related = [button for button in buttons if button != WHOLE_COMPARISON_BUTTON]
    assert related
    assert len(buttons) <= MOST_BUTTONS == 3
    assert len({button.payload for button in buttons}) == len(buttons)


def test_the_button_of_the_whole_comparison_has_the_agreed_payload() -> None:
    assert WHOLE_COMPARISON_BUTTON.payload == '/compare_conditions{"aspect":"all"}'
    assert WHOLE_COMPARISON_BUTTON.title == "See the whole comparison"


def test_the_sources_of_a_table_are_those_of_its_rows_each_once() -> None:
    sources = reply(whole=True).sources
    assert len(set(sources)) == len(sources)
    assert {source for row in ROWS for source in row.sources} <= set(sources)


@pytest.mark.parametrize("field", ["label", "osteoporosis", "osteomalacia", "simple", "sources"])
def test_a_row_without_a_needed_field_is_refused(field: str) -> None:
    broken = entries()
    del broken["aspects"]["labs"][field]
    with pytest.raises(ValueError, match="labs"):
        read_contrast(broken)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("osteoporosis", "word " * 31),
        ("osteomalacia", "word " * 31),
        ("simple", "word " * 41),
        ("sources", ["no_such_source"]),
        ("colour", "red"),
        ("remark", ""),
    ],
)
def test_a_row_with_a_wrong_field_is_refused(field: str, value: object) -> None:
    broken = entries()
    broken["aspects"]["labs"][field] = value
    with pytest.raises(ValueError, match="labs"):
        read_contrast(broken)


def test_a_row_named_like_the_whole_comparison_is_refused() -> None:
    broken = entries()
    broken["aspects"][WHOLE_COMPARISON] = broken["aspects"]["labs"]
    with pytest.raises(ValueError, match="whole comparison"):
        read_contrast(broken)
