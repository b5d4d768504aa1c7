"""The assistant of this project, for the plugin and for recording: the only part tied to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import assistant
from bot.conversation_tests.problems import AssistantUnavailable
from bot.logs import configure_logs
from bot.tensorflow_stand_in import leave_tensorflow_out
from bot.training import trained_model

if TYPE_CHECKING:
    import numpy as np
    from rasa.core.agent import Agent

    from bot.conversation_tests.nearest import Encoder


async def load_agent(model: Path | None = None) -> Agent:
    """Loads the model with its actions and a throw-away store.

    Args:
        model: Another model than the one of the current training data.

    Raises:
        AssistantUnavailable: There is no model of the current training data.
    """
    file = model or trained_model()
    if file is None:
        raise AssistantUnavailable(
            "There is no model of the current training data; run 'make train'."
        )
    leave_tensorflow_out()
    from rasa.utils.endpoints import EndpointConfig

    configure_logs()
    agent = await assistant.load(file, assistant.endpoints(tracker_store=EndpointConfig()))
    from bot.conversation_tests.remembering import RememberingProcessor

    agent.processor = RememberingProcessor.taking_over(agent.processor)
    return agent


def encoder(agent: Any) -> Encoder | None:
    """The sentence encoder inside the loaded model."""
    from bot.nlu.sentence_encoder import SentenceEncoder
    from bot.nlu.text import clean

    # Rasa's graph runner and the sequential one keep their components under different names.
    kept = vars(agent.processor.graph_runner).values()
    nodes = [node for held in kept if isinstance(held, Mapping) for node in held.values()]
    components = [getattr(node, "_component", None) for node in nodes]
    model = next((c._model for c in components if isinstance(c, SentenceEncoder)), None)
    if model is None:
        return None

    def encode(texts: Sequence[str]) -> np.ndarray:
        return model.encode([clean(text) for text in texts])

    return encode
