import numpy as np

from bot.nlu.suspicion import SuspicionModel
from bot.nlu.word_pieces import WordPieces

ALARM = "help she fell"
QUESTIONS = ["what is osteoporosis", "what is the weather today", "osteoporosis in men"]


def model() -> SuspicionModel:
    pieces = WordPieces.of([ALARM, *QUESTIONS] * 3)
    weights = np.zeros(pieces.matrix([ALARM]).shape[1], dtype=np.float32)
    for sentence, says in ((ALARM, 1.0), *((question, -1.0) for question in QUESTIONS)):
        columns, _ = pieces.weigh(sentence)
        weights[columns] = says
    return SuspicionModel(pieces, weights, offset=-0.1)


def test_words_of_an_alarm_are_suspicious_and_those_of_a_question_are_not():
    assert model().of(ALARM) > 0 > model().of(QUESTIONS[0])


def test_unknown_words_say_no_more_than_the_offset():
    assert model().of("§§") == -0.1


def test_the_most_suspicious_stretch_is_the_alarm_in_a_message():
    words = [*QUESTIONS[1].split(), *ALARM.split(), "and", *QUESTIONS[2].split()]
    place = model().most_suspicious(words)
    assert place is not None
    assert words[place] == ALARM.split()


def test_too_few_words_have_no_stretch():
    assert model().most_suspicious(["help", "fell"]) is None


def test_a_long_message_has_a_stretch_of_a_few_words():
    place = model().most_suspicious(["what", "is", "osteoporosis"] * 100)
    assert place is not None
    assert 3 <= place.stop - place.start <= 12
