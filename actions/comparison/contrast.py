"""Works out what is said about osteoporosis beside osteomalacia; nothing here knows of Rasa."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.answers.library import AnswerLibrary, Button, references
from bot.nlu.comparison_words import WHOLE_COMPARISON, Condition

CONTRAST_FILE = Path(__file__).with_name("contrast.yml")

# Limits for the reader's sake; the file is refused when a text is longer.
WORDS_A_SIDE = 30
WORDS_OF_A_PLAIN_VERSION = 40

WHOLE_COMPARISON_BUTTON = Button(
    "See the whole comparison", f'/compare_conditions{{"aspect":"{WHOLE_COMPARISON}"}}'
)
MOST_BUTTONS = 3

_ROW_FIELDS = frozenset(
    {
        "label",
        "osteoporosis",
        "osteomalacia",
        "remark",
        "simple",
        "sources",
        "related",
        "in_short_table",
    }
)


@dataclass(frozen=True)
class Row:
    """One aspect in which the two conditions are compared.

    Attributes:
        aspect: The aspect's name, the value of the entity `aspect`.
        label: What the row is about, for readers.
        osteoporosis: How it is in osteoporosis.
        osteomalacia: How it is in osteomalacia.
        remark: What holds for both; said when the row stands alone.
        simple: Both sides in the plainest words.
        sources: Ids of references.
        related: Topics to offer next.
        in_short_table: Whether it is one of the source article's rows.
    """

    aspect: str
    label: str
    osteoporosis: str
    osteomalacia: str
    remark: str | None
    simple: str
    sources: tuple[str, ...]
    related: tuple[str, ...]
    in_short_table: bool

    def side(self, condition: Condition) -> str:
        """What the row says of one of the conditions."""
        return self.osteoporosis if condition is Condition.OSTEOPOROSIS else self.osteomalacia


@dataclass(frozen=True)
class Overview:
    """The contrast in a few sentences.

    Attributes:
        text: What stands before the rows.
        remark: What stands after them.
        simple: The contrast in the plainest words.
        sources: Ids of references.
        related: Topics to offer next.
    """

    text: str
    remark: str
    simple: str
    sources: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True)
class Contrast:
    """Everything the assistant knows to say about the two conditions side by side."""

    overview: Overview
    rows: tuple[Row, ...]

    def row(self, aspect: str | None) -> Row | None:
        """The row of an aspect; None for a name that no row has."""
        return next((row for row in self.rows if row.aspect == aspect), None)


@dataclass(frozen=True)
class ComparisonReply:
    """One answer about the two conditions.

    Attributes:
        text: What the visitor reads; says in words all that `data` says.
        simple: The same in the plainest words, for "say it more simply".
        data: The structured message of type "comparison".
        sources: Ids of references.
        buttons: Choices under the message.
    """

    text: str
    simple: str
    data: dict[str, Any]
    sources: tuple[str, ...]
    buttons: tuple[Button, ...]


def compare(
    aspect: str | None,
    condition_first: Condition | None,
    whole_table: bool,
    *,
    library: AnswerLibrary,
) -> ComparisonReply:
    """Compares the two conditions.

    Args:
        aspect: The aspect asked for; None, or a name that no row has, asks in general.
        condition_first: The condition whose side is said first; None for osteoporosis.
        whole_table: Whether every row is asked for; outranks `aspect`.
        library: The answers, for the titles of related topics.

    Returns:
        Both sides of the aspect; asked in general, the contrast in short and the source
        article's rows; or all rows.
    """
    contrast = load_contrast()
    row = None if whole_table else contrast.row(aspect)
    first = condition_first or Condition.OSTEOPOROSIS
    if row:
        return ComparisonReply(
            text="\n".join(filter(None, [_in_words(row, first), row.remark])),
            simple=row.simple,
            data=_as_data([row]),
            sources=row.sources,
            buttons=_buttons([WHOLE_COMPARISON_BUTTON], row.related, library),
        )
    overview = contrast.overview
    rows = [row for row in contrast.rows if whole_table or row.in_short_table]
    return ComparisonReply(
        text="\n".join([overview.text, *(_in_words(row, first) for row in rows), overview.remark]),
        simple=overview.simple,
        data=_as_data(rows),
        sources=_union([overview.sources, *(row.sources for row in rows)]),
        buttons=_buttons(
            [] if whole_table else [WHOLE_COMPARISON_BUTTON], overview.related, library
        ),
    )


@lru_cache(maxsize=1)
def load_contrast() -> Contrast:
    """The rows of contrast.yml, checked.

    Raises:
        ValueError: The file says something that `read_contrast` refuses.
    """
    return read_contrast(yaml.safe_load(CONTRAST_FILE.read_text(encoding="utf-8")))


def read_contrast(entries: Mapping[str, Any]) -> Contrast:
    """Reads and checks the rows.

    Args:
        entries: The content of contrast.yml.

    Returns:
        The rows in the file's order.

    Raises:
        ValueError: A text is missing or too long, a field or a source is unknown.
    """
    overview = entries["overview"]
    return Contrast(
        overview=Overview(
            text=_text(overview, "text", "overview"),
            remark=_text(overview, "remark", "overview"),
            simple=_text(overview, "simple", "overview", WORDS_OF_A_PLAIN_VERSION),
            sources=_sources(overview, "overview"),
            related=tuple(overview.get("related", ())),
        ),
        rows=tuple(_row(aspect, entry) for aspect, entry in entries["aspects"].items()),
    )


def _row(aspect: str, entry: Mapping[str, Any]) -> Row:
    if unknown := entry.keys() - _ROW_FIELDS:
        raise ValueError(f"'{aspect}' has fields that nobody reads: {sorted(unknown)}.")
    if aspect == WHOLE_COMPARISON:
        raise ValueError(f"'{aspect}' names the whole comparison and cannot be a row.")
    return Row(
        aspect=aspect,
        label=_text(entry, "label", aspect),
        osteoporosis=_text(entry, "osteoporosis", aspect, WORDS_A_SIDE),
        osteomalacia=_text(entry, "osteomalacia", aspect, WORDS_A_SIDE),
        remark=_text(entry, "remark", aspect) if "remark" in entry else None,
        simple=_text(entry, "simple", aspect, WORDS_OF_A_PLAIN_VERSION),
        sources=_sources(entry, aspect),
        related=tuple(entry.get("related", ())),
        in_short_table=bool(entry.get("in_short_table", False)),
    )


def _text(entry: Mapping[str, Any], field: str, where: str, most_words: int | None = None) -> str:
    text = entry.get(field)
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"'{where}' needs a text as '{field}'.")
    if most_words and (count := len(text.split())) > most_words:
        raise ValueError(f"'{field}' of '{where}' has {count} words, more than {most_words}.")
    return text.strip()


def _sources(entry: Mapping[str, Any], where: str) -> tuple[str, ...]:
    sources = tuple(entry.get("sources") or ())
    if not sources:
        raise ValueError(f"'{where}' names no source.")
    if unknown := set(sources) - references().keys():
        raise ValueError(f"'{where}' names sources that do not exist: {sorted(unknown)}.")
    return sources


def _in_words(row: Row, first: Condition) -> str:
    """One row as a line that can be read aloud."""
    order = sorted(Condition, key=lambda condition: condition is not first)
    sides = [f"{condition.heading}: {row.side(condition)}" for condition in order]
    return " ".join([f"{row.label}.", *sides])


def _as_data(rows: Iterable[Row]) -> dict[str, Any]:
    return {
        "type": "comparison",
        "columns": [condition.heading for condition in Condition],
        "rows": [
            {
                "aspect": row.aspect,
                "label": row.label,
                **{condition.value: row.side(condition) for condition in Condition},
            }
            for row in rows
        ],
    }


def _buttons(
    offers: list[Button], related: tuple[str, ...], library: AnswerLibrary
) -> tuple[Button, ...]:
    return tuple([*offers, *library.buttons(related)][:MOST_BUTTONS])


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for group in groups for source in group))
