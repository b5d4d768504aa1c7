import pytest

from bot.nlu.spelling import Speller

USED = {"osteoporosis": 900, "diagnosis": 60, "hereditary": 40, "fracture": 80, "skeleton": 30}
SPELLER = Speller(USED | {"thinning": 50, "score": 200, "symptoms": 90, "parent": 30})


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("dignosis of osteoprosis", "diagnosis of osteoporosis"),
        ("is osteoperosis herediatry?", "is osteoporosis hereditary?"),
        ("my SKELLETON", "my skeleton"),
    ],
)
def test_misspelled_words_are_put_right(typed, read):
    assert SPELLER.corrected(typed) == read


@pytest.mark.parametrize(
    "text",
    [
        "osteopetrosis and osteonecrosis",  # of this field, and near to another word
        "my tscore",  # no other kind of score
        "arent theyre shouldnt",  # without their apostrophe
        "the fractures",
        "Mrs O'Fracturre said so",
        "boones",  # short words are left alone where no word is near
        "qwertzuiop asdfghjkl",
        "-2.5 at L1-L4 🙂",
    ],
)
def test_other_words_are_left_as_they_are(text):
    assert SPELLER.corrected(text) == text


def test_the_name_of_a_topic_in_a_turn_is_left_as_it_is():
    assert SPELLER.corrected("@skelleton_fractuure symptons") == "@skelleton_fractuure symptoms"


def test_words_are_learned_that_are_used_often_and_those_of_the_field():
    learned = Speller.learned_from(["does gardening help"] * 10 + ["qzzle knitting"] * 3)
    assert learned.used["gardening"] == 10
    assert "knitting" not in learned.used
    assert learned.corrected("gardenning") == "gardening"
    assert learned.corrected("denusomab") == "denosumab"
