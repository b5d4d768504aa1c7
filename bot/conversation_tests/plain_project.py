"""Loads the agent of a project that is laid out as `rasa init` does it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from bot.conversation_tests.problems import AssistantUnavailable

if TYPE_CHECKING:
    from rasa.core.agent import Agent

ENDPOINTS = "endpoints.yml"
MODELS = "models"
ACTIONS = "actions"


async def load_plain_agent(root: Path, model: Path | None) -> Agent:
    """Loads the newest model with the actions of the package `actions` in this process.

    Args:
        root: The project's root.
        model: Another model than the newest.

    Raises:
        AssistantUnavailable: There is no model, or it can't be loaded.
    """
    file = model or newest_model(root / MODELS)
    from rasa.core.agent import load_agent
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.endpoints import EndpointConfig
    from rasa.utils.log_utils import configure_structlog

    from bot.in_process_actions import InProcessActions

    configure_structlog(logging.WARNING)
    endpoints = root / ENDPOINTS
    configured = AvailableEndpoints.read_endpoints(str(endpoints) if endpoints.is_file() else None)
    configured.tracker_store = EndpointConfig()
    configured.lock_store = EndpointConfig()
    configured.event_broker = None
    if (root / ACTIONS).is_dir() or (root / f"{ACTIONS}.py").is_file():
        configured.action = InProcessActions(ACTIONS)
    agent = await load_agent(model_path=str(file), endpoints=configured)
    if not agent.is_ready():
        raise AssistantUnavailable(f"The model {file.name} can't be loaded; train a new one.")
    return agent


def newest_model(directory: Path) -> Path:
    """The model that was trained last.

    Raises:
        AssistantUnavailable: There is none.
    """
    models = sorted(directory.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        raise AssistantUnavailable(
            f"There is no trained model in {directory.name}/; run 'rasa train' first."
        )
    return models[-1]
