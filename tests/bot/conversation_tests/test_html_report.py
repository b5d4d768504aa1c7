"""The report for people."""

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
    assert "<script" not in page
    assert "asks &lt;b&gt;" in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_report_on_the_understanding_stands_beside(tmp_path):
    (tmp_path / "report.md").write_text("| a | b |\n|---|---|\n| 1 | 92 % |\n", encoding="utf-8")
    (tmp_path / "curve.png").write_bytes(b"\x89PNG")
    page = html_report([RECORD], [], tmp_path)
    assert "<td>92 %</td>" in page
    assert "data:image/png;base64,iVBORw==" in page
