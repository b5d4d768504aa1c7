"""Reads the fixed safety texts and the numbers of a country; nothing here knows of Rasa."""

from __future__ import annotations

import os
import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.triage_levels import TriageLevel
from bot.paths import PROJECT_ROOT

COUNTRY_VARIABLE = "BOT_COUNTRY"
DEFAULT_COUNTRY = "default"
TEXTS_FILE = Path(__file__).with_name("safety_texts.yml")
LINES_FILE = PROJECT_ROOT / "safety_lines.yml"

LATE_DENOSUMAB = "U_DENOSUMAB"
MOST_OFFERS = 2

_LINES_FIELDS = frozenset({"emergency_numbers", "crisis_lines"})
_TEXT_FIELDS = frozenset({"text", "offers"})
_KEYS = frozenset(level.value for level in TriageLevel if level is not TriageLevel.NONE) | {
    LATE_DENOSUMAB
}


class SafetyTextsInvalid(Exception):
    """A safety text or a number is missing or malformed; the message says which and where."""


@dataclass(frozen=True)
class SafetyText:
    """What is said for one level.

    Attributes:
        text: The words, numbers filled in.
        offers: Topics to offer as buttons; none for an emergency.
    """

    text: str
    offers: tuple[str, ...]


def load_safety_texts(
    country: str, texts_file: Path = TEXTS_FILE, lines_file: Path = LINES_FILE
) -> dict[str, SafetyText]:
    """Reads and checks all safety texts.

    Args:
        country: A key of the lines file, in any case; an unknown one means the default.
        texts_file: The texts by level.
        lines_file: Emergency numbers and crisis lines by country.

    Returns:
        The texts by level name, and `LATE_DENOSUMAB`.

    Raises:
        SafetyTextsInvalid: A file cannot be read, or something in it is missing or unknown.
    """
    lines = _lines_of(country, lines_file)
    entries = _read(texts_file)
    if entries.keys() != _KEYS:
        wrong = ", ".join(sorted(str(key) for key in entries.keys() ^ _KEYS))
        raise SafetyTextsInvalid(f"{texts_file.name} lacks or does not know: {wrong}.")
    return {name: _fill(name, entry, lines, texts_file) for name, entry in entries.items()}


@lru_cache(maxsize=1)
def safety_texts() -> dict[str, SafetyText]:
    """The texts for the operator's country (environment variable BOT_COUNTRY)."""
    return load_safety_texts(_country())


@lru_cache(maxsize=1)
def emergency_numbers() -> str:
    """The emergency numbers of the operator's country, for use within a sentence.

    Raises:
        SafetyTextsInvalid: The lines file cannot be read or is malformed.
    """
    return _lines_of(_country(), LINES_FILE)["emergency_numbers"].strip()


def _country() -> str:
    return os.environ.get(COUNTRY_VARIABLE, "").strip() or DEFAULT_COUNTRY


def _lines_of(country: str, file: Path) -> Mapping[str, str]:
    countries = _read(file)
    if DEFAULT_COUNTRY not in countries:
        raise SafetyTextsInvalid(f"{file.name} has no entry '{DEFAULT_COUNTRY}'.")
    for name, entry in countries.items():
        _check_lines(name, entry, file)
    lines: Mapping[str, str] = countries.get(country.upper(), countries[DEFAULT_COUNTRY])
    return lines


def _read(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SafetyTextsInvalid(f"{file.name} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise SafetyTextsInvalid(f"{file.name} is not a list of entries by name.")
    return content


def _check_lines(name: object, entry: object, file: Path) -> None:
    if not isinstance(entry, Mapping) or entry.keys() != _LINES_FIELDS:
        fields = " and ".join(sorted(_LINES_FIELDS))
        raise SafetyTextsInvalid(f"{file.name}: '{name}' needs {fields}, nothing else.")
    for field, value in entry.items():
        if not isinstance(value, str) or not value.strip():
            raise SafetyTextsInvalid(
                f"{file.name}: '{field}' of '{name}' is not a text; write numbers in quotes."
            )


def _fill(name: str, entry: object, lines: Mapping[str, str], file: Path) -> SafetyText:
    if not isinstance(entry, Mapping) or not entry.keys() <= _TEXT_FIELDS:
        raise SafetyTextsInvalid(f"{file.name}: '{name}' needs a text and may have offers.")
    text, offers = entry.get("text"), entry.get("offers", [])
    if not isinstance(text, str) or not text.strip():
        raise SafetyTextsInvalid(f"{file.name}: '{name}' has no text.")
    if not isinstance(offers, list) or len(offers) > MOST_OFFERS:
        raise SafetyTextsInvalid(f"{file.name}: '{name}' may offer at most {MOST_OFFERS} topics.")
    if offers and not name.startswith("R"):
        raise SafetyTextsInvalid(f"{file.name}: '{name}' must not offer anything.")
    try:
        placeholders = {field for _, field, _, _ in string.Formatter().parse(text) if field}
    except ValueError as error:
        raise SafetyTextsInvalid(f"{file.name}: '{name}': {error}.") from error
    if not placeholders <= _LINES_FIELDS:
        unknown = ", ".join(sorted(placeholders - _LINES_FIELDS))
        raise SafetyTextsInvalid(f"{file.name}: '{name}' names the unknown {unknown}.")
    filled = text.format(**{field: value.strip() for field, value in lines.items()})
    return SafetyText(" ".join(filled.split()), tuple(offers))
