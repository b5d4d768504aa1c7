"""A turn: a message read behind the topic that was answered before it.

"How long does it take" means one thing after the DXA scan and another after a broken bone. A turn
is written `@topic message`; the sentence encoder reads the topic's name in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

NAMES_FILE = Path(__file__).with_name("topic_names.yml")
MARK = "@"
LONGEST_TURN = 12  # words
_TURN = re.compile(rf"{MARK}(?P<topic>[a-z_]+) +(?P<message>.+)", re.DOTALL)


@lru_cache(maxsize=1)
def topic_names() -> Mapping[str, str]:
    """What each topic is called, by topic."""
    names: dict[str, str] = yaml.safe_load(NAMES_FILE.read_text(encoding="utf-8"))
    return names


def as_turn(message: str, topic: str) -> str:
    """Writes a message as a turn.

    Args:
        message: Anything a visitor typed.
        topic: The topic answered before it.
    """
    return f"{MARK}{topic} {message}"


def words_of(text: str) -> list[str]:
    """The words of a message in lower case."""
    return re.findall(r"[\w']+", text.lower())


def may_be_turn(text: str) -> bool:
    """Whether a message is so short that it may leave out what it is about.

    Args:
        text: What the visitor typed.
    """
    return 0 < len(words_of(text)) <= LONGEST_TURN


def is_turn(text: str) -> bool:
    """Whether a text is a turn after a topic that has a name."""
    return _match(text) is not None


def spelled_out(text: str) -> str:
    """A turn with its topic's name in words; any other text unchanged.

    Args:
        text: A message or a turn.
    """
    turn = _match(text)
    return f"{topic_names()[turn['topic']]}: {turn['message']}" if turn else text


def _match(text: str) -> re.Match[str] | None:
    turn = _TURN.fullmatch(text)
    return turn if turn and turn["topic"] in topic_names() else None
