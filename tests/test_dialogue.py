"""Several questions in one message, and messages that only their conversation explains."""

import asyncio
import itertools
import uuid
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from bot import assistant
from bot.nlu.topic_model import ALARMS
from bot.nlu.triage_levels import SAFETY_INTENTS
from bot.nlu_report import read_questions
from bot.training import train

DATA = Path(__file__).parent / "data"
# Of the held-out sets, which nobody tuned with, a little below what was reached at first sight.
LEAST_SHARE_OF_MESSAGES = {"several_questions.tsv": 0.85, "several_questions_held_out.tsv": 0.87}
LEAST_SHARE_OF_CONVERSATIONS = {"follow_ups.yml": 0.9, "follow_ups_held_out.yml": 0.84}
# The share of requests for advice that a conversation may turn into a question.
MOST_REREAD = 0.005
# The share of emergencies that another question in the same message may hide.
MOST_MISSED = 0.025
SCORE = "t score hip -1.9 spine -2.7"


class Turn(NamedTuple):
    expected: dict[str, Any]
    topics: list[str]
    aspect: str | None
    version: str | None

    @property
    def is_right(self) -> bool:
        expected = self.expected
        return (
            self.topics == expected["topics"]
            and expected.get("aspect") in (None, self.aspect)
            and expected.get("version") in (None, self.version)
        )


@pytest.fixture(scope="module")
def agent():
    from rasa.utils.endpoints import EndpointConfig

    configured = assistant.endpoints(tracker_store=EndpointConfig())
    return asyncio.run(assistant.load(train(), configured))


async def talk(agent, expected_turns: list[dict[str, Any]]) -> list[Turn]:
    from rasa.core.channels.channel import UserMessage
    from rasa.shared.core.events import BotUttered

    from bot.channels.collector import MessageCollector

    conversation = uuid.uuid4().hex
    turns = []
    known = 0
    for expected in expected_turns:
        message = UserMessage(expected["say"], MessageCollector(), conversation)
        await agent.handle_message(message)
        tracker = await agent.tracker_store.retrieve(conversation)
        said = [event for event in tracker.events if isinstance(event, BotUttered)]
        replies, known = said[known:], len(said)
        rows = (replies[0].data.get("custom") or {}).get("rows") or []
        turns.append(
            Turn(
                expected,
                [reply.metadata.get("topic") for reply in replies],
                rows[0]["aspect"] if len(rows) == 1 else None,
                replies[0].metadata.get("version"),
            )
        )
    return turns


def in_words(turns: list[Turn]) -> str:
    return "; ".join(
        f"{turn.expected['say']!r} got {turn.topics} {turn.aspect or ''}" for turn in turns
    )


@pytest.mark.parametrize("file", LEAST_SHARE_OF_MESSAGES)
def test_all_questions_of_a_message_are_answered_and_nothing_else(agent, file):
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    expected = [
        {"topics": topics.split(","), "say": text}
        for topics, text in (line.split("\t") for line in lines)
    ]

    async def ask_all() -> list[Turn]:
        return [(await talk(agent, [each]))[0] for each in expected]

    turns = asyncio.run(ask_all())
    wrong = [turn for turn in turns if not turn.is_right]
    least = LEAST_SHARE_OF_MESSAGES[file] * len(turns)
    assert len(turns) - len(wrong) >= least, in_words(wrong)


def as_expected(turn: dict[str, Any]) -> dict[str, Any]:
    """A turn of the held-out conversations, which name one topic each, in the longer form."""
    return turn if "say" in turn else {"say": turn["user"], "topics": [turn["topic"]]}


@pytest.mark.parametrize("file", LEAST_SHARE_OF_CONVERSATIONS)
def test_follow_up_conversations_are_right_at_every_turn(agent, file):
    conversations = [
        [as_expected(turn) for turn in conversation["turns"]]
        for conversation in yaml.safe_load((DATA / file).read_text(encoding="utf-8"))
    ]

    async def hold_all() -> list[list[Turn]]:
        return [await talk(agent, turns) for turns in conversations]

    held = asyncio.run(hold_all())
    wrong = [turn for turns in held for turn in turns if not turn.is_right]
    right = [turns for turns in held if all(turn.is_right for turn in turns)]
    assert len(right) >= LEAST_SHARE_OF_CONVERSATIONS[file] * len(held), in_words(wrong)


@pytest.mark.parametrize(
    "joined", ["{question}? {alarm}", "{alarm}. {question}", "{score} {alarm}"]
)
def test_an_emergency_beside_a_question_or_a_score_is_seen(agent, joined):
    lines = (DATA / "triage_held_out.tsv").read_text(encoding="utf-8").splitlines()
    alarms = [text for level, text in (line.split("\t") for line in lines) if level[0] == "E"]
    questions = itertools.cycle(
        text.rstrip("?. ")
        for intent, text in read_questions(DATA / "development.tsv")
        if "_" in intent and intent not in {*SAFETY_INTENTS, "out_of_scope"}
    )

    async def missed() -> list[str]:
        texts = [
            joined.format(question=question, alarm=alarm.rstrip(". "), score=SCORE)
            for question, alarm in zip(questions, alarms, strict=False)
        ]
        heard = [(text, await agent.parse_message(text)) for text in texts]
        return [text for text, read in heard if read["intent"]["name"] not in ALARMS]

    found = asyncio.run(missed())
    assert len(found) <= MOST_MISSED * len(alarms), "\n".join(found)


def test_in_the_middle_of_a_conversation_safety_is_what_it_is_alone(agent):
    lines = (DATA / "triage_held_out.tsv").read_text(encoding="utf-8").splitlines()
    texts = [text for level, text in (line.split("\t") for line in lines) if level != "LOOKALIKE"]
    safe = set(SAFETY_INTENTS)

    async def differing() -> list[str]:
        found = []
        for text in texts:
            alone = await talk(agent, [{"say": text}])
            later = await talk(agent, [{"say": "what is osteoporosis"}, {"say": text}])
            if safe & set(alone[0].topics) and not safe & set(later[1].topics):
                found.append(text)
        return found

    # "Diagnosis please" asks how it is diagnosed, once osteoporosis was talked about.
    assert len(asyncio.run(differing())) <= MOST_REREAD * len(texts)
