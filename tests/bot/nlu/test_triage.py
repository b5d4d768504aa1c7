"""The triage: its rules on the collected messages, its guards, and the decision with Rasa."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import triage
from bot.nlu.clauses import ClauseKind
from bot.nlu.message_parts import ALARM_MARGIN, CLAUSE_KIND, CLAUSES, TOPIC_RANKING, TURN
from bot.nlu.triage import assess
from bot.nlu.triage_component import Triage
from bot.nlu.triage_decision import level_of_intent
from bot.nlu.triage_levels import TriageLevel
from bot.nlu.triage_reader_component import TriageReader
from bot.nlu.triage_rules import GUARDS, RULES

DATA = Path(__file__).parents[2] / "data"


def read_messages(name: str) -> list[tuple[TriageLevel, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return [(TriageLevel(level), text) for level, text in pairs]


MESSAGES = read_messages("triage_rules.tsv")
# Written by another hand than the rules' author.
SECOND_HAND_MESSAGES = read_messages("triage_second_hand.tsv")
# E1 and E3 have one reply (facts.md 5.2).
SAME_REPLY = {TriageLevel.E3: TriageLevel.E1}

# The part of each level that the rules must find by themselves; of R3, the classifier finds more.
LEAST_RECALL = {
    TriageLevel.E1: 1.0,
    TriageLevel.E2: 1.0,
    TriageLevel.E3: 1.0,
    TriageLevel.E4: 1.0,
    TriageLevel.E4_INFO: 1.0,
    TriageLevel.U: 0.97,
    TriageLevel.R1: 0.95,
    TriageLevel.R1_DENOSUMAB: 0.95,
    TriageLevel.R2: 0.95,
    TriageLevel.R3: 0.5,
    TriageLevel.R3_CHILD: 0.7,
}
# What the rules alone must raise of the second-hand messages; referrals may be of any kind.
LEAST_SECOND_HAND_RECALL = {
    "emergency": 1.0,
    "self_harm": 1.0,
    "urgent": 0.95,
    "personal_advice": 0.9,
}
MOST_FALSE_ALARMS = 0.005


def reply(level: TriageLevel) -> TriageLevel:
    return SAME_REPLY.get(level, level)


@pytest.mark.parametrize("level", LEAST_RECALL)
def test_messages_of_a_level_are_found(level: TriageLevel) -> None:
    texts = [text for expected, text in MESSAGES if expected is level]
    missed = [text for text in texts if reply(assess(text).level) is not reply(level)]
    assert 1 - len(missed) / len(texts) >= LEAST_RECALL[level], missed


@pytest.mark.parametrize("intent", LEAST_SECOND_HAND_RECALL)
def test_messages_by_another_hand_are_found(intent: str) -> None:
    texts = [text for expected, text in SECOND_HAND_MESSAGES if expected.intent == intent]
    missed = [text for text in texts if assess(text).level.intent != intent]
    assert 1 - len(missed) / len(texts) >= LEAST_SECOND_HAND_RECALL[intent], missed


@pytest.mark.parametrize(
    "messages", [MESSAGES, SECOND_HAND_MESSAGES], ids=["collected", "second hand"]
)
def test_look_alikes_are_left_alone(messages: list[tuple[TriageLevel, str]]) -> None:
    texts = [text for expected, text in messages if expected is TriageLevel.NONE]
    alarms = [text for text in texts if assess(text).level is not TriageLevel.NONE]
    assert len(alarms) / len(texts) <= MOST_FALSE_ALARMS, alarms


def test_the_collection_holds_many_messages_of_each_kind() -> None:
    counts = Counter(level for level, _ in MESSAGES)
    assert all(
        counts[level] >= 100
        for level in (TriageLevel.E1, TriageLevel.E2, TriageLevel.E3, TriageLevel.E4)
    )
    assert counts[TriageLevel.NONE] >= 400


@pytest.mark.parametrize(
    "text",
    [
        "I FELL AND I CANT GET UP",
        "i feell and i cnat get up",
        "I fell. I can’t get up!!!",
        "I f\u200bell and I can't get up",
        "hello can you tell me about vitamin d also i fell and i cant get up thanks",
        "she no can walk, fall in kitchen",
        "Ｉ fell and I can't get up",
    ],
)
def test_spelling_capitals_and_hidden_characters_do_not_hide_an_emergency(text: str) -> None:
    assert assess(text).level is TriageLevel.E1


@pytest.mark.parametrize(
    ("real", "harmless"),
    [
        ("I have chest pain", "I have no chest pain"),
        ("chest pain since my tablet", "can my tablet cause chest pain"),
        ("I fell and my hip hurts", "I fell as a kid and my hip hurt"),
        ("she broke her leg just now", "my dog broke her leg just now"),
        ("mum fell and hit her head", "mum fell and hit her head in 1998"),
        ("I want to die", "I am dying to know"),
        ("I feel suicidal", "do osteoclasts commit suicide"),
        (
            "my mum fell and hurt her hip badly",
            "mum fell and hurt her hip, does it run in families",
        ),
        (
            "lying in the hallway since 6, can't get up, hip hurts",
            "in the film she is lying in the hallway and can't get up",
        ),
        ("cannot walk after a fall", "my laptop had a seizure and crashed"),
        ("I choked on my tablet", "I choked in my exam on osteoclasts"),
    ],
)
def test_a_real_sign_is_told_from_its_look_alike(real: str, harmless: str) -> None:
    assert assess(real).level.is_emergency
    assert not assess(harmless).level.is_emergency


def test_a_look_alike_is_reported_as_such() -> None:
    assert assess("can osteoporosis cause chest pain").is_lookalike
    assert not assess("what is osteoporosis").is_lookalike


def test_a_score_in_the_same_message_does_not_hide_an_emergency() -> None:
    assert assess("my T-score is -3.2 and I just fell and can't stand up").level is TriageLevel.E1


def test_the_words_that_raised_a_level_are_told_with_their_place() -> None:
    text = "Hello, I have chest pain."
    found = assess(text)
    assert found.phrases == ("chest pain",)
    assert [text[start:end] for start, end in found.spans] == ["chest pain"]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_judged(text: str) -> None:
    found = assess(text)
    assert all(0 <= start <= end <= len(text) for start, end in found.spans)


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "fell " * 2000, "a" * 10_000, "i cant walk " * 830, "\u0301" * 10_000]
)
def test_long_and_strange_texts_are_judged_within_two_seconds(text: str) -> None:
    start = time.perf_counter()
    assess(text)
    assert time.perf_counter() - start < 2


def test_a_message_takes_a_few_milliseconds_at_most() -> None:
    durations = []
    for _, text in MESSAGES:
        start = time.perf_counter()
        assess(text)
        durations.append(time.perf_counter() - start)
    assert median(durations) < 0.005


def test_visitors_words_do_not_fill_the_memory() -> None:
    before = len(triage._CONCEPTS._vocab.strings)
    for number in range(500):
        assess(f"i fell zq{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10 % 10]}x on my hip")
    assert len(triage._CONCEPTS._vocab.strings) - before < 50


def test_rules_name_only_concepts_that_exist() -> None:
    concepts = triage.CONCEPT_NAMES
    named = {concept for rule in RULES for concept in rule.needs + rule.unless}
    assert named <= concepts
    assert GUARDS.keys() <= concepts


def test_a_more_severe_level_has_a_greater_severity() -> None:
    order = ["NONE", "R2", "U", "E1", "E4"]
    severities = [TriageLevel(name).severity for name in order]
    assert severities == sorted(severities)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("please decide about my prolia", TriageLevel.R1_DENOSUMAB),
        ("please decide about my tablets", TriageLevel.R1),
        ("tell me what to do, I'm pregnant", TriageLevel.R3),
        ("tell me what to do about my child", TriageLevel.R3_CHILD),
        ("tell me what I have", TriageLevel.R2),
    ],
)
def test_personal_advice_without_a_rule_gets_its_level_from_its_words(
    text: str, level: TriageLevel
) -> None:
    assert level_of_intent("personal_advice", text) is level


def judged(
    text: str,
    ranking: list[tuple[str, float]],
    tmp_path: Path,
    as_turn: list[tuple[str, float]] | None = None,
    margin: float = 0.0,
    clauses: Sequence[Message] = (),
) -> Message:
    lines = _lines(ranking)
    read = {INTENT: lines[0], INTENT_RANKING_KEY: lines, TOPIC_RANKING: lines}
    messages = [Message({"text": text, **read})]
    if as_turn is not None:
        messages[0].data[TURN] = Message({TOPIC_RANKING: _lines(as_turn)})
    messages[0].data[ALARM_MARGIN] = margin
    messages[0].data[CLAUSES] = list(clauses)
    for component in (TriageReader, Triage):
        loaded = component.create(
            component.get_default_config(),
            LocalModelStorage(tmp_path),
            Resource("triage"),
            ExecutionContext(GraphSchema({})),
        )
        messages = loaded.process(messages)
    return messages[0]


def _lines(ranking: list[tuple[str, float]]) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": confidence} for name, confidence in ranking]


def clause(text: str, margin: float, ranking: list[tuple[str, float]]) -> Message:
    read = {
        ALARM_MARGIN: margin,
        CLAUSE_KIND: ClauseKind.SENTENCE,
        TOPIC_RANKING: _lines(ranking),
    }
    return Message({"text": text, **read})


def levels(message: Message) -> list[Any]:
    return [e["value"] for e in message.get(ENTITIES, []) if e["entity"] == "triage_level"]


def test_the_rules_raise_what_the_classifier_missed(tmp_path: Path) -> None:
    message = judged("dad fell and can't stand", [("risk_overview", 0.9)], tmp_path)
    assert message.get(INTENT)["name"] == "emergency"
    assert levels(message) == ["E1"]
    assert [line["name"] for line in message.get(INTENT_RANKING_KEY)] == [
        "emergency",
        "risk_overview",
    ]


def test_the_rules_never_lower_a_sure_emergency_of_the_classifier(tmp_path: Path) -> None:
    message = judged("can osteoporosis cause chest pain", [("emergency", 0.9)], tmp_path)
    assert message.get(INTENT)["name"] == "emergency"
    assert levels(message) == ["E1"]


@pytest.mark.parametrize(("share", "intent"), [(0.5, "emergency"), (0.7, "self_harm")])
def test_pain_that_sounds_like_despair_keeps_its_own_emergency(
    share: float, intent: str, tmp_path: Path
) -> None:
    ranking = [("self_harm", share), ("emergency", 0.3)]
    message = judged("I have crushing chest pain and live alone", ranking, tmp_path)
    assert message.get(INTENT)["name"] == intent


def test_a_look_alike_lowers_an_unsure_alarm(tmp_path: Path) -> None:
    ranking = [("emergency", 0.4), ("condition_symptoms", 0.35)]
    message = judged("can osteoporosis cause chest pain", ranking, tmp_path)
    assert message.get(INTENT)["name"] == "condition_symptoms"
    assert levels(message) == []


@pytest.mark.parametrize(
    ("share", "in_conversation", "intent"),
    [
        (0.5, [("mineralization_meaning", 0.99)], "simpler"),
        (0.5, [("mineralization_meaning", 0.9), ("self_harm", 0.06)], "self_harm"),
        (0.5, [("mineralization_meaning", 0.9), ("emergency", 0.06)], "self_harm"),
        (0.85, [("mineralization_meaning", 0.99)], "self_harm"),
    ],
)
def test_an_unsure_alarm_gives_way_where_its_conversation_speaks_against_it(
    share: float, in_conversation: list[tuple[str, float]], intent: str, tmp_path: Path
) -> None:
    ranking = [("self_harm", share), ("simpler", 0.1)]
    message = judged("she says in english please lol", ranking, tmp_path, in_conversation)
    assert message.get(INTENT)["name"] == intent


def test_no_conversation_speaks_against_the_rules(tmp_path: Path) -> None:
    calm = [("condition_symptoms", 1.0)]
    message = judged("dad fell and can't stand", calm, tmp_path, as_turn=calm)
    assert message.get(INTENT)["name"] == "emergency"


def test_a_possible_emergency_counts_even_where_another_intent_leads(tmp_path: Path) -> None:
    ranking = [("greet", 0.5), ("self_harm", 0.45)]
    message = judged("it is all too heavy to carry", ranking, tmp_path)
    assert message.get(INTENT)["name"] == "self_harm"
    assert levels(message) == ["E4"]


def test_the_more_severe_of_two_opinions_counts(tmp_path: Path) -> None:
    message = judged("should I stop my alendronate", [("emergency", 0.8)], tmp_path)
    assert message.get(INTENT)["name"] == "emergency"


def test_an_ordinary_question_stays_as_it_is(tmp_path: Path) -> None:
    message = judged("what is osteoporosis", [("condition_osteoporosis", 0.9)], tmp_path)
    assert message.get(INTENT) == {"name": "condition_osteoporosis", "confidence": 0.9}
    assert levels(message) == []


def test_a_button_s_payload_passes_untouched(tmp_path: Path) -> None:
    message = judged('/living_preventing_falls{"a":"b"}', [("emergency", 0.9)], tmp_path)
    assert levels(message) == []


def test_text_that_only_begins_like_a_command_is_judged(tmp_path: Path) -> None:
    message = judged("/help I fell and can't get up", [("help", 0.9)], tmp_path)
    assert message.get(INTENT)["name"] == "emergency"


CALM = clause("what does -2.5 mean?", -1.5, [("explain_t_score", 1.0)])
CROOKED = "nan is all crooked since the step"
SCORE = [("explain_t_score", 1.0)]


@pytest.mark.parametrize(
    ("ranking", "intent"),
    [
        ([("emergency", 0.9), ("self_harm", 0.05)], "emergency"),
        ([("self_harm", 0.4), ("emergency", 0.3)], "self_harm"),
    ],
)
def test_an_alarm_in_one_clause_counts_whatever_the_rest_asks(
    ranking: list[tuple[str, float]], intent: str, tmp_path: Path
) -> None:
    clauses = [CALM, clause(CROOKED, 0.9, ranking)]
    message = judged(f"what does -2.5 mean? {CROOKED}", SCORE, tmp_path, clauses=clauses)
    assert message.get(INTENT)["name"] == intent


@pytest.mark.parametrize(
    ("ranking", "intent"),
    [
        ([("risk_overview", 0.9), ("urgent", 0.1)], "urgent"),
        ([("risk_overview", 1.0)], "emergency"),
    ],
)
def test_a_clear_alarm_that_the_classifier_takes_for_a_topic_has_the_likeliest_name_of_an_alarm(
    ranking: list[tuple[str, float]], intent: str, tmp_path: Path
) -> None:
    clauses = [CALM, clause(CROOKED, 3.0, ranking)]
    message = judged(f"what does -2.5 mean? {CROOKED}", SCORE, tmp_path, clauses=clauses)
    assert message.get(INTENT)["name"] == intent


def test_a_clause_that_hardly_sounds_like_an_alarm_is_none(tmp_path: Path) -> None:
    clauses = [CALM, clause(CROOKED, -0.9, [("emergency", 0.4), ("help", 0.3)])]
    message = judged(f"what does -2.5 mean? {CROOKED}", SCORE, tmp_path, clauses=clauses)
    assert message.get(INTENT)["name"] == "explain_t_score"


def test_a_clause_of_harmless_words_is_not_ranked_and_no_alarm(tmp_path: Path) -> None:
    clauses = [CALM, Message({"text": "thank you so much", CLAUSE_KIND: ClauseKind.SENTENCE})]
    message = judged("what does -2.5 mean? thank you so much", SCORE, tmp_path, clauses=clauses)
    assert message.get(INTENT)["name"] == "explain_t_score"


def test_a_call_to_a_doctor_as_a_whole_is_no_emergency_for_one_clause(tmp_path: Path) -> None:
    clauses = [CALM, clause("it burns since the tablet", 0.9, [("emergency", 0.9)])]
    message = judged("it burns since the tablet", [("urgent", 0.9)], tmp_path, clauses=clauses)
    assert message.get(INTENT)["name"] == "urgent"


KEEPS = "what keeps the bone one has"


@pytest.mark.parametrize(
    ("text", "alarm", "confidence", "margin", "stands"),
    [
        (KEEPS, "self_harm", 0.5, -1.3, False),
        (KEEPS, "self_harm", 0.5, -0.5, True),
        # Despair often sounds like no alarm.
        (KEEPS, "self_harm", 0.85, -1.3, True),
        (KEEPS, "emergency", 0.9, -0.9, False),
        (KEEPS, "emergency", 0.9, -0.7, True),
        (KEEPS, "emergency", 0.96, -0.9, True),
        ("broke my hip", "emergency", 0.5, -1.3, True),
    ],
)
def test_an_alarm_gives_way_where_nothing_in_a_longer_message_sounds_like_one(
    text: str, alarm: str, confidence: float, margin: float, stands: bool, tmp_path: Path
) -> None:
    ranking = [(alarm, confidence), ("remodeling_restoring_balance", 0.03)]
    message = judged(text, ranking, tmp_path, margin=margin)
    expected = alarm if stands else "remodeling_restoring_balance"
    assert message.get(INTENT)["name"] == expected


@pytest.mark.parametrize(
    ("text", "ranking", "level"),
    [
        (
            "need to come off forteo cause of leg cramps",
            [("emergency", 0.7), ("personal_advice", 0.2)],
            "R1",
        ),
        (
            "what keeps the bone my mum has",
            [("emergency", 0.5), ("personal_advice", 0.45)],
            "R2",
        ),
    ],
)
def test_what_is_behind_an_alarm_that_is_not_believed_is_still_declined(
    text: str, ranking: list[tuple[str, float]], level: str, tmp_path: Path
) -> None:
    message = judged(text, ranking, tmp_path, margin=-1.3)
    assert message.get(INTENT)["name"] == "personal_advice"
    assert levels(message) == [level]


def test_nothing_speaks_against_an_emergency_in_another_language(tmp_path: Path) -> None:
    calm = [("out_of_scope", 1.0)]
    message = judged("mi papá tiene dolor en el pecho", calm, tmp_path, margin=-2.0)
    assert message.get(INTENT)["name"] == "emergency"


def test_tablets_taken_by_mistake_are_no_self_harm(tmp_path: Path) -> None:
    ranking = [("self_harm", 0.9), ("emergency", 0.05)]
    by_mistake = judged("wife took 8 of her weekly pills thinking it was daily", ranking, tmp_path)
    assert by_mistake.get(INTENT)["name"] == "emergency"
    for_good = judged("wife took 8 of her weekly pills, she wants it over", ranking, tmp_path)
    assert for_good.get(INTENT)["name"] == "self_harm"


HORSE = "which actor was paralysed coming off a horse"
QUIZ = [("out_of_scope", 0.9)]


def test_signs_of_danger_give_way_where_nothing_else_sounds_like_an_alarm(tmp_path: Path) -> None:
    clauses = [clause("paralysed coming off a horse", -0.9, QUIZ)]
    message = judged(HORSE, QUIZ, tmp_path, margin=-1.3, clauses=clauses)
    assert message.get(INTENT)["name"] == "out_of_scope"
    assert levels(message) == []


def test_signs_give_way_sooner_in_a_message_that_is_very_far_from_an_alarm(tmp_path: Path) -> None:
    clauses = [clause("paralysed coming off a horse", 0.0, QUIZ)]
    message = judged(HORSE, QUIZ, tmp_path, margin=-1.3, clauses=clauses)
    assert message.get(INTENT)["name"] == "out_of_scope"


@pytest.mark.parametrize(("margin", "margin_of_clause"), [(-0.3, -0.9), (-1.1, -0.3), (-1.3, 0.2)])
def test_signs_of_danger_count_where_anything_sounds_like_an_alarm(
    margin: float, margin_of_clause: float, tmp_path: Path
) -> None:
    clauses = [clause("paralysed coming off a horse", margin_of_clause, QUIZ)]
    message = judged(HORSE, QUIZ, tmp_path, margin=margin, clauses=clauses)
    assert message.get(INTENT)["name"] == "emergency"
    assert levels(message) == ["E2"]


@pytest.mark.parametrize(
    "text", ["I want to die", "took 20 of my tablets", "my child swallowed my tablets"]
)
def test_despair_and_overdoses_never_give_way(text: str, tmp_path: Path) -> None:
    message = judged(text, QUIZ, tmp_path, margin=-2.0)
    assert message.get(INTENT)["name"] in ("emergency", "self_harm")


def test_a_referral_is_left_where_signs_of_danger_give_way(tmp_path: Path) -> None:
    text = "should I stop my alendronic acid, it gives me heartburn"
    message = judged(text, QUIZ, tmp_path, margin=-1.3)
    assert message.get(INTENT)["name"] == "personal_advice"
    assert levels(message) == ["R1"]
