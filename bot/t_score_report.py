"""Prints what is read out of a text with scores, and what would be said about it."""

from __future__ import annotations

from actions.t_score import wording
from actions.t_score.groups import SiteUse, site_use
from actions.t_score.judgement import judge
from actions.t_score.scale import text_scale
from actions.t_score.speech import figures, kind_name, place_of
from bot.nlu.readings import Reading, ReadingKind
from bot.nlu.score_reader import read_message


def describe(text: str) -> str:
    """Describes the readings of a text for a terminal.

    Args:
        text: A message as a visitor types it.

    Returns:
        The readings with their offsets, the judgement, the scale and the answer.
    """
    message = read_message(text)
    judged = judge(message.readings, message.person)
    lines = [_line(reading) for reading in message.readings] or ["no reading"]
    facts = message.person.to_dict()
    if facts:
        lines.append("person: " + ", ".join(f"{name} {value}" for name, value in facts.items()))
    group = f", group: {judged.group.value}" if judged.group else ""
    notes = ", ".join(note.value for note in judged.notes)
    lines.append(f"status: {judged.status.value}{group}" + (f", notes: {notes}" if notes else ""))
    on_scale = [
        reading
        for reading in judged.used
        if reading.kind is ReadingKind.T
        and reading.sign_given
        and site_use(reading) is SiteUse.COUNTS
    ]
    parts = ["\n".join(lines)]
    if on_scale:
        parts.append(text_scale(on_scale))
    return "\n\n".join([*parts, wording.full_text(judged)])


def _line(reading: Reading) -> str:
    marks = [
        f"in {reading.year}" if reading.year else "",
        reading.moment.value if reading.moment else "",
        reading.bound.value.replace("_", " ") if reading.bound else "",
        "" if reading.sign_given else "no sign",
        "withdrawn" if reading.withdrawn else "",
    ]
    told = ", ".join(mark for mark in marks if mark)
    name = f"{kind_name(reading.kind)} {figures(reading)}{place_of(reading)}"
    where = f"  [{reading.start}:{reading.end}] {reading.text!r}"
    return name + (f" ({told})" if told else "") + where
