"""What App Home and a new assistant thread show: what this is, and questions to begin with."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.answers.library import AnswerLibrary, Button
from bot.paths import DOMAIN_FILE
from bot.slack import mrkdwn, texts
from bot.slack.blocks import ask_buttons
from bot.store.retention import retention_days

ERASE_ACTION = "erase"
# Slack shows at most four suggested prompts.
MOST_PROMPTS = 4

_STARTING_TOPICS = (
    "condition_osteoporosis",
    "mineralization_is_normal",
    "explain_t_score",
    "compare_conditions",
    "risk_overview",
    "living_preventing_falls",
)


@lru_cache(maxsize=1)
def _library() -> AnswerLibrary:
    domain = yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))
    return AnswerLibrary(domain["responses"])


def starting_questions() -> list[Button]:
    """Questions to begin with."""
    return _library().buttons(_STARTING_TOPICS)


def greeting() -> str:
    """The first words in an assistant thread."""
    return _library()["greet"].text


def suggested_prompts() -> list[dict[str, str]]:
    """What Slack offers in a new assistant thread: title, and the message it sends."""
    return [
        {"title": button.title, "message": button.title}
        for button in starting_questions()[:MOST_PROMPTS]
    ]


def home_view() -> dict[str, Any]:
    """The Home tab."""
    help_ = mrkdwn.from_answer(_library()["help"].text)
    ways = (
        "*Ask me* in a direct message, mention me in a channel, or type "
        f"`{texts.COMMAND}` and your question anywhere for an answer that only you see. "
        "On a message with a score, choose _More actions_ → _Explain this T-score_."
    )
    privacy = (
        f"Conversations are kept for {retention_days():g} days after their last message; "
        "what tells who you are, such as e-mail addresses and phone numbers, is masked first. "
        "In a channel, what you ask belongs to the thread's conversation."
    )
    return View(
        type="home",
        blocks=[
            HeaderBlock(text="Questions about bones"),
            SectionBlock(text=MarkdownTextObject(text=help_)),
            SectionBlock(text=MarkdownTextObject(text=ways)),
            ContextBlock(
                elements=[MarkdownTextObject(text=mrkdwn.from_answer(_library().introduction))]
            ),
            DividerBlock(),
            SectionBlock(text=MarkdownTextObject(text="*Start with a question*")),
            ActionsBlock(elements=ask_buttons(starting_questions())),
            DividerBlock(),
            SectionBlock(text=MarkdownTextObject(text="*Your data*")),
            ContextBlock(elements=[MarkdownTextObject(text=privacy)]),
            ActionsBlock(elements=[_erase_button()]),
        ],
    ).to_dict()


def _erase_button() -> ButtonElement:
    return ButtonElement(
        text="Delete my data",
        action_id=ERASE_ACTION,
        style="danger",
        confirm=ConfirmObject(
            title=PlainTextObject(text="Delete your data?"),
            text=PlainTextObject(
                text="I forget every conversation that you took part in, threads in channels "
                "included. What stands in Slack itself stays. This can't be undone."
            ),
            confirm=PlainTextObject(text="Delete"),
            deny=PlainTextObject(text="Keep"),
        ),
    )
