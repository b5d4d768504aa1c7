"""Works out the report's figures from exchanges and opinions, one after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.usage_report.exchanges import NOT_COVERED, NOT_UNDERSTOOD, Exchange

HOURS, WEEKDAYS = 24, 7


@dataclass(frozen=True)
class Opinion:
    """What a visitor said of an answer."""

    topic: str | None
    helpful: bool
    comment: str | None


@dataclass
class Figures:
    """What the report tells beside the unanswered questions.

    Attributes:
        messages: How many messages came, presses included.
        conversations: How many conversations they belong to.
        not_understood: Messages that got a choice of topics instead of an answer.
        not_covered: Messages that were told that the assistant is about something else.
        found_by_choice: Of those not understood, how many led to an offered topic next.
        topics: Answers by topic.
        channels: Messages by channel.
        triage_levels: Messages by how urgent they were.
        by_day: Messages by local date.
        by_hour: Messages by (weekday, hour), local, Monday is 0.
        seconds: Durations of answers, by local date.
        helpful: Opinions by topic: (helpful, not helpful).
        comments: What visitors wrote about answers: (topic, helpful, words).
    """

    messages: int = 0
    conversations: int = 0
    not_understood: int = 0
    not_covered: int = 0
    found_by_choice: int = 0
    topics: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    triage_levels: Counter[str] = field(default_factory=Counter)
    by_day: Counter[date] = field(default_factory=Counter)
    by_hour: Counter[tuple[int, int]] = field(default_factory=Counter)
    seconds: dict[date, list[float]] = field(default_factory=lambda: defaultdict(list))
    helpful: dict[str, tuple[int, int]] = field(default_factory=dict)
    comments: list[tuple[str, bool, str]] = field(default_factory=list)

    def add(self, exchange: Exchange) -> None:
        """Counts an exchange."""
        moment = datetime.fromtimestamp(exchange.at)
        self.messages += 1
        self.not_understood += NOT_UNDERSTOOD in exchange.topics
        self.not_covered += NOT_COVERED in exchange.topics
        self.found_by_choice += NOT_UNDERSTOOD in exchange.topics and exchange.chosen is not None
        self.topics.update(t for t in exchange.topics if t not in (NOT_UNDERSTOOD, NOT_COVERED))
        self.channels[exchange.channel or "unknown"] += 1
        if exchange.triage_level:
            self.triage_levels[exchange.triage_level] += 1
        self.by_day[moment.date()] += 1
        self.by_hour[moment.weekday(), moment.hour] += 1
        if exchange.seconds is not None:
            self.seconds[moment.date()].append(exchange.seconds)

    def add_opinions(self, opinions: Iterable[Opinion]) -> None:
        """Counts what visitors said of answers."""
        for opinion in opinions:
            topic = opinion.topic or "unknown"
            yes, no = self.helpful.get(topic, (0, 0))
            self.helpful[topic] = (yes + opinion.helpful, no + (not opinion.helpful))
            if opinion.comment:
                self.comments.append((topic, opinion.helpful, opinion.comment))

    @property
    def helpful_share(self) -> float | None:
        """The share of opinions that were "helpful"; None without any."""
        yes, no = (sum(counts[i] for counts in self.helpful.values()) for i in (0, 1))
        return yes / (yes + no) if yes + no else None

    @property
    def all_seconds(self) -> list[float]:
        """Durations of all answers."""
        return [value for values in self.seconds.values() for value in values]


def share(part: int, whole: int) -> float:
    """A part of a whole, from 0 to 1; 0 of nothing."""
    return part / whole if whole else 0.0
