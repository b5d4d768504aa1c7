"""Reads JSON without the liberties that Python's parser takes by default."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def parse_json(data: str | bytes) -> Any:
    """Parses JSON.

    Args:
        data: A document; bytes must be UTF-8.

    Returns:
        The value.

    Raises:
        ValueError: If it is not JSON, names a key twice, holds NaN or Infinity, or nests too deep.
    """
    text = data.decode("utf-8") if isinstance(data, bytes) else data
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands twice")
    return result


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
