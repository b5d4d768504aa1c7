"""A tested conversation as JSON, to go from a test process to the report."""

from __future__ import annotations

from typing import Any

from bot.conversation_tests.observed import BotSaid, ObservedTurn
from bot.conversation_tests.running import CaseResult


def record_of(result: CaseResult) -> dict[str, Any]:
    """Describes a test's conversation.

    Args:
        result: What came of the test.

    Returns:
        Plain values only.
    """
    failing = result.failing_turn
    unanswered = [failing.text] if failing and result.failure else []
    return {
        "name": result.case.name,
        "file": result.case.place.file,
        "line": result.case.place.line,
        "turns": [
            *(_turn(turn) for turn in result.turns),
            *({"text": t, "seconds": 0.0, "messages": [], "actions": []} for t in unanswered),
        ],
        "unseen": result.unseen,
    }


def _turn(turn: ObservedTurn) -> dict[str, Any]:
    understood = turn.understanding
    return {
        "text": turn.text,
        "seconds": turn.seconds,
        "intent": understood.intent if understood else None,
        "confidence": understood.confidence if understood else None,
        "messages": [_message(message) for message in turn.messages],
        "actions": turn.actions,
    }


def _message(message: BotSaid) -> dict[str, Any]:
    return {
        "text": message.text,
        "utter_name": message.utter_name,
        "topic": message.topic,
        "buttons": [dict(button) for button in message.buttons],
        "data": dict(message.data) if message.data else None,
        "image": message.image,
    }
