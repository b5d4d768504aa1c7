import pytest

from bot.nlu.question_gatherer import Gathered, Thresholds, Understood, gather

THRESHOLDS = Thresholds(
    of_question=0.8,
    of_expected_question=0.5,
    of_dependent_question=0.95,
    of_only_question=0.9,
    of_whole=0.9,
)


def understood(intent, confidence=0.99, *, text="…", likely=(), **more):
    return Understood(text, intent, confidence, likely=frozenset(likely), **more)


SCAN = understood("diagnosis_dxa_scan")
MEN = understood("condition_men")


def test_two_sure_questions_are_both_answered_in_order():
    assert gather(understood("condition_men", 0.5), [SCAN, MEN], THRESHOLDS).questions == (0, 1)


def test_at_most_three_are_answered():
    parts = [understood(f"topic_{number}") for number in range(4)]
    assert gather(understood("topic_0"), parts, THRESHOLDS).questions == (0, 1, 2)


def test_the_same_question_twice_is_one():
    assert gather(SCAN, [SCAN, SCAN], THRESHOLDS) == Gathered()


def test_an_unsure_part_is_no_question():
    assert gather(SCAN, [SCAN, understood("condition_men", 0.6)], THRESHOLDS) == Gathered()


def test_a_part_that_points_back_must_be_surer():
    pointing = understood("condition_men", 0.9, stands_alone=False)
    assert gather(SCAN, [SCAN, pointing], THRESHOLDS) == Gathered()


@pytest.mark.parametrize("intent", ["greet", "thank", "goodbye", "out_of_scope", "simpler"])
def test_talk_around_a_question_does_not_count(intent):
    assert gather(SCAN, [understood(intent), SCAN], THRESHOLDS) == Gathered()


def test_a_part_that_means_what_the_message_may_mean_need_not_be_as_sure():
    whole = understood("diagnosis_dxa_scan", 0.6, likely=["diagnosis_dxa_scan", "condition_men"])
    assert gather(whole, [SCAN, understood("condition_men", 0.6)], THRESHOLDS).questions == (0, 1)


def test_a_few_words_that_name_nothing_count_only_where_the_message_may_mean_them():
    cut_short = understood("condition_men", is_cut_short=True)
    assert gather(SCAN, [SCAN, cut_short], THRESHOLDS) == Gathered()
    whole = understood("diagnosis_dxa_scan", likely=["condition_men"])
    assert gather(whole, [SCAN, cut_short], THRESHOLDS).questions == (0, 1)


def test_how_are_you_is_no_question_beside_another():
    assert gather(SCAN, [understood("bot_challenge"), SCAN], THRESHOLDS) == Gathered()


def test_a_question_beside_another_matter_stands_for_the_message():
    other = understood("out_of_scope")
    assert gather(other, [other, SCAN], THRESHOLDS).stands_for_message == 1
    statement = understood("out_of_scope", asks=False)
    assert gather(other, [statement, SCAN], THRESHOLDS) == Gathered()


def test_a_doubtful_request_for_advice_gives_way_to_clear_questions():
    doubtful = understood("personal_advice", 0.6)
    assert gather(doubtful, [SCAN, MEN], THRESHOLDS).questions == (0, 1)


def test_a_question_beside_one_that_is_declined_is_answered_too():
    declined = understood("personal_advice")
    assert gather(declined, [declined, SCAN], THRESHOLDS).questions == (0, 1)


def test_what_is_declined_comes_first():
    declined = understood("personal_advice")
    assert gather(declined, [SCAN, declined], THRESHOLDS).questions == (1, 0)


def test_keywords_beside_what_is_declined_are_no_question():
    declined = understood("personal_advice")
    keywords = understood("condition_other_bone_disease", asks=False)
    assert gather(declined, [keywords, declined], THRESHOLDS) == Gathered()


def test_a_declined_message_is_not_answered_by_a_part_alone():
    assert gather(understood("personal_advice"), [SCAN, MEN], THRESHOLDS) == Gathered()


@pytest.mark.parametrize("intent", ["emergency", "self_harm", "urgent"])
def test_a_matter_of_safety_is_never_split(intent):
    assert gather(understood(intent), [SCAN, MEN], THRESHOLDS) == Gathered()
    assert gather(SCAN, [SCAN, MEN, understood(intent)], THRESHOLDS) == Gathered()


def test_parts_do_not_overrule_a_sure_message_with_another_meaning():
    assert gather(understood("risk_overview"), [SCAN, MEN], THRESHOLDS) == Gathered()


def test_a_contrast_is_one_question():
    whole = understood("compare_conditions", 0.5, text="osteoporosis or osteomalacia")
    assert gather(whole, [SCAN, MEN], THRESHOLDS) == Gathered()


def test_two_questions_about_one_condition_are_no_contrast():
    whole = understood("compare_conditions", text="what is osteomalacia, who gets it")
    assert gather(whole, [SCAN, MEN], THRESHOLDS).questions == (0, 1)


def test_asking_what_each_condition_is_are_two_questions():
    parts = [understood("condition_osteoporosis"), understood("condition_osteomalacia")]
    assert len(gather(understood("compare_conditions"), parts, THRESHOLDS).questions) == 2


def test_the_only_question_stands_for_a_message_that_was_not_understood():
    gathered = gather(understood("nlu_fallback", 0.6), [SCAN], THRESHOLDS)
    assert gathered == Gathered(stands_for_message=0)


def test_a_message_that_was_understood_keeps_its_meaning():
    assert gather(understood("risk_overview", 0.6), [SCAN], THRESHOLDS) == Gathered()


def test_a_message_that_surely_is_about_something_else_is_not_saved_by_a_part():
    assert gather(understood("out_of_scope"), [SCAN], THRESHOLDS) == Gathered()
    assert gather(understood("out_of_scope"), [SCAN, MEN], THRESHOLDS) == Gathered()
    assert gather(understood("out_of_scope", 0.5), [SCAN], THRESHOLDS).stands_for_message == 0
