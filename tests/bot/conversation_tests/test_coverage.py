"""What the tests touch."""

from bot.conversation_tests.coverage import Rule, coverage, read_rules
from bot.conversation_tests.inventory import Inventory

INVENTORY = Inventory(
    intents=frozenset({"greet", "bye", "restart"}),
    actions=frozenset({"action_a", "action_b"}),
    responses=frozenset({"utter_greet", "utter_never"}),
    slots=frozenset(),
    entities=frozenset(),
    built_in=frozenset({"restart"}),
)
RULES = [
    Rule("greet back", (frozenset({"greet"}), frozenset({"utter_greet"}))),
    Rule("other", (frozenset({"bye"}), frozenset({"action_b"}))),
]


def turn(intent, *actions, utter_name=None):
    return {"intent": intent, "actions": list(actions), "messages": [{"utter_name": utter_name}]}


def test_each_part_tells_what_is_untouched():
    records = [{"turns": [turn("greet", "utter_greet"), turn("bye", "action_a")]}]
    parts = {part.title: part for part in coverage(records, INVENTORY, RULES)}
    assert parts["intents"].untouched == ()
    assert parts["answers"].untouched == ("utter_never",)
    assert parts["actions"].untouched == ("action_b",)
    assert parts["rules"].touched == ("greet back",)
    assert parts["actions"].share == 0.5


def test_a_response_that_an_action_says_is_touched():
    records = [{"turns": [turn("bye", "action_a", utter_name="utter_never")]}]
    answers = coverage(records, INVENTORY, RULES)[1]
    assert answers.touched == ("utter_never",)


def test_rules_are_read_from_training_data(tmp_path):
    (tmp_path / "rules.yml").write_text(
        "rules:\n- rule: a\n  steps:\n  - or:\n    - intent: x\n    - intent: y\n"
        "  - action: z\n  - action: action_listen\n",
        encoding="utf-8",
    )
    (tmp_path / "nlu.yml").write_text("nlu: []\n", encoding="utf-8")
    assert read_rules(tmp_path) == [Rule("a", (frozenset({"x", "y"}), frozenset({"z"})))]
