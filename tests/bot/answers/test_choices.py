from bot.answers.choices import choices_beside_answer, is_sure, likely_topics
from bot.answers.library import AnswerLibrary

LIBRARY = AnswerLibrary(
    {
        "utter_condition_osteoporosis": [
            {"text": "Bones grow weaker.", "metadata": {"title": "What is osteoporosis?"}}
        ],
        "utter_goodbye": [{"text": "Goodbye."}],
    }
)


def ranking(*entries: tuple[str, float]) -> list[dict]:
    return [{"name": name, "confidence": confidence} for name, confidence in entries]


def test_only_topics_with_a_title_are_offered():
    offered = likely_topics(ranking(("goodbye", 0.5), ("condition_osteoporosis", 0.3)), LIBRARY)
    assert offered == ["condition_osteoporosis"]


def test_a_sure_answer_comes_without_choices():
    sure = ranking(("condition_osteoporosis", 0.995), ("explain_t_score", 0.005))
    assert choices_beside_answer("condition_osteoporosis", sure, LIBRARY) == []
    assert is_sure("condition_osteoporosis", sure)


def test_a_sure_answer_still_offers_a_likely_other_meaning():
    sure = ranking(("condition_osteoporosis", 0.96), ("explain_t_score", 0.04))
    assert choices_beside_answer("condition_osteoporosis", sure, LIBRARY) == ["explain_t_score"]


def test_an_unsure_answer_comes_with_the_next_likely_topics():
    unsure = ranking(("condition_osteoporosis", 0.6), ("goodbye", 0.3), ("explain_t_score", 0.1))
    assert choices_beside_answer("condition_osteoporosis", unsure, LIBRARY) == ["explain_t_score"]


def test_a_button_press_comes_without_choices():
    assert choices_beside_answer("condition_osteoporosis", [], LIBRARY) == []
