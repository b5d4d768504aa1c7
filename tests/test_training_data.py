"""The training examples are many, different, and apart from the questions that test them."""

import itertools
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.nlu.turns import MARK, as_turn, is_turn
from bot.nlu_report import read_questions

PROJECT = Path(__file__).parent.parent
# "Why?" is asked by every hand.
SHORT = 3  # words
SMALL_TALK = {"greet", "goodbye", "thank", "affirm", "deny"}


def examples() -> list[tuple[str, str]]:
    found = []
    for file in sorted((PROJECT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = block["examples"].splitlines()
            found += [(block["intent"], line.removeprefix("- ")) for line in lines if line.strip()]
    return found


EXAMPLES = examples()
COUNTS = Counter(intent for intent, _ in EXAMPLES)
DOMAIN = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))


def least(intent: str) -> int:
    if intent == "out_of_scope":
        return 800
    if intent in SMALL_TALK:
        return 20
    return (
        80
        if f"utter_{intent}" in DOMAIN["responses"] and intent not in ("help", "bot_challenge")
        else 60
    )


def bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip() or text


def said_in(example: str) -> str:
    """What a visitor says in an example, be it of a message or of a turn."""
    return example.partition(" ")[2] if is_turn(example) else example


@pytest.mark.parametrize("intent", [i for i in DOMAIN["intents"] if i != "nlu_fallback"])
def test_an_intent_has_enough_examples(intent):
    assert COUNTS[intent] >= least(intent)


def test_no_example_stands_twice():
    repeated = [t for t, n in Counter(bare(text) for _, text in EXAMPLES).items() if n > 1]
    assert repeated == []


def test_no_held_out_question_was_trained_on_but_for_small_talk():
    known = {bare(said_in(text)) for _, text in EXAMPLES}
    held_out = read_questions(PROJECT / "tests" / "data" / "held_out.tsv")
    leaked = [text for intent, text in held_out if bare(text) in known and intent not in SMALL_TALK]
    assert leaked == []


def test_no_turn_of_a_held_out_conversation_was_trained_on():
    known = {bare(text) for _, text in EXAMPLES if is_turn(text)}
    file = PROJECT / "tests" / "data" / "follow_ups_held_out.yml"
    leaked = [
        turn["user"]
        for conversation in yaml.safe_load(file.read_text(encoding="utf-8"))
        for before, turn in itertools.pairwise(conversation["turns"])
        if bare(as_turn(turn["user"], before["topic"])) in known
        and len(turn["user"].split()) > SHORT
    ]
    assert leaked == []


def test_turns_name_topics_that_exist():
    marked = [text for _, text in EXAMPLES if re.match(rf"{MARK}\w+_", text)]
    assert [text for text in marked if not is_turn(text)] == []


def test_the_held_out_set_has_12_questions_a_topic_and_150_out_of_scope():
    counts = Counter(i for i, _ in read_questions(PROJECT / "tests" / "data" / "held_out.tsv"))
    for intent in DOMAIN["intents"]:
        if intent == "out_of_scope":
            assert counts[intent] >= 150
        elif intent not in SMALL_TALK and intent != "nlu_fallback":
            assert counts[intent] >= 12
