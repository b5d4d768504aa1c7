"""The manifest and the app say the same."""

import yaml

from bot.paths import PROJECT_ROOT
from bot.slack.app import SHORTCUT
from bot.slack.texts import COMMAND

manifest = yaml.safe_load((PROJECT_ROOT / "slack-manifest.yml").read_text(encoding="utf-8"))


def test_the_command_and_the_shortcut_are_those_that_the_app_listens_to() -> None:
    assert [entry["command"] for entry in manifest["features"]["slash_commands"]] == [COMMAND]
    assert [entry["callback_id"] for entry in manifest["features"]["shortcuts"]] == [SHORTCUT]


def test_socket_mode_needs_no_address() -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in str(manifest)


def test_each_event_has_the_permission_that_slack_asks_for_it() -> None:
    needed = {
        "app_mention": "app_mentions:read",
        "assistant_thread_context_changed": "assistant:write",
        "assistant_thread_started": "assistant:write",
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
        "message.mpim": "mpim:history",
        "app_home_opened": None,
    }
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {needed[event] for event in events} - {None} <= scopes


def test_the_texts_are_as_long_as_slack_takes() -> None:
    shown, features = manifest["display_information"], manifest["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4_000
    assert len(features["shortcuts"][0]["name"]) <= 24
    assert len(features["shortcuts"][0]["description"]) <= 150
