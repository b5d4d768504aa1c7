import pytest

from bot.nlu.worry import sounds_worried


@pytest.mark.parametrize(
    "text",
    [
        "ive just been told ive got osteoporosis and im terrified",
        "I’m so worried about my bones",
        "i am really quite frightened of breaking a hip",
        "scared of falling",
        "terrified, got my results today",
        "WE ARE VERY ANXIOUS ABOUT MUM",
        "the letter has me in tears",
        "I can't stop worrying, what is osteopenia",
        "i worry a lot that my spine will go",
        "worried about my scan",
        "I feel overwhelmed by all these numbers",
        "im a bit woried about the dexa",
    ],
)
def test_a_writer_who_is_afraid_is_noticed(text):
    assert sounds_worried(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is osteoporosis",
        "should I be worried about a T-score of -1.2?",
        "TSH 6.8 should I worry",
        "I'm not worried, just curious",
        "i was never scared of the scan",
        "my doctor told me not to worry",
        "we don't worry about it",
        "does being frightened of falling make you fall?",
        "is it a thing to be scared of",
        "how do you help people who are anxious about a bone scan?",
        "I'm afraid I don't follow",
        "I'm no longer scared, thanks",
    ],
)
def test_others_are_not(text):
    assert not sounds_worried(text)
