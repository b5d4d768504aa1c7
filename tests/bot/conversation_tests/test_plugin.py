"""pytest itself over a small project, against a real HTTP server."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.conversation_tests.plugin import matches

ROOT = Path(__file__).parents[3]
CASES = """\
test_cases:
  - test_case: echoes
    steps:
      - user: hello
      - bot: You said hello
      - user: "/greet"
        assertions:
          - bot_uttered:
              text_matches: greet
              buttons: [{title: Risks}]
              data: {type: echo}
  - test_case: fails
    steps:
      - user: hello
      - bot: Goodbye
"""


class EchoBot(BaseHTTPRequestHandler):
    """Speaks as Rasa's REST channel does."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if body["message"] == "slow":
            time.sleep(3)
        status = 500 if body["message"] == "break" else 200
        answer = json.dumps(
            [
                {
                    "text": f"You said {body['message']}",
                    "buttons": [{"title": "Risks", "payload": "/risk"}],
                    "custom": {"type": "echo", "to": body["sender"]},
                }
            ]
        ).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), EchoBot)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def run(project: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    file = project / "tests" / "conversations" / "kind" / "cases.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    (project / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    # Where CI is set, pytest repeats whole messages in its summary.
    here = {name: value for name, value in os.environ.items() if name not in ("CI", "BUILD_NUMBER")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "bot.conversation_tests.plugin", *options],
        cwd=project,
        env={**here, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_case_is_a_test_and_a_failure_shows_the_dialogue(tmp_path, address):
    done = run(tmp_path, CASES, "--bot-url", address, "--junitxml", "junit.xml")
    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout
    assert 'tests/conversations/kind/cases.yml:15 (step 2)  "fails"' in done.stdout
    assert "  - Goodbye\n  + You said hello\n" in done.stdout
    assert "Traceback" not in done.stdout
    assert 'name="fails"' in (tmp_path / "junit.xml").read_text(encoding="utf-8")


def test_tests_run_in_parallel_with_a_report(tmp_path, address):
    options = ("-p", "xdist", "-n", "2", "--conversation-report", "out/report.html")
    done = run(tmp_path, CASES, "--bot-url", address, *options)
    assert "1 failed, 1 passed" in done.stdout
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "You said hello" in page
    assert "1 passed, 1 failed" in page


def test_tests_are_chosen_by_name(tmp_path, address):
    done = run(tmp_path, CASES, "--bot-url", address, "-k", "echoes")
    assert done.returncode == 0
    assert "1 passed, 1 deselected" in done.stdout


def test_an_assistant_that_is_not_running_is_an_error(tmp_path):
    done = run(tmp_path, CASES, "--bot-url", "http://127.0.0.1:9")
    assert done.returncode == 1
    assert "1 failed" in done.stdout
    assert "the other tests are left out" in done.stdout
    assert "Traceback" not in done.stdout
    assert "No assistant answers at http://127.0.0.1:9" in done.stdout


def test_what_is_no_address_is_told_once(tmp_path):
    done = run(tmp_path, CASES, "--bot-url", "localhost:5005")
    assert done.returncode == 1
    assert done.stdout.count("'localhost:5005' is no address") == 1
    assert "During handling" not in done.stdout


def test_an_assistant_that_breaks_or_is_late_fails_the_test(tmp_path, address):
    text = CASES.replace("hello", "break", 1).replace("hello", "slow")
    done = run(tmp_path, text, "--bot-url", address, "--bot-timeout", "0.5")
    assert "2 failed" in done.stdout
    assert "answered 500" in done.stdout
    assert "No answer within 0.5 seconds" in done.stdout


def test_a_broken_file_stops_the_run(tmp_path, address):
    done = run(tmp_path, "test_cases: [", "--bot-url", address)
    assert done.returncode == 2
    assert "tests/conversations/kind/cases.yml:1: This is not valid YAML" in done.stdout


def test_a_test_of_which_nothing_can_be_seen_is_not_passed(tmp_path, address):
    text = CASES.split("  - test_case: fails")[0].split("      - bot:")[0]
    text += "        assertions:\n          - intent: greet\n"
    done = run(tmp_path, text, "--bot-url", address)
    assert "1 skipped" in done.stdout
    assert "1 expectations of conversation tests can't be seen over HTTP" in done.stdout


def test_a_project_without_a_model_is_told_to_train_one(tmp_path):
    done = run(tmp_path, CASES)
    assert done.returncode == 1
    assert done.stdout.count("\nThere is no trained model in models/") == 1
    assert "1 error" in done.stdout


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("tests/conversations/a.yml", "tests/conversations/**/*.yml", True),
        ("tests/conversations/a/b/c.yml", "tests/conversations/**/*.yml", True),
        ("tests/other/a.yml", "tests/conversations/**/*.yml", False),
        ("tests/test_stories.yml", "test_*.yml", True),
        ("data/stories.yml", "test_*.yml", False),
    ],
)
def test_which_files_hold_conversations(path, pattern, fits):
    assert matches(path, pattern) is fits
