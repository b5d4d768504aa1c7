"""Run as a process of its own: writes the conversation tests as test stories of `rasa test`.

A story states the intent and the actions of every message; a conversation test need not. So each
conversation is held once, and the story says what happened.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import yaml

from bot.channels.payloads import as_sent
from bot.conversation_tests.cases import ConversationCase
from bot.conversation_tests.in_process import InProcessAssistant
from bot.conversation_tests.observed import ObservedTurn
from bot.conversation_tests.project import load_agent
from bot.conversation_tests.reading import read_cases
from bot.paths import PROJECT_ROOT

CONVERSATIONS = PROJECT_ROOT / "tests" / "conversations"


async def write_stories(target: Path) -> int:
    """Holds every conversation and writes those that a story can tell.

    A story can't begin with slots, send metadata, type a command as text, or follow a conversation
    that is erased in its course.

    Args:
        target: The file to write.

    Returns:
        How many stories there are.
    """
    assistant = InProcessAssistant(await load_agent(), as_sent)
    files = sorted(CONVERSATIONS.rglob("*.yml"))
    cases = [(file, case) for file in files for case in read_cases(file)]
    stories: list[dict[str, Any]] = []
    for file, case in cases:
        if case.slots or any(t.metadata or as_sent(t.text) != t.text for t in case.turns):
            continue
        story = _story(f"{file.stem}: {case.name}", await _held(assistant, case))
        if story:
            stories.append(story)
    target.parent.mkdir(parents=True, exist_ok=True)
    content = {"version": "3.1", "stories": stories}
    target.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
    return len(stories)


async def _held(assistant: InProcessAssistant, case: ConversationCase) -> list[ObservedTurn]:
    conversation = await assistant.begin({})
    return [await assistant.say(conversation, turn.text, {}) for turn in case.turns]


def _story(name: str, turns: list[ObservedTurn]) -> dict[str, Any] | None:
    steps: list[dict[str, str]] = []
    for turn in turns:
        if turn.understanding is None or not turn.actions:
            return None
        steps.append({"user": turn.text, "intent": turn.understanding.intent})
        steps += [{"action": action} for action in turn.actions]
    return {"story": name, "steps": steps}


if __name__ == "__main__":
    from bot.logs import configure_logs

    configure_logs()
    print(asyncio.run(write_stories(Path(sys.argv[1]))))
