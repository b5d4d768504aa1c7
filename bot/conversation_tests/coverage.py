"""Which intents, answers, actions and rules of an assistant the tests touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.conversation_tests.inventory import Inventory

_LISTEN = "action_listen"


@dataclass(frozen=True)
class Rule:
    """A rule as a chain of intents and actions; slots and conditions are not looked at.

    Attributes:
        name: The rule's name.
        steps: For each step, the names any of which fulfils it.
    """

    name: str
    steps: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Part:
    """One kind of thing that tests can touch.

    Attributes:
        title: What it is, in the plural.
        touched: Names that a test touched.
        untouched: Names that no test touched.
    """

    title: str
    touched: tuple[str, ...]
    untouched: tuple[str, ...]

    @property
    def share(self) -> float:
        """How much was touched, from 0 to 1."""
        total = len(self.touched) + len(self.untouched)
        return len(self.touched) / total if total else 1.0


def coverage(
    records: Sequence[Mapping[str, Any]], inventory: Inventory, rules: Sequence[Rule]
) -> list[Part]:
    """Works out what the tests touched.

    Args:
        records: The conversations (see `records.record_of`).
        inventory: The assistant's names.
        rules: The assistant's rules.
    """
    chains = [_chain(record) for record in records]
    seen = touched_names(records)
    followed = {rule.name for rule in rules if any(_contains(chain, rule) for chain in chains)}
    built_in = inventory.built_in
    return [
        _part("intents", inventory.intents - built_in, seen),
        _part("answers", inventory.responses, seen),
        _part("actions", inventory.actions - built_in, seen),
        _part("rules", frozenset(rule.name for rule in rules), followed),
    ]


def touched_names(records: Sequence[Mapping[str, Any]]) -> set[str]:
    """The intents, actions and answers that appear in conversations.

    Args:
        records: The conversations (see `records.record_of`).
    """
    messages = (m for record in records for turn in record["turns"] for m in turn["messages"])
    names = {name for record in records for name in _chain(record)}
    return names | {message["utter_name"] for message in messages if message["utter_name"]}


def read_rules(directory: Path) -> list[Rule]:
    """Reads the rules of a Rasa project.

    Args:
        directory: The folder with the training data; files that are no YAML are passed over, as
            the training itself reports them.
    """
    rules = []
    for file in sorted([*directory.rglob("*.yml"), *directory.rglob("*.yaml")]):
        try:
            text = file.read_text(encoding="utf-8")
            # Other training files are long, and no rule stands in them.
            content = yaml.safe_load(text) if "rules:" in text else None
        except (yaml.YAMLError, UnicodeDecodeError):
            continue
        listed = content.get("rules") if isinstance(content, dict) else None
        rules += [_rule(entry) for entry in listed or ()]
    return rules


def _rule(entry: Mapping[str, Any]) -> Rule:
    steps = [_names(step) for step in entry.get("steps") or ()]
    return Rule(str(entry.get("rule")), tuple(step for step in steps if step))


def _names(step: Mapping[str, Any]) -> frozenset[str]:
    if "or" in step:
        return frozenset().union(*(_names(choice) for choice in step["or"]))
    name = step.get("intent") or step.get("action")
    return frozenset({str(name)}) if name and name != _LISTEN else frozenset()


def _chain(record: Mapping[str, Any]) -> list[str]:
    chain = []
    for turn in record["turns"]:
        if turn.get("intent"):
            chain.append(turn["intent"])
        chain += turn["actions"]
    return chain


def _contains(chain: Sequence[str], rule: Rule) -> bool:
    length = len(rule.steps)
    return length > 0 and any(
        all(chain[start + n] in names for n, names in enumerate(rule.steps))
        for start in range(len(chain) - length + 1)
    )


def _part(title: str, known: frozenset[str], touched: set[str]) -> Part:
    return Part(title, tuple(sorted(known & touched)), tuple(sorted(known - touched)))
