"""Reading what happened from Rasa's events."""

from bot.conversation_tests.observed import (
    ActionRan,
    BotSaid,
    LoopChanged,
    SlotSet,
    turns_from_events,
)

EVENTS = [
    {"event": "action", "name": "action_session_start"},
    {"event": "session_started"},
    {"event": "action", "name": "action_listen"},
    {
        "event": "user",
        "text": "hip -2.7",
        "parse_data": {
            "intent": {"name": "score", "confidence": 0.8},
            "intent_ranking": [
                {"name": "score", "confidence": 0.8},
                {"name": "greet", "confidence": 0.1},
            ],
            "entities": [{"entity": "t_score", "value": -2.7}],
        },
    },
    {"event": "slot", "name": "memory", "value": 1},
    {"event": "action", "name": "action_score"},
    {
        "event": "bot",
        "text": "Low.",
        "data": {"buttons": [{"title": "A", "payload": "/a"}], "custom": {"type": "t"}},
        "metadata": {"topic": "score", "utter_action": "utter_low"},
    },
    {"event": "active_loop", "name": None},
    {"event": "action", "name": "action_listen"},
    {"event": "user", "text": "bye", "parse_data": {}},
]


def test_events_become_turns():
    first, second = turns_from_events(EVENTS)
    assert first.text == "hip -2.7"
    assert first.happenings == (
        SlotSet("memory", 1),
        ActionRan("action_score"),
        BotSaid("Low.", "utter_low", "score", ({"title": "A", "payload": "/a"},), {"type": "t"}),
        LoopChanged(None),
    )
    assert first.understanding.others == (("greet", 0.1),)
    assert second.messages == []


def test_no_event_is_no_turn():
    assert turns_from_events([]) == []
