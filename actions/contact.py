"""Whom a visitor can talk to instead of a program."""

from __future__ import annotations

import os

CONTACT_VARIABLE = "BOT_CONTACT_TEXT"
DEFAULT_CONTACT = (
    "You can talk to your doctor, nurse or pharmacist. They can look at your own case."
)


def contact_text() -> str:
    """The operator's contact text (environment variable BOT_CONTACT_TEXT), or the default."""
    return os.environ.get(CONTACT_VARIABLE, "").strip() or DEFAULT_CONTACT
