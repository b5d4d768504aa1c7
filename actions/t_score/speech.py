"""Numbers and places said in words, so that a screen reader never swallows a minus sign."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.nlu.readings import Detail, Reading, ReadingKind, Site

_SITES = {
    Site.LUMBAR_SPINE: "spine",
    Site.TOTAL_HIP: "hip",
    Site.FEMORAL_NECK: "neck of the thigh bone (femoral neck)",
    Site.RADIUS_33: "forearm",
    Site.HEEL: "heel",
}
_DETAILS = {
    Detail.PLAIN_NECK: "neck",
    Detail.WRIST: "wrist or forearm",
    Detail.WARDS_TRIANGLE: "Ward's triangle",
    Detail.TROCHANTER: "top of the thigh bone (trochanter)",
    Detail.FINGER: "finger",
    Detail.ULTRADISTAL_RADIUS: "end of the forearm (ultradistal radius)",
}
_KINDS = {
    ReadingKind.T: "T-score",
    ReadingKind.Z: "Z-score",
    ReadingKind.BMD: "bone density",
    ReadingKind.TBS: "trabecular bone score",
}


def spoken_number(value: Decimal, sign_given: bool = True) -> str:
    """Says a number with its sign as a word: "minus 2.7", "plus 1.2", "0".

    Args:
        value: The number with its sign.
        sign_given: Whether the sign is known; else only the digits are said.
    """
    digits = f"{abs(value):f}"
    if value == 0 or not sign_given:
        return digits
    return f"{'minus' if value < 0 else 'plus'} {digits}"


def spoken(reading: Reading) -> str:
    """Says a reading's number."""
    return spoken_number(reading.value, reading.sign_given)


def figures(reading: Reading) -> str:
    """Writes a reading's number in figures with a true minus sign: "−2.7"."""
    sign = "" if reading.value == 0 or not reading.sign_given else "+"
    return f"{'−' if reading.value < 0 else sign}{abs(reading.value):f}"


def place_of(reading: Reading) -> str:
    """Says where a reading was measured: " at the hip", or nothing."""
    if reading.detail in _DETAILS:
        name = _DETAILS[reading.detail]
        return f" at {name}" if name[0].isupper() else f" at the {name}"
    if reading.detail is Detail.SINGLE_VERTEBRA:
        return " at a single vertebra"
    if reading.detail is Detail.TOTAL_BODY:
        return " for the whole body"
    if reading.detail is Detail.SPINE_CT:
        return " from a CT scan of the spine"
    if reading.site not in _SITES:
        return ""
    side = f"{reading.side.value} " if reading.side is not None else ""
    return f" at the {side}{_SITES[reading.site]}"


def kind_name(kind: ReadingKind) -> str:
    """Gives the name of a kind of reading."""
    return _KINDS.get(kind, "number")


def listed(parts: Sequence[str]) -> str:
    """Joins parts as in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
