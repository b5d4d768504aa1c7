"""Several workers behind one port of one machine: `python -m bot serve --workers 2`."""

import os
import secrets
import signal
import sys
import threading
import time
import uuid

import httpx
import psutil
import pytest

from bot.paths import PROJECT_ROOT
from deploy.local.processes import free_port, start_process, stop_process

PATIENCE_SECONDS = 180


@pytest.fixture(scope="module")
def served(cluster, tmp_path_factory):
    """The parent process and the address of its two workers."""
    port = free_port()
    log = tmp_path_factory.mktemp("workers") / "log"
    environment = {
        "BOT_ENV": "production",
        "BOT_SECRET": secrets.token_urlsafe(48),
        "BOT_DATABASE_URL": cluster.postgres.url,
        "BOT_REDIS_URL": cluster.redis.url,
        "BOT_RATE_LIMIT": "off",
    }
    command = [sys.executable, "-m", "bot", "serve", "--port", str(port), "--workers", "2"]
    process = start_process(command, log, environment=environment, directory=PROJECT_ROOT)
    wait_until(lambda: "2 workers answer" in log.read_text(), log)
    yield process, f"http://127.0.0.1:{port}"
    stop_process(process)


def wait_until(condition, log=None):
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < until, log and log.read_text()
        time.sleep(0.1)


def workers(process):
    return {child.pid for child in psutil.Process(process.pid).children()}


def ask(url):
    body = {"sender": uuid.uuid4().hex, "message": "what is a dexa scan"}
    return httpx.post(f"{url}/webhooks/rest/webhook", json=body, timeout=60)


def test_a_worker_that_dies_is_replaced(served):
    process, url = served
    before = workers(process)
    os.kill(before.pop(), signal.SIGKILL)
    wait_until(lambda: len(workers(process)) == 2 and workers(process) != before)
    assert ask(url).status_code == 200


def test_a_hangup_signal_renews_all_workers_without_a_failed_request(served):
    process, url = served
    before = workers(process)
    statuses, is_over = set(), threading.Event()

    def visit():
        while not is_over.is_set():
            statuses.add(ask(url).status_code)
            time.sleep(0.1)

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        process.send_signal(signal.SIGHUP)
        wait_until(lambda: not before & workers(process) and len(workers(process)) == 2)
    finally:
        is_over.set()
        visitor.join()
    assert statuses == {200}


def test_the_end_of_the_parent_is_the_end_of_its_workers(served):
    process, _ = served
    children = workers(process)
    process.terminate()
    process.wait(60)
    assert not any(psutil.pid_exists(child) for child in children)
