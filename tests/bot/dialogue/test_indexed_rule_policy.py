"""The indexed policy must decide as Rasa's own does, whatever was said before."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Restarted, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.indexed_rule_policy import IndexedRulePolicy

INTENTS = ["greet", "bye", "ask", "unknown"]
DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet, bye, ask, unknown]
slots:
  mood:
    type: text
    influence_conversation: true
    mappings: [{type: custom}]
responses:
  utter_greet: [{text: hello}]
  utter_bye: [{text: bye}]
  utter_ask: [{text: what}]
  utter_sorry: [{text: sorry}]
  utter_cheer: [{text: cheer up}]
"""
)


def rule_key(*states: dict[str, Any]) -> str:
    return json.dumps(list(states), sort_keys=True)


def turn(action: str, intent: str | None = None, **more: Any) -> dict[str, Any]:
    state: dict[str, Any] = {"prev_action": {"action_name": action}, **more}
    return state | ({"user": {"intent": intent}} if intent else {})


GREET, BYE = turn("action_listen", "greet"), turn("action_listen", "bye")
ASK = turn("action_listen", "ask")
RULES = {
    rule_key(GREET): "utter_greet",
    rule_key(GREET, turn("utter_greet", "greet")): "action_listen",
    rule_key(BYE): "utter_bye",
    rule_key(BYE, turn("utter_bye", "bye")): "action_listen",
    # Longer than one message, with a slot, and for any intent.
    rule_key(GREET, turn("utter_greet", "greet"), ASK): "utter_ask",
    rule_key(ASK | {"slots": {"mood": ["1.0"]}}): "utter_cheer",
    rule_key(turn("utter_cheer")): "action_listen",
    rule_key({}): "action_listen",
}
TEXT_RULE = {
    rule_key({**turn("action_listen"), "user": {"text": "help me"}}): "utter_ask",
}


@pytest.fixture
def policies(tmp_path: Path) -> tuple[RulePolicy, RulePolicy]:
    return load_policies(tmp_path, RULES)


def load_policies(directory: Path, rules: dict[str, str]) -> tuple[RulePolicy, RulePolicy]:
    storage, resource = LocalModelStorage(directory), Resource("rules")
    config = RulePolicy.get_default_config() | {"core_fallback_action_name": "utter_sorry"}
    context = ExecutionContext(GraphSchema({}))
    RulePolicy(copy.deepcopy(config), storage, resource, context, lookup={"rules": rules}).persist()
    return (
        RulePolicy.load(copy.deepcopy(config), storage, resource, context),
        IndexedRulePolicy.load(copy.deepcopy(config), storage, resource, context),
    )


def conversation(seed: int) -> DialogueStateTracker:
    choose = random.Random(seed)
    tracker = DialogueStateTracker.from_events("visitor", [], DOMAIN.slots)
    actions = ["utter_greet", "utter_bye", "utter_ask", "utter_sorry", "utter_cheer"]
    for _ in range(choose.randrange(6)):
        tracker.update(ActionExecuted("action_listen"))
        intent = choose.choice(INTENTS)
        text = choose.choice(["help me", "hello"])
        tracker.update(UserUttered(text, {"name": intent, "confidence": 1.0}))
        if choose.random() < 0.2:
            tracker.update(SlotSet("mood", choose.choice(["low", None])))
        for _ in range(choose.randrange(3)):
            tracker.update(ActionExecuted(choose.choice([f"utter_{intent}", *actions])))
            tracker.update(BotUttered("words"))
        if choose.random() < 0.05:
            tracker.update(Restarted())
    return tracker


def decision(policy: RulePolicy, tracker: DialogueStateTracker) -> tuple[Any, ...]:
    prediction = policy.predict_action_probabilities(tracker, DOMAIN)
    return (
        prediction.probabilities,
        prediction.is_end_to_end_prediction,
        prediction.is_no_user_prediction,
        prediction.events,
    )


def test_it_decides_as_rasas_own_policy_in_any_conversation(
    policies: tuple[RulePolicy, RulePolicy],
) -> None:
    original, indexed = policies
    seen = set()
    for seed in range(400):
        tracker = conversation(seed)
        expected = decision(original, tracker)
        assert decision(indexed, tracker) == expected, seed
        seen.add(tuple(expected[0]))
    assert len(seen) >= 5


def test_a_rule_for_a_text_still_answers_it(tmp_path: Path) -> None:
    original, indexed = load_policies(tmp_path, RULES | TEXT_RULE)
    for seed in range(200):
        tracker = conversation(seed)
        assert decision(indexed, tracker) == decision(original, tracker), seed
    tracker = conversation(0)
    tracker.update(ActionExecuted("action_listen"))
    tracker.update(UserUttered("help me", {"name": "unknown", "confidence": 1.0}))
    assert decision(indexed, tracker)[1] is True


def test_it_learns_what_rasas_own_policy_learns(tmp_path: Path) -> None:
    lookups = []
    for policy_class in (RulePolicy, IndexedRulePolicy):
        policy = policy_class(
            policy_class.get_default_config(),
            LocalModelStorage(tmp_path),
            Resource(policy_class.__name__),
            ExecutionContext(GraphSchema({})),
        )
        policy.train([rule_tracker("greet"), rule_tracker("bye")], DOMAIN)
        lookups.append(policy.lookup)
    assert lookups[0] == lookups[1]
    assert lookups[0]["rules"]


def rule_tracker(intent: str) -> TrackerWithCachedStates:
    tracker = TrackerWithCachedStates(intent, slots=DOMAIN.slots, is_rule_tracker=True)
    tracker.domain = DOMAIN
    for event in (
        ActionExecuted("...", hide_rule_turn=True),
        ActionExecuted("action_listen"),
        UserUttered(intent, {"name": intent, "confidence": 1.0}),
        ActionExecuted(f"utter_{intent}"),
        ActionExecuted("action_listen"),
    ):
        tracker.update(event)
    return tracker
