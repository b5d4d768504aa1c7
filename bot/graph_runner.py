"""Runs a loaded model's components one after the other.

Rasa hands every message to a scheduler for parallel graphs (dask), which plans the graph anew each
time. The order never changes, so it is worked out once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


@dataclass(frozen=True)
class _Step:
    """A component, and whose output it needs."""

    name: str
    node: GraphNode
    needs: tuple[str, ...]
    until_ready: Callable[[Any], Awaitable[None]] | None


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
        self._orders: dict[tuple[str, ...], list[_Step]] = {}

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
        steps, outputs = self._steps(inputs, targets)
        for step in steps:
            outputs[step.name] = step.node(*(outputs[need] for need in step.needs))
        return _results(outputs, targets or self._schema.target_names)

    async def run_beside_others(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """Does what `run` does, and lets others go on while a component waits.

        A component that waits for something has a coroutine `until_ready`; it gets what the
        component before returned.
        """
        steps, outputs = self._steps(inputs, targets)
        for step in steps:
            given = [outputs[need] for need in step.needs]
            if step.until_ready is not None:
                await step.until_ready(given[0][1])
            outputs[step.name] = step.node(*given)
        return _results(outputs, targets or self._schema.target_names)

    def _steps(
        self, inputs: Mapping[str, Any] | None, targets: Sequence[str] | None
    ) -> tuple[Sequence[_Step], dict[str, tuple[str, Any]]]:
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._orders:
            self._orders[wanted] = [self._step(name) for name in self._order(wanted)]
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        return self._orders[wanted], outputs

    def _step(self, name: str) -> _Step:
        node = self._nodes[name]
        return _Step(
            name,
            node,
            tuple(self._schema.nodes[name].needs.values()),
            getattr(node._component, "until_ready", None),
        )

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


def _results(outputs: Mapping[str, tuple[str, Any]], targets: Sequence[str]) -> dict[str, Any]:
    return {name: outputs[name][1] for name in targets}
