from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)

from bot.dialogue.context import EVENTS_READ, context_of, said_in_session


def said(text, **entities):
    found = [{"entity": name, "value": value} for name, value in entities.items()]
    return UserUttered(text, parse_data={"entities": found})


def answered(topic):
    return BotUttered("…", metadata={"topic": topic})


def test_only_what_was_said_in_the_present_session_counts():
    before = [said("what is rickets"), answered("condition_rickets")]
    now = [SlotSet("x", 1), said("hello"), ActionExecuted("utter_greet"), answered("greet")]
    for end in (SessionStarted(), Restarted()):
        heard = said_in_session([*before, end, *now])
        assert [event["event"] for event in heard] == ["user", "bot"]
        assert heard[0]["text"] == "hello"


def test_a_long_conversation_is_not_read_whole():
    events = [said(str(number)) for number in range(EVENTS_READ * 2)]
    heard = said_in_session(events)
    assert len(heard) == EVENTS_READ
    assert heard[-1]["text"] == str(EVENTS_READ * 2 - 1)


def test_the_context_is_the_topic_answered_last_and_the_condition_asked_about():
    past = said_in_session(
        [said("and in osteomalacia?", condition="osteomalacia"), answered("compare_conditions")]
    )
    context = context_of(past)
    assert context.topic == "compare_conditions"
    assert context.subject == "osteomalacia"


def test_without_an_answer_there_is_no_context():
    assert context_of(said_in_session([said("hello"), answered("greet")])) is None
