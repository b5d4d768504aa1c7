"""What components have in common that keep nothing of their own in the trained model."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self

from bot.nlu.trained_code import code_fingerprint


class PlainComponent(GraphComponent):
    """A component that is made from its part of config.yml alone."""

    def __init__(self, config: dict[str, Any] | None = None) -> None:
        """Creates the component; see `get_default_config` for the options."""
        self._config = config or {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Creates the component (see parent class)."""
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Lets Rasa train anew when code has changed that decides what a trained model holds."""
        return code_fingerprint()
