"""Slack's message format, mrkdwn: read from what people type, written for what is posted."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINK = re.compile(r"<(?P<kind>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_EMPHASIS = re.compile(r"(?<![\w*_~`])([*_~`]{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])", re.DOTALL)
_BULLET = re.compile(r"^- ", re.MULTILINE)
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SPACES = re.compile(r"[ \t]{2,}")


def plain_text(text: str, bot_users: frozenset[str] = frozenset()) -> str:
    """What a person typed, as words.

    Args:
        text: A message's text as Slack sends it.
        bot_users: The app's own users, whose mention is no part of the question.

    Returns:
        The text without markup; other people's mentions become "@someone".
    """

    def word(link: re.Match[str]) -> str:
        kind, target, label = link["kind"], link["target"], link["label"]
        if kind == "@":
            return " " if target in bot_users else "@someone"
        if kind == "#":
            return f"#{label}" if label else "#channel"
        if kind == "!":
            return label or f"@{target.partition('^')[0]}"
        return label or target.removeprefix("mailto:").removeprefix("tel:")

    words = _LINK.sub(word, text)
    for _ in range(2):  # bold in italics
        words = _EMPHASIS.sub(r"\2", words)
    return _SPACES.sub(" ", unescape(words)).strip()


def escape(text: str) -> str:
    """Words that Slack shows as they are, mentions and links included."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The reverse of `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def from_answer(text: str) -> str:
    """An answer's words in Slack's format: escaped, list points and bold as Slack has them."""
    return _BULLET.sub("• ", _BOLD.sub(r"*\1*", escape(text)))


def link(url: str, title: str) -> str:
    """A link with words of its own; the words alone where the address would break it."""
    if not url.startswith(("https://", "http://")) or any(c in url for c in "<>|\"' \n"):
        return escape(title)
    return f"<{url.replace('&', '&amp;')}|{escape(title).replace('|', '¦')}>"


def split(text: str, most: int) -> list[str]:
    """Splits a text between paragraphs, else lines, sentences, words, at worst anywhere.

    Args:
        text: The text.
        most: The most characters of a part.

    Returns:
        The parts, none empty.
    """
    return [part for part in _parts(text.strip(), most) if part]


def _parts(text: str, most: int) -> Iterator[str]:
    if len(text) <= most:
        yield text
        return
    end = _last_break(text, most)
    yield text[:end].rstrip()
    yield from _parts(text[end:].lstrip(), most)


def _last_break(text: str, most: int) -> int:
    window = text[: most + 1]
    for separator in ("\n\n", "\n"):
        found = window.rfind(separator)
        if found > 0:
            return found
    sentences = [match.start() for match in _SENTENCE_END.finditer(window) if match.start()]
    if sentences:
        return sentences[-1]
    space = window.rfind(" ")
    if space > 0:
        return space
    # Not within an escaped character such as "&lt;".
    escape_start = window.rfind("&", most - 5, most)
    return escape_start if escape_start > 0 and ";" not in window[escape_start:most] else most
