from bot.answers.library import references
from bot.channels.messages import bot_message

COMPARISON = {"type": "comparison", "columns": ["Osteoporosis", "Osteomalacia"], "rows": []}


def test_an_answer_in_the_websites_form_names_its_sources() -> None:
    message = bot_message(
        {
            "text": "One.\n\nTwo.",
            "topic": "condition_men",
            "buttons": [{"title": "More", "payload": "/risk_overview", "type": "postback"}],
            "custom": COMPARISON,
            "sources": ["iscd2023", "article", "no_such_source"],
            "introduction": True,
            "timestamp": 1.0,
            "model_id": "m",
        }
    )
    assert message.for_website() == {
        "text": "One.\n\nTwo.",
        "topic": "condition_men",
        "buttons": [{"title": "More", "payload": "/risk_overview"}],
        "data": COMPARISON,
        "sources": [
            {
                "id": "iscd2023",
                "title": references()["iscd2023"].title,
                "url": references()["iscd2023"].url,
            },
            {"id": "article", "title": references()["article"].title},
        ],
    }


def test_an_answer_in_rasas_form_keeps_text_and_data_together() -> None:
    message = bot_message({"text": "A\n\nB", "custom": COMPARISON, "topic": "compare_conditions"})
    assert message.for_rest("me") == {"recipient_id": "me", "text": "A\n\nB", "custom": COMPARISON}


def test_empty_parts_are_left_out() -> None:
    message = bot_message(
        {"text": "Hi", "buttons": None, "custom": None, "sources": [], "topic": None, "image": None}
    )
    assert message.for_website() == {"text": "Hi"}
    assert not bot_message({"text": None, "custom": {}})
