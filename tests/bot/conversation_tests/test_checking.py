"""When an expectation comes true."""

import pytest

from bot.conversation_tests.cases import (
    ActionExecuted,
    Actions,
    BotDidNotUtter,
    BotMessageCount,
    BotUttered,
    EntitiesAre,
    IntentIs,
    LoopActive,
    MessagePattern,
    Replies,
    SlotWasSet,
    UserTurn,
)
from bot.conversation_tests.checking import check_turn, is_part_of
from bot.conversation_tests.observed import (
    ActionRan,
    BotSaid,
    LoopChanged,
    ObservedTurn,
    Sight,
    SlotSet,
    Understanding,
)
from bot.conversation_tests.problems import Place

HERE = Place("cases.yml", 7, 1)
EVERYTHING = frozenset(Sight)
BUTTONS = ({"title": "Risks", "payload": "/risk"},)
OBSERVED = ObservedTurn(
    "hello",
    (
        ActionRan("action_score"),
        SlotSet("memory", {"value": -2.7}),
        BotSaid(
            "First.\nSecond line.", "utter_first", "score", BUTTONS, {"type": "t", "list": [1]}
        ),
        LoopChanged("form"),
        BotSaid("Bye.", "utter_bye"),
    ),
    Understanding("greet", 0.9, (), ({"entity": "t_score", "value": -2.7, "start": 3},)),
)


def pattern(**parts):
    return MessagePattern(HERE, **parts)


def failures(*expectations, sight=EVERYTHING, in_order=False, observed=OBSERVED):
    return check_turn(UserTurn(HERE, "hello", expectations, {}, in_order), observed, sight)


@pytest.mark.parametrize(
    "expectation",
    [
        IntentIs(HERE, "greet"),
        EntitiesAre(HERE, ({"entity": "t_score", "value": -2.7},)),
        ActionExecuted(HERE, "action_score"),
        Actions(HERE, ("action_score",), (HERE,)),
        SlotWasSet(HERE, "memory"),
        SlotWasSet(HERE, "memory", {"value": -2.7}, True),
        SlotWasSet(HERE, "memory", {"value": 1}, True, negated=True),
        SlotWasSet(HERE, "other", negated=True),
        LoopActive(HERE, "form"),
        BotUttered(HERE, pattern(utter_name="utter_first", text_matches="First.*line")),
        BotUttered(HERE, pattern(topic="score", buttons=({"payload": "/risk"},))),
        BotUttered(HERE, pattern(data={"type": "t"})),
        BotUttered(HERE, pattern(utter_name="utter_bye", buttons=())),
        BotDidNotUtter(HERE, pattern(text_matches="error")),
        BotMessageCount(HERE, 2),
        Replies(HERE, (pattern(utter_name="utter_first"), pattern(text="Bye. "))),
    ],
)
def test_what_happened_is_accepted(expectation):
    assert failures(expectation) == []


@pytest.mark.parametrize(
    "expectation",
    [
        IntentIs(HERE, "bye"),
        EntitiesAre(HERE, ({"entity": "t_score", "value": -2.8},)),
        EntitiesAre(HERE, ()),
        ActionExecuted(HERE, "action_other"),
        Actions(HERE, ("action_score", "action_other"), (HERE, HERE)),
        SlotWasSet(HERE, "other"),
        SlotWasSet(HERE, "memory", {"value": 1}, True),
        SlotWasSet(HERE, "memory", negated=True),
        LoopActive(HERE, None),
        BotUttered(HERE, pattern(utter_name="utter_other")),
        BotUttered(HERE, pattern(utter_name="utter_first", text_matches="Bye")),
        BotUttered(HERE, pattern(topic="score", buttons=())),
        BotUttered(HERE, pattern(data={"type": "t", "list": [1, 2]})),
        BotDidNotUtter(HERE, pattern(text_matches="Bye")),
        BotMessageCount(HERE, 1),
        Replies(HERE, (pattern(utter_name="utter_first"),)),
        Replies(HERE, (pattern(text="Bye."), pattern(utter_name="utter_first"))),
    ],
)
def test_what_did_not_happen_is_a_mismatch(expectation):
    (mismatch,) = failures(expectation)
    assert mismatch.place == HERE
    assert mismatch.expected


def test_nothing_said_fails_an_expected_message():
    (mismatch,) = failures(
        BotUttered(HERE, pattern(utter_name="utter_first")), observed=ObservedTurn("hello")
    )
    assert mismatch.actual == ("(no message)",)


def test_the_order_counts_only_where_it_is_asked_for():
    late_first = (
        BotUttered(HERE, pattern(utter_name="utter_bye")),
        ActionExecuted(HERE, "action_score"),
    )
    assert failures(*late_first) == []
    assert len(failures(*late_first, in_order=True)) == 1
    assert failures(*reversed(late_first), in_order=True) == []


def test_what_cannot_be_seen_is_not_checked():
    sight = frozenset({Sight.MESSAGES})
    assert failures(IntentIs(HERE, "bye"), sight=sight) == []
    assert len(failures(BotMessageCount(HERE, 7), sight=sight)) == 1


def test_numbers_are_equal_whatever_their_type_and_truth_values_are_no_numbers():
    assert is_part_of({"value": -2.7, "count": 1}, {"value": "-2.70", "count": 1.0, "more": 0})
    assert not is_part_of({"found": True}, {"found": 1})
    assert not is_part_of({"value": None}, {"value": 0})
