"""Measures the understanding on questions that were never trained on, through the whole pipeline.

What counts is what a visitor gets: an answer, an answer with "did you mean" choices, a choice of
topics, or the sentence that the assistant is about something else.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.answers.choices import choices_beside_answer, likely_topics
from bot.answers.library import AnswerLibrary
from bot.training import train

OUT_OF_SCOPE = "out_of_scope"
FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Outcome:
    """What one question led to."""

    text: str
    expected: str
    intent: str
    confidence: float
    ranking: tuple[str, ...]
    offered: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether the question got its answer."""
        return self.intent == self.expected

    @property
    def is_offered(self) -> bool:
        """Whether its answer was given or stood among the choices."""
        return self.is_right or self.expected in self.offered


@dataclass(frozen=True)
class Figures:
    """The report's main figures, all shares from 0 to 1."""

    questions: int
    accuracy: float
    right_among_offered: float
    right_in_best_three: float
    out_of_scope_recall: float
    answerable_refused: float
    answered_with_choice_of_topics: float
    macro_f1: float


def read_questions(file: str | Path) -> list[tuple[str, str]]:
    """Reads `label<TAB>text` lines, the label an intent; lines that start with # are comments.

    Raises:
        ValueError: A line has not exactly two fields; says which line.
    """
    questions = []
    for number, line in enumerate(Path(file).read_text(encoding="utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 2:
            raise ValueError(f"{file} line {number}: expected a label, a tab, a text")
        questions.append((fields[0], fields[1]))
    return questions


def evaluate(questions: Iterable[tuple[str, str]]) -> list[Outcome]:
    """Lets the trained model understand each question."""
    return asyncio.run(_evaluate(list(questions)))


async def _evaluate(questions: list[tuple[str, str]]) -> list[Outcome]:
    from rasa.core.agent import load_agent

    agent = await load_agent(model_path=str(train()))
    library = AnswerLibrary(agent.domain.responses)
    outcomes = []
    for expected, text in questions:
        parsed = await agent.parse_message(text)
        outcomes.append(_outcome(text, expected, parsed, library))
    return outcomes


def _outcome(text: str, expected: str, parsed: dict[str, Any], library: AnswerLibrary) -> Outcome:
    intent = parsed["intent"]["name"]
    ranking = parsed.get("intent_ranking") or []
    offered = (
        likely_topics(ranking, library)
        if intent == FALLBACK
        else choices_beside_answer(intent, ranking, library)
    )
    names = tuple(entry["name"] for entry in ranking if entry["name"] != FALLBACK)
    confidence = next((e["confidence"] for e in ranking if e["name"] != FALLBACK), 0.0)
    return Outcome(text, expected, intent, confidence, names, tuple(offered))


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Works out the main figures; see `Figures`."""
    answerable = [o for o in outcomes if o.expected != OUT_OF_SCOPE]
    others = [o for o in outcomes if o.expected == OUT_OF_SCOPE]
    return Figures(
        questions=len(outcomes),
        accuracy=_share(o.is_right for o in outcomes),
        right_among_offered=_share(o.is_offered for o in answerable),
        right_in_best_three=_share(o.expected in o.ranking[:3] for o in outcomes),
        out_of_scope_recall=_share(o.is_right for o in others),
        answerable_refused=_share(o.intent == OUT_OF_SCOPE for o in answerable),
        answered_with_choice_of_topics=_share(o.intent == FALLBACK for o in outcomes),
        macro_f1=float(np.mean([f1 for *_, f1 in per_intent(outcomes)])),
    )


def per_intent(outcomes: Sequence[Outcome]) -> list[tuple[str, int, float, float, float]]:
    """For each intent: its name, questions, precision, recall and F1."""
    rows = []
    for intent in sorted({o.expected for o in outcomes}):
        expected = sum(o.expected == intent for o in outcomes)
        found = sum(o.intent == intent for o in outcomes)
        right = sum(o.intent == intent and o.is_right for o in outcomes)
        precision = right / found if found else 0.0
        recall = right / expected
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        rows.append((intent, expected, precision, recall, f1))
    return rows


def write_report(data: str, output: str) -> str:
    """Evaluates, writes report.md, figures.json and two pictures, and returns the report's text."""
    directory = Path(output)
    directory.mkdir(parents=True, exist_ok=True)
    outcomes = evaluate(read_questions(data))
    text = _report_text(data, outcomes)
    (directory / "report.md").write_text(text, encoding="utf-8")
    (directory / "figures.json").write_text(json.dumps(asdict(figures(outcomes)), indent=1))
    _draw_confusions(outcomes, directory / "confusion_matrix.png")
    _draw_thresholds(outcomes, directory / "threshold_curve.png")
    return f"{text}\nWritten to {directory}/ (report.md, figures.json and two pictures)"


def _report_text(data: str, outcomes: Sequence[Outcome]) -> str:
    main = figures(outcomes)
    lines = [f"# Understanding, measured on {main.questions} questions of {data}", ""]
    lines += ["| figure | value |", "|---|---|"]
    lines += [
        f"| {name.replace('_', ' ')} | {value:.1%} |"
        for name, value in asdict(main).items()
        if name != "questions"
    ]
    lines += ["", "| intent | questions | precision | recall | F1 |", "|---|---|---|---|---|"]
    lines += [
        f"| {intent} | {count} | {precision:.2f} | {recall:.2f} | {f1:.2f} |"
        for intent, count, precision, recall, f1 in sorted(per_intent(outcomes), key=lambda r: r[4])
    ]
    worst = Counter((o.expected, o.intent) for o in outcomes if not o.is_right)
    lines += ["", "| asked | taken for | times |", "|---|---|---|"]
    lines += [f"| {asked} | {taken} | {n} |" for (asked, taken), n in worst.most_common(20)]
    return "\n".join(lines) + "\n"


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _draw_confusions(outcomes: Sequence[Outcome], file: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    names = sorted({o.expected for o in outcomes} | {o.intent for o in outcomes})
    position = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(names), len(names)))
    for outcome in outcomes:
        matrix[position[outcome.expected], position[outcome.intent]] += 1
    matrix /= np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    figure, axes = plt.subplots(figsize=(15, 14), layout="constrained")
    axes.imshow(matrix, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("taken for")
    axes.set_ylabel("asked")
    axes.set_title("Share of each intent's questions")
    figure.savefig(file, dpi=90)
    plt.close(figure)


def _draw_thresholds(outcomes: Sequence[Outcome], file: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    thresholds = np.linspace(0, 1, 101)
    best = [(o.ranking[0] if o.ranking else "", o) for o in outcomes]
    right = [_share(o.confidence >= t and top == o.expected for top, o in best) for t in thresholds]
    wrong = [_share(o.confidence >= t and top != o.expected for top, o in best) for t in thresholds]
    unsure = [_share(o.confidence < t for _, o in best) for t in thresholds]
    figure, axes = plt.subplots(figsize=(8, 5), layout="constrained")
    for values, label, style in (
        (right, "right answer", "-"),
        (wrong, "wrong answer", "--"),
        (unsure, "topics offered instead", ":"),
    ):
        axes.plot(thresholds, values, style, label=label)
    axes.set_xlabel("threshold below which topics are offered")
    axes.set_ylabel("share of questions")
    axes.set_title("What a threshold costs and saves")
    axes.legend()
    figure.savefig(file, dpi=100)
    plt.close(figure)
