"""Finds what a misspelled name was meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """Suggests a known name.

    Args:
        name: What was written.
        known: The names that would be right.

    Returns:
        A sentence with a leading space, or "" where nothing is near.
    """
    candidates = {candidate.lower(): candidate for candidate in known}
    near = difflib.get_close_matches(str(name).lower(), candidates, n=1, cutoff=0.6)
    return f" Did you mean '{candidates[near[0]]}'?" if near else ""
