"""Tells a tester why a test failed, without words from inside the machine."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Sequence

from bot.conversation_tests.checking import Mismatch
from bot.conversation_tests.nearest import NearestExamples
from bot.conversation_tests.observed import ObservedTurn
from bot.conversation_tests.running import CaseResult

WIDTH = 96
NEXT_BEST = 2
LONG_TEXT = 8  # words
NEARLY_THE_SAME = 0.6  # share of the words
_VISITOR, _BOT = "visitor  ", "bot      "


def explain(result: CaseResult, examples: NearestExamples | None = None) -> str:
    """Describes a failed test.

    Args:
        result: What came of the test.
        examples: Looks up the nearest training examples; None leaves them out.

    Returns:
        The dialogue, what was expected and what came, and how the message was understood.
    """
    turn = result.failing_turn
    if turn is None:
        return "The test passed."
    places = [mismatch.place for mismatch in result.mismatches] or [turn.place]
    parts = [f'{places[0]}  "{result.case.name}"', _section("The conversation", _dialogue(result))]
    if result.failure is not None:
        parts.append(_section("The assistant did not answer", [f"{_VISITOR}{turn.text}"]))
        parts.append(textwrap.indent(result.failure, "  "))
        return "\n\n".join(parts)
    parts += [_difference(mismatch) for mismatch in result.mismatches]
    parts += _how_understood(result.turns[-1], examples)
    return "\n\n".join(parts)


def dialogue_lines(turn: ObservedTurn) -> list[str]:
    """One turn as a dialogue, with what the buttons say."""
    lines = _said(_VISITOR, turn.text)
    for message in turn.messages:
        lines += _said(_BOT, message.text or ("" if message.image else "(no words)"))
        if message.buttons:
            lines += _said(" " * len(_BOT), "  ".join(f"[{b['title']}]" for b in message.buttons))
        if message.image:
            lines += _said(" " * len(_BOT), f"(image: {message.image})")
        if message.data:
            lines += _said(" " * len(_BOT), f"(data: {message.data.get('type', 'yes')})")
    if not turn.messages:
        lines.append(f"{_BOT}(nothing)")
    return lines


def _dialogue(result: CaseResult) -> list[str]:
    return [line for turn in result.turns for line in dialogue_lines(turn)]


def _difference(mismatch: Mismatch) -> str:
    lines: list[str] = []
    expected = [line for text in mismatch.expected for line in _wrapped(text)]
    actual = [line for text in mismatch.actual for line in _wrapped(text)]
    for line in difflib.ndiff(expected, actual):
        if not line.startswith("?"):
            lines.append(line)
    lines += _changed_words(mismatch)
    title = f"Expected in line {mismatch.place.line}: {mismatch.title}"
    return _section(f"{title}  (- expected, + what came)", lines)


def _changed_words(mismatch: Mismatch) -> list[str]:
    """The words that differ, where two texts are nearly the same."""
    if len(mismatch.expected) != 1 or len(mismatch.actual) != 1:
        return []
    expected, actual = mismatch.expected[0].split(), mismatch.actual[0].split()
    matcher = difflib.SequenceMatcher(None, expected, actual, autojunk=False)
    if len(expected) < LONG_TEXT or matcher.ratio() < NEARLY_THE_SAME:
        return []
    return [
        f"in words: '{' '.join(expected[a:b])}' became '{' '.join(actual[c:d])}'"
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def _how_understood(turn: ObservedTurn, examples: NearestExamples | None) -> list[str]:
    understood = turn.understanding
    if understood is None:
        return []
    ranked = [(understood.intent, understood.confidence), *understood.others[:NEXT_BEST]]
    shown = ", ".join(f"{name} {confidence:.2f}" for name, confidence in ranked)
    entities = [
        f"{entity.get('entity')} = {entity.get('value')!r}" for entity in understood.entities
    ]
    parts = [
        _section("Understood as", [shown]),
        _section("Entities", entities or ["none"]),
    ]
    if examples and not turn.text.startswith("/"):
        neighbors = examples.nearest(turn.text, [name for name, _ in ranked])
        lines = [
            f"{neighbor.similarity:.2f}  {neighbor.example.intent}: "
            + textwrap.shorten(neighbor.example.text, WIDTH)
            for neighbor in neighbors
        ]
        parts.append(_section("Nearest training examples", lines or ["none"]))
    return parts


def _section(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)])


def _said(who: str, text: str) -> list[str]:
    lines = _wrapped(text)
    return [who + lines[0], *(" " * len(who) + line for line in lines[1:])]


def _wrapped(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.splitlines() or [""]:
        lines += textwrap.wrap(line, WIDTH) or [""]
    return lines
