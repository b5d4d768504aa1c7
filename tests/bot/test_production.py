import pytest

from bot.channels.configuration import ConfigurationError, trusted_proxies
from bot.production import check_configuration

SECRET = "zKq8-2mfbN_4xuwQh7TtRj5PLe9sYdVa"
POSTGRES = "postgresql://bot:long-enough-password@db/bot"
REDIS = "redis://:long-enough-password@redis:6379/0"


def test_one_process_outside_production_needs_no_setting():
    check_configuration(1, {})


def test_a_production_with_everything_set_is_accepted():
    environment = {
        "BOT_ENV": "production",
        "BOT_SECRET": SECRET,
        "BOT_DATABASE_URL": POSTGRES,
        "BOT_REDIS_URL": REDIS,
    }
    check_configuration(8, environment)


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "BOT_DATABASE_URL"),
        ({"BOT_DATABASE_URL": "sqlite:///x.db", "BOT_REDIS_URL": REDIS}, "PostgreSQL"),
        ({"BOT_DATABASE_URL": POSTGRES}, "BOT_REDIS_URL"),
    ],
)
def test_several_workers_without_a_shared_store_are_refused(environment, says):
    with pytest.raises(ConfigurationError, match=says):
        check_configuration(2, environment)


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "BOT_SECRET"),
        ({"BOT_SECRET": "short"}, "BOT_SECRET"),
        ({"BOT_SECRET": "change-me-" * 6}, "BOT_SECRET"),
        (
            {"BOT_SECRET": SECRET, "BOT_DATABASE_URL": "postgresql://bot:bot@db/bot"},
            "BOT_DATABASE_URL",
        ),
        ({"BOT_SECRET": SECRET, "BOT_REDIS_URL": "redis://:redis@cache"}, "BOT_REDIS_URL"),
    ],
)
def test_a_weak_secret_is_refused_in_production(environment, says):
    with pytest.raises(ConfigurationError, match=says):
        check_configuration(1, {"BOT_ENV": "production", **environment})


@pytest.mark.parametrize(("value", "number"), [("", None), ("0", None), ("1", 1), ("2", 2)])
def test_the_number_of_trusted_proxies_is_read(value, number):
    assert trusted_proxies({"BOT_TRUSTED_PROXIES": value}) == number


@pytest.mark.parametrize("value", ["-1", "all", "10", "1.5"])
def test_a_number_of_proxies_that_is_none_is_refused(value):
    with pytest.raises(ConfigurationError, match="BOT_TRUSTED_PROXIES"):
        trusted_proxies({"BOT_TRUSTED_PROXIES": value})
