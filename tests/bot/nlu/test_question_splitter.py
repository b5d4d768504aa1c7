import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.question_splitter import MOST_PARTS, find_parts, split
from bot.nlu.text import clean


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What is FRAX? What is osteopenia?", ["What is FRAX?", "What is osteopenia?"]),
        ("what is frax?what is osteopenia", ["what is frax?", "what is osteopenia"]),
        ("is it normal and what's a dexa", ["is it normal", "what's a dexa"]),
        ("how does it work, is it safe", ["how does it work", "is it safe"]),
        ("what is osteoporosis what causes it", ["what is osteoporosis", "what causes it"]),
        ("Do men get it? Also, does wine matter?", ["Do men get it?", "Also, does wine matter?"]),
        ("do cells build bone and do cells break it", ["do cells build bone", "do cells break it"]),
        ("1) what is dexa 2) is it safe", ["what is dexa", "is it safe"]),
        ("- what is dexa\n- bone loss causes", ["what is dexa", "bone loss causes"]),
        ("osteopenia meaning\ndexa cost", ["osteopenia meaning", "dexa cost"]),
        ("explain frax and tell me about rickets", ["explain frax", "tell me about rickets"]),
        ("is it normal and what actually happens", ["is it normal", "what actually happens"]),
        ("what is osteomalacia, also is rickets it", ["what is osteomalacia", "is rickets it"]),
        ("nan and mum had bad bones is it inherited", ["is it inherited"]),
        ("at what age should I go\nis it safe", ["at what age should I go", "is it safe"]),
    ],
)  # fmt: skip
def test_several_questions_are_told_apart(text, parts):
    assert split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "what is the difference between osteoporosis and osteomalacia",
        "How much calcium and vitamin D do adults need?",
        "when and how should I be tested?",
        "is it hereditary or is it lifestyle",
        "it's painful, isn't it?",
        "if I stop smoking, will my bones get better?",
        "L1 -2.3, L2 -2.1, total hip -1.9",
        "I don't know what is wrong with my bones",
        "which blood tests do they do",
        "How long does it take?",
        "Compression fractures, what are they?",
        "",
        "???",
    ],
)
def test_one_question_stays_whole(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Good morning! My name is Ann. What is osteoporosis? Many thanks!",
        "I broke my wrist in May. My friend told me about you. What is osteoporosis?",
        "hi there, quick one: what is osteoporosis?",
    ],
)
def test_greetings_and_stories_are_no_questions(text):
    assert split(text) in (["What is osteoporosis?"], ["what is osteoporosis?"])


def test_a_score_counts_beside_a_question():
    assert split("My T-score is -2.7. Is running good?") == [
        "My T-score is -2.7.",
        "Is running good?",
    ]


def test_a_later_question_is_understood_with_the_name_of_what_it_calls_it():
    parts = find_parts("What is osteomalacia and how is it diagnosed?")
    assert parts[1].text == "how is it diagnosed?"
    assert parts[1].understood_as == "how is osteomalacia diagnosed?"


def test_an_it_that_stands_for_what_follows_is_kept():
    parts = find_parts("What is osteomalacia? Is it safe to lift weights?")
    assert parts[1].understood_as == parts[1].text


def test_a_line_that_was_wrapped_is_not_cut():
    text = (
        "What happens in the bones of people who have had osteoporosis\n"
        "for a long time and never took anything for it?"
    )
    assert len(split(text)) == 1


@given(st.text(max_size=200))
def test_any_text_gives_at_most_four_parts_with_words_of_the_text(text):
    parts = find_parts(text)
    assert len(parts) <= MOST_PARTS
    letters = {*clean(text)}
    assert all({*clean(part.text)} <= letters | {" "} for part in parts)
