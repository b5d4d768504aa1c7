"""Fits how follow-ups are answered: `python -m tools.fit_follow_ups`.

Holds the conversations of the development set with the trained assistant, and questions that need
no conversation one after the other; writes what tells best what was asked to
bot/dialogue/follow_up_weights.json. After a wrong answer the right topic is put into the
conversation, so that what follows is still a follow-up. Takes a minute. None of those conversations
may stand in data/nlu/turns.yml: what the classifier has learned by heart it seems surer of.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import yaml
from rich.progress import track

from bot import assistant
from bot.answers.library import AnswerLibrary
from bot.dialogue.context import said_in_session
from bot.dialogue.follow_up_choice import WEIGHTS_FILE, FollowUpModel, Heard, features, options
from bot.dialogue.plan import (
    HeardInConversation,
    Present,
    before_follow_ups,
    hear,
    is_chosen_about,
    keeps_safety_reply,
    plan,
)
from bot.logs import configure_logs
from bot.nlu.linear_model import LinearModel
from bot.nlu_report import read_questions
from bot.paths import PROJECT_ROOT
from bot.training import train
from tools.conditional_logit import Choice, fit_choices

DATA = PROJECT_ROOT / "tests" / "data"
CONVERSATIONS = (DATA / "follow_ups_development.yml", DATA / "follow_ups.yml")
QUESTIONS = DATA / "development.tsv"
QUESTIONS_A_CONVERSATION = 6
FOLDS = 5
REGULARIZATION = 0.5
_LONG_ENOUGH = 2  # conversations of one turn have no follow-up


@dataclass(frozen=True)
class Turn:
    """A message in its conversation, and what it asks.

    Attributes:
        conversation: The number of its conversation.
        heard: The message.
        right: The option that leads to the right answer.
    """

    conversation: int
    heard: Heard
    right: str


def conversations() -> list[list[tuple[str, str]]]:
    """Conversations as messages with their topics."""
    held = [
        [_said(turn) for turn in conversation["turns"]]
        for file in CONVERSATIONS
        for conversation in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]
    questions = [(text, intent) for intent, text in read_questions(QUESTIONS)]
    np.random.default_rng(1).shuffle(questions)
    chains = [
        [(str(text), str(intent)) for text, intent in questions[start:][:QUESTIONS_A_CONVERSATION]]
        for start in range(0, len(questions), QUESTIONS_A_CONVERSATION)
    ]
    return [c for c in [*held, *chains] if len(c) >= _LONG_ENOUGH]


def _said(turn: dict[str, Any]) -> tuple[str, str]:
    """A turn in the short form or in the longer one, which may name several topics."""
    return (turn["user"], turn["topic"]) if "user" in turn else (turn["say"], turn["topics"][0])


async def hold(
    agent: Any, library: AnswerLibrary, number: int, said: Sequence[tuple[str, str]]
) -> list[Turn]:
    """Holds a conversation.

    Args:
        agent: The assistant.
        library: Its answers.
        number: The conversation's number.
        said: Messages with their topics.

    Returns:
        Those of its turns that are to be chosen about.
    """
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    conversation, turns = uuid.uuid4().hex, []
    for text, topic in said:
        message = UserMessage(text, CollectingOutputChannel(), conversation)
        tracker = await agent.processor.fetch_tracker_and_update_session(conversation)
        past = said_in_session(tracker.events)
        understood = await agent.processor.parse_message(message, tracker)
        present = Present(text, understood, past, tracker.current_slot_values())
        heard = hear(present, library)
        before = len(past)
        await agent.handle_message(message)
        tracker = await agent.tracker_store.retrieve(conversation)
        given = [
            (event.get("metadata") or {}).get("topic")
            for event in said_in_session(tracker.events)[before:]
            if event["event"] == "bot"
        ]
        if heard is not None and _is_open(present, heard, library):
            is_right_alone = given == [topic] and not plan(present, library)
            right = present.intent if is_right_alone else topic
            turns.append(Turn(number, heard.message, right))
        if given != [topic]:
            payload = UserMessage(f"/{topic}", CollectingOutputChannel(), conversation)
            await agent.handle_message(payload)
    return turns


def _is_open(present: Present, heard: HeardInConversation, library: AnswerLibrary) -> bool:
    """Whether nothing goes before the choice: neither safety, a button picked, nor the grid."""
    if keeps_safety_reply(present) or before_follow_ups(present, library) or heard.is_certain:
        return False
    return is_chosen_about(present, heard)


def fit_choice(turns: Sequence[Turn]) -> LinearModel:
    """Fits the choice among a turn's options."""
    choices = []
    for turn in turns:
        offered = options(turn.heard)
        if turn.right in offered and len(offered) > 1:
            rows = [features(turn.heard, option) for option in offered]
            choices.append(Choice(rows, [option == turn.right for option in offered]))
    return LinearModel(fit_choices(choices, REGULARIZATION))


def share_right(model: LinearModel, turns: Sequence[Turn]) -> float:
    """The share of turns about which a model chooses right."""
    chooser = FollowUpModel(model)
    return float(np.mean([chooser.choose(turn.heard) == turn.right for turn in turns]))


async def _hold_all() -> list[Turn]:
    from rasa.utils.endpoints import EndpointConfig

    agent = await assistant.load(train(), assistant.endpoints(tracker_store=EndpointConfig()))
    library = AnswerLibrary(agent.domain.responses)
    turns = []
    for number, said in enumerate(track(conversations(), "Holding conversations")):
        turns += await hold(agent, library, number, said)
    return turns


def main() -> None:
    """Fits and writes the weights, and says how well they do on turns not fitted to."""
    configure_logs()
    turns = asyncio.run(_hold_all())
    unseen = [
        share_right(
            fit_choice([turn for turn in turns if turn.conversation % FOLDS != fold]),
            [turn for turn in turns if turn.conversation % FOLDS == fold],
        )
        for fold in range(FOLDS)
    ]
    fitted = fit_choice(turns)
    WEIGHTS_FILE.write_text(json.dumps(fitted.weights, indent=1) + "\n", encoding="utf-8")
    print(f"{len(turns)} turns; right on those not fitted to: {np.mean(unseen):.1%}")


if __name__ == "__main__":
    main()
