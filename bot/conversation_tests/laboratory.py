"""What all tests of a process share: the assistant, loaded once, and the event loop."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import warnings
from collections.abc import Coroutine
from concurrent.futures import wait
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.conversation_tests.assistants import Assistant
from bot.conversation_tests.inventory import Inventory
from bot.conversation_tests.nearest import NearestExamples, read_examples
from bot.conversation_tests.problems import AssistantGone, AssistantUnavailable

HEARTBEAT_SECONDS = 1.0
LOADING_SECONDS = 600.0  # a large model may take long
TIMEOUTS = 3  # after so many, an assistant that can't be interrupted is given up

Result = TypeVar("Result")


class Laboratory:
    """Holds the assistant that is tested; nothing is loaded before it is needed."""

    def __init__(self, config: pytest.Config) -> None:
        """Reads the options.

        Args:
            config: Of this pytest process.
        """
        self._config = config
        self._loop = asyncio.new_event_loop()
        # In a thread of its own, so that an assistant that never awaits can't hold up the tests.
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._is_stuck = False
        self._assistant: Assistant | None = None
        self._agent: Any = None
        self._unavailable: AssistantUnavailable | None = None
        self._examples: NearestExamples | None = None
        self.timeout = float(config.getoption("bot_timeout"))

    @property
    def assistant(self) -> Assistant:
        """The assistant to test.

        Raises:
            AssistantUnavailable: It can't be loaded; told again for every test, without a new try.
        """
        if self._unavailable:
            raise self._unavailable
        if self._assistant is None:
            try:
                self._assistant = self._connect()
            except AssistantUnavailable as error:
                self._unavailable = error
                raise
            except Exception as error:
                self._unavailable = AssistantUnavailable(
                    f"The assistant can't be loaded: {type(error).__name__}: {error}"
                )
                raise self._unavailable from error
        return self._assistant

    @property
    def inventory(self) -> Inventory | None:
        """The assistant's names, where it is loaded and shows them."""
        return self._assistant.inventory if self._assistant else None

    @property
    def examples(self) -> NearestExamples:
        """The training examples."""
        if self._examples is None:
            encode = None
            if self._agent is not None:
                encode = self._config.hook.pytest_conversation_encoder(agent=self._agent)
            # pytest can be started without its cache.
            cache = getattr(self._config, "cache", None)
            self._examples = NearestExamples(
                read_examples(
                    self._config.rootpath / self._config.getini("conversation_training_data")
                ),
                encode,
                Path(cache.mkdir("conversation_tests")) if cache else None,
            )
        return self._examples

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Runs a coroutine in the loop that the assistant lives in.

        Raises:
            AssistantGone: The assistant holds up the loop for much longer than the time-out.
        """
        if not self._thread.is_alive():
            self._thread.start()
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        while True:
            alive = threading.Event()
            self._loop.call_soon_threadsafe(alive.set)
            if wait([future], HEARTBEAT_SECONDS).done:
                return future.result()
            patience = self.timeout * TIMEOUTS if self._assistant else LOADING_SECONDS
            if not alive.wait(patience):
                self._is_stuck = True
                self._unavailable = AssistantGone(
                    f"The assistant does not answer and does not let go: for {patience:g} seconds "
                    "it has waited or worked without 'await' (--bot-timeout). Look for an endless "
                    "loop or a blocking call in the action that this message leads to."
                )
                raise self._unavailable

    def close(self) -> None:
        """Lets go of the assistant."""
        if self._assistant is not None and not self._is_stuck:
            self.run(self._assistant.close())
        if self._examples is not None:
            self._examples.save()
        if self._thread.is_alive() and not self._is_stuck:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def _connect(self) -> Assistant:
        address = self._config.getoption("bot_url")
        if address:
            from bot.conversation_tests.over_http import Channel, HttpAssistant

            channel = Channel(self._config.getoption("bot_channel"))
            return HttpAssistant(address, channel, self.timeout)
        # TensorFlow and Rasa's dependencies warn of what no tester can do anything about.
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        with warnings.catch_warnings(record=True):
            return self._load()

    def _load(self) -> Assistant:
        hook = self._config.hook
        named = self._config.getoption("conversation_model")
        model = Path(named) if named else None
        if model is not None and not model.is_file():
            raise AssistantUnavailable(f"There is no model {model} (--conversation-model).")
        loading = hook.pytest_conversation_agent(root=self._config.rootpath, model=model)
        self._agent = self.run(loading)
        # pytest collects garbage several times when it ends; what stays loaded can be left out.
        gc.collect()
        gc.freeze()
        # Importing Rasa takes long; a missing model is told before.
        from bot.conversation_tests.in_process import InProcessAssistant

        def as_sent(text: str) -> str:
            sent = hook.pytest_conversation_as_sent(text=text)
            return text if sent is None else str(sent)

        return InProcessAssistant(self._agent, as_sent)
