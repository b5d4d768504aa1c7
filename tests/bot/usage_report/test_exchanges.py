from __future__ import annotations

from typing import Any

from bot.usage_report.exchanges import Exchange, read_exchanges


def user(text: str, at: float = 100.0, **more: Any) -> dict[str, Any]:
    ranking = [{"name": name} for name in ("nlu_fallback", "risk_exercise", "greet")]
    return {
        "event": "user",
        "text": text,
        "timestamp": at + 0.02,
        "input_channel": "website",
        "metadata": {"received_at": at},
        "parse_data": {"intent_ranking": ranking, "entities": []},
        **more,
    }


def bot(topic: str | None, at: float = 100.05, *offered: str, **more: Any) -> dict[str, Any]:
    buttons = [{"title": name, "payload": f"/{name}"} for name in offered]
    metadata = {"topic": topic, **more} if topic else {}
    return {
        "event": "bot",
        "text": "words",
        "timestamp": at,
        "metadata": metadata,
        "data": {"buttons": buttons},
    }


def read(*events: dict[str, Any]) -> list[Exchange]:
    return list(read_exchanges(("someone", event) for event in events))


def test_an_answered_question_has_its_topics_and_its_duration() -> None:
    (exchange,) = read(
        user("do weights help and what is dxa"),
        bot("risk_exercise"),
        bot("diagnosis_dxa_scan", 101),
    )
    assert exchange.topics == ("risk_exercise", "diagnosis_dxa_scan")
    assert exchange.seconds == 1.0
    assert exchange.channel == "website"
    assert not exchange.is_unanswered


def test_a_question_that_got_choices_is_unanswered_and_keeps_the_guess() -> None:
    (exchange,) = read(user("prunes?"), bot("nlu_fallback", 100.05, "risk_exercise", "deny"))
    assert exchange.is_unanswered
    assert exchange.guess == "risk_exercise"
    assert exchange.chosen is None


def test_the_choice_that_a_visitor_takes_belongs_to_the_question_before() -> None:
    question, press = read(
        user("prunes?"),
        bot("nlu_fallback", 100.05, "risk_exercise", "deny"),
        user("/risk_exercise", 110),
        bot("risk_exercise", 110.01),
    )
    assert question.chosen == "risk_exercise"
    assert press.text == ""
    assert not press.is_unanswered


def test_none_of_these_and_buttons_of_older_answers_are_no_choice() -> None:
    offer = bot("nlu_fallback", 100.05, "risk_exercise", "deny")
    assert read(user("prunes?"), offer, user("/deny", 110))[0].chosen is None
    assert read(user("prunes?"), offer, user("/risk_fractures", 110))[0].chosen is None


def test_conversations_that_run_at_the_same_time_are_kept_apart() -> None:
    events = [
        ("a", user("one")),
        ("b", user("two")),
        ("b", bot("greet")),
        ("a", bot("out_of_scope")),
    ]
    found = {exchange.text: exchange.topics for exchange in read_exchanges(events)}
    assert found == {"one": ("out_of_scope",), "two": ("greet",)}


def test_what_could_tell_who_wrote_is_masked_even_if_it_was_stored() -> None:
    (exchange,) = read(user("write to jane@example.com"))
    assert "jane" not in exchange.text


def test_an_older_message_without_a_time_of_arrival_has_no_duration() -> None:
    (exchange,) = read(user("hello", metadata={}), bot("greet"))
    assert exchange.seconds is None
    assert exchange.at == 100.02


def test_the_level_of_the_reply_counts() -> None:
    (exchange,) = read(user("i fell"), bot("emergency", 100.05, triage_level="E1"))
    assert exchange.triage_level == "E1"
