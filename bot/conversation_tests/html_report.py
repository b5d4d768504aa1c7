"""The report for people: every conversation as a visitor saw it, and what no test touched.

One file that needs nothing from the network.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from bot.conversation_tests.coverage import Part

_ASSETS = Path(__file__).parent
_PICTURES = {".png": "image/png", ".svg": "image/svg+xml"}


def html_report(
    records: Sequence[Mapping[str, Any]],
    parts: Sequence[Part],
    understanding: Path | None = None,
) -> str:
    """Writes the report.

    Args:
        records: The conversations (see `records.record_of`), each with `outcome` and `failure`.
        parts: What the tests touched.
        understanding: A folder with the report on the understanding (`report.md` and pictures).

    Returns:
        A whole HTML page.
    """
    passed = sum(record["outcome"] == "passed" for record in records)
    failed = len(records) - passed
    sections = [
        _figures(records, passed, failed),
        _coverage(parts),
        *(_kind(kind, group) for kind, group in _by_kind(records).items()),
        _understanding(understanding),
    ]
    title = f"Conversation tests: {passed} passed, {failed} failed"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>"
        f"<style>{(_ASSETS / 'html_report.css').read_text(encoding='utf-8')}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{''.join(sections)}</main></body></html>\n"
    )


def _figures(records: Sequence[Mapping[str, Any]], passed: int, failed: int) -> str:
    messages = sum(len(record["turns"]) for record in records)
    times = sorted(turn["seconds"] for record in records for turn in record["turns"])
    median = f"{times[len(times) // 2] * 1000:.0f} ms" if times else "none"
    cells = {
        "conversations": len(records),
        "passed": passed,
        "failed": failed,
        "messages of visitors": messages,
        "median time of an answer": median,
    }
    shown = "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in cells.items())
    return f'<dl class="figures">{shown}</dl>'


def _coverage(parts: Sequence[Part]) -> str:
    if not parts:
        return ""
    rows = "".join(
        f"<tr><th scope=row>{escape(part.title)}</th>"
        f"<td>{len(part.touched)} of {len(part.touched) + len(part.untouched)}</td>"
        f"<td>{part.share:.0%}</td>"
        f"<td>{escape(', '.join(part.untouched)) or 'all are touched'}</td></tr>"
        for part in parts
    )
    return (
        "<h2>What the tests touch</h2><table><thead><tr><th>of the</th><th>touched</th>"
        f"<th>share</th><th>untouched</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _by_kind(records: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    kinds: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        kinds.setdefault(Path(record["file"]).parent.name or "tests", []).append(record)
    return dict(sorted(kinds.items()))


def _kind(kind: str, records: Sequence[Mapping[str, Any]]) -> str:
    passed = sum(record["outcome"] == "passed" for record in records)
    shown = "".join(_conversation(record) for record in records)
    return f"<h2>{escape(kind.replace('_', ' '))} ({passed} of {len(records)})</h2>{shown}"


def _conversation(record: Mapping[str, Any]) -> str:
    ok = record["outcome"] == "passed"
    turns = "".join(_turn(turn) for turn in record["turns"])
    failure = f"<pre>{escape(record['failure'])}</pre>" if record.get("failure") else ""
    return (
        f'<details class="{"passed" if ok else "failed"}"{"" if ok else " open"}>'
        f"<summary><b>{'passed' if ok else 'failed'}</b> {escape(record['name'])} "
        f"<small>{escape(record['file'])}:{record['line']}</small></summary>"
        f'<div class="chat">{turns}</div>{failure}</details>'
    )


def _turn(turn: Mapping[str, Any]) -> str:
    intent = turn.get("intent")
    understood = f"{intent} {turn['confidence']:.2f}" if intent else ""
    messages = "".join(_message(message) for message in turn["messages"])
    return (
        f'<p class="visitor">{escape(turn["text"])}</p>'
        f'<p class="note">{escape(understood)}</p>'
        + (messages or '<p class="note">(no answer)</p>')
    )


def _message(message: Mapping[str, Any]) -> str:
    buttons = "".join(f"<li>{escape(b['title'])}</li>" for b in message["buttons"])
    data = _data(message["data"]) if message["data"] else ""
    return (
        f'<div class="bot"><p>{escape(message["text"])}</p>{data}'
        + (f"<ul>{buttons}</ul>" if buttons else "")
        + "</div>"
    )


def _data(data: Mapping[str, Any]) -> str:
    """Structured data as a table: a list of rows by their keys, everything else by its name."""
    rows = data.get("rows")
    if isinstance(rows, list) and rows and all(isinstance(row, Mapping) for row in rows):
        return _table(rows)
    shown = "".join(
        f"<tr><th scope=row>{escape(str(key))}</th><td>{_value(value)}</td></tr>"
        for key, value in data.items()
    )
    return f"<table>{shown}</table>"


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    head = "".join(f"<th>{escape(str(key))}</th>" for key in keys)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(row.get(key, '')))}</td>" for key in keys) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


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
    return f"<h2>Understanding</h2><details><summary>Report</summary>{text}{pictures}</details>"
