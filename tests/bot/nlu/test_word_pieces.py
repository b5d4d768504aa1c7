import numpy as np

from bot.nlu.word_pieces import WordPieces

SENTENCES = ["what is osteoporosis", "osteoporosis and what it is", "what is osteopenia"] * 2


def test_one_sentence_is_weighed_as_many_are():
    pieces = WordPieces.of(SENTENCES)
    sentence = "osteoporosis and osteoporosis what is osteomalacia"
    columns, weights = pieces.weigh(sentence)
    expected = pieces.matrix([sentence])
    dense = np.zeros(expected.shape[1])
    dense[columns] = weights
    assert np.allclose(dense, expected.toarray()[0], atol=1e-6)


def test_a_sentence_of_unknown_pieces_weighs_nothing():
    columns, weights = WordPieces.of(SENTENCES).weigh("§§")
    assert columns.shape == weights.shape == (0,)


def test_a_word_says_what_its_weight_and_rarity_say():
    pieces = WordPieces.of(SENTENCES)
    (column, *_), _ = pieces.weigh("osteopenia")
    weights = np.zeros(pieces.matrix(SENTENCES).shape[1])
    weights[column] = 2.0
    assert pieces.said_by_words("osteopenia", weights) > 2.0
    assert pieces.said_by_words("unheard", weights) == 0.0


def test_the_letters_of_a_misspelled_word_speak_too():
    pieces = WordPieces.of(SENTENCES)
    weights = np.ones(pieces.matrix(SENTENCES).shape[1])
    assert pieces.said_by_words("osteoporosiss", weights) == 0.0
    assert pieces.said_by_letters("osteoporosiss", weights) > 0.0
