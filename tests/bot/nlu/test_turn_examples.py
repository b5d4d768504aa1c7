from bot.nlu.turn_examples import Example, turns_of
from bot.nlu.turns import is_turn, topic_names

EXAMPLES = (
    Example("and smoking?", "risk_smoking_alcohol"),
    Example("do men get it", "condition_men"),
    Example("why?", "nlu_fallback"),
    Example("@condition_men at what age", "risk_age_and_hormones"),
    Example("my mother says that it is all down to " + "very " * 9 + "bad luck", "risk_overview"),
)


def made(**options):
    wanted = {"clear": 10, "unclear": 3, "longest": 10, "seed": 1} | options
    return turns_of(EXAMPLES, **wanted)


def test_a_message_that_is_clear_alone_asks_the_same_after_any_topic():
    turns = [turn for turn in made() if turn.text.endswith("and smoking?")]
    assert [turn.intent for turn in turns] == ["risk_smoking_alcohol"]
    assert is_turn(turns[0].text)


def test_a_message_that_means_nothing_alone_stays_with_the_topic():
    turns = [turn for turn in made() if turn.text.endswith("why?")]
    assert [turn.text for turn in turns] == [f"@{turns[0].intent} why?"]
    assert turns[0].intent in topic_names()


def test_turns_and_long_messages_are_left_as_they_are():
    assert not [turn for turn in made() if "at what age" in turn.text or "luck" in turn.text]


def test_no_more_are_made_than_asked_for_and_the_same_again():
    assert len(made(clear=1, unclear=0)) == 1
    assert made() == made()
