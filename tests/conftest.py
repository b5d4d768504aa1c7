"""What several test modules share: the real assistant, served once for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from running_assistant import RunningAssistant, free_port, running_assistant


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningAssistant]:
    with running_assistant(tmp_path_factory.mktemp("assistant"), free_port()) as running:
        yield running
