"""Collects every text that this project can show to a visitor, wherever it stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from bot.paths import PROJECT_ROOT

FEWEST_WORDS = 3

# Everything but what reads visitors' words, works for developers, or is built from another file.
_SPEAKING = ("domain.yml", "safety_lines.yml", "actions", "bot")
_SILENT = ("bot/nlu", "bot/conversation_tests", "bot/web/dist", "bot/web/node_modules")
_MARKUP = frozenset({".html", ".svg"})
_SCRIPTS = frozenset({".ts", ".js", ".mjs"})

_JOINED = re.compile(r"([\"'`])\s*\+\s*([\"'`])")
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")


def speaking_files() -> list[Path]:
    """All files in which something stands that a visitor may read."""
    files = []
    for name in _SPEAKING:
        place = PROJECT_ROOT / name
        files += [place] if place.is_file() else sorted(place.rglob("*"))
    return [file for file in files if file.is_file() and _reader(file) and not _is_silent(file)]


def texts_of(file: Path) -> Iterator[str]:
    """The texts of one file that are long enough to claim something."""
    reader = _reader(file)
    assert reader is not None
    for text in reader(file.read_text(encoding="utf-8")):
        plain = " ".join(text.split())
        if len(plain.split()) >= FEWEST_WORDS:
            yield plain


def _is_silent(file: Path) -> bool:
    name = file.relative_to(PROJECT_ROOT).as_posix()
    return name.startswith(tuple(f"{folder}/" for folder in _SILENT))


def _reader(file: Path) -> Any:
    if file.suffix == ".py":
        return _of_python
    if file.suffix in (".yml", ".yaml", ".json"):
        return _of_yaml
    if file.suffix in _SCRIPTS:
        return _of_script
    if file.suffix in _MARKUP:
        return _of_markup
    return None


def _of_python(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent.update(id(part) for part in node.values)
            yield "".join(
                part.value if isinstance(part, ast.Constant) else "…" for part in node.values
            )
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            yield node.value


def _of_yaml(source: str) -> Iterator[str]:
    yield from _leaves(yaml.safe_load(source))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _leaves(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _leaves(entry)


def _of_script(source: str) -> Iterator[str]:
    without_comments = re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)", "", source, flags=re.DOTALL)
    for match in _LITERAL.finditer(_JOINED.sub("", without_comments)):
        yield next(group for group in match.groups() if group is not None)


def _of_markup(source: str) -> Iterator[str]:
    parser = _Words()
    parser.feed(source)
    return iter(parser.found)


class _Words(HTMLParser):
    """Gathers what stands between tags and in attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for _, value in attrs if value]
