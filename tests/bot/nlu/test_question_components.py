from rasa.shared.nlu.training_data.message import Message

from bot.nlu.message_parts import PARTS, TOPIC_RANKING, with_parts
from bot.nlu.question_gatherer_component import QuestionGatherer
from bot.nlu.question_splitter_component import QuestionSplitter

TEXT = "What is osteoporosis and how is it diagnosed?"


def split(text):
    return QuestionSplitter().process([Message({"text": text})])[0]


def with_intents(message, *intents, also_likely=()):
    """Gives the message and its parts their intents, and the message others that it may mean."""
    for each, intent in zip(with_parts([message]), intents, strict=True):
        others = also_likely if each is message else ()
        ranking = [{"name": intent, "confidence": 0.6 if others else 0.99}]
        ranking += [{"name": other, "confidence": 0.3} for other in others]
        each.set("intent", ranking[0], add_to_output=True)
        each.set("intent_ranking", ranking, add_to_output=True)
        each.data[TOPIC_RANKING] = ranking
    return message


def gather(message):
    return QuestionGatherer(QuestionGatherer.get_default_config()).process([message])[0]


def test_parts_are_understood_like_messages():
    parts = split(TEXT).get(PARTS)
    assert parts[0, 0].get("text") == "What is osteoporosis"
    assert parts[1, 1].get("text") == "how is osteoporosis diagnosed"


def test_a_button_is_not_split():
    assert split('/ask_about{"topic": "men and what is it? what is that?"}').get(PARTS) is None


def test_words_behind_a_slash_are_no_button():
    assert split("/help what is it? and who gets that?").get(PARTS)


def test_the_questions_reach_the_output_and_the_parts_do_not():
    message = with_intents(
        split(TEXT),
        "condition_osteoporosis",
        "condition_osteoporosis",
        "diagnosis_osteoporosis",
        also_likely=["diagnosis_osteoporosis"],
    )
    output = gather(message).as_dict(only_output_properties=True)
    assert [q["intent"] for q in output["questions"]] == [
        "condition_osteoporosis",
        "diagnosis_osteoporosis",
    ]
    assert output["questions"][1]["text"] == "how is it diagnosed"
    assert PARTS not in output
    assert message.get(PARTS) is None


def test_the_only_question_gives_the_message_its_intent():
    text = "How do I reset my password? And what is FRAX?"
    message = with_intents(
        split(text), "out_of_scope", "out_of_scope", "diagnosis_fracture_risk_tools"
    )
    assert gather(message).get("intent")["name"] == "diagnosis_fracture_risk_tools"


def test_the_contrast_is_read_from_its_own_question_only():
    text = "Osteoporosis versus osteomalacia? And how is osteoporosis diagnosed?"
    message = with_intents(
        split(text),
        "compare_conditions",
        "compare_conditions",
        "diagnosis_osteoporosis",
        also_likely=["diagnosis_osteoporosis"],
    )
    entities = gather(message).get("entities")
    assert {e["value"] for e in entities if e["entity"] == "condition"} == {
        "osteoporosis",
        "osteomalacia",
    }
    assert not [e for e in entities if e["entity"] == "aspect"]


def test_a_message_without_parts_is_left_as_it_is():
    message = Message({"text": "hello", "intent": {"name": "greet", "confidence": 1.0}})
    before = dict(message.data)
    assert gather(message).data == before
