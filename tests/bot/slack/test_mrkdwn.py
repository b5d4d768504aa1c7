import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import mrkdwn


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("<@UBOT> what is this?", "what is this?"),
        ("<@UBOT|bone> hi <@U2>", "hi @someone"),
        ("see <#C1|general> and <#C2>", "see #general and #channel"),
        ("<!here> <!date^1392734382^{date}|Feb 18> <!subteam^S1|@nurses>", "@here Feb 18 @nurses"),
        (
            "<https://example.org/a|this page> <https://example.org>",
            "this page https://example.org",
        ),
        ("<mailto:a@b.org> <tel:123>", "a@b.org 123"),
        ("T-score &lt; -2.5 &amp; falling", "T-score < -2.5 & falling"),
        ("*T-score:* _-2.7_ ~old~ `-1.0` *_both_*", "T-score: -2.7 old -1.0 both"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("-2.5 to -3.1", "-2.5 to -3.1"),
    ],
)
def test_what_people_type_becomes_words(typed: str, words: str) -> None:
    assert mrkdwn.plain_text(typed, frozenset({"UBOT"})) == words


def test_words_cannot_call_anybody_or_hide_a_link() -> None:
    assert mrkdwn.from_answer("<!here> & <http://x|y>") == (
        "&lt;!here&gt; &amp; &lt;http://x|y&gt;"
    )


def test_lists_and_bold_look_as_slack_has_them() -> None:
    assert mrkdwn.from_answer("- one\n- **two**") == "• one\n• *two*"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://x/a b", "https://x|y", "https://x>"]
)
def test_an_address_that_would_break_the_link_is_left_out(url: str) -> None:
    assert mrkdwn.link(url, "A <title>") == "A &lt;title&gt;"


def test_a_link_bears_its_title() -> None:
    assert mrkdwn.link("https://x.org/?a=1&b=2", "A | B") == "<https://x.org/?a=1&amp;b=2|A ¦ B>"


@given(st.text())
def test_escaping_loses_nothing(text: str) -> None:
    assert mrkdwn.unescape(mrkdwn.escape(text)) == text
    assert not set("<>") & set(mrkdwn.escape(text))


def test_a_long_text_is_split_between_paragraphs_first() -> None:
    assert mrkdwn.split("one two.\n\nthree four.", 15) == ["one two.", "three four."]
    assert mrkdwn.split("one. two three.", 10) == ["one.", "two three."]
    assert mrkdwn.split("abcdefgh", 3) == ["abc", "def", "gh"]


@given(st.text(alphabet="ab .\n&<", max_size=400), st.integers(10, 60))
def test_parts_keep_the_limit_every_word_and_every_escaped_character(text: str, most: int) -> None:
    escaped = mrkdwn.escape(text)
    parts = mrkdwn.split(escaped, most)
    assert all(0 < len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(escaped.split())
    assert "".join(mrkdwn.unescape("".join(parts)).split()) == "".join(text.split())
    assert all(mrkdwn.escape(mrkdwn.unescape(part)) == part for part in parts)
