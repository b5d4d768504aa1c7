import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.answers.generator import DID_YOU_MEAN, AnswerGenerator
from bot.answers.library import AnswerLibrary
from bot.answers.versions import NOTHING_TO_ADD, PLAINEST, REPEATED_OPENING
from bot.paths import DOMAIN_FILE

DOMAIN = Domain.load(str(DOMAIN_FILE))
LIBRARY = AnswerLibrary(DOMAIN.responses)
TOPIC = "condition_men"


@pytest.fixture
def generator():
    generator = AnswerGenerator()
    generator.responses = DOMAIN.responses
    return generator


def conversation(*events):
    return DialogueStateTracker.from_events("ann", list(events), [])


def asked(confidence):
    ranking = [
        {"name": TOPIC, "confidence": confidence},
        {"name": "condition_how_common", "confidence": 1 - confidence},
    ]
    return UserUttered("…", {"name": TOPIC}, parse_data={"intent_ranking": ranking})


def answered(**metadata):
    return BotUttered("…", metadata={"topic": TOPIC, "introduction": True, **metadata})


async def test_an_answer_carries_topic_sources_and_buttons(generator):
    message = await generator.generate("utter_" + TOPIC, conversation(asked(1.0)), "rest")
    assert message["topic"] == TOPIC
    assert message["sources"]
    assert all(b["payload"].startswith("/") and b["title"] for b in message["buttons"])


async def test_the_first_answer_says_once_that_this_is_a_program(generator):
    first = await generator.generate("utter_" + TOPIC, conversation(asked(1.0)), "rest")
    later = conversation(asked(1.0), answered(), asked(1.0))
    second = await generator.generate("utter_condition_rickets", later, "rest")
    assert "not a doctor" in first["text"]
    assert "not a doctor" not in second["text"]


async def test_an_answer_that_was_just_given_is_given_shorter(generator):
    repeated = conversation(asked(1.0), answered(), asked(1.0))
    message = await generator.generate("utter_" + TOPIC, repeated, "rest")
    assert message["text"].startswith(REPEATED_OPENING)


async def test_the_plain_version_is_given_when_asked_for(generator):
    talk = conversation(asked(1.0), answered())
    plain = await generator.generate("utter_" + TOPIC, talk, "rest", variant="simple")
    assert len(plain["text"].split()) <= 40


async def test_an_unsure_answer_offers_what_else_may_be_meant(generator):
    message = await generator.generate("utter_" + TOPIC, conversation(asked(0.6)), "rest")
    assert DID_YOU_MEAN in message["text"]
    assert message["buttons"][0]["payload"] == "/condition_how_common"


async def test_an_unknown_response_is_not_made_up(generator):
    assert await generator.generate("utter_nothing", conversation(), "rest") is None


async def test_the_third_time_new_facts_are_told(generator):
    talk = conversation(answered(version="full"), answered(version="short"), asked(1.0))
    message = await generator.generate("utter_" + TOPIC, talk, "rest")
    assert message["text"] == LIBRARY[TOPIC].more
    assert message["sources"] == list(LIBRARY[TOPIC].more_sources)


async def test_the_fourth_time_it_says_that_all_was_told_and_offers_others(generator):
    given = [answered(version=version) for version in ("full", "short", "more")]
    message = await generator.generate("utter_" + TOPIC, conversation(*given, asked(1.0)), "rest")
    assert message["text"] == NOTHING_TO_ADD
    assert message["buttons"]


async def test_after_that_it_begins_anew(generator):
    given = [answered(version=version) for version in ("full", "short", "no_more")]
    message = await generator.generate("utter_" + TOPIC, conversation(*given, asked(1.0)), "rest")
    assert message["version"] == "full"


async def test_nothing_is_plainer_than_the_plain_version(generator):
    talk = conversation(answered(version="full"), answered(version="short"))
    message = await generator.generate("utter_" + TOPIC, talk, "rest", variant="simple")
    assert message["text"] == PLAINEST


def more(text="more detail please"):
    return UserUttered(text, {"name": "simpler"})


async def test_more_detail_after_the_plain_version_gives_the_full_text(generator):
    talk = conversation(answered(version="full"), answered(version="short"), more())
    message = await generator.generate("utter_" + TOPIC, talk, "rest")
    assert message["version"] == "full"


@pytest.mark.parametrize("text", ["tell me more", "can you tell me more about men with that?"])
async def test_more_detail_after_the_full_text_gives_new_facts_with_their_sources(generator, text):
    talk = conversation(answered(version="full"), more(text))
    message = await generator.generate("utter_" + TOPIC, talk, "rest")
    assert message["text"] == LIBRARY[TOPIC].more
    assert message["topic"] == TOPIC
    assert message["sources"] == list(LIBRARY[TOPIC].more_sources)
    assert message["buttons"]


async def test_after_new_facts_the_plain_version_can_be_had(generator):
    talk = conversation(answered(version="full"), answered(version="more"))
    message = await generator.generate("utter_" + TOPIC, talk, "rest", variant="simple")
    assert message["text"] == LIBRARY[TOPIC].simple
    assert message["sources"] == list(LIBRARY[TOPIC].sources)


async def test_one_of_several_answers_is_brief_and_has_no_buttons(generator):
    questions = [{"intent": TOPIC}, {"intent": "condition_rickets"}]
    several = UserUttered("…", {"name": TOPIC}, parse_data={"questions": questions})
    message = await generator.generate(
        "utter_" + TOPIC, conversation(answered(topic="other"), several), "rest"
    )
    assert len(message["text"].split()) <= 40
    assert "buttons" not in message


async def test_an_answer_that_the_classifier_did_not_choose_is_not_doubted(generator):
    ranking = [
        {"name": "out_of_scope", "confidence": 0.6},
        {"name": TOPIC, "confidence": 0.3},
        {"name": "condition_how_common", "confidence": 0.1},
    ]
    follow_up = UserUttered(
        "and?", {"name": "out_of_scope"}, parse_data={"intent_ranking": ranking}
    )
    message = await generator.generate("utter_" + TOPIC, conversation(follow_up), "rest")
    assert DID_YOU_MEAN not in message["text"]
