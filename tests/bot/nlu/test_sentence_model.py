import numpy as np
import pytest

from bot.nlu import sentence_model
from bot.nlu.sentence_model import DIMENSIONS, SentenceModel, WeightsNotTrusted, convert

SENTENCES = [
    "what is osteoporosis",
    "which illness makes bones break easily",
    "my kitchen needs remodeling",
    "hi",
]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    directory = tmp_path_factory.mktemp("int8")
    convert(directory)
    return SentenceModel(directory)


def test_vectors_have_length_one(model):
    vectors = model.encode(SENTENCES)
    assert vectors.shape == (4, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_near_meanings_have_near_vectors(model):
    vectors = model.encode(SENTENCES)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_a_sentence_has_nearly_the_same_vector_alone_as_among_others(model):
    others = [*SENTENCES, "is osteopenia a disease or only a number", "bone " * 40]
    together = model.encode(others * 2)
    for position, sentence in enumerate(others):
        assert model.encode([sentence])[0] @ together[position] > 0.995


def test_the_small_weights_agree_with_the_full_ones(model, tmp_path):
    convert(tmp_path / "full", quantization="float32")
    full = SentenceModel(tmp_path / "full").encode(SENTENCES)
    assert (full * model.encode(SENTENCES)).sum(axis=1).min() > 0.98


def test_an_endless_text_is_cut_not_refused(model):
    assert model.encode(["bone " * 5000]).shape == (1, DIMENSIONS)


def test_weights_with_another_checksum_are_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(sentence_model, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(WeightsNotTrusted, match="not the published"):
        convert(tmp_path)
