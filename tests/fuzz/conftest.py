"""How much is sent: a little by default, more with FUZZ_MESSAGES and FUZZ_REQUESTS."""

from __future__ import annotations

import os

import pytest

FEW_MESSAGES = 240
FEW_REQUESTS = 150


@pytest.fixture(scope="session")
def message_count() -> int:
    return int(os.environ.get("FUZZ_MESSAGES") or FEW_MESSAGES)


@pytest.fixture(scope="session")
def request_count() -> int:
    return int(os.environ.get("FUZZ_REQUESTS") or FEW_REQUESTS)
