import base64

import pytest
from itsdangerous import URLSafeTimedSerializer

from bot.channels.errors import ApiError
from bot.channels.tokens import ConversationTokens

SECRET = "a secret for tests that is long enough"
tokens = ConversationTokens(SECRET, "website")


def refusal(authorization: str | None, reader: ConversationTokens = tokens) -> str:
    with pytest.raises(ApiError) as error:
        reader.sender_id(authorization)
    assert error.value.kind.status == 401
    return error.value.kind.code


def test_a_token_opens_the_same_conversation_again() -> None:
    token = tokens.issue()
    sender_id = tokens.sender_id(f"Bearer {token}")
    assert sender_id.startswith("website-")
    assert len(sender_id) == len("website-") + 32
    assert tokens.sender_id(f"bearer {token}") == sender_id
    assert ConversationTokens(SECRET, "website").sender_id(f"Bearer {token}") == sender_id


def test_conversations_are_all_different() -> None:
    assert len({tokens.sender_id(f"Bearer {tokens.issue()}") for _ in range(200)}) == 200


def test_no_token_is_missing_and_a_wrong_scheme_is_invalid() -> None:
    assert refusal(None) == "token_missing"
    assert refusal("") == "token_missing"
    for header in ("Basic abc", "Bearer", "Bearer ", "Bearer a b", tokens.issue(), "Bearer \u00fc"):
        assert refusal(header) == "token_invalid"


def test_every_changed_character_makes_a_token_invalid() -> None:
    token = tokens.issue()
    for place, character in enumerate(token[:-1]):
        other = "A" if character != "A" else "B"
        assert refusal(f"Bearer {token[:place]}{other}{token[place + 1 :]}") == "token_invalid"


def test_parts_of_two_tokens_do_not_make_one() -> None:
    first, second = tokens.issue().split("."), tokens.issue().split(".")
    assert refusal(f"Bearer {first[0]}.{second[1]}.{second[2]}") == "token_invalid"
    assert refusal(f"Bearer {first[0]}.{first[1]}.{'A' * len(first[2])}") == "token_invalid"
    assert refusal(f"Bearer {first[0]}") == "token_invalid"


def test_an_unsigned_or_foreign_token_is_invalid() -> None:
    guess = base64.urlsafe_b64encode(b'"' + b"0" * 32 + b'"').decode().rstrip("=")
    assert refusal(f"Bearer {guess}") == "token_invalid"
    assert (
        refusal(f"Bearer {ConversationTokens(SECRET + 'x', 'website').issue()}") == "token_invalid"
    )
    assert refusal(f"Bearer {ConversationTokens(SECRET, 'socketio').issue()}") == "token_invalid"
    other_use = URLSafeTimedSerializer(SECRET, salt="another use").dumps("0" * 32)
    assert refusal(f"Bearer {other_use}") == "token_invalid"


def test_an_old_token_has_ended() -> None:
    assert refusal(
        f"Bearer {tokens.issue()}", ConversationTokens(SECRET, "website", max_age=-1)
    ) == ("session_ended")


def test_a_token_that_is_endless_is_refused_quickly() -> None:
    assert refusal("Bearer " + "A" * 100_000) == "token_invalid"
