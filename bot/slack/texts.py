"""The app's own words in Slack."""

from __future__ import annotations

from actions.safety.texts import emergency_numbers
from bot.slack import mrkdwn

COMMAND = "/bone"

READ_ONLY_TEXT = "I can read only text. Please type your question."
NO_SCORE_FOUND = (
    "I found no T-score or Z-score in that message. You can type one to me, for example: "
    "my T-score is -2.7 at the hip."
)
THANKS = "Thank you, I noted that."
PRIVATE_COPY = "I answered you in the channel too. Only you can see what we write here.\n\n{answer}"
GONE_WRONG = "I'm sorry, something went wrong here. Please try again."


def pressed(user: str, title: str) -> str:
    """The line above the answer to a button, in Slack's format."""
    return f"<@{user}> chose: *{mrkdwn.escape(title)}*"


def asked(question: str) -> str:
    """The line above the private answer to a command, in Slack's format."""
    return f"You asked: {mrkdwn.escape(question)}"


def away() -> str:
    """Said when the assistant cannot be reached: what happens, and what must not wait for it."""
    return (
        "I can't reach the assistant just now. I have your question and will answer here as soon "
        "as it is back. If someone may be badly hurt or in danger, don't wait for me: call your "
        f"local emergency number now ({emergency_numbers()})."
    )


def erased(conversations: int) -> str:
    """Said after a user's data was deleted.

    Args:
        conversations: How many conversations were removed.
    """
    if not conversations:
        return "I had nothing of yours to delete."
    many = "1 conversation" if conversations == 1 else f"{conversations} conversations"
    return (
        f"Done: I deleted {many} that you took part in, with your opinions on answers. "
        "What stands in Slack itself stays until you delete it there."
    )
