"""What a project tells the plugin about its assistant: implement these in conftest.py.

A project that is laid out as `rasa init` does it needs none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from bot.conversation_tests.nearest import Encoder


@pytest.hookspec(firstresult=True)
def pytest_conversation_agent(root: Path, model: Path | None) -> Any:
    """Gives a coroutine that loads the agent, with its actions and a throw-away store.

    Args:
        root: The project's root.
        model: The model named with --conversation-model, or None.
    """


@pytest.hookspec(firstresult=True)
def pytest_conversation_as_sent(text: str) -> str | None:
    """What the assistant's channels make of a visitor's text before Rasa sees it.

    Args:
        text: What the test says.
    """


@pytest.hookspec(firstresult=True)
def pytest_conversation_encoder(agent: Any) -> Encoder | None:
    """A sentence encoder to find the nearest training examples with.

    Args:
        agent: What `pytest_conversation_agent` loaded.
    """
