"""Runs one test case against an assistant."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.conversation_tests.assistants import Assistant
from bot.conversation_tests.cases import ConversationCase, UserTurn
from bot.conversation_tests.checking import Mismatch, check_turn, seen_part
from bot.conversation_tests.observed import ObservedTurn
from bot.conversation_tests.problems import AssistantFailed


@dataclass(frozen=True)
class CaseResult:
    """What came of a test case.

    Attributes:
        case: The test case.
        turns: The conversation as far as it went.
        mismatches: What did not come true in its last turn; empty if the test passed.
        failure: How the assistant failed to answer; None if it answered.
        unseen: How many expectations can't be seen from here, or not whole.
        checked: How many expectations were checked, if only in part.
    """

    case: ConversationCase
    turns: tuple[ObservedTurn, ...]
    mismatches: tuple[Mismatch, ...] = ()
    failure: str | None = None
    unseen: int = 0
    checked: int = 0

    @property
    def passed(self) -> bool:
        """Whether all that was checked came true."""
        return not self.mismatches and self.failure is None and self.checked > 0

    @property
    def failing_turn(self) -> UserTurn | None:
        """The turn at which the test stopped."""
        if not self.mismatches and self.failure is None:
            return None
        return self.case.turns[len(self.turns) - (0 if self.failure else 1)]


async def run_case(case: ConversationCase, assistant: Assistant, timeout: float) -> CaseResult:
    """Holds the conversation of a test case and checks it; stops at the first turn that is wrong.

    Args:
        case: The test case.
        assistant: Whom to talk with.
        timeout: Seconds to wait for one answer.

    Raises:
        AssistantUnavailable: There is no assistant to talk with.
    """
    turns: list[ObservedTurn] = []
    unseen = checked = 0
    late = f"No answer within {timeout:g} seconds (--bot-timeout)."
    conversation = await assistant.begin(case.slots)
    try:
        for turn in case.turns:
            try:
                said = assistant.say(conversation, turn.text, turn.metadata)
                observed = await asyncio.wait_for(said, timeout)
            except AssistantFailed as error:
                return CaseResult(case, tuple(turns), (), str(error), unseen, checked)
            except asyncio.TimeoutError:
                return CaseResult(case, tuple(turns), (), late, unseen, checked)
            if observed.seconds > timeout:
                # What never awaits can't be interrupted.
                return CaseResult(case, tuple(turns), (), late, unseen, checked)
            turns.append(observed)
            parts = [seen_part(e, assistant.sight) for e in turn.expectations]
            checked += sum(part is not None for part in parts)
            unseen += sum(
                part != whole for part, whole in zip(parts, turn.expectations, strict=True)
            )
            mismatches = check_turn(turn, observed, assistant.sight)
            if mismatches:
                return CaseResult(case, tuple(turns), tuple(mismatches), None, unseen, checked)
    finally:
        await assistant.end(conversation)
    return CaseResult(case, tuple(turns), (), None, unseen, checked)
