"""The Rasa policy that answers follow-ups, picks and several questions in one message."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    EntitiesAdded,
    Event,
    UserUttered,
)
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITY_ATTRIBUTE_TYPE, ENTITY_ATTRIBUTE_VALUE

from bot.answers.library import UTTER_PREFIX, AnswerLibrary
from bot.answers.past import before_latest_message
from bot.dialogue.context import said_in_session
from bot.dialogue.plan import Present, Step, may_need_plan, plan

# Above Rasa's RulePolicy (6): both predict with confidence 1, and the higher priority decides.
PRIORITY = 7
_FILE = "actions_of_intents.json"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class ContextPolicy(Policy):
    """Decides where a message means something only in its conversation; else leaves it alone."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        actions_of_intents: dict[str, str] | None = None,
    ) -> None:
        """Creates the policy; `actions_of_intents` is there once it was trained or loaded."""
        super().__init__(config, model_storage, resource, execution_context)
        self._actions_of_intents = actions_of_intents or {}
        self._library: tuple[Domain, AnswerLibrary] | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The policy's options and their defaults."""
        return {"priority": PRIORITY, "max_history": 1}

    @staticmethod
    def supported_data() -> SupportedData:
        """Rules tell which action answers an intent (see parent class)."""
        return SupportedData.ML_AND_RULE_DATA

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ContextPolicy:
        """Loads what the rules told in training."""
        with model_storage.read_from(resource) as directory:
            actions = json.loads((Path(directory) / _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, execution_context, actions)

    def train(
        self,
        training_trackers: list[TrackerWithCachedStates],
        domain: Domain,
        **kwargs: Any,
    ) -> Resource:
        """Notes which action answers an intent, as the rules and stories say."""
        self._actions_of_intents = actions_of_intents(training_trackers)
        with self._model_storage.write_to(self._resource) as directory:
            text = json.dumps(self._actions_of_intents, indent=1, sort_keys=True)
            (Path(directory) / _FILE).write_text(text, encoding="utf-8")
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predicts the next answer of the plan, then that the visitor speaks (see parent class)."""
        step = self._next_step(tracker, domain)
        probabilities = self._default_predictions(domain)
        action = self._action(step, domain) if step else None
        if step is None or action is None:
            return self._prediction(probabilities)
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, optional_events=_added_entities(step))

    def _next_step(self, tracker: DialogueStateTracker, domain: Domain) -> Step | None:
        message, done = _current_turn(tracker)
        if message is None or not message.text:
            return None
        understood = message.parse_data
        if done:
            return self._after(done, understood.get("questions") or [], domain)
        if not may_need_plan(message.text, understood):
            return None
        past = before_latest_message(said_in_session(tracker.events))
        steps = plan(
            Present(message.text, understood, past, tracker.current_slot_values()),
            self._library_of(domain),
        )
        if all(self._action(step, domain) for step in steps):
            return next(iter(steps), None)
        return None

    def _after(
        self, done: list[ActionExecuted], questions: list[dict[str, Any]], domain: Domain
    ) -> Step | None:
        """What follows the answers given so far, if this policy began the turn."""
        if done[0].policy != type(self).__name__:
            return None
        asked = [self._action_of(question["intent"], domain) for question in questions]
        given = [action.action_name for action in done]
        if len(given) < len(asked) and asked[: len(given)] == given:
            return Step(questions[len(given)]["intent"])
        return _LISTEN

    def _action(self, step: Step, domain: Domain) -> str | None:
        return ACTION_LISTEN_NAME if step is _LISTEN else self._action_of(step.intent, domain)

    def _action_of(self, intent: str, domain: Domain) -> str | None:
        """The action that answers an intent."""
        response = UTTER_PREFIX + intent
        if response in domain.responses:
            return response
        return self._actions_of_intents.get(intent)

    def _library_of(self, domain: Domain) -> AnswerLibrary:
        if self._library is None or self._library[0] is not domain:
            self._library = domain, AnswerLibrary(domain.responses)
        return self._library[1]


_LISTEN = Step(ACTION_LISTEN_NAME)


def _current_turn(
    tracker: DialogueStateTracker,
) -> tuple[UserUttered | None, list[ActionExecuted]]:
    """The visitor's latest message and the actions that followed it."""
    done: list[ActionExecuted] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return event, done[::-1]
        if isinstance(event, ActionExecuted):
            done.append(event)
    return None, []


def _added_entities(step: Step) -> list[Event]:
    """What the answering action needs to know besides the message's own entities."""
    if not step.entities:
        return []
    return [
        EntitiesAdded(
            [
                {ENTITY_ATTRIBUTE_TYPE: name, ENTITY_ATTRIBUTE_VALUE: value}
                for name, value in step.entities
            ]
        )
    ]


def actions_of_intents(trackers: Iterable[DialogueStateTracker]) -> dict[str, str]:
    """The action that follows each intent in rules and stories.

    Args:
        trackers: Rasa's training conversations.
    """
    actions: dict[str, str] = {}
    for tracker in trackers:
        intent: str | None = None
        for event in tracker.events:
            if isinstance(event, UserUttered):
                intent = event.intent_name
            elif isinstance(event, ActionExecuted) and intent and event.action_name:
                actions.setdefault(intent, event.action_name)
                intent = None
    return actions
