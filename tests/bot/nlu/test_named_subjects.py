import pytest

from bot.nlu.named_subjects import with_subject


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("how is it diagnosed", "what is osteomalacia and", "how is osteomalacia diagnosed"),
        ("what do they do", "osteoclasts?", "what do osteoclasts do"),
        ("do you have them yearly", "does a dexa scan hurt", "do you have a dexa scan yearly"),
        ("is it safe to lift weights", "what is osteomalacia?", "is it safe to lift weights"),
        ("can men get osteopenia", "what is osteoporosis", "can men get osteopenia"),
        ("how is it diagnosed", "hello", "how is it diagnosed"),
    ],
)  # fmt: skip
def test_a_pronoun_takes_the_name_of_what_was_named_last(
    text: str, before: str, expected: str
) -> None:
    assert with_subject(text, before) == expected
