from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    EntitiesAdded,
    SessionStarted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.context_policy import ContextPolicy, actions_of_intents
from bot.paths import DOMAIN_FILE

DOMAIN = Domain.load(str(DOMAIN_FILE))
LISTEN = ActionExecuted("action_listen")


@pytest.fixture
def policy(tmp_path: Path) -> ContextPolicy:
    return ContextPolicy(
        ContextPolicy.get_default_config(),
        LocalModelStorage(tmp_path),
        Resource("policy"),
        ExecutionContext(GraphSchema({})),
        {"explain_t_score": "action_explain_t_score"},
    )


def said(text, intent, **understood):
    return UserUttered(text, {"name": intent, "confidence": 1.0}, parse_data=understood)


def answered(topic):
    return BotUttered("…", metadata={"topic": topic})


def predict(policy, *events):
    tracker = DialogueStateTracker.from_events("ann", list(events), DOMAIN.slots, domain=DOMAIN)
    return policy.predict_action_probabilities(tracker, DOMAIN)


def action(prediction):
    best = prediction.max_confidence_index
    return DOMAIN.action_names_or_texts[best] if prediction.max_confidence else None


PAST = (LISTEN, said("what is it", "condition_osteomalacia"), answered("condition_osteomalacia"))
AS_TURN = {"leans": 0.9, "as_turn": {"diagnosis_telling_apart": 0.9}}
MINE = {"policy": "ContextPolicy"}


def test_a_follow_up_is_predicted_with_certainty_and_its_condition(policy):
    prediction = predict(
        policy, *PAST, LISTEN, said("how is that one diagnosed?", "nlu_fallback", follow_up=AS_TURN)
    )
    assert action(prediction) == "utter_diagnosis_telling_apart"
    assert prediction.max_confidence == 1.0
    assert prediction.policy_priority > 6
    assert [type(event) for event in prediction.optional_events] == [EntitiesAdded]


def test_a_message_that_explains_itself_is_left_to_the_rules(policy):
    assert (
        action(predict(policy, *PAST, LISTEN, said("what is a T-score", "explain_t_score"))) is None
    )


def test_after_its_answer_the_visitor_speaks(policy):
    done = ActionExecuted("utter_diagnosis_telling_apart", **MINE)
    events = (*PAST, LISTEN, said("how is it diagnosed?", "out_of_scope"), done)
    assert action(predict(policy, *events)) == "action_listen"


def test_after_the_answer_of_a_rule_it_stays_silent(policy):
    done = ActionExecuted("utter_condition_men", policy="RulePolicy")
    assert action(predict(policy, LISTEN, said("why?", "condition_men"), done)) is None


def test_several_questions_are_answered_one_after_the_other(policy):
    questions = [{"intent": "explain_t_score"}, {"intent": "condition_men"}]
    events = [LISTEN, said("…", "explain_t_score", questions=questions)]
    assert action(predict(policy, *events)) == "action_explain_t_score"
    events.append(ActionExecuted("action_explain_t_score", **MINE))
    assert action(predict(policy, *events)) == "utter_condition_men"
    events.append(ActionExecuted("utter_condition_men", **MINE))
    assert action(predict(policy, *events)) == "action_listen"


def test_what_was_said_in_an_earlier_session_is_forgotten(policy):
    events = (*PAST, SessionStarted(), LISTEN, said("how is it diagnosed?", "out_of_scope"))
    assert action(predict(policy, *events)) is None


def test_training_notes_which_action_answers_an_intent(policy):
    rule = DialogueStateTracker.from_events(
        "rule",
        [LISTEN, said("", "greet"), ActionExecuted("utter_greet"), LISTEN],
        DOMAIN.slots,
    )
    assert actions_of_intents([rule]) == {"greet": "utter_greet"}


def test_what_was_trained_is_loaded_again(policy, tmp_path):
    rule = DialogueStateTracker.from_events(
        "rule", [LISTEN, said("", "sources"), ActionExecuted("action_name_sources")], DOMAIN.slots
    )
    resource = policy.train([rule], DOMAIN)
    loaded = ContextPolicy.load(
        ContextPolicy.get_default_config(),
        LocalModelStorage(tmp_path),
        resource,
        ExecutionContext(GraphSchema({})),
    )
    questions = [{"intent": "sources"}, {"intent": "condition_men"}]
    prediction = predict(loaded, LISTEN, said("…", "sources", questions=questions))
    assert action(prediction) == "action_name_sources"
