"""Each case runs in a process of its own: what was imported once can't be left out any more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.paths import CONFIG_FILE, PROJECT_ROOT

LEAVE_OUT = """
import sys
from pathlib import Path
from bot.tensorflow_stand_in import TensorFlowLeftOut, leave_tensorflow_out
stands = leave_tensorflow_out(Path(sys.argv[1]))
"""


def run(code: str, config: Path = CONFIG_FILE) -> str:
    process = subprocess.run(
        [sys.executable, "-c", LEAVE_OUT + code, str(config)],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert process.returncode == 0, process.stderr
    return process.stdout.strip()


def test_rasa_is_imported_without_tensorflow() -> None:
    loaded = run(
        "import rasa.core.run, rasa.engine.recipes.default_components\n"
        "print(stands, sorted(m for m in sys.modules if m.startswith('tensorflow.python.')))"
    )
    # One import of a type that is never made an object of.
    assert loaded in (
        "True []",
        "True ['tensorflow.python.eager', 'tensorflow.python.eager.wrap_function']",
    )


def test_whoever_would_compute_with_the_stand_in_is_told_so() -> None:
    said = run(
        "import tensorflow as tf\n"
        "class Model(tf.keras.Model): pass\n"
        "for use in (Model, tf.constant, tf.function):\n"
        "    try: use(1)\n"
        "    except TensorFlowLeftOut as error: print(error)"
    ).splitlines()
    assert [line.split(" needs ")[0] for line in said] == ["Model", "constant", "function"]


@pytest.mark.parametrize(
    "component", ["DIETClassifier", "TEDPolicy", "somebody.elses.Classifier", "SpacyNLP"]
)
def test_a_component_that_may_need_tensorflow_keeps_it(tmp_path: Path, component: str) -> None:
    config = tmp_path / "config.yml"
    config.write_text(f"pipeline: [{{name: {component}}}]\npolicies: [{{name: RulePolicy}}]\n")
    assert run("print(stands, sys.meta_path[0].__class__.__name__)", config).startswith("False")


@pytest.mark.parametrize("content", ["", "pipeline: 1", "{", "pipeline: []"])
def test_a_config_that_cannot_be_read_keeps_it(tmp_path: Path, content: str) -> None:
    config = tmp_path / "config.yml"
    config.write_text(content)
    assert run("print(stands)", config) == "False"


def test_what_is_imported_already_is_not_replaced() -> None:
    assert (
        run(
            "import types\n"
            "sys.meta_path.pop(0) if stands else None\n"
            "sys.modules['tensorflow'] = types.ModuleType('tensorflow')\n"
            "print(leave_tensorflow_out())"
        )
        == "False"
    )
