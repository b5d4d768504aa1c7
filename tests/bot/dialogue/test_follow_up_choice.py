from dataclasses import replace

import pytest

from bot.dialogue.follow_up_choice import (
    FollowUpModel,
    Heard,
    features,
    options,
)
from bot.nlu.linear_model import LinearModel

COFFEE = Heard(
    text="and coffee?",
    intent="out_of_scope",
    confidence=0.95,
    topic="risk_overview",
    alone={"out_of_scope": 0.95, "emergency": 0.03, "risk_calcium_vitamin_d": 0.01},
    as_turn={"risk_smoking_alcohol": 0.6, "risk_calcium_vitamin_d": 0.3},
)


def test_an_option_comes_from_the_words_the_turn_the_grid_or_the_last_answer():
    heard = replace(COFFEE, by_grid="condition_men", grid_kind="group")
    assert set(options(heard)) == {
        "out_of_scope",
        "risk_calcium_vitamin_d",
        "risk_smoking_alcohol",
        "risk_overview",
        "condition_men",
    }


@pytest.mark.parametrize("alarm", ["emergency", "self_harm", "urgent"])
def test_an_alarm_is_never_an_option(alarm):
    assert alarm not in options(replace(COFFEE, intent=alarm, alone={alarm: 1.0}))


def test_advice_is_an_option_only_where_the_words_alone_ask_for_it():
    alone = {"personal_advice": 0.5, "risk_overview": 0.5}
    assert "personal_advice" not in options(replace(COFFEE, alone=alone))
    asked = replace(COFFEE, alone=alone, intent="personal_advice")
    assert "personal_advice" in options(asked)


def test_what_speaks_for_the_last_topic_hangs_on_the_circumstances():
    found = features(replace(COFFEE, text="sorry, why?", leans=0.7), "risk_overview")
    assert found["same topic"] == found["same topic, asks why"] == 1.0
    assert found["same topic, corrects"] == found["same topic, short"] == 1.0
    assert found["same topic, leans"] == 1.0
    assert "out of scope" not in found


def test_the_option_with_the_highest_score_is_chosen():
    model = FollowUpModel(LinearModel({"as turn": 1.0, "out of scope": -9.0}))
    assert model.choose(COFFEE) == "risk_smoking_alcohol"


def test_the_fitted_model_keeps_a_clear_question_and_carries_on_with_doubt():
    fitted = FollowUpModel()
    clear = Heard(
        text="what is a z-score",
        intent="diagnosis_z_score",
        confidence=0.99,
        topic="condition_men",
        alone={"diagnosis_z_score": 0.99},
        as_turn={"diagnosis_z_score": 0.98},
    )
    doubt = Heard(
        text="are you quite certain",
        intent="nlu_fallback",
        confidence=0.4,
        topic="condition_men",
        alone={"sources": 0.3, "bot_challenge": 0.2},
        as_turn={"condition_men": 0.8},
        leans=0.4,
    )
    assert fitted.choose(clear) == "diagnosis_z_score"
    assert fitted.choose(doubt) == "condition_men"
