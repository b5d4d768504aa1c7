from bot.answers.sympathy import KIND_WORDS, SHOWS_SYMPATHY, kind_word
from bot.nlu.feelings import Feeling

WORRIED = "I'm so worried about my scan"


def said(**metadata):
    return {"event": "bot", "text": "…", "metadata": metadata}


def test_whoever_is_worried_gets_a_kind_word():
    assert kind_word(WORRIED, [said(topic="greet")]) == KIND_WORDS[Feeling.WORRY]


def test_whoever_is_sad_gets_another():
    assert kind_word("I feel so sad", []) == KIND_WORDS[Feeling.SADNESS]


def test_it_is_said_once():
    events = [said(**{SHOWS_SYMPATHY: True}), said(topic="greet")]
    assert kind_word(WORRIED, events) is None


def test_whoever_only_asks_gets_none():
    assert kind_word("what is a bone scan", []) is None
