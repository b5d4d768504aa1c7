"""The dashboard must ask only for what the assistant tells, in valid PromQL."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.monitoring.metrics import exposition
from bot.paths import PROJECT_ROOT

DASHBOARD = json.loads((PROJECT_ROOT / "deploy" / "grafana" / "dashboard.json").read_text())
EXPRESSIONS = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]


def as_prometheus_sees(expression: str) -> str:
    """The expression with Grafana's variables filled in."""
    for variable, value in (("$__rate_interval", "2m"), ("$__range", "6h"), ("$job", ".*")):
        expression = expression.replace(variable, value)
    return expression


def test_every_metric_of_the_dashboard_is_one_that_the_assistant_tells() -> None:
    told = set(re.findall(r"^# TYPE (\w+) ", exposition().decode(), re.MULTILINE))
    asked = {
        re.sub(r"_bucket$", "", name)
        for expression in EXPRESSIONS
        for name in re.findall(r"\b((?:assistant|process)_\w+)\{", expression)
    }
    assert asked <= told
    assert len(asked) == 8


def test_panels_have_numbers_of_their_own_and_do_not_overlap() -> None:
    panels: list[dict[str, Any]] = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells = [
        (column, row)
        for panel in panels
        for column in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
        for row in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
    ]
    assert len(set(cells)) == len(cells)
    assert max(column for column, _ in cells) < 24


@pytest.mark.skipif(not shutil.which("promtool"), reason="Debian's package prometheus is missing")
def test_prometheus_takes_every_expression(tmp_path: Path) -> None:
    rules = [
        {"record": f"panel:{number}", "expr": as_prometheus_sees(expression)}
        for number, expression in enumerate(EXPRESSIONS)
    ]
    file = tmp_path / "rules.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    checked = subprocess.run(
        ["promtool", "check", "rules", str(file)], capture_output=True, text=True, timeout=60
    )
    assert checked.returncode == 0, checked.stderr
    assert f"{len(rules)} rules found" in checked.stdout
