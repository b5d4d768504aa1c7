"""Reads the answers out of the domain's responses; nothing here knows of Rasa."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

REFERENCES_FILE = Path(__file__).with_name("references.yml")
UTTER_PREFIX = "utter_"

# Button titles of the intents that actions answer; the others have theirs in domain.yml.
TITLES_OF_ACTIONS = {
    "explain_t_score": "What does a T-score mean?",
    "compare_conditions": "Osteoporosis or osteomalacia?",
    "sources": "Where is this from?",
    "human_handoff": "Talk to a person",
    "delete_my_data": "Delete this conversation",
    "simpler": "Say it more simply",
    "emergency": "I need help right now",
    "urgent": "I have new pain or a new injury",
    "personal_advice": "A question about my own treatment",
}


@dataclass(frozen=True)
class Button:
    """A choice that a visitor can tap instead of typing."""

    title: str
    payload: str

    def as_dict(self) -> dict[str, str]:
        """The form in which Rasa sends buttons."""
        return {"title": self.title, "payload": self.payload}


@dataclass(frozen=True)
class Reference:
    """Where a fact comes from."""

    id: str
    title: str
    url: str | None

    def as_dict(self) -> dict[str, str]:
        """The form of the website's `sources`; `url` only where there is one."""
        return {"id": self.id, "title": self.title} | ({"url": self.url} if self.url else {})


@dataclass(frozen=True)
class Answer:
    """What the assistant says on one topic.

    Attributes:
        topic: The intent that it answers.
        text: The full answer.
        simple: The plain version.
        more: Further facts, for those who have read the full answer and want more.
        title: The words under which it is offered.
        sources: Ids of references of the full answer.
        more_sources: Those of the further facts; the same where none are named.
        related: Topics to offer next.
    """

    topic: str
    text: str
    simple: str | None
    more: str | None
    title: str | None
    sources: tuple[str, ...]
    more_sources: tuple[str, ...]
    related: tuple[str, ...]


class AnswerLibrary:
    """All answers of a domain, by topic."""

    def __init__(self, responses: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Reads the answers.

        Args:
            responses: The `responses` of a domain; of each, the first variation counts.
        """
        self._answers = {
            name.removeprefix(UTTER_PREFIX): _answer(name.removeprefix(UTTER_PREFIX), variations[0])
            for name, variations in responses.items()
            if variations
        }

    def __contains__(self, topic: str) -> bool:
        return topic in self._answers

    def __getitem__(self, topic: str) -> Answer:
        return self._answers[topic]

    @property
    def topics(self) -> tuple[str, ...]:
        """All that may be offered as a button."""
        return tuple(name for name in [*self._answers, *TITLES_OF_ACTIONS] if self.title(name))

    def title(self, topic: str) -> str | None:
        """The words under which a topic is offered; None if it is never offered."""
        if topic in TITLES_OF_ACTIONS:
            return TITLES_OF_ACTIONS[topic]
        return self._answers[topic].title if topic in self._answers else None

    def buttons(self, topics: tuple[str, ...] | list[str]) -> list[Button]:
        """Buttons for those of the topics that have a title."""
        return [Button(title, f"/{topic}") for topic in topics if (title := self.title(topic))]

    @property
    def introduction(self) -> str:
        """What every conversation is told once: that this is a program, not a doctor."""
        return self._answers["bot_challenge"].simple or ""


def _answer(topic: str, response: Mapping[str, Any]) -> Answer:
    metadata = response.get("metadata") or {}
    sources = tuple(metadata.get("sources", ()))
    return Answer(
        topic=topic,
        text=str(response.get("text", "")).strip(),
        simple=metadata.get("simple"),
        more=metadata.get("more"),
        title=metadata.get("title"),
        sources=sources,
        more_sources=tuple(metadata.get("more_sources", sources)),
        related=tuple(metadata.get("related", ())),
    )


@lru_cache(maxsize=1)
def references() -> dict[str, Reference]:
    """All references by their id."""
    entries = yaml.safe_load(REFERENCES_FILE.read_text(encoding="utf-8"))
    return {key: Reference(key, entry["title"], entry.get("url")) for key, entry in entries.items()}
