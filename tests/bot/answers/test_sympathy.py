from bot.answers.sympathy import SHOWS_SYMPATHY, needs_sympathy

WORRIED = "I'm so worried about my scan"


def said(**metadata):
    return {"event": "bot", "text": "…", "metadata": metadata}


def test_whoever_is_worried_gets_a_kind_word():
    assert needs_sympathy(WORRIED, [said(topic="greet")])


def test_it_is_said_once():
    assert not needs_sympathy(WORRIED, [said(**{SHOWS_SYMPATHY: True}), said(topic="greet")])


def test_whoever_only_asks_gets_none():
    assert not needs_sympathy("what is a bone scan", [])
