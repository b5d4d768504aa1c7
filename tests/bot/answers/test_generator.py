import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.answers.generator import DID_YOU_MEAN, REPEATED_OPENING, AnswerGenerator
from bot.paths import DOMAIN_FILE

DOMAIN = Domain.load(str(DOMAIN_FILE))
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
