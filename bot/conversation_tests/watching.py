"""`python -m bot test --watch`: runs again what a change touches, with the assistant kept loaded.

Importing Rasa takes longest. It is imported once here; each worker process is forked off that, and
a new one replaces it when the assistant changed. A changed test needs no new worker.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from bot.conversation_tests.changes import DOMAIN, Rerun, rerun_for
from bot.conversation_tests.items import ConversationItem, shown_path
from bot.conversation_tests.plugin import DEFAULT_FILES, matches
from bot.conversation_tests.problems import CannotWatch
from bot.conversation_tests.reporter import TOUCHED
from bot.tensorflow_stand_in import leave_tensorflow_out

WATCHED = frozenset({".py", ".yml", ".yaml", ".json"})
UNWATCHED = frozenset(
    {"models", "var", "node_modules", "dist", "__pycache__", "docs", "bench", "tools", "deploy"}
)
QUIET_MILLISECONDS = 200  # an editor writes a file in several steps


class KeptAgent:
    """A pytest plugin for the runs of one worker: loads the agent once, runs what is asked for."""

    def __init__(self) -> None:
        """Starts without an agent."""
        self._agent: Any = None
        self.rerun = Rerun(everything=True)

    @pytest.hookimpl(tryfirst=True)
    def pytest_conversation_agent(self, root: Path, model: Path | None) -> Any:
        """Gives the same agent every time (see hooks.py)."""
        return self._kept(model)

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Leaves only the tests that the change touches."""
        touched = config.cache.get(TOUCHED, {}) if config.cache else {}
        chosen = [item for item in items if self._is_asked_for(item, touched)]
        left_out = [item for item in items if item not in set(chosen)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = chosen

    async def _kept(self, model: Path | None) -> Any:
        if self._agent is None:
            from bot.conversation_tests.project import load_agent

            self._agent = await load_agent(model)
        return self._agent

    def _is_asked_for(self, item: pytest.Item, touched: dict[str, list[str]]) -> bool:
        if self.rerun.everything or not isinstance(item, ConversationItem):
            return True
        if item.case.place.file in self.rerun.files:
            return True
        # A test that never ran may touch anything.
        return bool(self.rerun.names) and (
            item.nodeid not in touched or not self.rerun.names.isdisjoint(touched[item.nodeid])
        )


class Worker:
    """A process with a loaded assistant that runs tests when asked."""

    def __init__(self, root: Path, arguments: Sequence[str]) -> None:
        """Forks the process.

        Args:
            root: The project's root.
            arguments: For pytest.
        """
        context = multiprocessing.get_context("fork")
        self._connection, inner = context.Pipe()
        self._process = context.Process(
            target=_work, args=(root, inner, list(arguments)), daemon=True
        )
        self._process.start()
        inner.close()

    def run(self, rerun: Rerun) -> None:
        """Runs tests, and returns when they are done or the process ended."""
        self._connection.send(rerun)
        try:
            self._connection.recv()
        except EOFError:
            print("The tests ended unexpectedly; change something to try again.")

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.is_alive()

    def stop(self) -> None:
        """Ends the process."""
        self._process.terminate()
        self._process.join()


def watch_tests(root: Path, arguments: Sequence[str]) -> None:
    """Runs all tests, then what each change touches, until it is interrupted.

    Args:
        root: The project's root.
        arguments: For pytest: which tests to choose from.

    Raises:
        CannotWatch: A package is missing.
    """
    try:
        import watchfiles  # noqa: F401
    except ModuleNotFoundError as error:
        raise CannotWatch("--watch needs the package watchfiles; run 'make setup'.") from error
    _import_rasa()
    domain = _text(root / DOMAIN)
    worker = Worker(root, arguments)
    worker.run(Rerun(everything=True))
    try:
        for changed in _changes(root):
            rerun = Rerun()
            for file in changed:
                path = shown_path(file, root)
                old = domain if path == DOMAIN else ""
                is_test = any(matches(path, pattern) for pattern in DEFAULT_FILES)
                rerun |= rerun_for(path, old, _text(file), is_test)
            domain = _text(root / DOMAIN)
            if not rerun:
                continue
            print(_headline(changed, rerun, root), flush=True)
            if rerun.reload or not worker.is_alive:
                worker.stop()
                worker = Worker(root, arguments)
            worker.run(rerun)
    finally:
        worker.stop()


def run_when_asked(connection: Connection, arguments: list[str]) -> None:
    """What a worker does: trains if needed, then runs tests, whenever it is asked.

    Args:
        connection: Gives a `Rerun` for each run; told when the run is done.
        arguments: For pytest.
    """
    from bot.logs import configure_logs
    from bot.training import TrainingFailed, train

    configure_logs()
    kept = KeptAgent()
    while True:
        kept.rerun = connection.recv()
        try:
            train()
        except TrainingFailed as error:
            print(error)
        else:
            pytest.main(arguments, plugins=[kept])
        print("Watching for changes; Ctrl-C ends.", flush=True)
        connection.send(None)


def _work(root: Path, connection: Connection, arguments: list[str]) -> None:
    """The worker's process: takes the project's code as it stands now, not as it was forked."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and Path(file).is_relative_to(root) and "site-packages" not in file:
            del sys.modules[name]
    try:
        import_module(__name__).run_when_asked(connection, arguments)
    except (EOFError, KeyboardInterrupt):
        return
    except (ImportError, SyntaxError) as error:
        print(f"The project's code can't be loaded: {error}", flush=True)


def _changes(root: Path) -> Iterator[list[Path]]:
    """Changed files, a batch at a time."""
    from watchfiles import watch

    while True:
        # Single folders are watched, as the root holds much that is none of the project's.
        folders = list(_folders(root))
        for batch in watch(
            *folders, recursive=False, debounce=QUIET_MILLISECONDS, raise_interrupt=True
        ):
            paths = [Path(path) for _, path in batch]
            new_folders = [path for path in paths if _is_watched(path) and path not in folders]
            files = [*paths, *(f for folder in new_folders for f in folder.rglob("*"))]
            changed = sorted({f for f in files if f.suffix in WATCHED and not f.is_dir()})
            if changed:
                yield changed
            if new_folders:
                break


def _folders(root: Path) -> Iterator[Path]:
    yield root
    for folder in sorted(filter(_is_watched, root.iterdir())):
        yield from _folders(folder)


def _is_watched(path: Path) -> bool:
    """Whether it is a folder of the project's own files."""
    name = path.name
    return path.is_dir() and not path.is_symlink() and name[0] != "." and name not in UNWATCHED


def _import_rasa() -> None:
    """Imports it without the warnings of its dependencies."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    print("Loading the assistant …", flush=True)
    leave_tensorflow_out()
    with warnings.catch_warnings(record=True):
        import rasa.core.agent  # noqa: F401


def _headline(changed: Sequence[Path], rerun: Rerun, root: Path) -> str:
    files = ", ".join(shown_path(file, root) for file in changed)
    if rerun.everything:
        what = "all tests"
    else:
        what = "the tests of " + ", ".join(sorted({*rerun.files, *rerun.names}))
    return f"\n{time.strftime('%H:%M:%S')}  {files} changed: running {what}"


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
