"""Works out which tests a changed file touches; nothing here knows of Rasa."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

DOMAIN = "domain.yml"
ACTIONS = "actions/"
TESTS = "tests/"


@dataclass(frozen=True)
class Rerun:
    """Which tests to run again.

    Attributes:
        files: Test files, from the project's root: all of their tests.
        names: Names of answers and actions: the tests that touched one of them last time.
        everything: All tests.
        reload: The assistant must be loaded anew (and trained, if its model is of other data).
    """

    files: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    everything: bool = False
    reload: bool = False

    def __or__(self, other: Rerun) -> Rerun:
        """What either of two asks for."""
        return Rerun(
            self.files | other.files,
            self.names | other.names,
            self.everything or other.everything,
            self.reload or other.reload,
        )

    def __bool__(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.files or self.names or self.everything or self.reload)


def rerun_for(path: str, old: str, new: str, is_test: bool) -> Rerun:
    """What one changed file asks for.

    A changed answer or action touches the tests in which it appeared. Training data and
    configuration change the model, so any test may come out otherwise; so may shared code.

    Args:
        path: The file from the project's root, with slashes.
        old: Its text before; "" if there was none.
        new: Its text now; "" if it was removed.
        is_test: Whether it holds conversation tests.
    """
    if is_test:
        return Rerun(files=frozenset({path})) if new else Rerun()
    if path.startswith(TESTS):
        return Rerun()
    names: frozenset[str] = frozenset()
    if path == DOMAIN:
        names = changed_answers(old, new)
    elif path.startswith(ACTIONS) and path.endswith(".py"):
        names = action_names(old) | action_names(new)
    return Rerun(names=names, everything=not names, reload=True)


def changed_answers(old: str, new: str) -> frozenset[str]:
    """The responses that differ between two versions of a domain.

    Returns:
        Their names; none where anything but responses differs, or a version can't be read.
    """
    before, after = _domain(old), _domain(new)
    if before is None or after is None:
        return frozenset()
    answers_before, answers_after = before.pop("responses", None), after.pop("responses", None)
    if before != after:
        return frozenset()
    if not isinstance(answers_before, Mapping) or not isinstance(answers_after, Mapping):
        return frozenset()
    names = {*answers_before, *answers_after}
    return frozenset(n for n in names if answers_before.get(n) != answers_after.get(n))


def action_names(code: str) -> frozenset[str]:
    """The names that the actions in a module give themselves.

    Args:
        code: The module's text; code that is not valid has no names.
    """
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return frozenset()
    methods = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "name")
    returned = (n.value for m in methods for n in ast.walk(m) if isinstance(n, ast.Return))
    return frozenset(
        value.value
        for value in returned
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    )


def _domain(text: str) -> dict[str, Any] | None:
    try:
        content = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None
    return content if isinstance(content, dict) else None
