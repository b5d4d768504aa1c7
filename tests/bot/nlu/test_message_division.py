from bot.nlu.linear_model import LinearModel
from bot.nlu.message_division import Division, DivisionModel, Understood, divisions
from bot.nlu.message_joints import Piece

PIECES = [
    Piece(0, 5, ("what", "is", "frax"), frozenset()),
    Piece(6, 9, ("do", "men", "get", "it"), frozenset({"and"}), 0.9),
    Piece(10, 14, ("many", "thanks"), frozenset({"."}), 0.5),
]
FRAX = Understood((("diagnosis_fracture_risk_tools", 0.9),))
MEN = Understood((("condition_men", 0.8),))
THANKS = Understood((("thank", 0.9),))
EVERY_STRETCH = {
    (0, 0): FRAX,
    (0, 1): FRAX,
    (1, 1): MEN,
    (1, 2): MEN,
    (2, 2): THANKS,
}


def test_talk_is_no_question_of_a_division():
    (intents,) = found = divisions(PIECES, EVERY_STRETCH)
    assert intents == ("diagnosis_fracture_risk_tools", "condition_men")
    assert all(found[intents].parts[n] != (2, 2) for n in found[intents].asking)


def test_the_likeliest_parts_stand_for_a_sequence_of_intents():
    unsure = EVERY_STRETCH | {(1, 2): Understood((("condition_men", 0.3),))}
    (division,) = divisions(PIECES, unsure).values()
    assert division == Division(((0, 0), (1, 1), (2, 2)), (0, 1))


def test_the_same_question_twice_is_no_division():
    assert divisions(PIECES[:2], {(0, 0): FRAX, (1, 1): FRAX}) == {}


def test_more_than_three_questions_are_no_division():
    pieces = [Piece(n, n + 1, ("x",), frozenset()) for n in range(4)]
    understood = {
        (first, last): Understood(((f"topic_{first}", 0.9),))
        for first in range(4)
        for last in range(first, 4)
    }
    assert max(len(intents) for intents in divisions(pieces, understood)) == 3


def test_the_division_with_the_highest_score_is_chosen():
    whole = Understood((("condition_men", 0.6), ("diagnosis_fracture_risk_tools", 0.4)))
    one = DivisionModel(LinearModel({"one question": 1.0}))
    two = DivisionModel(LinearModel({"two questions": 1.0}))
    assert one.choose("…", PIECES, whole, EVERY_STRETCH) is None
    assert two.choose("…", PIECES, whole, EVERY_STRETCH) is not None
