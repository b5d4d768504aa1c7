"""What the command line makes of a tester's words."""

import pytest

from bot.conversation_tests.command import name_expression


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("men", "men"),
        ("men can", "men and can"),
        ("a child's score", "a and child and s and score"),
        ("men and not women", "men and not women"),
        ("(men or women) and hip", "(men or women) and hip"),
        ("???", "???"),
    ],
)
def test_words_of_a_name_are_all_looked_for(words, expression):
    assert name_expression(words) == expression
