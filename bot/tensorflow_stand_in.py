"""Keeps TensorFlow out of a process in which nothing uses it.

Rasa's modules import TensorFlow whatever the pipeline: several seconds and hundreds of megabytes
for class definitions that this pipeline never instantiates. The stand-in gives them names to
inherit from and to annotate with. Whoever would really compute with one is told so at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from bot.paths import CONFIG_FILE

PACKAGES = frozenset({"tensorflow", "keras"})
OWN_COMPONENTS = "bot."
# Of Rasa's components, those known to work without TensorFlow; with any other it is imported.
COMPONENTS_WITHOUT_TENSORFLOW = frozenset(
    {
        "FallbackClassifier",
        "KeywordIntentClassifier",
        "RegexEntityExtractor",
        "WhitespaceTokenizer",
        "RulePolicy",
        "MemoizationPolicy",
        "AugmentedMemoizationPolicy",
    }
)


class TensorFlowLeftOut(RuntimeError):
    """Something wants to compute with TensorFlow, which was left out of this process."""


class _NamesOnly(type):
    """The type of everything in the stand-in: has every attribute, can't be called."""

    def __getattr__(cls, name: str) -> Any:
        return _attribute(cls, name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        raise TensorFlowLeftOut(
            f"{cls.__name__} needs TensorFlow, which this process left out because no component of "
            f"config.yml was known to use it (see {__name__})."
        )


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        return _attribute(self, name)


class _Finder(MetaPathFinder, Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def _attribute(owner: Any, name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    value = _NamesOnly(name, (), {})
    setattr(owner, name, value)
    return value


def leave_tensorflow_out(config: Path = CONFIG_FILE) -> bool:
    """Puts the stand-in in TensorFlow's place, unless a component may need the real one.

    Args:
        config: The assistant's pipeline and policies.

    Returns:
        Whether the stand-in stands; not where TensorFlow was imported before.
    """
    if any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return True
    if not PACKAGES.isdisjoint(sys.modules) or not _works_without(_component_names(config)):
        return False
    sys.meta_path.insert(0, _Finder())
    return True


def _works_without(components: Iterable[str]) -> bool:
    return all(
        name.startswith(OWN_COMPONENTS) or name in COMPONENTS_WITHOUT_TENSORFLOW
        for name in components
    )


def _component_names(config: Path) -> list[str]:
    try:
        content = yaml.safe_load(config.read_text(encoding="utf-8"))
        return [str(entry["name"]) for part in ("pipeline", "policies") for entry in content[part]]
    except (OSError, ValueError, yaml.YAMLError, KeyError, TypeError):
        # Whoever needs the file says what is wrong with it.
        return [""]
