import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.channels.configuration import ConfigurationError, allowed_origins, signing_secret

GOOD = "q8Zk2vX0sW1nT4bY7mC3dF6gH9jL5pRa"


@pytest.mark.parametrize("secret", [None, "", "short", "a" * 64, "changeme" * 8, GOOD[:31]])
def test_production_refuses_a_missing_or_weak_secret(secret: str | None, tmp_path: Path) -> None:
    environment = {"BOT_ENV": "production"} | ({"BOT_SECRET": secret} if secret is not None else {})
    with pytest.raises(ConfigurationError, match="BOT_SECRET"):
        signing_secret(environment, tmp_path / "secret")
    assert not (tmp_path / "secret").exists()


def test_production_takes_a_good_secret(tmp_path: Path) -> None:
    environment = {"BOT_ENV": "Production", "BOT_SECRET": GOOD}
    assert signing_secret(environment, tmp_path / "secret") == GOOD


def test_development_keeps_a_secret_of_its_own_that_only_the_owner_can_read(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret"
    first = signing_secret({}, path)
    assert len(first) >= 32
    assert signing_secret({}, path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret"]


def test_processes_that_start_together_agree_on_a_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(lambda _: signing_secret({}, tmp_path / "secret"), range(16)))
    assert len(set(made)) == 1


def test_origins_are_none_by_default_and_listed_with_commas() -> None:
    assert allowed_origins({}) == frozenset()
    listed = allowed_origins({"BOT_CORS_ORIGINS": "https://Example.org/, http://localhost:8000,"})
    assert listed == {"https://example.org", "http://localhost:8000"}


@pytest.mark.parametrize(
    "entry", ["*", "null", "example.org", "https://*.example.org", "https://a.org/path", "ftp://a"]
)
def test_an_entry_that_is_no_origin_is_refused(entry: str) -> None:
    with pytest.raises(ConfigurationError, match="BOT_CORS_ORIGINS"):
        allowed_origins({"BOT_CORS_ORIGINS": entry})
