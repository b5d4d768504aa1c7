"""Which code decides what a trained model holds; a change there means training anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

MODULES = (
    "clause_reader_component.py",
    "clauses.py",
    "field_words.txt",
    "message_joints.py",
    "sentence_encoder.py",
    "sentence_model.py",
    "spelling.py",
    "spelling_component.py",
    "suspicion.py",
    "text.py",
    "tokenizer.py",
    "topic_classifier.py",
    "topic_model.py",
    "topic_names.yml",
    "turn_examples.py",
    "turn_examples_component.py",
    "turns.py",
    "word_pieces.py",
)


def code_fingerprint() -> str:
    """A hash of that code, for Rasa's cache of trained components and for our own models."""
    digest = hashlib.sha256()
    for module in MODULES:
        digest.update(Path(__file__).with_name(module).read_bytes())
    return digest.hexdigest()
