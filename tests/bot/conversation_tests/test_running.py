"""A test case is held with an assistant: here one of a few lines that only repeats."""

import asyncio
import time

import pytest

from bot.conversation_tests.cases import BotUttered, ConversationCase, MessagePattern, UserTurn
from bot.conversation_tests.observed import BotSaid, ObservedTurn, Sight
from bot.conversation_tests.problems import AssistantFailed, Place
from bot.conversation_tests.running import run_case

PLACE = Place("cases.yml", 3, 1)
PATIENCE = 0.05


class Parrot:
    """Says what it hears; some words make it late, busy or fail."""

    sight = frozenset(Sight)
    inventory = None

    def __init__(self) -> None:
        self.ended: list[str] = []

    async def begin(self, slots):
        return "one"

    async def say(self, conversation, text, metadata):
        began = time.perf_counter()
        if text == "late":
            await asyncio.sleep(PATIENCE * 40)
        if text == "busy":
            time.sleep(PATIENCE * 4)  # what a blocking action does
        if text == "fail":
            raise AssistantFailed("It broke.")
        return ObservedTurn(text, (BotSaid(text),), seconds=time.perf_counter() - began)

    async def end(self, conversation):
        self.ended.append(conversation)

    async def close(self): ...


def case(*texts: str) -> ConversationCase:
    turns = (
        UserTurn(PLACE, text, (BotUttered(PLACE, MessagePattern(PLACE, text_matches="[a-z]")),))
        for text in texts
    )
    return ConversationCase("talks", PLACE, tuple(turns))


async def test_a_conversation_that_goes_as_expected_passes():
    parrot = Parrot()
    result = await run_case(case("hello", "bye"), parrot, PATIENCE)
    assert result.passed
    assert [turn.text for turn in result.turns] == ["hello", "bye"]
    assert parrot.ended == ["one"]


async def test_the_conversation_ends_at_the_first_turn_that_is_wrong():
    result = await run_case(case("hello", "1", "bye"), Parrot(), PATIENCE)
    assert not result.passed
    assert result.failing_turn.text == "1"
    assert len(result.turns) == 2


@pytest.mark.parametrize("text", ["late", "busy"])
async def test_an_answer_after_the_time_out_never_passes(text):
    result = await run_case(case("hello", text), Parrot(), PATIENCE)
    assert not result.passed
    assert result.failure == "No answer within 0.05 seconds (--bot-timeout)."
    assert result.failing_turn.text == text


async def test_an_assistant_that_fails_fails_the_test():
    result = await run_case(case("fail"), Parrot(), PATIENCE)
    assert result.failure == "It broke."
