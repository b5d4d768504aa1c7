import asyncio

import pytest

from bot.channels.recent_answers import RecentAnswers, Reply


class Work:
    """Counts how often an answer was worked out."""

    def __init__(self) -> None:
        self.times = 0

    async def answer(self) -> Reply:
        self.times += 1
        number = self.times
        await asyncio.sleep(0.01)
        return [{"text": str(number)}]

    async def failure(self) -> Reply:
        self.times += 1
        raise ValueError("no answer")


def test_the_same_message_is_answered_once_also_at_the_same_time() -> None:
    async def visit() -> None:
        recent, work = RecentAnswers(), Work()
        both = await asyncio.gather(*(recent.get("a", "1", work.answer) for _ in range(5)))
        later = await recent.get("a", "1", work.answer)
        assert both == [later] * 5
        assert work.times == 1
        assert await recent.get("a", "2", work.answer) != later
        assert await recent.get("b", "1", work.answer) != later

    asyncio.run(visit())


def test_a_client_that_hangs_up_gets_the_answer_on_its_next_try() -> None:
    async def visit() -> None:
        recent, work = RecentAnswers(), Work()
        first = asyncio.ensure_future(recent.get("a", "1", work.answer))
        await asyncio.sleep(0)
        first.cancel()
        assert await recent.get("a", "1", work.answer) == [{"text": "1"}]
        assert work.times == 1

    asyncio.run(visit())


def test_a_failure_is_tried_again() -> None:
    async def visit() -> None:
        recent, work = RecentAnswers(), Work()
        for _ in range(2):
            with pytest.raises(ValueError, match="no answer"):
                await recent.get("a", "1", work.failure)
        assert work.times == 2

    asyncio.run(visit())


def test_only_the_latest_are_remembered() -> None:
    async def visit() -> None:
        recent, work = RecentAnswers(conversations=2, answers=2), Work()
        for message in ("1", "2", "3"):
            await recent.get("a", message, work.answer)
        await recent.get("a", "1", work.answer)
        assert work.times == 4
        await recent.get("b", "1", work.answer)
        await recent.get("c", "1", work.answer)
        await recent.get("a", "1", work.answer)
        assert work.times == 7
        recent.forget("a")
        await recent.get("a", "1", work.answer)
        assert work.times == 8

    asyncio.run(visit())


def test_one_answer_may_stay_when_the_others_are_forgotten() -> None:
    async def visit() -> None:
        recent, work = RecentAnswers(), Work()
        await recent.get("a", "1", work.answer)
        await recent.get("a", "2", work.answer)
        recent.forget("a", keep="2")
        await recent.get("a", "2", work.answer)
        assert work.times == 2
        await recent.get("a", "1", work.answer)
        assert work.times == 3
        recent.forget("a", keep="never sent")
        await recent.get("a", "2", work.answer)
        assert work.times == 4

    asyncio.run(visit())
