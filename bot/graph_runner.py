"""Runs a loaded model's components one after the other.

Rasa hands every message to a scheduler for parallel graphs (dask), which plans the graph anew each
time. The order never changes and nothing runs in parallel here, so it is worked out once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


class SequentialGraphRunner(GraphRunner):
    """A graph runner without a scheduler."""

    def __init__(self, schema: GraphSchema, nodes: Mapping[str, GraphNode]) -> None:
        """Takes over instantiated components.

        Args:
            schema: Which component needs which.
            nodes: The components by their name in the schema.
        """
        self._schema = schema
        self._nodes = nodes
        self._orders: dict[tuple[str, ...], list[str]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> SequentialGraphRunner:
        """Instantiates the components (see parent class)."""
        return cls.taking_over(
            DaskGraphRunner.create(graph_schema, model_storage, execution_context, hooks)
        )

    @classmethod
    def taking_over(cls, runner: DaskGraphRunner) -> SequentialGraphRunner:
        """Takes over the components that Rasa's own runner has loaded."""
        return cls(runner._graph_schema, runner._instantiated_nodes)

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """Runs what the targets need (see parent class)."""
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._orders:
            self._orders[wanted] = self._order(wanted)
        outputs: dict[str, tuple[str, Any]] = {
            name: (name, value) for name, value in (inputs or {}).items()
        }
        for name in self._orders[wanted]:
            needs = self._schema.nodes[name].needs.values()
            outputs[name] = self._nodes[name](*(outputs[need] for need in needs))
        return {name: outputs[name][1] for name in wanted}

    def _order(self, targets: tuple[str, ...]) -> list[str]:
        order: dict[str, None] = {}

        def add(name: str) -> None:
            if name in self._schema.nodes and name not in order:
                for need in self._schema.nodes[name].needs.values():
                    add(need)
                order[name] = None

        for target in targets:
            add(target)
        return list(order)
