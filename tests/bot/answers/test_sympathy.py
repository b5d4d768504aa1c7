from bot.answers.sympathy import KIND_WORDS, SHOWS_SYMPATHY, begin_kindly
from bot.nlu.feelings import Feeling

WORRIED = "I'm so worried about my scan"
REPLY = "It shows how dense bone is."
MARKED = {SHOWS_SYMPATHY: True}


def said(**metadata):
    return {"event": "bot", "text": "…", "metadata": metadata}


def test_whoever_is_worried_gets_a_kind_word():
    begun = begin_kindly(REPLY, WORRIED, [said(topic="greet")])
    assert begun == (f"{KIND_WORDS[Feeling.WORRY]} {REPLY}", MARKED)


def test_whoever_is_sad_gets_another():
    begun = begin_kindly(REPLY, "I feel so sad", [])
    assert begun == (f"{KIND_WORDS[Feeling.SADNESS]} {REPLY}", MARKED)


def test_it_is_said_once():
    events = [said(**MARKED), said(topic="greet")]
    assert begin_kindly(REPLY, WORRIED, events) == (REPLY, {})


def test_whoever_only_asks_gets_none():
    assert begin_kindly(REPLY, "what is a bone scan", []) == (REPLY, {})
