from bot.answers.past import (
    ANSWERS_IN_MIND,
    Version,
    is_introduced,
    last_topic,
    misses_in_a_row,
    open_question,
    versions_given,
)


def bot(**metadata):
    return {"event": "bot", "text": "…", "metadata": metadata}


USER = {"event": "user", "text": "hello"}


def test_the_last_topic_is_the_latest_answer_not_small_talk():
    events = [bot(topic="condition_men"), USER, bot(topic="thank")]
    assert last_topic(events) == "condition_men"


def test_a_conversation_without_answers_has_no_topic():
    assert last_topic([USER, bot(topic="greet")]) is None


def test_misses_count_only_in_a_row():
    miss = bot(topic="nlu_fallback")
    assert misses_in_a_row([miss, USER, bot(topic="condition_men"), USER, miss]) == 1
    assert misses_in_a_row([miss, USER, miss]) == 2
    assert misses_in_a_row([]) == 0


def test_a_conversation_is_introduced_once_a_message_said_so():
    assert not is_introduced([USER, bot(topic="greet")])
    assert is_introduced([bot(topic="greet", introduction=True), USER])


def test_only_the_latest_message_holds_an_open_question():
    assert open_question([bot(asks="erase")]) == "erase"
    assert open_question([bot(asks="erase"), USER, bot(topic="condition_men")]) is None


def test_the_forms_in_which_a_topic_was_given_come_in_order():
    events = [bot(topic="condition_men"), USER, bot(topic="condition_rickets", version="short")]
    events += [USER, bot(topic="condition_men", version="more")]
    assert versions_given(events, "condition_men") == [Version.FULL, Version.MORE]


def test_what_was_said_long_ago_may_be_said_again():
    later = [bot(topic="condition_rickets")] * ANSWERS_IN_MIND
    assert versions_given([bot(topic="condition_men"), *later], "condition_men") == []
