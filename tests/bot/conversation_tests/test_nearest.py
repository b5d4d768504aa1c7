"""The nearest training examples."""

import numpy as np

from bot.conversation_tests.nearest import Example, NearestExamples, read_examples

EXAMPLES = [Example("greet", "good morning"), Example("bye", "see you"), Example("risk", "smoking")]


def test_letters_decide_where_there_is_no_encoder():
    found = NearestExamples(EXAMPLES).nearest("good mornin", count=1)
    assert [neighbor.example.intent for neighbor in found] == ["greet"]


def test_the_encoder_decides_where_there_is_one_and_its_vectors_are_kept(tmp_path):
    encoded = []

    def encode(texts):
        encoded.extend(texts)
        return np.array([[1.0, 0.0] if "s" in text else [0.0, 1.0] for text in texts])

    for _ in range(2):
        examples = NearestExamples(EXAMPLES, encode, tmp_path)
        found = examples.nearest("cigars", ["bye"], count=3)
        assert [neighbor.example.intent for neighbor in found] == ["bye", "risk", "greet"]
        examples.save()
    assert encoded.count("see you") == 1


def test_examples_are_read_without_their_marks(tmp_path):
    (tmp_path / "nlu.yml").write_text(
        "nlu:\n- intent: score\n  examples: |\n    - hip [-2.7](t_score)\n    - back\n"
        "- synonym: a\n  examples: |\n    - b\n",
        encoding="utf-8",
    )
    (tmp_path / "broken.yml").write_text("nlu: [", encoding="utf-8")
    assert read_examples(tmp_path) == [Example("score", "hip -2.7"), Example("score", "back")]
