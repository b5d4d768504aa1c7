import pytest

from bot.dialogue.follow_up import FollowUp
from bot.dialogue.grid import Target
from bot.dialogue.resolving import Context, resolve


@pytest.mark.parametrize(
    ("topic", "follow_up", "answer"),
    [
        ("remodeling_imbalance", FollowUp(subject="osteomalacia"), "condition_osteomalacia_causes"),
        ("condition_osteoporosis", FollowUp(subject="osteomalacia"), "condition_osteomalacia"),
        ("condition_osteomalacia", FollowUp(aspect="diagnosis"), "diagnosis_telling_apart"),
        ("condition_osteoporosis", FollowUp(aspect="diagnosis"), "diagnosis_osteoporosis"),
        ("diagnosis_osteoporosis", FollowUp(is_other_condition=True), "diagnosis_telling_apart"),
        ("condition_symptoms", FollowUp(is_other_condition=True), "compare_conditions"),
        ("condition_how_common", FollowUp(group="men"), "condition_men"),
        ("condition_osteomalacia", FollowUp(group="children"), "condition_rickets"),
        ("mineralization_is_normal", FollowUp(aspect="why"), "mineralization_why_bones_break"),
        ("condition_osteomalacia", FollowUp(aspect="why"), "condition_osteomalacia_causes"),
        ("diagnosis_dxa_scan", FollowUp(aspect="danger"), "diagnosis_dxa_scan"),
        ("risk_exercise", FollowUp(subject="osteomalacia"), "condition_osteomalacia"),
    ],
)  # fmt: skip
def test_the_context_completes_a_follow_up(topic, follow_up, answer):
    resolved = resolve(follow_up, Context(topic))
    assert resolved is not None
    assert resolved.target.topic == answer


def test_an_aspect_after_the_contrast_is_contrasted_too():
    resolved = resolve(FollowUp(aspect="symptoms"), Context("compare_conditions"))
    assert resolved.target == Target("compare_conditions", "symptoms")


def test_what_was_just_said_is_not_said_again_where_there_is_more():
    resolved = resolve(FollowUp(aspect="symptoms"), Context("condition_osteomalacia"))
    assert resolved.target == Target("compare_conditions", "symptoms")
    assert resolved.condition == "osteomalacia"


def test_the_condition_that_the_visitor_named_stays_the_subject():
    context = Context("condition_reversibility", condition="osteomalacia")
    assert (
        resolve(FollowUp(aspect="cause"), context).target.topic == "condition_osteomalacia_causes"
    )


def test_a_place_is_that_of_the_order_in_which_the_conditions_were_named():
    second = FollowUp(placed=1)
    contrast = Context("compare_conditions")
    assert resolve(second, contrast).target.topic == "condition_osteomalacia"
    named = Context("compare_conditions", both=("osteomalacia", "osteoporosis"))
    assert resolve(second, named).target.topic == "condition_osteoporosis"
    after_the_first = Context("condition_osteomalacia_causes")
    assert resolve(FollowUp(placed=0), after_the_first).target.topic == "remodeling_imbalance"
    assert resolve(second, Context("diagnosis_dxa_scan")) is None


def test_the_other_one_of_a_mix_up_is_the_condition_it_is_mistaken_for():
    other = FollowUp(is_other_condition=True)
    assert resolve(other, Context("condition_osteoarthritis")).condition == "osteoporosis"
    assert resolve(other, Context("condition_rickets")).condition == "osteomalacia"


def test_the_scan_has_no_other_condition():
    assert resolve(FollowUp(is_other_condition=True), Context("diagnosis_dxa_scan")) is None


def test_an_unknown_topic_tells_nothing():
    assert resolve(FollowUp(aspect="danger"), Context("something_else")) is None


def test_a_score_tells_whether_it_is_a_disease():
    asked = FollowUp(subject="osteoporosis", asks_whether=True)
    assert resolve(asked, Context("explain_t_score")).target == Target("explain_t_score")
    assert resolve(asked, Context("condition_osteoporosis")) is None


def test_a_bare_name_asks_the_same_of_the_other_condition():
    only_name = FollowUp(subject="osteomalacia", is_only_name=True)
    resolved = resolve(only_name, Context("diagnosis_osteoporosis"))
    assert resolved is not None
    assert resolved.target.topic == "diagnosis_telling_apart"
    assert resolve(only_name, Context("risk_calcium_vitamin_d")) is None
