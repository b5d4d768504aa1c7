from dataclasses import replace

from bot.nlu.clause_alarm import WEIGHTS, Around, ClauseAlarmModel, Heard, features
from bot.nlu.clauses import ClauseKind
from bot.nlu.linear_model import fitted

ALARM = Heard(margin=0.2, share=0.9, words=6)
CALM_WHOLE = Heard(margin=-0.8, share=0.01, words=14)
AROUND = Around(CALM_WHOLE, clauses=2)


def score(clause: Heard, around: Around = AROUND) -> float:
    return fitted(WEIGHTS).score(features(clause, around))


def test_the_most_alarming_clause_is_found():
    calm = Heard(margin=-1.2, share=0.0, words=6)
    assert ClauseAlarmModel().find([calm, ALARM, replace(ALARM, margin=0.1)], AROUND) == 1


def test_calm_clauses_hold_no_alarm():
    calm = Heard(margin=-1.2, share=0.0, words=6)
    assert ClauseAlarmModel().find([calm, calm], AROUND) is None
    assert ClauseAlarmModel().find([], AROUND) is None


def test_what_is_torn_from_its_sentence_counts_less():
    assert score(replace(ALARM, kind=ClauseKind.CLAUSE)) < score(ALARM)


def test_of_many_clauses_one_must_be_the_surer():
    assert score(ALARM, replace(AROUND, clauses=16)) < score(ALARM)


def test_a_look_alike_must_be_the_surer():
    assert score(replace(ALARM, is_lookalike=True)) < score(ALARM)


def test_a_message_that_as_a_whole_sounds_like_none_speaks_against_it():
    alarmed = replace(AROUND, whole=Heard(margin=0.0, share=0.3, words=14))
    assert score(ALARM) < score(ALARM, alarmed)


def test_a_stretch_picked_for_its_alarming_words_must_be_the_surer():
    assert score(replace(ALARM, kind=ClauseKind.STRETCH)) < score(ALARM)
