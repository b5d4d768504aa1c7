import pytest

from bot.nlu.linear_model import LinearModel
from bot.nlu.message_division import DivisionModel, Understood
from bot.nlu.message_joints import Piece
from bot.nlu.question_gatherer import Decided, Gathered, Thresholds, gather

THRESHOLDS = Thresholds(of_question=0.8, of_only_question=0.9, of_whole=0.9)
DIVIDES = DivisionModel(LinearModel({"two questions": 1.0, "three questions": 2.0}))
KEEPS_WHOLE = DivisionModel(LinearModel({"one question": 9.0}))


def understood(intent, confidence=0.99):
    return Understood(((intent, confidence),))


SCAN = understood("diagnosis_dxa_scan")
MEN = understood("condition_men")


def gathered(whole, *parts, model=DIVIDES):
    """Gathers from pieces of which each is a part; every longer stretch is talk."""
    pieces = [
        Piece(n, n + 1, ("what", "is", "it"), frozenset({"?"}), 0.5) for n in range(len(parts))
    ]
    stretches = {
        (first, last): parts[first] if first == last else understood("out_of_scope", 0.1)
        for first in range(len(parts))
        for last in range(first, len(parts))
    }
    decided = Decided(whole.intent, whole.confidence)
    return gather("…", pieces, whole, decided, stretches, THRESHOLDS, model)


def test_several_questions_are_answered_in_order():
    found = gathered(understood("condition_men", 0.5), SCAN, MEN)
    assert found.questions == ((0, 0), (1, 1))


def test_one_question_is_left_whole():
    assert gathered(SCAN, SCAN, MEN, model=KEEPS_WHOLE) == Gathered()


@pytest.mark.parametrize("intent", ["greet", "thank", "goodbye", "out_of_scope", "simpler"])
def test_talk_around_a_question_does_not_count(intent):
    assert gathered(SCAN, understood(intent), SCAN) == Gathered()


@pytest.mark.parametrize("intent", ["emergency", "self_harm", "urgent"])
def test_a_matter_of_safety_is_never_split(intent):
    assert gathered(understood(intent), SCAN, MEN) == Gathered()
    assert gathered(SCAN, SCAN, MEN, understood(intent)) == Gathered()


def test_what_is_declined_comes_first():
    declined = understood("personal_advice")
    assert gathered(declined, SCAN, declined).questions == ((1, 1), (0, 0))


def test_an_unsure_question_beside_what_is_declined_is_not_answered():
    declined = understood("personal_advice")
    assert gathered(declined, understood("condition_men", 0.5), declined) == Gathered()


def test_a_declined_message_is_not_answered_by_its_parts_alone():
    assert gathered(understood("personal_advice"), SCAN, MEN) == Gathered()


def test_the_only_question_stands_for_a_message_that_was_not_understood():
    found = gathered(understood("nlu_fallback", 0.6), understood("greet"), SCAN)
    assert found == Gathered(stands_for_message=(1, 1))


def test_a_message_that_was_understood_keeps_its_meaning():
    assert gathered(understood("risk_overview", 0.6), understood("greet"), SCAN) == Gathered()


def test_a_message_that_surely_is_about_something_else_is_not_saved_by_a_part():
    assert gathered(understood("out_of_scope"), understood("greet"), SCAN) == Gathered()


def test_a_question_beside_another_matter_stands_for_the_message():
    other = understood("out_of_scope")
    assert gathered(other, other, SCAN).stands_for_message == (1, 1)


RISKS = understood("risk_overview")
MECHANISM = understood("remodeling_imbalance")


def gathered_from(words, *parts):
    """Gathers from two pieces with the given words."""
    pieces = [
        Piece(n, n + 1, tuple(said.split()), frozenset("."), 0.5) for n, said in enumerate(words)
    ]
    stretches = {(n, n): part for n, part in enumerate(parts)}
    return gather("…", pieces, RISKS, Decided(RISKS.intent, 0.99), stretches, THRESHOLDS, DIVIDES)


@pytest.mark.parametrize(
    ("words", "parts", "meant"),
    [
        (("not the risk factors", "the mechanism please"), (RISKS, MECHANISM), (1, 1)),
        (("rather than who gets it", "how does it happen"), (RISKS, MECHANISM), (1, 1)),
        (("how does it happen", "not who gets it"), (MECHANISM, RISKS), (0, 0)),
    ],
)
def test_what_is_said_not_to_be_meant_is_not_answered(words, parts, meant):
    assert gathered_from(words, *parts) == Gathered(stands_for_message=meant)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("not sure who gets it", "and how does it happen"), (RISKS, MECHANISM)),
        (("not only who gets it", "but how does it happen"), (RISKS, MECHANISM)),
        (("who gets it", "or not"), (RISKS, MECHANISM)),
    ],
)
def test_other_uses_of_not_rule_nothing_out(words, parts):
    assert gathered_from(words, *parts).questions == ((0, 0), (1, 1))


@pytest.mark.parametrize("intent", ["emergency", "out_of_scope"])
def test_beside_what_is_ruled_out_only_a_question_is_answered_that_may_be(intent):
    found = gathered_from(("not the risks", "my pills then"), RISKS, understood(intent))
    assert found.stands_for_message != (1, 1)


def test_beside_what_is_ruled_out_only_a_sure_question_is_answered():
    unsure = understood("remodeling_imbalance", 0.6)
    found = gathered_from(("not the risks", "the other thing"), RISKS, unsure)
    assert found == Gathered(((0, 0), (1, 1)), stands_for_message=(0, 0))
