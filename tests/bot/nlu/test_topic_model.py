import numpy as np

from bot.nlu.topic_model import TopicModel

WORDS = [
    "what is osteoporosis",
    "what is the weather today",
    "osteoporosis in men",
    "rain and sun",
    "help she fell",
]
INTENTS = ["bone", "weather", "men", "weather", "emergency"]
HARMLESS = ["she fell years ago"] * 3
VECTORS = np.vstack([np.eye(5, dtype=np.float32)] * 3)


def fit() -> TopicModel:
    return TopicModel.fit(
        vectors=VECTORS,
        words=WORDS * 3,
        intents=INTENTS * 3,
        harmless_vectors=np.zeros((3, 5), dtype=np.float32),
        harmless_words=HARMLESS,
        regularization=1.0,
        meaning_weight=1.0,
        sharpness=5.0,
        random_seed=1,
    )


def test_known_sentences_get_their_intent():
    model = fit()
    for words, vector, intent in zip(WORDS, VECTORS, INTENTS, strict=False):
        assert model.rank(vector[None], model.word_margins([words]), 1)[0][0][0] == intent


def test_probabilities_add_up_to_one():
    model = fit()
    shares = model.probabilities(VECTORS, model.word_margins(WORDS * 3))
    assert shares.shape == (15, 4)
    assert np.allclose(shares.sum(axis=1), 1)


def test_the_same_data_and_seed_give_the_same_model():
    one, two = fit(), fit()
    assert np.array_equal(one.piece_weights, two.piece_weights)
    assert np.array_equal(one.vector_weights, two.vector_weights)


def test_a_sentence_of_unknown_pieces_is_ranked_by_its_vector_alone():
    model = fit()
    ranking = model.rank(VECTORS[:1], model.word_margins(["§§"]), 4)[0]
    assert ranking[0][0] == "bone"
    assert {name for name, _ in ranking} == set(INTENTS)


def test_an_alarm_sounds_more_like_one_than_questions_and_harmless_clauses():
    model = fit()
    said = [WORDS[4], WORDS[0], HARMLESS[0]]
    vectors = np.vstack([VECTORS[4], VECTORS[0], np.zeros(5, dtype=np.float32)])
    alarm, question, harmless = model.alarm_margins(vectors, model.word_margins(said))
    assert alarm > 0 > max(question, harmless)
