"""What a tester reads when a test fails."""

from bot.conversation_tests.cases import (
    BotUttered,
    ConversationCase,
    MessagePattern,
    Replies,
    UserTurn,
)
from bot.conversation_tests.checking import check_turn
from bot.conversation_tests.explaining import explain
from bot.conversation_tests.nearest import Example, NearestExamples
from bot.conversation_tests.observed import BotSaid, ObservedTurn, Sight, Understanding
from bot.conversation_tests.problems import Place
from bot.conversation_tests.running import CaseResult

FIRST, SECOND = Place("cases.yml", 4, 1), Place("cases.yml", 7, 2)
TURNS = (
    UserTurn(FIRST, "hello"),
    UserTurn(
        SECOND, "my hip", (BotUttered(SECOND, MessagePattern(SECOND, topic="explain_t_score")),)
    ),
)
OBSERVED = (
    ObservedTurn("hello", (BotSaid("Hi!", buttons=({"title": "Risks", "payload": "/r"},)),)),
    ObservedTurn(
        "my hip",
        (BotSaid("Which?", topic="nlu_fallback"),),
        Understanding(
            "nlu_fallback",
            0.31,
            (("risk", 0.3), ("greet", 0.2), ("bye", 0.1)),
            ({"entity": "site", "value": "hip"},),
        ),
    ),
)
CASE = ConversationCase("explains a hip", FIRST, TURNS)


def failed_result():
    mismatches = tuple(check_turn(TURNS[1], OBSERVED[1], frozenset(Sight)))
    return CaseResult(CASE, OBSERVED, mismatches, checked=1)


def test_the_failure_tells_all_that_a_tester_needs():
    examples = NearestExamples([Example("explain_t_score", "my hip is low"), Example("bye", "bye")])
    told = explain(failed_result(), examples)
    for part in (
        'cases.yml:7 (step 2)  "explains a hip"',
        "visitor  hello",
        "bot      Hi!",
        "[Risks]",
        "- topic: explain_t_score",
        "+ topic: nlu_fallback",
        "nlu_fallback 0.31, risk 0.30, greet 0.20\n",
        "site = 'hip'",
        "explain_t_score: my hip is low",
    ):
        assert part in told
    assert "Traceback" not in told


def test_an_assistant_that_failed_is_told_with_the_message_that_it_failed_over():
    result = CaseResult(CASE, OBSERVED[:1], failure="No answer within 10 seconds.")
    told = explain(result)
    assert "The assistant did not answer\n  visitor  my hip" in told
    assert "No answer within 10 seconds." in told


def test_a_test_without_any_check_has_not_passed():
    assert not CaseResult(CASE, OBSERVED).passed


def test_of_two_long_texts_that_are_nearly_the_same_the_changed_words_are_named():
    said = "Men can get it too, and it is often missed by their doctors"
    pattern = MessagePattern(SECOND, text=said.replace("often", "rarely"))
    turn = UserTurn(SECOND, "men", (Replies(SECOND, (pattern,)),))
    observed = ObservedTurn("men", (BotSaid(said),))
    mismatches = tuple(check_turn(turn, observed, frozenset(Sight)))
    told = explain(CaseResult(ConversationCase("x", FIRST, (turn,)), (observed,), mismatches))
    assert "in words: 'rarely' became 'often'" in told
