"""Rasa's RulePolicy with an index, so that more rules and turns make it no slower."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

_Situation = tuple[str | None, str | None]


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class IndexedRulePolicy(RulePolicy):
    """Predicts what RulePolicy predicts, looking only at rules and turns that can matter.

    RulePolicy tries every rule on every turn of the conversation, once for the message's intent and
    once for its text. Here rules are found by the latest action and intent, as many turns are read
    as the longest rule has, and texts are tried only where a rule could match one. Training is
    RulePolicy's own.
    """

    _rules: _RuleIndex | None = None

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IndexedRulePolicy:
        """Loads the rules of a trained model and indexes them (see parent class)."""
        policy = super().load(config, model_storage, resource, execution_context, **kwargs)
        if not isinstance(policy, cls):
            raise TypeError(f"{type(policy).__name__} was loaded instead of {cls.__name__}.")
        rules = policy.lookup.get(RULES, {})
        policy._rules = _RuleIndex({key: cls._rule_key_to_state(key) for key in rules})
        return policy

    def _find_action_from_rules(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool,
    ) -> tuple[str | None, str | None, bool]:
        may_skip = self._rules is not None and not self._rules.may_match_text
        if use_text_for_last_user_input and may_skip and not tracker.active_loop_name:
            return None, None, False
        return super()._find_action_from_rules(tracker, domain, use_text_for_last_user_input)

    def _prediction_states(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool = False,
        rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:
        # A loop's own rules are not in the index.
        if self._rules is None or tracker.active_loop_name:
            return super()._prediction_states(
                tracker, domain, use_text_for_last_user_input, rule_only_data
            )
        states = _latest_states(tracker, domain, self._rules.longest)
        self.featurizer._choose_last_user_input([states], use_text_for_last_user_input)
        return states

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        if self._rules is not None and lookup is self.lookup[RULES] and states:
            possible = self._rules.possible(states[-1])
            lookup = {key: lookup[key] for key in possible}
        return super()._get_possible_keys(lookup, states)


class _RuleIndex:
    """Rules by the action and the intent of their last turn."""

    def __init__(self, rules: Mapping[str, list[State]]) -> None:
        self.longest = max(map(len, rules.values()), default=1)
        self.may_match_text = False
        self._keys: dict[_Situation, list[str]] = defaultdict(list)
        for key, states in rules.items():
            action, intent = _situation(states[-1] if states else {})
            self._keys[action, intent].append(key)
            self.may_match_text |= intent is None and action in (None, ACTION_LISTEN_NAME)

    def possible(self, state: State) -> list[str]:
        """The rules that may fit a state; those that name no action or intent fit any."""
        action, intent = _situation(state)
        situations = {(a, i) for a in (action, None) for i in (intent, None)}
        return [key for situation in situations for key in self._keys.get(situation, ())]


def _situation(state: State) -> _Situation:
    action = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    intent = state.get(USER, {}).get(INTENT)
    if not isinstance(action, str) or not action:
        # A conversation's start fits whatever was said.
        return None, None
    return action, intent if isinstance(intent, str) and intent else None


def _latest_states(tracker: DialogueStateTracker, domain: Domain, count: int) -> list[State]:
    """The last of the states that Rasa would make of a whole conversation."""
    # What the assistant said is in no state.
    events = [event for event in tracker.applied_events() if not isinstance(event, BotUttered)]
    actions = [place for place, event in enumerate(events) if isinstance(event, ActionExecuted)]
    begins = set(actions[max(0, len(actions) + 1 - count) :]) if count > 1 else set()
    states: list[State] = []
    replay = tracker.init_copy()
    for place, event in enumerate(events):
        if place in begins:
            states.append(domain.get_active_state(replay))
        replay.update(event)
    return [*states, domain.get_active_state(replay)]
