"""Which payloads are the press of one of the assistant's buttons; everything else is text.

Rasa takes any message that begins with "/" as a command: it would let a visitor name internal
intents and set entities. So only what stands in the tables here gets through as a command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from actions.comparison.contrast import load_contrast
from bot.channels.limits import MAX_PAYLOAD_CHARACTERS
from bot.channels.strict_json import parse_json
from bot.nlu.comparison_words import WHOLE_COMPARISON, Condition
from bot.paths import DOMAIN_FILE

COMMAND_PREFIX = "/"

# Rasa's own, and the assistant's word for "not understood": nobody says these.
INTERNAL_INTENTS = frozenset(
    {
        "nlu_fallback",
        "restart",
        "back",
        "session_start",
    }
)

_PAYLOAD = re.compile(r"/(?P<intent>[a-z][a-z0-9_]*)(?P<entities>\{.*\})?", re.ASCII)
_NUMBER = re.compile(r"[+\-\N{MINUS SIGN}]?[0-9]{1,3}([.,][0-9]{1,3})?", re.ASCII)
_LEADING = re.compile(r"[\s/\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")


@dataclass(frozen=True)
class ButtonPress:
    """A button that a visitor pressed.

    Attributes:
        intent: The intent it stands for.
        entities: Its entities, by name.
    """

    intent: str
    entities: tuple[tuple[str, str], ...] = ()

    def command(self) -> str:
        """The message in the form that Rasa reads as this intent."""
        values = json.dumps(dict(self.entities)) if self.entities else ""
        return f"{COMMAND_PREFIX}{self.intent}{values}"


@lru_cache(maxsize=1)
def public_intents() -> frozenset[str]:
    """The intents of the domain that a visitor may press a button for."""
    intents = yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))["intents"]
    names = {next(iter(entry)) if isinstance(entry, dict) else entry for entry in intents}
    return frozenset(names) - INTERNAL_INTENTS


@lru_cache(maxsize=1)
def contrast_aspects() -> frozenset[str]:
    """The aspects in which the two conditions are compared."""
    return frozenset(row.aspect for row in load_contrast().rows) | {WHOLE_COMPARISON}


def _is_answer(value: str) -> bool:
    return value in {"minus", "plus", "yes", "no"} or _NUMBER.fullmatch(value) is not None


# The entities that a button may carry, and their values.
_ALLOWED_VALUES: Mapping[str, Callable[[str], bool]] = {
    "answer": _is_answer,
    "aspect": lambda value: value in contrast_aspects(),
    "condition": lambda value: value in {condition.value for condition in Condition},
    "topic": lambda value: value in public_intents(),
}


def button_press(text: str) -> ButtonPress | None:
    """Reads a payload.

    Args:
        text: What a client sent.

    Returns:
        The press; None if the text is not exactly a payload that the assistant may offer.
    """
    if len(text) > MAX_PAYLOAD_CHARACTERS:
        return None
    match = _PAYLOAD.fullmatch(text)
    if match is None or match["intent"] not in public_intents():
        return None
    entities = _entities(match["entities"])
    if entities is None:
        return None
    return ButtonPress(match["intent"], entities)


def as_text(text: str) -> str:
    """Brings typed text into a form that Rasa never takes as a command.

    Args:
        text: What a visitor typed.

    Returns:
        The same without slashes at its start. Slashes alone become one: Rasa needs an intent's
        name behind it.
    """
    leading = _LEADING.match(text)
    if leading is None or COMMAND_PREFIX not in leading.group():
        return text
    return text[leading.end() :] or COMMAND_PREFIX


def as_sent(text: str) -> str:
    """What Rasa gets of a text in which a payload may stand: a button's press, or words alone.

    Args:
        text: What a client sent.
    """
    press = button_press(text)
    return press.command() if press else as_text(text)


def _entities(text: str | None) -> tuple[tuple[str, str], ...] | None:
    if text is None:
        return ()
    try:
        values: Any = parse_json(text)
    except ValueError:
        return None
    if not isinstance(values, dict) or not values:
        return None
    if not all(_is_allowed(name, value) for name, value in values.items()):
        return None
    return tuple(values.items())


def _is_allowed(name: str, value: Any) -> bool:
    check = _ALLOWED_VALUES.get(name)
    return check is not None and isinstance(value, str) and check(value)
