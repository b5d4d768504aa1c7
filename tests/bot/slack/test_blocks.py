"""How answers look, checked by slack_sdk's models."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.answers.library import Button, Reference
from bot.slack.answers import AnswerMessage
from bot.slack.blocks import (
    MOST_BLOCK_CHARACTERS,
    MOST_BLOCKS,
    MOST_TEXT_CHARACTERS,
    SlackMessage,
    Surroundings,
    plainer,
    render,
)

HERE = Surroundings(place="T1-U1", conversation="slack-T1-U1-abc")
SOURCE = Reference("a", "An article", "https://example.org/a")


def drawn(answer: AnswerMessage, surroundings: Surroundings = HERE) -> list[dict[str, Any]]:
    (message,) = render(answer, surroundings)
    return checked(message)


def checked(message: SlackMessage) -> list[dict[str, Any]]:
    """The blocks of a message, after Slack's limits are checked."""
    blocks = message.block_dicts()
    for block in Block.parse_all(blocks):
        block.validate_json()
    assert 0 < len(blocks) <= MOST_BLOCKS
    assert message.text
    assert len(message.text) <= MOST_TEXT_CHARACTERS
    return blocks


def kinds(blocks: list[dict[str, Any]]) -> list[str]:
    return [block["type"] for block in blocks]


def test_a_topic_has_its_words_sources_choices_and_the_question_whether_it_helped() -> None:
    answer = AnswerMessage(
        "First.\n\nSecond.",
        id="1.0",
        topic="risk_overview",
        buttons=(Button("What about exercise?", "/risk_exercise"),),
        sources=(SOURCE,),
    )
    words, sources, choices, feedback = drawn(answer)
    assert words["text"] == {"type": "mrkdwn", "text": "First.\n\nSecond."}
    assert sources["elements"][0]["text"] == "Sources: <https://example.org/a|An article>"
    value = json.loads(choices["elements"][0]["value"])
    assert value == {"payload": "/risk_exercise", "place": "T1-U1"}
    element = feedback["elements"][0]
    assert json.loads(element["positive_button"]["value"]) == {
        "is": "helpful",
        "message": "1.0",
        "conversation": "slack-T1-U1-abc",
    }


def test_a_notification_and_a_screen_reader_get_all_of_it() -> None:
    answer = AnswerMessage(
        "Words & more.", buttons=(Button("Next?", "/help"),), sources=(SOURCE,), topic="help"
    )
    (message,) = render(answer, HERE)
    for part in ("Words &amp; more.", "Next?", "An article"):
        assert part in message.text


COMPARISON = {
    "type": "comparison",
    "columns": ["Osteoporosis", "Osteomalacia"],
    "rows": [
        {"aspect": "a", "label": "Causes", "osteoporosis": "Age", "osteomalacia": "Vitamin D"},
        {"aspect": "b", "label": "Feel", "osteoporosis": "None", "osteomalacia": "Pain"},
    ],
}
COMPARED = AnswerMessage(
    "Both weaken bones.\n"
    "Causes. Osteoporosis: Age Osteomalacia: Vitamin D\n"
    "Feel. Osteoporosis: None Osteomalacia: Pain\n"
    "Ask a doctor.",
    id="1.0",
    topic="compare_conditions",
    data=COMPARISON,
    sources=(SOURCE,),
)


def test_the_contrast_is_a_table_and_its_words_are_not_said_twice() -> None:
    before, table, after, *_ = drawn(COMPARED)
    assert before["text"]["text"] == "Both weaken bones."
    assert after["text"]["text"] == "Ask a doctor."
    assert len(table["rows"]) == 3
    assert [cell["text"] for cell in table["rows"][1][1:]] == ["Age", "Vitamin D"]
    (message,) = render(COMPARED, HERE)
    assert "Causes. Osteoporosis: Age" in message.text


def test_without_tables_the_contrast_stands_in_words() -> None:
    (message,) = render(COMPARED, HERE)
    plain = plainer(message, COMPARED)
    assert not {"table", "context_actions"} & set(kinds(checked(plain)))
    assert "_Osteomalacia:_ Pain" in json.dumps(plain.block_dicts())
    assert plain.text == message.text


def score(status: str, *readings: dict[str, Any]) -> AnswerMessage:
    data = {"type": "t_score", "status": status, "group": None, "readings": list(readings)}
    return AnswerMessage("Explained.", topic="explain_t_score", data=data)


def test_a_score_stands_on_a_scale_in_words() -> None:
    answer = score("explained", {"kind": "T", "value": -2.7, "site": "total_hip"})
    _, scale = drawn(answer)
    lines = scale["elements"][1]["elements"]
    texts = [line["elements"][0] for line in lines]
    assert texts[2]["text"] == "minus 2.5 or lower: osteoporosis range ← minus 2.7 at the hip"
    assert texts[2]["style"] == {"bold": True}
    assert "style" not in texts[0]
    (message,) = render(answer, HERE)
    assert "osteoporosis range ← minus 2.7 at the hip" in message.text


@pytest.mark.parametrize(
    "answer",
    [
        score("ask_sign", {"kind": "T", "value": 2.7, "site": None}),
        score("refer", {"kind": "T", "value": -2.7, "site": None}),
        score("explained", {"kind": "Z", "value": -2.7, "site": None}),
        score("not_comparable", {"kind": "T", "value": -2.7, "site": "heel"}),
        score("explained", {"kind": "T", "value": -2.7, "site": "heel"}),
        score("explained"),
    ],
    ids=lambda answer: str(answer.data["status"]),
)
def test_what_does_not_belong_on_the_scale_gets_none(answer: AnswerMessage) -> None:
    assert kinds(drawn(answer)) == ["section"]


def test_an_emergency_calls_the_asker_and_nothing_stands_under_it() -> None:
    answer = AnswerMessage("Call now.", id="1.0", topic="emergency")
    (block,) = drawn(answer, Surroundings(place="p", conversation="c", asker="U1"))
    assert block["text"]["text"] == "<@U1> Call now."


def test_other_answers_call_nobody() -> None:
    (block,) = drawn(AnswerMessage("Hello.", topic="greet"), Surroundings(asker="U1"))
    assert block["text"]["text"] == "Hello."


def test_a_button_is_told_of_above_its_answer() -> None:
    first, _ = drawn(AnswerMessage("Yes."), Surroundings(asked="<@U1> chose: *X*"))
    assert first["type"] == "context"


def test_more_than_twenty_five_buttons_stand_in_several_rows() -> None:
    buttons = tuple(Button("x" * 90, f"/topic_{number}") for number in range(30))
    _, first, second = drawn(AnswerMessage("Choose.", buttons=buttons))
    assert [len(block["elements"]) for block in (first, second)] == [25, 5]
    actions = [e["action_id"] for block in (first, second) for e in block["elements"]]
    assert len(set(actions)) == 30


def test_many_sources_are_counted_and_not_all_listed() -> None:
    sources = tuple(Reference(str(n), f"Title {n}", None) for n in range(9))
    _, context = drawn(AnswerMessage("Words.", sources=sources))
    assert "Title 3" in context["elements"][0]["text"]
    assert "Title 4" not in context["elements"][0]["text"]
    assert "and 5 more" in context["elements"][0]["text"]


def test_a_very_long_answer_becomes_several_messages() -> None:
    text = "\n\n".join(f"Paragraph {number}. " + "word " * 200 for number in range(40))
    messages = render(AnswerMessage(text, sources=(SOURCE,), id="1.0"), HERE)
    assert len(messages) > 1
    shown = ""
    for message in messages:
        blocks = checked(message)
        assert len(json.dumps(blocks, ensure_ascii=False)) <= MOST_BLOCK_CHARACTERS + 500
        shown += "".join(b["text"]["text"] for b in blocks if b["type"] == "section")
    assert "".join(shown.split()) == "".join(text.split())


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_any_words_give_blocks_that_slack_takes(text: str, is_emergency: bool) -> None:
    topic = "emergency" if is_emergency else "greet"
    for message in render(AnswerMessage(text, topic=topic), Surroundings(asker="U1")):
        checked(message)
