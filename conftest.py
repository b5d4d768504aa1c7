"""Tells the conversation tests which assistant to test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

pytest_plugins = ["bot.conversation_tests.plugin"]


def pytest_conversation_agent(root: Path, model: Path | None) -> Any:
    """Loads this project's agent (see bot/conversation_tests/hooks.py)."""
    from bot.conversation_tests.project import load_agent

    return load_agent(model)


def pytest_conversation_as_sent(text: str) -> str:
    """Treats a text as this project's channels do."""
    from bot.channels.payloads import as_sent

    return as_sent(text)


def pytest_conversation_encoder(agent: Any) -> Any:
    """Compares training examples by the model's own sentence encoder."""
    from bot.conversation_tests.project import encoder

    return encoder(agent)
