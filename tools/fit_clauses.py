"""Fits which sentences and clauses are alarms: `python -m tools.fit_clauses`.

Has the trained assistant read ordinary messages, look-alikes, and emergencies that stand beside an
ordinary question or a score, all of the development sets; writes what tells best whether a clause
is an alarm to bot/nlu/question_weights.json. Takes some minutes.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.engine.runner.interface import GraphRunner
from rasa.utils.endpoints import EndpointConfig
from rich.progress import track
from sklearn.linear_model import LogisticRegression

from bot import assistant
from bot.logs import configure_logs
from bot.nlu.clause_alarm import WEIGHTS, Around, Heard, features
from bot.nlu.clauses import ClauseKind
from bot.nlu.linear_model import LinearModel, keep
from bot.nlu.topic_arrival_component import TopicArrival
from bot.nlu.topic_model import ALARMS
from bot.nlu.triage import Assessment
from bot.nlu.triage_component import (
    CalmMargins,
    Improbable,
    Triage,
    around,
    as_believed,
    heard_of,
    suspects_in,
)
from bot.nlu.triage_reader_component import ASSESSMENT
from bot.nlu_report import read_questions
from bot.paths import PROJECT_ROOT
from bot.training import train

DATA = PROJECT_ROOT / "tests" / "data"
SAFETY = (DATA / "triage_development.tsv", DATA / "triage_second_development.tsv")
QUESTIONS = DATA / "development.tsv"
SEVERAL = DATA / "several_questions_development.tsv"
LEVELS = ("E1", "E2", "E3", "E4", "U")
SCORES = ("My T-score is -2.6, what does that mean?", "t score hip -1.9 spine -2.7")
# Of messages that are neither a look-alike nor an alarm, how many of 1,000 may be called one.
FALSE_ALARMS = 3.0
# What is an alarm as a whole with this probability needs no clause.
ALARM_AS_WHOLE = Triage.get_default_config()["alarming_confidence"]
IMPROBABLE = Improbable.of(Triage.get_default_config())
CALM = CalmMargins.of(Triage.get_default_config())
_EVERY = 2
# In how many of the ways each of those is joined with a question.
_WAYS = 3
_ROUNDS = 6
_FOLDS = 4
_REGULARIZATION = 10.0


@dataclass(frozen=True)
class Read:
    """A message as the assistant reads it, where neither the rules nor the whole are an alarm.

    Attributes:
        kind: Where it is from.
        is_alarm: Whether it holds an alarm.
        clauses: The features of its sentences and clauses that may be alarms.
    """

    kind: str
    is_alarm: bool
    clauses: tuple[dict[str, float], ...]


def messages(lot: random.Random) -> list[tuple[str, bool, str]]:
    """Messages to be read: their kind, whether they hold an alarm, and their text."""
    ordinary = [text for intent, text in read_questions(QUESTIONS) if intent not in ALARMS]
    safety = [line for file in SAFETY for line in read_questions(file)]
    lookalikes = [text for level, text in safety if level == "LOOKALIKE"]
    alarms = [text for level, text in safety if level in LEVELS][::_EVERY]
    ways: dict[str, Callable[[str], str]] = {
        "behind a question": lambda said: f"{_bare(lot.choice(ordinary))}? {said}",
        "before a question": lambda said: f"{_bare(said)}. {lot.choice(ordinary)}",
        "and": lambda said: f"{_bare(lot.choice(ordinary))} and {said}",
        "comma": lambda said: f"{_bare(lot.choice(ordinary))}, {said}",
        "nothing between": lambda said: f"{_bare(lot.choice(ordinary))} {said}",
        "beside a score": lambda said: f"{lot.choice(SCORES)} {said}",
    }
    found = [("question", False, text) for text in ordinary]
    found += [("questions", False, text) for _, text in read_questions(SEVERAL)]
    found += [("look-alike", False, text) for text in lookalikes]
    for said in lookalikes[::_EVERY]:
        found += [
            (f"look-alike {way}", False, ways[way](said)) for way in lot.sample([*ways], _WAYS)
        ]
    for said in alarms:
        found += [(way, True, ways[way](said)) for way in lot.sample([*ways], _WAYS)]
    return found


def _bare(text: str) -> str:
    return text.rstrip(" .?!")


def read(runner: GraphRunner, reader: str, kind: str, is_alarm: bool, text: str) -> Read | None:
    """Reads a message.

    Args:
        runner: The assistant's understanding.
        reader: The name of the topic classifier in it.
        kind: Where the message is from.
        is_alarm: Whether it holds an alarm.
        text: The message.

    Returns:
        What the clauses say; None where the message is an alarm without them.
    """
    inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: None}
    (message,) = runner.run(inputs, targets=[reader])[reader]
    assessment: Assessment = as_believed(message, message.data[ASSESSMENT], CALM)
    beside = around(message, assessment)
    as_whole = max(ALARM_AS_WHOLE, IMPROBABLE.needed_confidence(message))
    if assessment.level.value in LEVELS or beside.whole.share >= as_whole:
        return None
    clauses = heard_of(suspects_in(message), assessment)
    return Read(kind, is_alarm, tuple(features(clause, beside) for clause in clauses))


def fit(read_messages: Sequence[Read]) -> LinearModel:
    """Fits the model to the most alarming clause of each message.

    Which one that is follows from the model: it is fitted some times over.
    """
    with_clauses = [said for said in read_messages if said.clauses]
    names = list(features(Heard(0, 0, 0), Around(Heard(0, 0, 0), 1)))
    model = LinearModel({f"{kind.value} margin": 1.0 for kind in ClauseKind})
    for _ in range(_ROUNDS):
        rows = [max(said.clauses, key=model.score) for said in with_clauses]
        machine = LogisticRegression(C=_REGULARIZATION, max_iter=2000).fit(
            [[row[name] for name in names] for row in rows],
            [said.is_alarm for said in with_clauses],
        )
        weights = {n: round(float(w), 3) for n, w in zip(names, machine.coef_[0], strict=True)}
        model = LinearModel(weights, float(machine.intercept_[0]))
    return model


def least_score(model: LinearModel, read_messages: Iterable[Read]) -> float:
    """The score above which as many ordinary messages lie as may be called alarms."""
    scores = [_score(model, said) for said in read_messages if said.kind.startswith("question")]
    return float(np.quantile(scores, 1 - FALSE_ALARMS / 1000))


def _score(model: LinearModel, said: Read) -> float:
    return max((model.score(clause) for clause in said.clauses), default=-np.inf)


def report(read_messages: Sequence[Read], counts: dict[str, int]) -> None:
    """Prints, by kind, how many messages are called alarms by models not fitted to them."""
    called: dict[str, int] = dict.fromkeys(counts, 0)
    for fold in range(_FOLDS):
        others = [said for n, said in enumerate(read_messages) if n % _FOLDS != fold]
        model = fit(others)
        least = least_score(model, others)
        for said in read_messages[fold::_FOLDS]:
            called[said.kind] += _score(model, said) >= least
    by_kind = {kind: [s for s in read_messages if s.kind == kind] for kind in counts}
    for kind, number in counts.items():
        left = len(by_kind[kind])
        print(f"{kind}: {number}, {left} of them no alarm without clauses, {called[kind]} with")


async def main() -> None:
    """Reads, fits and writes the weights."""
    configure_logs()
    agent = await assistant.load(
        train(), assistant.endpoints(tracker_store=EndpointConfig(type="in_memory"))
    )
    nodes = agent.processor.model_metadata.predict_schema.nodes
    reader = next(name for name, node in nodes.items() if node.uses is TopicArrival)
    lines = messages(random.Random(1))
    read_messages = [
        said
        for line in track(lines, "reading")
        if (said := read(agent.processor.graph_runner, reader, *line)) is not None
    ]
    counts: dict[str, int] = {}
    for kind, _, _ in lines:
        counts[kind] = counts.get(kind, 0) + 1
    report(read_messages, counts)
    model = fit(read_messages)
    model = LinearModel(model.weights, model.intercept - least_score(model, read_messages))
    keep({WEIGHTS: model})
    print(model)


if __name__ == "__main__":
    asyncio.run(main())
