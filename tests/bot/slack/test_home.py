"""App Home and the beginning of an assistant thread."""

from slack_sdk.models.blocks import Block

from bot.channels.payloads import button_press
from bot.slack.home import greeting, home_view, starting_questions, suggested_prompts


def test_the_home_tab_is_one_that_slack_takes_with_all_its_parts() -> None:
    view = home_view()
    assert view["type"] == "home"
    for block in Block.parse_all(view["blocks"]):
        block.validate_json()
    shown = str(view)
    for part in ("/bone", "not a doctor", "30 days", "Delete my data"):
        assert part in shown


def test_deleting_asks_first() -> None:
    (button,) = home_view()["blocks"][-1]["elements"]
    assert button["action_id"] == "erase"
    assert button["confirm"]["confirm"]["text"] == "Delete"


def test_each_starting_question_is_a_button_that_the_assistant_knows() -> None:
    questions = starting_questions()
    assert len(questions) == 6
    assert all(button_press(button.payload) for button in questions)


def test_suggested_prompts_are_as_many_as_slack_shows() -> None:
    assert len(suggested_prompts()) == 4
    assert all(prompt["title"] and prompt["message"] for prompt in suggested_prompts())


def test_a_thread_begins_with_the_assistants_own_greeting() -> None:
    assert greeting().startswith("Hello!")
