"""The report for people."""

import base64
import hashlib

from bot.conversation_tests.coverage import Part
from bot.conversation_tests.html_report import html_report

RECORD = {
    "name": "asks <b>",
    "file": "tests/conversations/topics/a.yml",
    "line": 3,
    "outcome": "failed",
    "failure": "Expected <this>",
    "turns": [
        {
            "text": "<script>alert(1)</script>",
            "seconds": 0.01,
            "intent": "greet",
            "confidence": 0.9,
            "actions": [],
            "messages": [
                {
                    "text": "Hello",
                    "image": None,
                    "buttons": [{"title": "Risks", "payload": "/risk"}],
                    "data": {"type": "comparison", "rows": [{"label": "Cause", "a": "x & y"}]},
                }
            ],
        }
    ],
}


def test_conversations_buttons_data_and_failures_are_shown():
    page = html_report([RECORD], [Part("actions", ("action_a",), ("action_b",))])
    for part in (
        "1 failed",
        "tests/conversations/topics/a.yml:3",
        "greet 0.90",
        "Hello",
        "Risks",
        "Cause",
        "x &amp; y",
        "Expected &lt;this&gt;",
        "action_b",
        "50%",
    ):
        assert part in page


def test_what_visitors_typed_stays_text_and_nothing_is_loaded():
    page = html_report([RECORD], [])
    assert page.count("<script") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "asks &lt;b&gt;" in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_pages_own_script_is_the_only_one_that_may_run():
    page = html_report([RECORD], [])
    script = page.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"img-src data:; script-src 'sha256-{digest}'" in page


def test_failures_come_first_and_skipped_tests_are_neither_passed_nor_failed():
    passed = RECORD | {"name": "a fine one", "outcome": "passed", "failure": None}
    skipped = RECORD | {"name": "an unseen one", "outcome": "skipped", "failure": None}
    page = html_report([passed, skipped, RECORD], [])
    assert "1 passed, 1 skipped, 1 failed" in page
    assert page.index("asks &lt;b&gt;") < page.index("a fine one")


def test_a_failure_stands_below_the_conversation_without_repeating_it():
    told = (
        'a.yml:3  "x"\n\nThe conversation\n  visitor  said once\n  bot      Hello\n           \n'
        "           [Risks]\n\nExpected in line 3: intent\n  - bye\n  + greet\n"
    )
    page = html_report([RECORD | {"failure": told}], [])
    assert "said once" not in page
    assert "<del>  - bye</del>\n<ins>  + greet</ins>" in page


def test_the_report_on_the_understanding_stands_beside(tmp_path):
    (tmp_path / "report.md").write_text("| a | b |\n|---|---|\n| 1 | 92 % |\n", encoding="utf-8")
    (tmp_path / "curve.png").write_bytes(b"\x89PNG")
    page = html_report([RECORD], [], tmp_path)
    assert "<td>92 %</td>" in page
    assert "data:image/png;base64,iVBORw==" in page
