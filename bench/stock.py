"""Makes the stock project: what `rasa init` gives, with this assistant's data and rules."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from bot.paths import DATA_DIRECTORY, DOMAIN_FILE

STOCK_TEXT = "This is what the assistant says here."


def make_training_data(directory: Path, examples_an_intent: int) -> None:
    """Copies the training data with at most a number of examples an intent.

    Stock Rasa's classifier takes hours for all of them on two cores, so both assistants are
    trained on the same part for the comparison.

    Args:
        directory: Where to write `nlu` and `stories`.
        examples_an_intent: How many examples each intent keeps, spread evenly over its list.
    """
    shutil.copytree(DATA_DIRECTORY / "stories", directory / "stories")
    for file in (DATA_DIRECTORY / "nlu").glob("*.yml"):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for block in content["nlu"]:
            lines = block["examples"].splitlines()
            step = max(1, len(lines) / examples_an_intent)
            kept = [lines[int(n * step)] for n in range(min(len(lines), examples_an_intent))]
            block["examples"] = "".join(f"{line}\n" for line in kept)
        _write(directory / "nlu" / file.name, content)


def make_stock_project(directory: Path, training_data: Path) -> None:
    """Writes a stock Rasa project.

    The pipeline and policies are those that `rasa init` configures. Training data and rules are
    this assistant's. Custom actions become plain responses, so that the stock assistant needs no
    action server: that is to its advantage.

    Args:
        directory: Where to write; what stands there is removed.
        training_data: What `make_training_data` wrote.
    """
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    config = yaml.safe_load(_initial_project_config().read_text(encoding="utf-8"))
    config["assistant_id"] = "stock"
    _write(directory / "config.yml", config)
    domain = yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))
    actions = domain.pop("actions")
    domain.pop("slots")
    domain.pop("entities")
    domain["responses"] = {
        name: [{"text": variations[0]["text"]}] for name, variations in domain["responses"].items()
    } | {response_of(action): [{"text": STOCK_TEXT}] for action in actions}
    _write(directory / "domain.yml", domain)
    shutil.copytree(training_data / "nlu", directory / "data" / "nlu")
    for file in (training_data / "stories").glob("*.yml"):
        rules = yaml.safe_load(file.read_text(encoding="utf-8"))
        for rule in rules["rules"]:
            for step in rule["steps"]:
                if "action" in step:
                    step["action"] = response_of(step["action"])
        _write(directory / "data" / "stories" / file.name, rules)
    _write(directory / "credentials.yml", {"rest": None})
    _write(
        directory / "endpoints.yml",
        {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": "conversations.db"}},
    )


def _initial_project_config() -> Path:
    package = find_spec("rasa")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("rasa is not installed; run 'make setup'")
    return Path(package.origin).parent / "cli" / "initial_project" / "config.yml"


def response_of(action: str) -> str:
    """The response of the stock project that stands for an action.

    Args:
        action: A custom action, or a response, which stands for itself.
    """
    return "utter_" + action.removeprefix("action_") if action.startswith("action_") else action


def _write(file: Path, content: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
