import os
import subprocess
import sys

from bot.paths import PROJECT_ROOT as PROJECT

SCRIPT = PROJECT / "tools" / "set_up.py"


def test_a_set_up_project_is_left_alone():
    ended = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True)
    assert ended.returncode == 0
    assert ended.stdout == ""


def test_the_lock_names_no_addresses_and_checks_every_package():
    lock = (PROJECT / "requirements.lock").read_text()
    assert "://" not in lock
    packages = [line for line in lock.splitlines() if line[:1].isalnum()]
    assert packages
    assert lock.count("--hash=sha256:") >= len(packages)


def test_no_python_310_to_be_had_is_said_in_one_sentence(tmp_path):
    """A copy of the project on a machine with a uv that can find and fetch nothing."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "set_up.py").write_bytes(SCRIPT.read_bytes())
    (tmp_path / "requirements.lock").write_text("nothing")
    commands = tmp_path / "bin"
    commands.mkdir()
    uv = commands / "uv"
    uv.write_text('#!/bin/sh\n[ "$1" = --version ]\n')
    uv.chmod(0o755)
    ended = subprocess.run(
        [sys.executable, tmp_path / "tools" / "set_up.py"],
        capture_output=True,
        text=True,
        env={"PATH": str(commands), "HOME": str(tmp_path), "LANG": os.environ.get("LANG", "C")},
    )
    assert ended.returncode == 1
    assert "install Python 3.10" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
