"""Writes questions as training examples, ready to be put into data/nlu."""

from __future__ import annotations

from collections.abc import Sequence

from bot.privacy.masking import MASKS

# Rasa reads "[words](entity)" and '[words]{"entity": ...}' in an example as an entity.
_BRACKETS = str.maketrans("[]{}", "()()")


def as_examples(intent: str, texts: Sequence[str]) -> str:
    """YAML that adds texts to the examples of an intent.

    Args:
        intent: The intent.
        texts: What visitors wrote, masked. Texts with a mask in them are left out: nobody types
            such words.

    Returns:
        A block that may stand in any file of data/nlu, under `nlu:`.
    """
    lines = [_one_line(text) for text in texts if not any(mask in text for mask in MASKS)]
    examples = "".join(f"      - {line}\n" for line in dict.fromkeys(lines) if line)
    return f"  - intent: {intent}\n    examples: |\n{examples}"


def _one_line(text: str) -> str:
    return " ".join(text.translate(_BRACKETS).split()).lstrip("-/ ")
