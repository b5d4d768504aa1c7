from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from actions.t_score.conversation import Memory
from actions.t_score.judgement import Question
from bot.answers.library import AnswerLibrary
from bot.dialogue.plan import SCORE_MEMORY_SLOT, Present, Step, may_need_plan, plan
from bot.nlu.readings import Reading, ReadingKind

DOMAIN = yaml.safe_load((Path(__file__).parents[3] / "domain.yml").read_text("utf-8"))
LIBRARY = AnswerLibrary(DOMAIN["responses"])


def user(text, **entities):
    found = [{"entity": name, "value": value} for name, value in entities.items()]
    return {"event": "user", "text": text, "parse_data": {"entities": found}}


def bot(topic, buttons=(), custom=None, **metadata):
    data = {"buttons": [{"title": t, "payload": p} for t, p in buttons], "custom": custom}
    return {"event": "bot", "metadata": {"topic": topic, **metadata}, "data": data}


def steps(text, *past, intent="nlu_fallback", confidence=0.5, slots=None, **understood):
    parsed = {"intent": {"name": intent, "confidence": confidence}, **understood}
    return plan(Present(text, parsed, past, slots or {}), LIBRARY)


def score_question(question):
    return {SCORE_MEMORY_SLOT: Memory(pending=question).to_slot()}


OSTEOMALACIA = (user("what is osteomalacia"), bot("condition_osteomalacia"))
AFTER_OSTEOMALACIA = {"leans": 0.9, "as_turn": {"diagnosis_telling_apart": 0.9}}
OFFER = bot(
    "condition_osteoporosis",
    [("Who gets it?", "/risk_overview"), ("What is a T-score?", "/explain_t_score")],
)


def test_a_follow_up_is_answered_from_the_last_topic():
    planned = steps("how is it diagnosed?", *OSTEOMALACIA, follow_up=AFTER_OSTEOMALACIA)
    assert planned == [Step("diagnosis_telling_apart", (("condition", "osteomalacia"),))]


def test_without_a_conversation_nothing_is_planned():
    assert steps("how is it diagnosed?") == []


@pytest.mark.parametrize("topic", ["out_of_scope", "emergency", "self_harm"])
def test_a_subject_is_over_after_something_else(topic):
    assert steps("how is it diagnosed?", *OSTEOMALACIA, user("x"), bot(topic)) == []


def test_a_subject_is_over_after_some_turns():
    small_talk = [user("thanks"), bot("thank")] * 4
    assert steps("how is it diagnosed?", *OSTEOMALACIA, *small_talk[:4])
    assert steps("how is it diagnosed?", *OSTEOMALACIA, *small_talk) == []


def test_several_questions_are_answered_in_order():
    questions = [{"intent": "condition_men"}, {"intent": "explain_t_score"}]
    assert steps("…", questions=questions) == [Step("condition_men"), Step("explain_t_score")]


@pytest.mark.parametrize(
    ("text", "intent"),
    [("the second one", "explain_t_score"), ("1", "risk_overview"), ("last", "explain_t_score")],
)
def test_a_pick_presses_the_button(text, intent):
    assert steps(text, OFFER) == [Step(intent)]


def test_a_pick_is_no_alarm_whatever_the_classifier_takes_it_for():
    assert steps("the last", OFFER, intent="self_harm") == [Step("explain_t_score")]


def test_a_button_keeps_its_entities():
    offer = bot("compare_conditions", [("Table", '/compare_conditions{"aspect":"all"}')])
    assert steps("1", offer) == [Step("compare_conditions", (("aspect", "all"),))]


def test_a_yes_with_consequences_must_be_said():
    offer = bot("delete_my_data", [("Yes", "/affirm"), ("No", "/deny")], asks="erase")
    assert steps("the first one", offer) == []
    assert steps("yes", offer, intent="affirm") == []


def test_after_brief_answers_a_place_asks_for_one_of_them():
    past = (user("…"), bot("condition_men"), bot("condition_rickets"))
    assert steps("the second one", *past) == [Step("condition_rickets")]


def test_a_yes_takes_the_only_offer():
    only = bot("nlu_fallback", [("Who gets it?", "/risk_overview"), ("None", "/deny")])
    assert steps("yes", only, intent="affirm") == [Step("risk_overview")]
    assert steps("yes", OFFER, intent="affirm", confidence=1.0) == []


@pytest.mark.parametrize("text", ["minus", "yes", "the second one"])
def test_an_open_question_about_a_score_is_answered_first(text):
    slots = score_question(Question.SIGN)
    past = (user("2.5"), bot("explain_t_score", [("Minus", "/x"), ("Plus", "/y")]))
    assert steps(text, *past, intent="affirm", slots=slots) == [Step("explain_t_score")]


def test_a_number_answers_the_invitation_to_send_one():
    past = (user("t-score?"), bot("explain_t_score"))
    assert steps("-2.1", *past, slots=score_question(Question.NUMBER)) == [Step("explain_t_score")]


def test_what_is_told_about_the_person_goes_to_the_score():
    reading = Reading(kind=ReadingKind.T, value=Decimal("-2.6"))
    slots = {SCORE_MEMORY_SLOT: Memory(readings=(reading,)).to_slot()}
    past = (user("-2.6"), bot("explain_t_score"))
    assert steps("I'm 41 by the way", *past, slots=slots) == [Step("explain_t_score")]
    tea = {"intent": "risk_calcium_vitamin_d", "confidence": 0.97}
    assert steps("I'm 41, is tea bad for bones?", *past, slots=slots, **tea) == []


def test_where_a_score_was_measured_is_no_alarm():
    past = (user("-2.6"), bot("explain_t_score"))
    reading = Reading(kind=ReadingKind.T, value=Decimal("-2.6"))
    slots = {SCORE_MEMORY_SLOT: Memory(readings=(reading,)).to_slot()}
    alarmed = {"intent": "emergency", "confidence": 1.0, "slots": slots}
    assert steps("it was the hip", *past, **alarmed) == [Step("explain_t_score")]
    assert steps("it was the hip, I fell on it", *past, **alarmed) == []
    assert steps("it was the hip", *OSTEOMALACIA, **alarmed) == []


def test_an_age_after_a_topic_is_no_alarm():
    past = (user("who gets it"), bot("risk_overview"))
    read = {"as_turn": {"condition_men": 0.4}}
    alarmed = {"intent": "self_harm", "confidence": 1.0, "follow_up": read}
    assert [step.intent for step in steps("what if I'm 30", *past, **alarmed)] == ["condition_men"]
    assert steps("I am 30 and want to die", *past, **alarmed) == []


def test_words_that_mean_nothing_alone_are_understood_after_the_topic():
    past = (user("do steroids thin bone"), bot("risk_medicines"))
    turn = {"follow_up": {"leans": 0.3, "as_turn": {"risk_medicines": 0.9}}}
    out = {"intent": "out_of_scope", "confidence": 0.5}
    assert steps("what about inhalers", *past, **out, **turn) == [Step("risk_medicines")]
    assert steps("what about inhalers", **out, **turn) == []


def test_manners_are_left_to_their_own_answers():
    turn = {"follow_up": {"leans": 0.1, "as_turn": {"condition_osteomalacia": 0.99}}}
    sure = {"intent": "simpler", "confidence": 0.95}
    assert steps("simpler please", *OSTEOMALACIA, **sure, **turn) == []


def test_the_first_after_the_second_of_two_conditions_picks_no_button():
    past = (
        user("difference?"),
        bot("compare_conditions"),
        user("what causes the second one"),
        bot("condition_osteomalacia_causes", [("Food", "/risk_calcium_vitamin_d")]),
    )
    turn = {"follow_up": {"leans": 0.9, "as_turn": {"remodeling_imbalance": 0.6}}}
    asked = steps("and the first?", *past, **turn)
    assert [step.intent for step in asked] == ["remodeling_imbalance"]
    assert steps("the first", *past[:2], user("and food?"), *past[3:]) == [
        Step("risk_calcium_vitamin_d")
    ]


def test_thanks_with_a_question_behind_them_are_no_mere_thanks():
    turn = {"follow_up": {"leans": 0.1, "as_turn": {"condition_osteomalacia_causes": 0.97}}}
    thanks = {"intent": "thank", "confidence": 0.95, "intent_ranking": [], **turn}
    asked = steps("lovely, and where does that come from", *OSTEOMALACIA, **thanks)
    assert asked == [Step("condition_osteomalacia_causes")]
    assert steps("lovely, thanks", *OSTEOMALACIA, **thanks) == []


def test_what_clearly_asks_something_general_in_its_conversation_is_not_declined():
    past = (user("is it common"), bot("condition_how_common"))
    sure = {"follow_up": {"as_turn": {"condition_how_common": 0.97, "personal_advice": 0.01}}}
    half = {"follow_up": {"as_turn": {"condition_how_common": 0.6, "personal_advice": 0.3}}}
    taken_for_advice = {"intent": "personal_advice", "confidence": 0.5}
    assert steps("give me number", *past, **taken_for_advice, **sure) == [
        Step("condition_how_common")
    ]
    assert steps("give me number", *past, **taken_for_advice, **half) == []


def test_a_medicine_asked_about_for_oneself_stays_declined():
    past = (user("what is fosamax"), bot("medicine_details"))
    turn = {"follow_up": {"as_turn": {"medicine_details": 0.98}}}
    taken_for_advice = {"intent": "personal_advice", "confidence": 0.7}
    assert steps("change from tablets to injection", *past, **taken_for_advice, **turn) == []


def test_doubt_stays_with_what_was_answered():
    past = (user("is it common"), bot("condition_how_common"))
    turn = {"follow_up": {"leans": 0.8, "as_turn": {"condition_how_common": 0.97}}}
    unsure = {"intent": "nlu_fallback", "confidence": 0.4}
    assert steps("is that so", *past, **unsure, **turn) == [Step("condition_how_common")]


def test_the_question_about_a_score_is_forgotten_after_other_subjects():
    talk = [user("x"), bot("condition_men", [("A", "/risk_overview"), ("B", "/condition_men")])]
    past = (user("2.5"), bot("explain_t_score"), *talk * 3)
    assert steps("2", *past, slots=score_question(Question.SIGN)) == [Step("condition_men")]


@pytest.mark.parametrize("intent", ["emergency", "self_harm", "urgent"])
def test_a_matter_of_safety_is_never_reinterpreted(intent):
    assert steps("is it dangerous?", *OSTEOMALACIA, intent=intent) == []


def test_personal_advice_of_the_rules_is_never_reinterpreted():
    level = [{"entity": "triage_level", "value": "R1"}]
    asked = {"intent": "personal_advice", "entities": level}
    assert steps("what can I do about it?", *OSTEOMALACIA, confidence=1.0, **asked) == []
    assert steps("should I treat it?", *OSTEOMALACIA, confidence=0.8, **asked) == []
    general = {"follow_up": {"leans": 0.6, "as_turn": {"compare_conditions": 0.8}}}
    assert steps("what can I do about it?", *OSTEOMALACIA, confidence=0.8, **asked, **general)


FULL = bot("condition_men", version="full")
MORE = bot("condition_men", version="more")


def test_more_stays_with_the_topic_while_there_is_more_to_tell():
    assert steps("tell me more", FULL) == [Step("condition_men")]


def test_more_leads_to_the_first_neighbor_that_was_not_answered():
    first, second, *_ = LIBRARY["condition_men"].related
    assert steps("tell me more", FULL, MORE) == [Step(first)]
    assert steps("tell me more", bot(first), FULL, MORE) == [Step(second)]


def test_more_with_all_neighbors_answered_stays_with_the_topic_to_say_so():
    neighbors = [bot(topic) for topic in LIBRARY["condition_men"].related]
    assert steps("tell me more", *neighbors, FULL, MORE) == [Step("condition_men")]


def test_more_after_a_plain_version_gives_the_same_topic_in_full():
    assert steps("more detail", bot("condition_men", version="short")) == [Step("condition_men")]


def test_more_after_a_plain_contrast_gives_its_row_again():
    row = bot("compare_conditions", custom={"rows": [{"aspect": "labs"}]})
    planned = steps("more detail", row, user("simpler"), bot("compare_conditions"))
    assert planned == [Step("compare_conditions", (("aspect", "labs"),))]


def test_only_short_messages_and_several_questions_need_the_conversation():
    assert may_need_plan("why?", {})
    assert not may_need_plan("word " * 20, {})
    assert may_need_plan("word " * 20, {"questions": [{}, {}]})
    assert not may_need_plan("/condition_men", {})


def test_it_is_carried_over_into_a_question_taken_for_one_about_osteoporosis():
    planned = steps(
        "how would they find it",
        *OSTEOMALACIA,
        intent="diagnosis_osteoporosis",
        confidence=0.4,
        follow_up=AFTER_OSTEOMALACIA,
    )
    assert planned == [Step("diagnosis_telling_apart", (("condition", "osteomalacia"),))]


def test_a_named_condition_is_not_replaced_by_the_one_talked_about():
    named = [{"entity": "condition", "value": "osteoporosis", "start": 24, "end": 36}]
    planned = steps(
        "how would a doctor find osteoporosis and prove it",
        *OSTEOMALACIA,
        intent="diagnosis_osteoporosis",
        confidence=0.95,
        entities=named,
    )
    assert planned == []


def test_a_few_words_that_say_little_ask_for_what_was_talked_about():
    past = (user("what is frax"), bot("diagnosis_fracture_risk_tools"))
    turn = {"leans": 0.5, "as_turn": {"diagnosis_fracture_risk_tools": 0.98}}
    unsure = {"intent": "risk_overview", "confidence": 0.4, "follow_up": turn}
    planned = steps("what goes into it?", *past, **unsure)
    assert planned == [Step("diagnosis_fracture_risk_tools")]


def test_a_whole_question_with_words_of_the_grid_is_left_to_the_classifier():
    past = (user("is it caused by poor minerals"), bot("mineralization_not_the_cause"))
    asked = "what does mineralization mean anyway"
    assert steps(asked, *past, intent="mineralization_meaning", confidence=0.97) == []
