import pytest

from bot.nlu.feelings import Feeling, feeling_in


@pytest.mark.parametrize(
    "text",
    [
        "ive just been told ive got osteoporosis and im terrified",
        "I’m so worried about my bones",
        "i am really quite frightened of breaking a hip",
        "scared of falling",
        "terrified, got my results today",
        "WE ARE VERY ANXIOUS ABOUT MUM",
        "I can't stop worrying, what is osteopenia",
        "i worry a lot that my spine will go",
        "worried about my scan",
        "I feel overwhelmed by all these numbers",
        "im a bit woried about the dexa",
    ],
)
def test_a_writer_who_is_afraid_is_noticed(text):
    assert feeling_in(text) is Feeling.WORRY


@pytest.mark.parametrize(
    "text",
    [
        "the letter has me in tears",
        "I just feel so sad today",
        "lonely since my Harry died",
        "I feel so guilty that I may have given this to my daughter. Is it hereditary",
        "can't stop crying since the appointment",
        "feeling a bit sorry for myself tonight",
    ],
)
def test_a_writer_who_is_sad_is_noticed(text):
    assert feeling_in(text) is Feeling.SADNESS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is osteoporosis",
        "should I be worried about a T-score of -1.2?",
        "TSH 6.8 should I worry",
        "I'm not worried, just curious",
        "it is sad how few people know",
        "is vitamin D useless for bones?",
        "I'm not sad, only tired",
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
    assert feeling_in(text) is None
