"""Draws the report's pictures, as addresses that hold the whole picture."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import matplotlib

matplotlib.use("Agg")

import numpy as np
from matplotlib.figure import Figure

from bot.usage_report.figures import HOURS, WEEKDAYS, Figures

WEEKDAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_TOPICS = 20
_BLUE, _ORANGE, _GREY = "#1f5fa8", "#b65708", "#5a5a5a"


def draw_days(figures: Figures) -> str:
    """Messages a day."""
    days = _all_days(figures.by_day)
    figure, axes = _new(7.6, 2.4)
    axes.bar(days, [figures.by_day[day] for day in days], color=_BLUE)
    axes.set_ylabel("messages")
    _date_axis(figure)
    return _svg(figure)


def draw_hours(figures: Figures) -> str:
    """Messages by weekday and hour."""
    table = np.array(
        [[figures.by_hour[day, hour] for hour in range(HOURS)] for day in range(WEEKDAYS)]
    )
    figure, axes = _new(7.6, 2.6)
    image = axes.imshow(table, aspect="auto", cmap="Blues", vmin=0)
    axes.set_yticks(range(WEEKDAYS), WEEKDAY_NAMES)
    axes.set_xticks(range(0, HOURS, 2), [f"{hour:02}" for hour in range(0, HOURS, 2)])
    axes.set_xlabel("hour of the day")
    figure.colorbar(image, ax=axes, label="messages", pad=0.02)
    return _svg(figure)


def draw_topics(figures: Figures, name: Callable[[str], str]) -> str:
    """The most frequent topics.

    Args:
        figures: The figures.
        name: Gives the words for a topic.
    """
    common = figures.topics.most_common(MOST_TOPICS)[::-1]
    figure, axes = _new(7.6, 0.8 + 0.27 * len(common))
    bars = axes.barh(
        [name(topic) for topic, _ in common],
        [count for _, count in common],
        color=_BLUE,
    )
    axes.bar_label(bars, padding=3, color=_GREY)
    axes.margins(x=0.1, y=0.02)
    axes.set_xlabel("answers")
    return _svg(figure)


def draw_latency(figures: Figures) -> str:
    """How long answers took, day by day."""
    days = [day for day in _all_days(figures.by_day) if figures.seconds.get(day)]
    figure, axes = _new(7.6, 2.4)
    for percent, color in ((50, _BLUE), (95, _ORANGE)):
        values = [float(np.percentile(figures.seconds[day], percent)) * 1000 for day in days]
        axes.plot(days, values, color=color, marker="o", markersize=3, label=f"{percent} % within")
    axes.set_ylabel("milliseconds")
    axes.set_ylim(0, 1.3 * axes.get_ylim()[1])
    axes.legend(frameon=False, loc="upper left", ncol=2)
    _date_axis(figure)
    return _svg(figure)


def _all_days(by_day: Mapping[date, int]) -> list[date]:
    if not by_day:
        return []
    first, last = min(by_day), max(by_day)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _new(width: float, height: float) -> tuple[Figure, matplotlib.axes.Axes]:
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _date_axis(figure: Figure) -> None:
    axes = figure.axes[0]
    axes.xaxis.set_major_locator(matplotlib.dates.AutoDateLocator(maxticks=9))
    axes.xaxis.set_major_formatter(
        matplotlib.dates.ConciseDateFormatter(axes.xaxis.get_major_locator())
    )


def _svg(figure: Figure) -> str:
    output = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "report"}):
        figure.savefig(output, format="svg", metadata={"Date": None})
    return f"data:image/svg+xml;base64,{base64.b64encode(output.getvalue()).decode()}"
