"""Fits how messages are divided into questions: `python -m tools.fit_questions`.

Writes bot/nlu/question_weights.json from the development sets. The classifier is trained anew
without the parts of their messages, or it would seem surer of them than it is of a visitor's.
Takes some minutes.
"""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.nlu import message_division, message_joints
from bot.nlu.leaning import both_readings, turns_of_parts
from bot.nlu.linear_model import LinearModel, keep
from bot.nlu.message_division import Understood
from bot.nlu.message_joints import Piece, all_pieces, joint_features, stretches
from bot.nlu.sentence_model import SentenceModel, convert
from bot.nlu.spelling import Speller
from bot.nlu.text import clean
from bot.nlu.tokenizer import tokens_of
from bot.nlu.topic_classifier import TopicClassifier
from bot.nlu.topic_model import TopicModel
from bot.nlu.turn_examples import Example as TrainingExample
from bot.nlu.turn_examples import turns_of
from bot.nlu.turn_examples_component import TurnExamples
from bot.nlu.turns import spelled_out
from bot.nlu_report import read_questions
from bot.paths import CONFIG_FILE, DOMAIN_FILE, PROJECT_ROOT
from tools.conditional_logit import Choice, by_name, feature_matrix, fit_choices

SEVERAL = PROJECT_ROOT / "tests" / "data" / "several_questions_development.tsv"
SINGLE = PROJECT_ROOT / "tests" / "data" / "development.tsv"

# Of longer messages there are too many divisions to find the true one by trying all.
MOST_PIECES_ALIGNED = 10
# A single question that is divided costs more than two questions of which one is answered: there
# are ten times as many single ones.
WEIGHT_OF_SINGLE = 2.0
BIAS_TO_SINGLE = -0.3
JOINT_REGULARIZATION = 0.5
DIVISION_REGULARIZATION = 0.3
_HARMLESS = "that is what she said"


@dataclass(frozen=True)
class Example:
    """A message and the intents of its questions, in order."""

    text: str
    intents: tuple[str, ...]


class Classifier:
    """A topic classifier that has not seen some messages."""

    def __init__(self, unseen: Collection[str]) -> None:
        """Trains it.

        Args:
            unseen: Messages in lower case; examples that are one of them are left out.
        """
        from rasa.shared.importers.importer import TrainingDataImporter

        with TemporaryDirectory() as directory:
            convert(Path(directory))
            self._encoder = SentenceModel(Path(directory), threads=os.cpu_count() or 1)
        importer = TrainingDataImporter.load_from_config(
            str(CONFIG_FILE), str(DOMAIN_FILE), [str(PROJECT_ROOT / "data")]
        )
        examples = [
            TrainingExample(example.get("text"), example.get("intent"))
            for example in importer.get_nlu_data().intent_examples
            if example.get("text").lower() not in unseen
        ]
        turns = TurnExamples.get_default_config()
        seed = turns.pop("random_seed")
        examples += turns_of(examples, **turns, seed=seed)
        options = TopicClassifier.get_default_config()
        texts = [example.text for example in examples]
        self._speller = Speller.learned_from(texts)
        self._length = options["ranking_length"]
        self._model = TopicModel.fit(
            # Alarms in clauses are no matter of dividing a message: one clause is enough.
            harmless_vectors=self._vectors([_HARMLESS]),
            harmless_words=self._words([_HARMLESS]),
            vectors=self._vectors(texts),
            words=self._words(texts),
            intents=[example.intent for example in examples],
            regularization=options["regularization"],
            meaning_weight=options["meaning_weight"],
            sharpness=options["sharpness"],
            random_seed=options["random_seed"],
        )

    def classify(self, texts: Iterable[str]) -> dict[str, Understood]:
        """What it makes of messages and their parts."""
        different = list(dict.fromkeys(texts))
        margins = self._model.word_margins(self._words(different))
        rankings = self._model.rank(self._vectors(different), margins, self._length)
        return {
            text: Understood(tuple(ranking))
            for text, ranking in zip(different, rankings, strict=True)
        }

    def _vectors(self, texts: Sequence[str]) -> np.ndarray:
        read = (self._speller.corrected(text) for text in texts)
        return self._encoder.encode([spelled_out(clean(text)) for text in read])

    def _words(self, texts: Sequence[str]) -> list[str]:
        read = (self._speller.corrected(text) for text in texts)
        return [" ".join(token.text for token in tokens_of(text)) for text in read]


def read(file: Path) -> list[Example]:
    """Reads lines of `intent[,intent…]<TAB>message`."""
    return [Example(text, tuple(intents.split(","))) for intents, text in read_questions(file)]


def true_joints(
    example: Example, pieces: Sequence[Piece], understood: Mapping[tuple[int, int], Understood]
) -> tuple[int, ...]:
    """The cuts at which the parts agree best with the intents."""

    def agreement(cuts: Sequence[int]) -> float:
        starts, ends = (0, *cuts), (*cuts, len(pieces))
        return sum(
            math.log(max(understood[start, end - 1].shares.get(intent, 0.0), 1e-4))
            for start, end, intent in zip(starts, ends, example.intents, strict=True)
        )

    cuts = combinations(range(1, len(pieces)), len(example.intents) - 1)
    return max(cuts, key=agreement, default=())


def fit_joints(
    classifier: Classifier, several: Sequence[Example], single: Sequence[str]
) -> LinearModel:
    """Fits where a new question may begin."""
    cut = [(e, all_pieces(e.text)) for e in several if len(e.intents) > 1]
    cut = [(e, pieces) for e, pieces in cut if len(e.intents) <= len(pieces) <= MOST_PIECES_ALIGNED]
    spans = [stretches(e.text, pieces) for e, pieces in cut]
    known = classifier.classify(s.understood_as for found in spans for s in found.values())
    rows: list[dict[str, float]] = []
    begins: list[bool] = []
    for (example, pieces), found in zip(cut, spans, strict=True):
        understood = {place: known[stretch.understood_as] for place, stretch in found.items()}
        joints = true_joints(example, pieces, understood)
        for position in range(1, len(pieces)):
            rows.append(joint_features(example.text, pieces, position))
            begins.append(position in joints)
    for text in [*single, *(e.text for e in several if len(e.intents) == 1)]:
        pieces = all_pieces(text)
        for position in range(1, len(pieces)):
            rows.append(joint_features(text, pieces, position))
            begins.append(False)
    names, matrix = feature_matrix(rows)
    scale = matrix.std(axis=0)
    scale[scale == 0] = 1
    model = LogisticRegression(C=JOINT_REGULARIZATION, max_iter=2000).fit(matrix / scale, begins)
    return LinearModel(by_name(names, model.coef_[0] / scale), float(model.intercept_[0]))


def fit_divisions(
    classifier: Classifier, several: Sequence[Example], joints: LinearModel
) -> LinearModel:
    """Fits which division is meant (a conditional logit over a message's divisions)."""
    cutter = message_joints.JointModel(joints)
    cut = [(example, cutter.pieces(example.text)) for example in several]
    cut = [(example, pieces) for example, pieces in cut if len(pieces) > 1]
    spans = [stretches(example.text, pieces) for example, pieces in cut]
    known = classifier.classify(
        [example.text for example, _ in cut]
        + [s.understood_as for found in spans for s in found.values()]
    )
    alone = [
        {place: known[stretch.understood_as] for place, stretch in found.items()} for found in spans
    ]
    turns = [
        turns_of_parts({place: s.understood_as for place, s in found.items()}, understood)
        for found, understood in zip(spans, alone, strict=True)
    ]
    known |= classifier.classify(turn for found in turns for turn in found.values())
    choices: list[Choice] = []
    for (example, pieces), understood, leaning in zip(cut, alone, turns, strict=True):
        whole = known[example.text]
        understood |= {
            place: both_readings(understood[place], known[turn]) for place, turn in leaning.items()
        }
        options = message_division.divisions(pieces, understood)
        is_single = len(example.intents) == 1
        rows = [message_division.whole_features(whole)]
        right = [is_single]
        for intents, division in options.items():
            rows.append(
                message_division.division_features(
                    example.text, pieces, whole, understood, division
                )
            )
            right.append(intents == example.intents)
        if any(right) and len(rows) > 1:
            choices.append(Choice(rows, right, WEIGHT_OF_SINGLE if is_single else 1.0))
    weights = fit_choices(choices, DIVISION_REGULARIZATION)
    weights["one question"] += BIAS_TO_SINGLE
    return LinearModel(weights)


def main() -> None:
    """Fits and writes the weights."""
    several, single = read(SEVERAL), read(SINGLE)
    parts = (
        stretch.understood_as.lower()
        for example in several
        if len(pieces := all_pieces(example.text)) <= MOST_PIECES_ALIGNED
        for stretch in stretches(example.text, pieces).values()
    )
    classifier = Classifier({*parts, *(example.text.lower() for example in several)})
    joints = fit_joints(classifier, several, [example.text for example in single])
    divisions = fit_divisions(classifier, [*several, *single], joints)
    keep({"joints": joints, "divisions": divisions})


if __name__ == "__main__":
    main()
