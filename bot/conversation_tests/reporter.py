"""Collects the tested conversations in the process that reports, and writes the HTML report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.conversation_tests.coverage import coverage, read_rules, touched_names
from bot.conversation_tests.html_report import html_report
from bot.conversation_tests.inventory import Inventory

RECORD = "conversation_record"
WORKER_INVENTORY = "conversation_inventory"
TOUCHED = "conversation_tests/touched"  # in pytest's cache: what each test touched last time


class Reporter:
    """A plugin of the process that prints pytest's summary."""

    def __init__(self, config: pytest.Config) -> None:
        """Starts without conversations.

        Args:
            config: Of this pytest process.
        """
        self._config = config
        self._records: list[dict[str, Any]] = []
        self._touched: dict[str, list[str]] = {}
        self.inventory: Inventory | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keeps a conversation."""
        record = getattr(report, RECORD, None)
        if record:
            content = json.loads(record)
            self._touched[report.nodeid] = sorted(touched_names([content]))
            failure = report.longreprtext if report.failed else None
            self._records.append(content | {"outcome": report.outcome, "failure": failure})

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: Any) -> None:
        """Takes the assistant's names from a worker of xdist."""
        output: Mapping[str, Any] = getattr(node, "workeroutput", {})
        if WORKER_INVENTORY in output:
            self.inventory = Inventory.from_dict(json.loads(output[WORKER_INVENTORY]))

    def pytest_sessionfinish(self) -> None:
        """Keeps what each test touched, for `--watch`."""
        # pytest can be started without its cache.
        cache = getattr(self._config, "cache", None)
        if cache is not None and self._touched:
            cache.set(TOUCHED, cache.get(TOUCHED, {}) | self._touched)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Writes the report, and says what was not checked."""
        unseen = sum(record.get("unseen", 0) for record in self._records)
        if unseen:
            terminalreporter.write_line(
                f"{unseen} expectations of conversation tests can't be seen over HTTP "
                "(intents, actions, slots, names of responses; with REST also topics), "
                "at least not whole; the rest was checked."
            )
        target = self._config.getoption("conversation_report")
        if target and self._records:
            file = Path(target)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self._page(), encoding="utf-8")
            terminalreporter.write_line(f"The conversations are in {target}")

    def _page(self) -> str:
        root, config = self._config.rootpath, self._config
        rules = read_rules(root / config.getini("conversation_training_data"))
        parts = coverage(self._records, self.inventory, rules) if self.inventory else []
        understanding = root / config.getini("conversation_understanding_report")
        return html_report(self._records, parts, understanding)
