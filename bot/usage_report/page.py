"""Puts figures, groups of questions and pictures into one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, StrictUndefined

from bot.usage_report.clusters import Cluster
from bot.usage_report.examples import as_examples
from bot.usage_report.exchanges import NOT_COVERED, NOT_UNDERSTOOD
from bot.usage_report.figures import Figures, share
from bot.usage_report.pictures import (
    WEEKDAY_NAMES,
    draw_days,
    draw_hours,
    draw_latency,
    draw_topics,
)

TEMPLATE = Path(__file__).with_name("page.html")
MOST_TEXTS = 12
MOST_LIKELY_INTENTS = 3
MOST_COMMENTS = 100

_OTHER_NAMES = {
    NOT_UNDERSTOOD: "A choice of topics (not understood)",
    NOT_COVERED: "Not its subject",
}
_MEANINGS = {
    "E1": "suspected fracture or bad fall",
    "E2": "spine with nerve signs",
    "E3": "other emergency",
    "E4": "self-harm",
    "E4_INFO": "a general question about self-harm",
    "U": "needs care the same day",
    "R1": "a decision about a medicine",
    "R1_DENOSUMAB": "a decision about denosumab",
    "R2": "a diagnosis, a report or a choice of treatment",
    "R3": "pregnancy, breastfeeding or complex disease",
    "R3_CHILD": "a child",
}


@dataclass(frozen=True)
class Catalog:
    """What the report knows of the assistant.

    Attributes:
        titles: Words for people, by topic.
        files: The training data's file of each intent, in the order of the domain.
    """

    titles: Mapping[str, str]
    files: Mapping[str, str]

    def name(self, topic: str) -> str:
        """The words for a topic."""
        return self.titles.get(topic) or _OTHER_NAMES.get(topic) or topic.replace("_", " ")


def render(
    figures: Figures,
    clusters: Sequence[Cluster],
    catalog: Catalog,
    *,
    period: str,
    most_clusters: int,
) -> str:
    """Renders the page.

    Args:
        figures: What was counted.
        clusters: Groups of questions without an answer, the largest first.
        catalog: Names of topics and files.
        period: The time that the report tells of, in words.
        most_clusters: How many groups are shown.
    """
    template = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=False
    ).from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        period=period,
        figures=_figures(figures),
        clusters=[_cluster(cluster, catalog) for cluster in clusters[:most_clusters]],
        groups=len(clusters),
        unanswered=f"{sum(cluster.messages for cluster in clusters):,}",
        topic_pictures=_topic_pictures(figures, catalog),
        time_pictures=_time_pictures(figures),
        helpful=_helpful(figures, catalog),
        comments=[
            {"topic": catalog.name(topic), "helpful": helpful, "words": words}
            for topic, helpful, words in figures.comments[-MOST_COMMENTS:]
        ],
        triage=[
            {"level": level, "meaning": _MEANINGS.get(level, ""), "count": f"{count:,}"}
            for level, count in figures.triage_levels.most_common()
        ],
    )


def _figures(figures: Figures) -> list[tuple[str, str]]:
    seconds = figures.all_seconds
    helpful = figures.helpful_share
    return [
        ("messages", f"{figures.messages:,}"),
        ("conversations", f"{figures.conversations:,}"),
        ("not understood", f"{share(figures.not_understood, figures.messages):.1%}"),
        (
            "of these, chose a topic next",
            f"{share(figures.found_by_choice, figures.not_understood):.0%}",
        ),
        ("not its subject", f"{share(figures.not_covered, figures.messages):.1%}"),
        ("said to be helpful", "no opinions" if helpful is None else f"{helpful:.0%}"),
        ("median answer time", f"{np.median(seconds) * 1000:.0f} ms" if seconds else "not known"),
    ]


def _cluster(cluster: Cluster, catalog: Catalog) -> dict[str, Any]:
    shown = cluster.texts[:MOST_TEXTS]
    likely = [intent for intent in cluster.intents if intent in catalog.files]
    likely = likely[:MOST_LIKELY_INTENTS]
    if cluster.not_understood * 2 < cluster.messages and NOT_COVERED in catalog.files:
        # Most were taken for questions about something else, and that may be right.
        likely = [NOT_COVERED, *(intent for intent in likely if intent != NOT_COVERED)]
    others = [i for i in catalog.files if i not in likely and i != NOT_UNDERSTOOD]
    intents = (*likely, *others)
    options = [
        {"intent": intent, "file": catalog.files[intent], "is_likely": intent in likely}
        for intent in intents
    ]
    summary = [f"{cluster.messages:,} message{'s' if cluster.messages != 1 else ''}"]
    if cluster.not_understood < cluster.messages:
        summary.append(f"{cluster.messages - cluster.not_understood:,} taken for another subject")
    if cluster.chosen:
        summary.append(f"{cluster.chosen:,} then chose an offered topic")
    summary.append(f"last on {datetime.fromtimestamp(cluster.last_at):%d %B %Y}")
    rest = len(cluster.texts) - 1
    hidden = len(cluster.texts) - len(shown)
    return {
        "title": cluster.texts[0],
        "summary": ", ".join(summary),
        "others": shown[1:],
        "others_summary": f"{rest} other wording{'s' if rest != 1 else ''}"
        + (f", {len(shown) - 1} of them shown" if hidden else ""),
        "options": options,
        "yaml": as_examples(intents[0], shown),
    }


def _topic_pictures(figures: Figures, catalog: Catalog) -> list[dict[str, str]]:
    if not figures.topics:
        return []
    common = ", ".join(catalog.name(t) for t, _ in figures.topics.most_common(3))
    return [
        _picture(
            "Most frequent topics",
            draw_topics(figures, catalog.name),
            f"Bars of answers by topic; the most frequent are {common}.",
        )
    ]


def _time_pictures(figures: Figures) -> list[dict[str, str]]:
    if not figures.messages:
        return []
    (weekday, hour), _ = figures.by_hour.most_common(1)[0]
    busiest, count = figures.by_day.most_common(1)[0]
    pictures = [
        _picture("Messages a day", draw_days(figures), f"Most on {busiest:%d %B}: {count:,}."),
        _picture(
            "Busiest hours (this machine's time)",
            draw_hours(figures),
            f"Most on {WEEKDAY_NAMES[weekday]} from {hour:02}:00.",
        ),
    ]
    if figures.seconds:
        low, high = np.percentile(figures.all_seconds, (50, 95)) * 1000
        pictures.append(
            _picture(
                "Time to the answer",
                draw_latency(figures),
                f"Half within {low:.0f} ms, 95 % within {high:.0f} ms.",
            )
        )
    return pictures


def _picture(caption: str, source: str, alt: str) -> dict[str, str]:
    return {"caption": caption, "source": source, "alt": alt}


def _helpful(figures: Figures, catalog: Catalog) -> list[dict[str, Any]]:
    rows = [
        {
            "topic": catalog.name(topic),
            "yes": f"{yes:,}",
            "no": f"{no:,}",
            "share": share(yes, yes + no),
            "percent": f"{share(yes, yes + no):.0%}",
        }
        for topic, (yes, no) in figures.helpful.items()
    ]
    return sorted(rows, key=lambda row: (row["share"], row["topic"]))
