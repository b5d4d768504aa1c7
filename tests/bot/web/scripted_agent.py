"""Stands where Rasa's agent does, speaks as Rasa does, and says what the tests need."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

ANSWER = (
    "Osteoporosis means that bones have become **thinner and weaker**. They may break more "
    "easily:\n\n- at the hip\n- in the spine\n- at the wrist\n\nMany people feel nothing until "
    "a bone breaks."
)
HOSTILE = (
    'Hello <img src=x onerror="window.attacked=1"><script>window.attacked=2</script>'
    "<style>*{display:none}</style> [press me](javascript:window.attacked=3) "
    "[web](https://example.org/?a=1) ![picture](https://example.com/spy.png) "
    '<a href="data:text/html,hi">data</a> <svg onload="window.attacked=4">'
    "<form action=https://example.com><input name=password></form>\n\n# Big heading"
)
READINGS = [
    {"kind": "T", "value": -2.7, "site": "total_hip", "year": 2024},
    {"kind": "T", "value": -2.5, "site": "femoral_neck"},
    {"kind": "T", "value": -0.9, "site": "lumbar_spine"},
    {"kind": "T", "value": -3.1, "site": "heel"},
    {"kind": "Z", "value": -1.2, "site": "total_hip"},
]
ROWS = [
    ("Mineralization", "It is mostly normal.", "It does not work well."),
    ("What goes wrong", "More bone is lost than built.", "New bone does not harden fully."),
    ("Bone density scan", "Often shows low density.", "May show low density, too."),
]


def _rows_in_words() -> str:
    return "\n".join(
        f"{label}. Osteoporosis: {one} Osteomalacia: {other}" for label, one, other in ROWS
    )


def _comparison() -> dict[str, Any]:
    return {
        "type": "comparison",
        "columns": ["Osteoporosis", "Osteomalacia"],
        "rows": [
            {"aspect": "row", "label": label, "osteoporosis": one, "osteomalacia": other}
            for label, one, other in ROWS
        ],
    }


def _scores(group: str, readings: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "t_score", "status": "explained", "group": group, "readings": readings}


BUTTONS = [
    {"title": "What raises the risk?", "payload": "/risk_overview"},
    {"title": "How is osteoporosis found?", "payload": "/diagnosis_osteoporosis"},
]
SOURCES = ["nih2001", "who1994"]

# What is said: the text, Rasa's data, the metadata.
_SCRIPT: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "What is osteoporosis?": (
        ANSWER,
        {"buttons": BUTTONS},
        {"topic": "condition_osteoporosis", "sources": SOURCES},
    ),
    "table": (
        f"Both make bones weaker, in different ways.\n{_rows_in_words()}\nA doctor can tell.",
        {"custom": _comparison()},
        {"topic": "compare_conditions", "sources": SOURCES},
    ),
    "scores": (
        "Your lowest score is minus 2.7 at the hip. That is in the osteoporosis range.",
        {"custom": _scores("osteoporosis_range", READINGS)},
        {"topic": "explain_t_score", "sources": SOURCES},
    ),
    "z score": (
        "A Z-score of minus 2.0 or lower is below the expected range for age.",
        {
            "custom": _scores(
                "below_expected_range", [{"kind": "Z", "value": -2.0, "site": "total_hip"}]
            )
        },
        {"topic": "explain_t_score"},
    ),
    "hostile": (
        HOSTILE,
        {
            "buttons": [{"title": "<b onclick=alert(1)>bold</b>", "payload": "/greet"}],
            "custom": {
                "type": "comparison",
                "columns": ["<img src=x onerror=window.attacked=5>"],
                "rows": [{"label": "<script>window.attacked=6</script>"}, 7, None],
            },
        },
        {"topic": "greet"},
    ),
    "odd": (
        "Odd data",
        {"custom": {"type": "t_score", "status": 7, "group": [], "readings": [None, {"kind": 1}]}},
        {"topic": "greet"},
    ),
}


class ScriptedAgent:
    """Answers from a script; repeats everything else."""

    def __init__(self, tracker_store: Any, lock_store: Any) -> None:
        self.tracker_store = tracker_store
        self.lock_store = lock_store
        self.processor = SimpleNamespace(model_filename="scripted-model.tar.gz")
        self.heard: list[str] = []
        self.senders: list[str] = []

    def is_ready(self) -> bool:
        return True

    async def handle_message(self, message: Any) -> None:
        from rasa.shared.core.events import UserUttered

        async with self.lock_store.lock(message.sender_id):
            self.heard.append(message.text)
            self.senders.append(message.sender_id)
            if message.text.startswith("slow"):
                await asyncio.sleep(1)
            if message.text == "fails once" and self.heard.count("fails once") == 1:
                raise RuntimeError("the first time")
            tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
            tracker.update(UserUttered(message.text, message_id=message.message_id))
            reply = self._reply(message.text)
            tracker.update(reply)
            await message.output_channel.send_response(message.sender_id, reply.message())
            await self.tracker_store.save(tracker)

    def _reply(self, text: str) -> Any:
        from rasa.shared.core.events import BotUttered

        return BotUttered(*_SCRIPT.get(text, (f"You said: {text}", {}, {"topic": "greet"})))
