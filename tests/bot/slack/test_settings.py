"""Settings from the environment."""

import pytest

from bot.channels.configuration import ConfigurationError
from bot.slack.settings import read_settings

SECRET = {"BOT_SECRET": "a secret for tests that is long enough"}
SOCKET = SECRET | {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
HTTP = SECRET | {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "abc"}


def test_socket_mode_needs_two_tokens_and_finds_the_assistant_beside_it() -> None:
    settings = read_settings(http=False, environment=SOCKET)
    assert settings.bot_tokens == ("xoxb-1",)
    assert settings.app_token == "xapp-1"
    assert settings.signing_secret is None
    assert settings.assistant_url == "http://127.0.0.1:5005"
    assert settings.api_url == "https://slack.com/api/"


def test_http_needs_the_signing_secret_instead() -> None:
    settings = read_settings(http=True, environment=HTTP)
    assert settings.signing_secret == "abc"
    assert settings.app_token is None


def test_several_workspaces_have_their_tokens_with_commas_between() -> None:
    several = SOCKET | {"SLACK_BOT_TOKEN": " xoxb-1, xoxb-2,\n"}
    assert read_settings(http=False, environment=several).bot_tokens == ("xoxb-1", "xoxb-2")


def test_the_command_lines_address_comes_before_the_environments() -> None:
    elsewhere = SOCKET | {"BOT_ASSISTANT_URL": "http://a:1/"}
    assert read_settings(http=False, environment=elsewhere).assistant_url == "http://a:1"
    named = read_settings(http=False, assistant_url="https://b", environment=elsewhere)
    assert named.assistant_url == "https://b"


@pytest.mark.parametrize(
    ("http", "environment", "words"),
    [
        (False, SECRET, "Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN"),
        (True, SECRET, "Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET"),
        (False, SOCKET | {"SLACK_BOT_TOKEN": "xoxb-1,xapp-1"}, "SLACK_BOT_TOKEN must begin"),
        (False, SOCKET | {"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN must begin"),
        (False, SOCKET | {"SLACK_API_URL": "slack"}, "SLACK_API_URL is 'slack'"),
        (False, SOCKET | {"BOT_ASSISTANT_URL": "ftp://x"}, "assistant's address is 'ftp://x'"),
        (False, SOCKET | {"BOT_ENV": "production", "BOT_SECRET": ""}, "set BOT_SECRET"),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    http: bool, environment: dict[str, str], words: str
) -> None:
    with pytest.raises(ConfigurationError, match=words):
        read_settings(http=http, environment=environment)
