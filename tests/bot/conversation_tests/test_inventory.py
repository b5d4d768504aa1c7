"""Names that the assistant does not have."""

from bot.conversation_tests.cases import (
    ActionExecuted,
    BotUttered,
    ConversationCase,
    EntitiesAre,
    IntentIs,
    MessagePattern,
    SlotWasSet,
    UserTurn,
)
from bot.conversation_tests.inventory import Inventory, unknown_names
from bot.conversation_tests.problems import Place

HERE = Place("cases.yml", 7, 1)
INVENTORY = Inventory(
    intents=frozenset({"greet", "goodbye"}),
    actions=frozenset({"action_score"}),
    responses=frozenset({"utter_greet"}),
    slots=frozenset({"memory"}),
    entities=frozenset({"t_score"}),
)


def problems(*expectations, text="hello", slots=None):
    case = ConversationCase("a", HERE, (UserTurn(HERE, text, expectations),), slots or {})
    return [str(problem) for problem in unknown_names(case, INVENTORY)]


def test_known_names_are_no_problem():
    message = MessagePattern(HERE, utter_name="utter_greet", topic="greet")
    assert not problems(
        IntentIs(HERE, "greet"),
        ActionExecuted(HERE, "action_score"),
        ActionExecuted(HERE, "utter_greet"),
        BotUttered(HERE, message),
        SlotWasSet(HERE, "memory"),
        EntitiesAre(HERE, ({"entity": "t_score"},)),
        text="/greet",
        slots={"memory": 1},
    )


def test_a_misspelled_name_is_told_with_a_suggestion():
    assert problems(IntentIs(HERE, "gret")) == [
        "cases.yml:7 (step 1): The assistant has no intent 'gret'. Did you mean 'greet'?"
    ]


def test_every_kind_of_name_is_checked():
    message = MessagePattern(HERE, utter_name="utter_gret", topic="gret")
    told = problems(
        ActionExecuted(HERE, "action_x"),
        BotUttered(HERE, message),
        SlotWasSet(HERE, "memry"),
        EntitiesAre(HERE, ({"entity": "score"},)),
        text="/goodby",
        slots={"memoy": 1},
    )
    kinds = ("slot 'memoy'", "intent", "action", "response", "topic", "slot 'memry'", "entity")
    assert len(told) == len(kinds)
    assert all(kind in line for kind, line in zip(kinds, told, strict=True))


def test_typed_words_after_a_slash_are_no_intent():
    assert not problems(text="/etc/passwd")


def test_an_inventory_can_be_sent_as_json():
    assert Inventory.from_dict(INVENTORY.as_dict()) == INVENTORY
