"""How an answer looks in Slack: Block Kit, and the same in words for notifications and readers.

Screen readers and notifications take the `text` of a message and not its blocks, so everything
stands in both. Where Slack refuses a block that not every workspace has (table, feedback
buttons), `plainer` draws the same without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextActionsBlock,
    ContextBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    MarkdownTextObject,
    PlainTextObject,
    RawTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
    SectionBlock,
    TableBlock,
)

from actions.t_score.scale import ScaleRow, scale_rows
from bot.answers.library import Button, Reference
from bot.nlu.readings import Reading, ReadingKind, Site
from bot.slack import mrkdwn
from bot.slack.answers import AnswerMessage

ASK_ACTION = "ask"
FEEDBACK_ACTION = "feedback"
HELPFUL, NOT_HELPFUL = "helpful", "not_helpful"

MOST_BLOCKS = 50
# Slack refuses blocks of more than about 13,000 characters in all; that limit is not documented.
MOST_BLOCK_CHARACTERS = 11_000
# Slack cuts longer ones off.
MOST_TEXT_CHARACTERS = 4_000
MOST_SOURCES = 4

_COUNTING_SITES = (None, Site.LUMBAR_SPINE, Site.TOTAL_HIP, Site.FEMORAL_NECK, Site.RADIUS_33)
_SCALE_TITLE = "Where it stands on the T-score scale"


@dataclass(frozen=True)
class SlackMessage:
    """What is sent to Slack in one call.

    Attributes:
        text: All of it in words.
        blocks: How it looks.
    """

    text: str
    blocks: tuple[Block, ...] = ()

    def block_dicts(self) -> list[dict[str, Any]]:
        """The blocks as JSON.

        Raises:
            slack_sdk.errors.SlackObjectFormationError: A block breaks Slack's limits.
        """
        return [block.to_dict() for block in self.blocks]


@dataclass(frozen=True)
class Surroundings:
    """What an answer's look depends on besides the answer.

    Attributes:
        place: Where it takes place, for its buttons.
        conversation: The assistant's conversation, for feedback.
        asked: What was asked, in Slack's format, where Slack does not show it.
        asker: The user to call, for an emergency in a channel.
    """

    place: str | None = None
    conversation: str | None = None
    asked: str | None = None
    asker: str | None = None


def render(answer: AnswerMessage, surroundings: Surroundings) -> list[SlackMessage]:
    """Draws one message of an answer.

    Args:
        answer: What the assistant said.
        surroundings: See there.

    Returns:
        The messages to post, one except for very long answers.
    """
    blocks = [
        *_asked(surroundings),
        *_words(answer, surroundings),
        *_scale(answer),
        *_sources(answer.sources),
        *_choices(answer.buttons, surroundings.place),
        *_feedback(answer, surroundings.conversation),
    ]
    text = in_words(answer, surroundings)
    return [
        SlackMessage(_continued(text, number), tuple(page))
        for number, page in enumerate(_pages(blocks))
    ]


def plainer(page: SlackMessage, answer: AnswerMessage) -> SlackMessage:
    """The same with only those blocks that every workspace has.

    Args:
        page: One message of `render`.
        answer: What the assistant said.
    """
    blocks: list[Block] = []
    for block in page.blocks:
        if isinstance(block, TableBlock):
            blocks += _sections("\n".join(_rows_in_words(answer.data or {})))
        elif isinstance(block, ContextActionsBlock):
            blocks.append(_plain_feedback(block))
        else:
            blocks.append(block)
    return SlackMessage(page.text, tuple(blocks))


def in_words(answer: AnswerMessage, surroundings: Surroundings) -> str:
    """Everything of an answer as text, at most 4,000 characters."""
    call = f"<@{surroundings.asker}> " if surroundings.asker and answer.is_emergency else ""
    parts = [call + mrkdwn.from_answer(answer.text)]
    rows = _rows_of(answer)
    if rows:
        lines = [f"• {_row_in_words(row)}" for row in rows]
        parts.append("\n".join([f"{_SCALE_TITLE}:", *lines]))
    if answer.buttons:
        titles = [f"• {mrkdwn.escape(button.title)}" for button in answer.buttons]
        parts.append("\n".join(["You can choose:", *titles]))
    if answer.sources:
        parts.append(_sources_line(answer.sources))
    return mrkdwn.split("\n\n".join(parts), MOST_TEXT_CHARACTERS)[0]


def words_only(text: str) -> SlackMessage:
    """A message of the app itself."""
    return SlackMessage(text, tuple(_sections(mrkdwn.from_answer(text))))


def ask_buttons(buttons: Iterable[Button], place: str | None = None) -> list[ButtonElement]:
    """Buttons that ask the assistant something.

    Args:
        buttons: Their titles and payloads.
        place: Where they ask it; None for the presser's direct messages.
    """
    return [
        ButtonElement(
            text=PlainTextObject(text=_cut(button.title, ButtonElement.text_max_length)),
            action_id=f"{ASK_ACTION}:{number}",
            value=json.dumps({"payload": button.payload, "place": place}),
        )
        for number, button in enumerate(buttons)
    ]


def _asked(surroundings: Surroundings) -> list[Block]:
    if surroundings.asked is None:
        return []
    return [ContextBlock(elements=[MarkdownTextObject(text=surroundings.asked)])]


def _words(answer: AnswerMessage, surroundings: Surroundings) -> list[Block]:
    call = f"<@{surroundings.asker}> " if surroundings.asker and answer.is_emergency else ""
    if answer.data_type != "comparison" or not (answer.data or {}).get("rows"):
        return _sections(call + mrkdwn.from_answer(answer.text))
    data = answer.data or {}
    before, after = _around_rows(answer.text, data)
    return [
        *_sections(mrkdwn.from_answer(before)),
        _table(data),
        *_sections(mrkdwn.from_answer(after)),
    ]


def _sections(text: str) -> list[Block]:
    return [
        SectionBlock(text=MarkdownTextObject(text=part))
        for part in mrkdwn.split(text, SectionBlock.text_max_length)
    ]


def _around_rows(text: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """The words before and after those lines that say what the table shows."""
    openings = tuple(f"{row['label']}. " for row in data["rows"])
    lines = text.split("\n")
    in_table = [number for number, line in enumerate(lines) if line.startswith(openings)]
    if not in_table:
        return text, ""
    rest = (line for line in lines[in_table[0] :] if not line.startswith(openings))
    return "\n".join(lines[: in_table[0]]), "\n".join(rest)


def _table(data: Mapping[str, Any]) -> TableBlock:
    columns = [str(column) for column in data["columns"]]
    header = [_bold_cell("Aspect"), *(_bold_cell(column) for column in columns)]
    rows = [
        [_bold_cell(row["label"]), *(_cell(row.get(column.lower())) for column in columns)]
        for row in data["rows"]
    ]
    return TableBlock(
        rows=[header, *rows],
        column_settings=[{"is_wrapped": True, "align": "left"} for _ in header],
    )


def _rows_in_words(data: Mapping[str, Any]) -> list[str]:
    columns = [str(column) for column in data["columns"]]
    return [
        f"*{mrkdwn.escape(row['label'])}.* "
        + " ".join(
            f"_{mrkdwn.escape(column)}:_ {mrkdwn.escape(str(row.get(column.lower()) or '–'))}"
            for column in columns
        )
        for row in data["rows"]
    ]


def _cell(text: Any) -> dict[str, Any]:
    return RawTextObject(text=str(text or "–")).to_dict()


def _bold_cell(text: str) -> dict[str, Any]:
    words = RichTextElementParts.Text(text=text, style={"bold": True})
    return RichTextBlock(elements=[RichTextSectionElement(elements=[words])]).to_dict()


def _rows_of(answer: AnswerMessage) -> list[ScaleRow]:
    """The rows of the scale for an explained T-score; none where nothing stands on it."""
    data = answer.data or {}
    if data.get("type") != "t_score" or data.get("status") != "explained":
        return []
    readings = [
        reading
        for entry in data.get("readings") or ()
        if (reading := _reading(entry)).kind is ReadingKind.T and reading.site in _COUNTING_SITES
    ]
    rows = scale_rows(readings)
    return rows if any(row.here for row in rows) else []


def _reading(entry: Mapping[str, Any]) -> Reading:
    return Reading(
        kind=ReadingKind(entry["kind"]),
        value=Decimal(str(entry["value"])),
        sign_given=True,
        site=Site(entry["site"]) if entry.get("site") else None,
    )


def _row_in_words(row: ScaleRow) -> str:
    return row.words + (f" ← {', '.join(row.here)}" if row.here else "")


def _scale(answer: AnswerMessage) -> list[Block]:
    rows = _rows_of(answer)
    if not rows:
        return []
    title = RichTextElementParts.Text(text=_SCALE_TITLE, style={"bold": True})
    lines = [
        RichTextSectionElement(
            elements=[
                RichTextElementParts.Text(
                    text=_row_in_words(row), style={"bold": True} if row.here else None
                )
            ]
        )
        for row in rows
    ]
    return [
        RichTextBlock(
            elements=[
                RichTextSectionElement(elements=[title]),
                RichTextListElement(style="bullet", elements=lines),
            ]
        )
    ]


def _sources(sources: Sequence[Reference]) -> list[Block]:
    if not sources:
        return []
    return [ContextBlock(elements=[MarkdownTextObject(text=_sources_line(sources))])]


def _sources_line(sources: Sequence[Reference]) -> str:
    shown = [
        mrkdwn.link(source.url, source.title) if source.url else mrkdwn.escape(source.title)
        for source in sources[:MOST_SOURCES]
    ]
    more = len(sources) - len(shown)
    end = f" · and {more} more: ask “where is this from?”" if more else ""
    return f"Sources: {' · '.join(shown)}{end}"


def _choices(buttons: Sequence[Button], place: str | None) -> list[Block]:
    most = ActionsBlock.elements_max_length
    elements = ask_buttons(buttons, place)
    return [
        ActionsBlock(elements=elements[start : start + most])
        for start in range(0, len(elements), most)
    ]


def _feedback(answer: AnswerMessage, conversation: str | None) -> list[Block]:
    """Asks whether an answer with sources helped, as the website does."""
    if not (answer.sources and answer.id and conversation) or answer.is_emergency:
        return []
    value = {
        opinion: json.dumps({"is": opinion, "message": answer.id, "conversation": conversation})
        for opinion in (HELPFUL, NOT_HELPFUL)
    }
    return [
        ContextActionsBlock(
            elements=[
                FeedbackButtonsElement(
                    action_id=FEEDBACK_ACTION,
                    positive_button=FeedbackButtonObject(
                        text="Helpful",
                        accessibility_label="This answer was helpful",
                        value=value[HELPFUL],
                    ),
                    negative_button=FeedbackButtonObject(
                        text="Not helpful",
                        accessibility_label="This answer was not helpful",
                        value=value[NOT_HELPFUL],
                    ),
                )
            ]
        )
    ]


def _plain_feedback(block: ContextActionsBlock) -> ActionsBlock:
    (element,) = block.to_dict()["elements"]
    opinions = ((HELPFUL, element["positive_button"]), (NOT_HELPFUL, element["negative_button"]))
    return ActionsBlock(
        elements=[
            ButtonElement(
                text=button["text"]["text"],
                action_id=f"{FEEDBACK_ACTION}:{opinion}",
                value=button["value"],
            )
            for opinion, button in opinions
        ]
    )


def _pages(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    page: list[Block] = []
    size = 0
    for block in blocks:
        length = len(json.dumps(block.to_dict(), ensure_ascii=False))
        if page and (len(page) == MOST_BLOCKS or size + length > MOST_BLOCK_CHARACTERS):
            yield page
            page, size = [], 0
        page.append(block)
        size += length
    yield page


def _continued(text: str, number: int) -> str:
    return _cut(f"(continued) {text}" if number else text, MOST_TEXT_CHARACTERS)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
