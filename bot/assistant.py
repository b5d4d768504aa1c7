"""The assistant in this process: loads the trained model with its actions and its store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.paths import ENDPOINTS_FILE

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.endpoints import EndpointConfig


def endpoints(tracker_store: EndpointConfig | None = None) -> AvailableEndpoints:
    """What endpoints.yml configures, with the actions in this process.

    Args:
        tracker_store: Another store than the one of endpoints.yml.
    """
    from rasa.core.utils import AvailableEndpoints

    from bot.in_process_actions import InProcessActions, trust_in_process_results

    trust_in_process_results()
    configured = AvailableEndpoints.read_endpoints(str(ENDPOINTS_FILE))
    configured.action = InProcessActions()
    if tracker_store is not None:
        configured.tracker_store = tracker_store
    return configured


async def load(model: Path, configured: AvailableEndpoints) -> Agent:
    """Loads a model.

    Rasa wraps every tracker store so that, when the database fails, conversations silently go to
    memory and are lost. The wrapper is taken off: a message that cannot be stored is an error that
    the visitor is told of.

    Raises:
        RuntimeError: The model could not be loaded.
    """
    from rasa.core.agent import load_agent
    from rasa.core.tracker_store import FailSafeTrackerStore

    from bot.message_processor import ConcurrentProcessor

    agent = await load_agent(model_path=str(model), endpoints=configured)
    if not agent.is_ready():
        raise RuntimeError(f"The model {model.name} could not be loaded; run 'make train'.")
    if isinstance(agent.tracker_store, FailSafeTrackerStore):
        agent.tracker_store = agent.tracker_store._tracker_store
        agent.processor.tracker_store = agent.tracker_store
    agent.processor = ConcurrentProcessor.taking_over(agent.processor)
    return agent
