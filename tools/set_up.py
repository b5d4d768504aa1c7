"""Makes .venv with everything the project needs. Runs on any Python 3 with nothing installed.

It brings uv (into .venv-tools) where the machine has none, finds or fetches Python 3.10, on which
Rasa 3.6 runs, and installs the locked packages with their hashes checked. When nothing changed
since the last time, it does nothing.
"""

import glob
import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
TOOLS = os.path.join(ROOT, ".venv-tools")
LOCK = os.path.join(ROOT, "requirements.lock")
STAMP = os.path.join(VENV, "installed-lock.sha256")


def main():
    with open(LOCK, "rb") as lock:
        wanted = hashlib.sha256(lock.read()).hexdigest()
    if os.path.exists(STAMP) and open(STAMP).read() == wanted and os.path.exists(python_of(VENV)):
        return 0
    print("Setting up: Python 3.10 and the packages Rasa needs (about 3 GB; a few minutes).")
    sys.stdout.flush()
    uv = find_uv()
    if uv is None:
        return give_up(
            "uv could not be installed: check the network, or install it by hand "
            "(https://docs.astral.sh/uv/) and try again."
        )
    if not has_python_310(python_of(VENV)):
        python = find_python_310() or "3.10"
        if run([uv, "venv", "--quiet", "--clear", "--python", python, VENV]) != 0:
            return give_up(
                "No Python 3.10 could be found or fetched, and Rasa 3.6 runs on no other: "
                "install Python 3.10 (for example with pyenv) and try again."
            )
    # Compiled once for all starts: some machines tell Python to write no bytecode, and would
    # otherwise compile thousands of files whenever the assistant starts.
    sync = [uv, "pip", "sync", "--quiet", "--compile-bytecode", "--require-hashes"]
    if run([*sync, "--python", python_of(VENV), LOCK]) != 0:
        return give_up(
            "The locked packages could not be installed: check the network and the free disk "
            "space (4 GB are needed) and try again."
        )
    with open(STAMP, "w") as stamp:
        stamp.write(wanted)
    return 0


def find_uv():
    """The path of uv; installs it into .venv-tools where the machine has none."""
    for candidate in (shutil.which("uv"), os.path.join(TOOLS, "bin", "uv")):
        if candidate and run([candidate, "--version"], quiet=True) == 0:
            return candidate
    if run([sys.executable, "-m", "venv", TOOLS], quiet=True) == 0:
        pip = [python_of(TOOLS), "-m", "pip", "install", "--quiet", "uv"]
    else:  # Debian's Python has venv in a package of its own.
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", TOOLS, "uv"]
    if run(pip) != 0:
        return None
    uv = os.path.join(TOOLS, "bin", "uv")
    return uv if os.path.exists(uv) else None


def find_python_310():
    """A Python 3.10 that runs; pyenv's own folders are searched because its shims may refuse."""
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    found = sorted(glob.glob(os.path.join(pyenv, "versions", "3.10.*", "bin", "python3.10")))
    for candidate in [shutil.which("python3.10"), *reversed(found)]:
        if candidate and has_python_310(candidate):
            return candidate
    return None


def has_python_310(python):
    """Whether this path is a Python 3.10 that runs."""
    check = "import sys; sys.exit(sys.version_info[:2] != (3, 10))"
    return run([python, "-c", check], quiet=True) == 0


def python_of(environment):
    """The interpreter of a virtual environment."""
    return os.path.join(environment, "bin", "python")


def run(command, quiet=False):
    """Runs a command; returns its exit code, 127 where it cannot be started."""
    output = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.call(command, stdout=output, stderr=output)
    except OSError:
        return 127


def give_up(sentence):
    """Says what to do; returns the exit code."""
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
