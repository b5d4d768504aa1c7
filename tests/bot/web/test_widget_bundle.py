"""The built scripts: small, current, and of one mind with the assistant."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from actions.t_score.groups import t_group, z_group
from bot.web.pages import SCRIPTS_DIRECTORY

WEB = SCRIPTS_DIRECTORY.parent
LOADER, CHAT = SCRIPTS_DIRECTORY / "widget.js", SCRIPTS_DIRECTORY / "osteo-chat.js"
BUILD_FILES = ("build.mjs", "package.json", "package-lock.json", "tsconfig.json")


def zipped_size(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def test_the_scripts_are_small() -> None:
    assert zipped_size(LOADER) <= 5_000
    assert zipped_size(LOADER) + zipped_size(CHAT) <= 45_000


def test_the_scripts_were_built_from_these_sources() -> None:
    sources = [path for path in (WEB / "src").rglob("*") if path.is_file()]
    names = sorted([*BUILD_FILES, *(path.relative_to(WEB).as_posix() for path in sources)])
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\0".encode() + (WEB / name).read_bytes() + b"\0")
    built_from = (SCRIPTS_DIRECTORY / "sources.sha256").read_text(encoding="ascii").strip()
    assert digest.hexdigest() == built_from, "run `npm ci && npm run build` in bot/web"


def test_building_again_gives_the_same_scripts(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (WEB / "node_modules" / "esbuild").is_dir():
        pytest.skip("needs Node and `npm ci` in bot/web")
    subprocess.run([node, "build.mjs", str(tmp_path)], cwd=WEB, check=True, timeout=60)
    for built in tmp_path.iterdir():
        assert built.read_bytes() == (SCRIPTS_DIRECTORY / built.name).read_bytes(), built.name


def test_the_types_hold() -> None:
    node, compiler = shutil.which("node"), WEB / "node_modules" / ".bin" / "tsc"
    if node is None or not compiler.exists():
        pytest.skip("needs Node and `npm ci` in bot/web")
    checked = subprocess.run(
        [compiler, "--noEmit"], cwd=WEB, capture_output=True, text=True, timeout=120
    )
    assert checked.returncode == 0, checked.stdout


def test_the_lock_names_no_download_address() -> None:
    lock = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock and "://" not in re.sub(r'"url": "[^"]*"', "", lock)


def test_the_scripts_name_no_address_to_load_from() -> None:
    loads = re.findall(r"https?://[^\"'`\s)]+", LOADER.read_text(encoding="utf-8"))
    assert loads == []


def bands(kind: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(
        (WEB / "src" / "score-bands.json").read_text(encoding="utf-8"), parse_float=Decimal
    )[kind]
    return read


@pytest.mark.parametrize(("kind", "group_of"), [("T", t_group), ("Z", z_group)])
def test_the_picture_has_the_assistants_groups(kind: str, group_of: Any) -> None:
    groups_of_bands: dict[int, set[str]] = {}
    for hundredths in range(-700, 801):
        value = Decimal(hundredths) / 100
        index = next(
            index
            for index, band in enumerate(bands(kind))
            if band["from"] is None
            or value > band["from"]
            or (band["fromIncluded"] and value == band["from"])
        )
        groups_of_bands.setdefault(index, set()).add(group_of(value).value)
    found = [sorted(groups) for _, groups in sorted(groups_of_bands.items(), reverse=True)]
    assert found == (
        [["osteoporosis_range"], ["low_bone_mass"], ["normal"]]
        if kind == "T"
        else [["below_expected_range"], ["within_expected_range"]]
    )
