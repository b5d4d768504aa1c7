"""Trains a model when the training data, the domain or the configuration changed."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

from bot.nlu.trained_code import code_fingerprint
from bot.paths import (
    CONFIG_FILE,
    DATA_DIRECTORY,
    DOMAIN_FILE,
    MODELS_DIRECTORY,
    PROJECT_ROOT,
)

MODEL_PREFIX = "assistant-"
KEPT_MODELS = 2


class TrainingFailed(Exception):
    """The model could not be trained; the message says why, in one sentence."""


def fingerprint() -> str:
    """A hash of all that decides how a model comes out."""
    digest = hashlib.sha256(f"{version('rasa')} {code_fingerprint()}".encode())
    data = sorted(DATA_DIRECTORY.rglob("*.yml"))
    for file in [CONFIG_FILE, DOMAIN_FILE, *data]:
        digest.update(str(file.relative_to(PROJECT_ROOT)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def trained_model() -> Path | None:
    """The model of the current data, or None where it is not trained yet."""
    model = MODELS_DIRECTORY / f"{MODEL_PREFIX}{fingerprint()}.tar.gz"
    return model if model.is_file() else None


def train(force: bool = False) -> Path:
    """Trains if needed.

    Args:
        force: Train even if nothing changed.

    Returns:
        The model's file.

    Raises:
        TrainingFailed: The data is broken or training stopped.
    """
    model = trained_model()
    if model and not force:
        return model
    check_yaml()
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    from rasa.model_training import train as rasa_train
    from rasa.shared.exceptions import RasaException

    name = f"{MODEL_PREFIX}{fingerprint()}"
    try:
        result = rasa_train(
            domain=str(DOMAIN_FILE),
            config=str(CONFIG_FILE),
            training_files=[str(DATA_DIRECTORY)],
            output=str(MODELS_DIRECTORY),
            fixed_model_name=name,
            force_training=force,
        )
    except RasaException as error:
        raise TrainingFailed(f"Training stopped: {error}") from error
    if result.code != 0 or not result.model:
        raise TrainingFailed(
            "Training stopped; run 'make validate' to see what is wrong with the data."
        )
    path = Path(result.model)
    path.touch()
    _forget_old_models()
    return path


def check_yaml() -> None:
    """Reads every YAML file that training needs.

    Raises:
        TrainingFailed: A file is missing or is not YAML; says which, and where in it.
    """
    from ruamel.yaml import YAML, YAMLError

    parser = YAML(typ="safe")
    for file in [CONFIG_FILE, DOMAIN_FILE, *sorted(DATA_DIRECTORY.rglob("*.yml"))]:
        name = file.relative_to(PROJECT_ROOT)
        try:
            parser.load(file.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise TrainingFailed(f"The file {name} is missing.") from error
        except UnicodeDecodeError as error:
            raise TrainingFailed(f"The file {name} is not UTF-8 text.") from error
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f" line {mark.line + 1}" if mark else ""
            problem = getattr(error, "problem", None) or "it is not valid YAML"
            raise TrainingFailed(f"Please correct {name}{where}: {problem}.") from error


def _forget_old_models() -> None:
    models = sorted(
        MODELS_DIRECTORY.glob(f"{MODEL_PREFIX}*.tar.gz"), key=lambda m: m.stat().st_mtime
    )
    for model in models[:-KEPT_MODELS]:
        model.unlink()
