from typing import Any

from bot.channels.history import bot_turn, conversation

EVENTS: list[dict[str, Any]] = [
    {"event": "action", "name": "action_session_start", "timestamp": 1},
    {"event": "user", "text": "hello", "message_id": "m1", "timestamp": 1_700_000_000.25},
    {
        "event": "bot",
        "text": "Hi!",
        "data": {"buttons": [{"title": "Minus", "payload": '/explain_t_score{"answer":"minus"}'}]},
        "metadata": {"topic": "greet", "sources": []},
        "timestamp": 1_700_000_001.0,
    },
    {"event": "bot", "text": "Ask me.", "data": {}, "metadata": {}, "timestamp": 1_700_000_002.0},
    {
        "event": "user",
        "text": '/explain_t_score{"answer": "minus"}',
        "message_id": "m2",
        "timestamp": 1_700_000_003.0,
    },
    {"event": "slot", "name": "t_score_memory", "value": {}, "timestamp": 1_700_000_003.5},
    {
        "event": "bot",
        "text": None,
        "data": {"custom": {"type": "t_score"}},
        "metadata": {"topic": "explain_t_score"},
        "timestamp": 1_700_000_004.0,
    },
    {"event": "user", "text": "/deny", "message_id": "m3", "timestamp": 1_700_000_005.0},
    {"event": "user", "text": None, "message_id": "m4", "timestamp": 1_700_000_006.0},
]


def test_both_sides_are_told_in_order_with_their_time() -> None:
    assert [turn.as_dict() for turn in conversation(EVENTS)] == [
        {"from": "visitor", "at": "2023-11-14T22:13:20.250Z", "text": "hello"},
        {
            "from": "bot",
            "at": "2023-11-14T22:13:21.000Z",
            "id": "m1.0",
            "text": "Hi!",
            "topic": "greet",
            "buttons": [{"title": "Minus", "payload": '/explain_t_score{"answer":"minus"}'}],
        },
        {"from": "bot", "at": "2023-11-14T22:13:22.000Z", "id": "m1.1", "text": "Ask me."},
        {"from": "visitor", "at": "2023-11-14T22:13:23.000Z", "text": "Minus"},
        {
            "from": "bot",
            "at": "2023-11-14T22:13:24.000Z",
            "id": "m2.0",
            "text": "",
            "topic": "explain_t_score",
            "data": {"type": "t_score"},
        },
        {"from": "visitor", "at": "2023-11-14T22:13:25.000Z", "text": "(button)"},
    ]


def test_a_message_of_the_assistant_is_found_by_id_and_by_number() -> None:
    by_id, by_number = bot_turn(EVENTS, "m2.0"), bot_turn(EVENTS, 2)
    assert by_id is not None
    assert by_id == by_number
    assert by_id.message.topic == "explain_t_score"
    for unknown in ("m9.0", "", -1, 3):
        assert bot_turn(EVENTS, unknown) is None
