"""The report for people: every conversation as a visitor saw it, and what no test touched.

One file that needs nothing from the network; its policy lets no other script run than its own.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from bot.conversation_tests.coverage import Part

_ASSETS = Path(__file__).parent
_PICTURES = {".png": "image/png", ".svg": "image/svg+xml"}
_OUTCOMES = ("failed", "skipped", "passed")
# Of a row of a table of comparison: for machines, and the heading of the row.
_ASPECT, _LABEL = "aspect", "label"


def html_report(
    records: Sequence[Mapping[str, Any]],
    parts: Sequence[Part],
    understanding: Path | None = None,
) -> str:
    """Writes the report.

    Args:
        records: The conversations (see `records.record_of`), each with `outcome` ("passed",
            "failed" or "skipped") and `failure`.
        parts: What the tests touched.
        understanding: A folder with the report on the understanding (`report.md` and pictures).

    Returns:
        A whole HTML page.
    """
    counts = {
        outcome: sum(record["outcome"] == outcome for record in records) for outcome in _OUTCOMES
    }
    told = ", ".join(
        f"{counts[outcome]} {outcome}"
        for outcome in reversed(_OUTCOMES)
        if counts[outcome] or outcome != "skipped"
    )
    title = f"Conversation tests: {told}"
    failed = [record for record in records if record["outcome"] == "failed"]
    others = [record for record in records if record["outcome"] != "failed"]
    sections = [
        _figures(records, counts),
        _coverage(parts),
        _tools(records),
        *([_group("Failed", failed)] if failed else []),
        *(_group(kind, group) for kind, group in _by_kind(others).items()),
        _understanding(understanding),
    ]
    style, script = (
        (_ASSETS / f"html_report.{kind}").read_text(encoding="utf-8") for kind in ("css", "js")
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'sha256-{digest}'"
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{''.join(sections)}</main>"
        f"<script>{script}</script></body></html>\n"
    )


def _figures(records: Sequence[Mapping[str, Any]], counts: Mapping[str, int]) -> str:
    messages = sum(len(record["turns"]) for record in records)
    times = sorted(turn["seconds"] for record in records for turn in record["turns"])
    median = f"{times[len(times) // 2] * 1000:.0f} ms" if times else "none"
    cells = [
        ("conversations", str(len(records)), ""),
        *((o, str(counts[o]), o) for o in reversed(_OUTCOMES) if counts[o]),
        ("messages of visitors", str(messages), ""),
        ("median time of an answer", median, ""),
    ]
    shown = "".join(
        f'<div class="{mark}"><dt>{label}</dt><dd>{value}</dd></div>'
        for label, value, mark in cells
    )
    return f'<dl class="figures">{shown}</dl>'


def _coverage(parts: Sequence[Part]) -> str:
    if not parts:
        return ""
    return (
        "<h2>What the tests touch <small>(a name shows its conversations)</small></h2>"
        f'<div class="parts">{"".join(_of_part(part) for part in parts)}</div>'
    )


def _of_part(part: Part) -> str:
    total = len(part.touched) + len(part.untouched)
    # A rule is a chain; its name stands in no conversation.
    searchable = part.title != "rules"
    names = "".join(
        f'<li><button type="button" data-find="{escape(name)}">{escape(name)}</button></li>'
        if searchable
        else f"<li>{escape(name)}</li>"
        for name in part.touched
    )
    missing = escape(", ".join(part.untouched))
    return (
        f'<div class="part"><p><b>{escape(part.title)}</b>'
        f"<span>{len(part.touched)} of {total}, {part.share:.0%}</span></p>"
        f'<meter value="{part.share:.3f}" aria-label="share of {escape(part.title)} touched">'
        "</meter>"
        + (f'<p class="untouched">untouched: {missing}</p>' if missing else "")
        + f'<details><summary>touched</summary><ul class="names">{names}</ul></details></div>'
    )


def _tools(records: Sequence[Mapping[str, Any]]) -> str:
    kinds = "".join(
        f'<option value="{escape(kind)}">{escape(_spaced(kind))}</option>'
        for kind in _by_kind(records)
    )
    outcomes = "".join(
        f"<option>{outcome}</option>"
        for outcome in _OUTCOMES
        if any(record["outcome"] == outcome for record in records)
    )
    return (
        '<div class="tools">'
        '<input id="search" type="search" placeholder="Search words, intents, actions" '
        'aria-label="Search the conversations">'
        '<select id="outcome" aria-label="Outcome"><option value="">passed or not</option>'
        f"{outcomes}</select>"
        f'<select id="kind" aria-label="Kind"><option value="">every kind</option>{kinds}</select>'
        '<button id="toggle" type="button">Open or close all</button>'
        '<output id="shown"></output></div>'
    )


def _by_kind(records: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    kinds: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        kinds.setdefault(_kind_of(record), []).append(record)
    return dict(sorted(kinds.items()))


def _kind_of(record: Mapping[str, Any]) -> str:
    return Path(record["file"]).parent.name or "tests"


def _spaced(kind: str) -> str:
    return kind.replace("_", " ")


def _group(kind: str, records: Sequence[Mapping[str, Any]]) -> str:
    shown = "".join(_conversation(record) for record in records)
    return (
        f'<section class="group"><h2>{escape(_spaced(kind))} <small>({len(records)})</small></h2>'
        f"{shown}</section>"
    )


def _conversation(record: Mapping[str, Any]) -> str:
    outcome = record["outcome"]
    turns = "".join(_turn(turn) for turn in record["turns"])
    failure = _failure(record["failure"]) if record.get("failure") else ""
    return (
        f'<details class="case {outcome}" data-kind="{escape(_kind_of(record))}"'
        f"{' open' if outcome == 'failed' else ''}>"
        f"<summary><span>{escape(record['name'])}</span><b>{outcome}</b></summary>"
        f'<p class="place"><code>{escape(record["file"])}:{record["line"]}</code></p>'
        f'<div class="chat">{turns}</div>{failure}</details>'
    )


def _failure(text: str) -> str:
    """What the tester reads in the terminal, without the dialogue that stands above it."""
    without_dialogue = re.sub(r"\n\nThe conversation\n(?:[ \t].*\n|\n(?=[ \t]))*", "\n", text)
    lines = []
    for line in escape(without_dialogue).splitlines():
        mark = {"  - ": "del", "  + ": "ins"}.get(line[:4])
        lines.append(f"<{mark}>{line}</{mark}>" if mark else line)
    return '<pre class="failure">' + "\n".join(lines) + "</pre>"


def _turn(turn: Mapping[str, Any]) -> str:
    intent = turn.get("intent")
    notes = [f"{intent} {turn['confidence']:.2f}"] if intent else []
    notes += [name for name in turn["actions"] if name not in notes]
    notes += [f"{turn['seconds'] * 1000:.0f} ms"] if turn["seconds"] else []
    messages = "".join(_message(message) for message in turn["messages"])
    press = " press" if turn["text"].startswith("/") else ""
    return (
        f'<p class="bubble visitor{press}">{escape(turn["text"])}</p>'
        f'<p class="note">{escape(" · ".join(notes))}</p>'
        + (messages or '<p class="silent">(no answer)</p>')
    )


def _message(message: Mapping[str, Any]) -> str:
    buttons = "".join(f"<li>{escape(b['title'])}</li>" for b in message["buttons"])
    data = _data(message["data"]) if message["data"] else ""
    image = message.get("image")
    return (
        f'<div class="bubble bot"><p>{escape(message["text"])}</p>'
        + (f"<p>(image: {escape(image)})</p>" if image else "")
        + data
        + (f"<ul>{buttons}</ul>" if buttons else "")
        + "</div>"
    )


def _data(data: Mapping[str, Any]) -> str:
    """Rows as the table that a visitor sees; other data, which only programs read, folded."""
    rows = data.get("rows")
    if isinstance(rows, list) and rows and all(isinstance(row, Mapping) for row in rows):
        return _compared(rows, data.get("columns"))
    shown = "".join(
        f"<tr><th scope=row>{escape(str(key))}</th><td>{_value(value)}</td></tr>"
        for key, value in data.items()
    )
    return (
        f"<details><summary>data</summary>"
        f'<div class="scroll"><table>{shown}</table></div></details>'
    )


def _compared(rows: Sequence[Mapping[str, Any]], columns: Any) -> str:
    keys = [key for key in dict.fromkeys(k for row in rows for k in row) if key != _ASPECT]
    values = [key for key in keys if key != _LABEL]
    named = isinstance(columns, list) and len(columns) == len(values)
    titles = dict(zip(values, columns if named else values, strict=True)) | {_LABEL: ""}
    return _table([{titles[key]: row.get(key, "") for key in keys} for row in rows])


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    head = "".join(f"<th>{escape(str(key))}</th>" for key in keys)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(row.get(key, '')))}</td>" for key in keys) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _value(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        return _table(value)
    return escape("none" if value is None else str(value))


def _understanding(directory: Path | None) -> str:
    report = directory / "report.md" if directory else None
    if directory is None or report is None or not report.is_file():
        return ""
    from markdown_it import MarkdownIt

    text = (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .render(report.read_text(encoding="utf-8"))
    )
    pictures = "".join(
        f'<img alt="{escape(file.stem.replace("_", " "))}" src="data:{_PICTURES[file.suffix]};'
        f'base64,{base64.b64encode(file.read_bytes()).decode()}">'
        for file in sorted(directory.iterdir())
        if file.suffix in _PICTURES
    )
    return (
        "<h2>How well it understands <small>(make nlu-report)</small></h2>"
        f'<details class="part"><summary>The report on the held-out questions</summary>'
        f'<div class="scroll">{text}</div>{pictures}</details>'
    )
