import pytest

from bot.channels.errors import ApiError
from bot.channels.limits import (
    json_object,
    optional_comment,
    optional_sender,
    text_field,
    visible_text,
)


def code_of(error: pytest.ExceptionInfo[ApiError]) -> tuple[int, str]:
    return error.value.kind.status, error.value.kind.code


def test_a_text_of_1000_characters_is_taken_and_one_of_1001_is_too_long() -> None:
    assert text_field({"text": "ü" * 1000}, "text") == "ü" * 1000
    with pytest.raises(ApiError) as error:
        text_field({"text": "ü" * 1001}, "text")
    assert code_of(error) == (413, "text_too_long")


@pytest.mark.parametrize("value", [None, 1, 1.5, True, [], ["hi"], {"a": "b"}])
def test_a_text_of_another_type_is_refused(value: object) -> None:
    with pytest.raises(ApiError) as error:
        text_field({"text": value}, "text")
    assert code_of(error) == (422, "invalid_field")


@pytest.mark.parametrize("value", ["", "  \n\t ", "\x00\x00", "\u202e", "\ud800"])
def test_a_text_with_nothing_to_read_is_empty(value: str) -> None:
    with pytest.raises(ApiError) as error:
        text_field({"text": value}, "text")
    assert code_of(error) == (422, "empty_text")


def test_control_characters_and_half_characters_are_dropped() -> None:
    assert visible_text("a\x00b\x1b[31m\r\nc\u202ed\ud83d") == "ab[31m\ncd"


def test_family_emoji_stay_whole() -> None:
    family = "\U0001f469\u200d\U0001f467"
    assert visible_text(family) == family


@pytest.mark.parametrize(
    "sender", ["", "a" * 256, 7, ["x"], "a\x00b", "a\nb", "\ud800", {"$ne": 1}, True]
)
def test_a_sender_must_be_a_short_printable_string(sender: object) -> None:
    with pytest.raises(ApiError) as error:
        optional_sender({"sender": sender})
    assert code_of(error) == (422, "invalid_field")


@pytest.mark.parametrize("sender", ["website-" + "0" * 32, "Website-1", " website-1", "slack-U1"])
def test_a_sender_of_another_channel_is_refused(sender: str) -> None:
    with pytest.raises(ApiError):
        optional_sender({"sender": sender})


def test_a_sender_may_be_missing() -> None:
    assert optional_sender({}) is None
    assert optional_sender({"sender": "a" * 255}) == "a" * 255


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"text":"a"', b"nul", b"\xff\xfe", b'{"a":NaN}', b'{"a":1,"a":2}', b"[" * 5000],
)
def test_a_broken_body_is_not_json(body: bytes) -> None:
    with pytest.raises(ApiError) as error:
        json_object(body)
    assert code_of(error) == (400, "invalid_json")


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"1", b"null", b"true"])
def test_a_body_must_be_an_object(body: bytes) -> None:
    with pytest.raises(ApiError) as error:
        json_object(body)
    assert code_of(error) == (422, "invalid_field")


def test_a_comment_of_500_characters_is_taken_and_one_of_501_is_not() -> None:
    assert optional_comment({}, "comment") is None
    assert optional_comment({"comment": "a" * 500}, "comment") == "a" * 500
    with pytest.raises(ApiError):
        optional_comment({"comment": "a" * 501}, "comment")
