"""What a file may cost, checked before it is parsed."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import orjson

from graphsvc.errors import BadInput, Fault, LimitExceeded

BYTES = 10_000_000
ROWS = 50_000
NESTING = 100
COLUMNS = 1_000
HEADING = 1_000
"""Letters of a heading: it is repeated in every row."""

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)  # possessive: an unclosed string costs one pass
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def check_size(name: str, size: int) -> None:
    """Raises LimitExceeded when a file is too large."""
    if size > BYTES:
        raise LimitExceeded(f"{name}: the file has {size:,} bytes; {BYTES:,} are allowed. Split it.")


def check_rows(place: str, rows: int) -> None:
    """Raises LimitExceeded when a table or list is too long."""
    if rows > ROWS:
        raise LimitExceeded(f"{place}: there are more than {ROWS:,} rows. Split the file.")


def check_columns(place: str, columns: int) -> None:
    """Raises LimitExceeded when a table is too wide."""
    if columns > COLUMNS:
        raise LimitExceeded(f"{place}: there are {columns:,} columns; {COLUMNS:,} are allowed.")


def check_headings(place: str, headings: list[str]) -> None:
    """Raises LimitExceeded when a heading is too long."""
    if any(len(heading) > HEADING for heading in headings):
        raise LimitExceeded(f"{place}: a heading has more than {HEADING:,} letters.")


def read_json(name: str, body: bytes) -> Any:
    """The value of a JSON file. Raises LimitExceeded when it is nested too deeply, BadInput when it is no JSON."""
    brackets = np.frombuffer(_STRING.sub(b"", body).translate(None, _NO_BRACKETS), np.uint8)
    steps = np.where((brackets == ord("[")) | (brackets == ord("{")), 1, -1)
    if len(steps) and int(np.cumsum(steps).max()) > NESTING:
        raise LimitExceeded(f"{name}: the values are nested more than {NESTING} deep.")
    try:
        return orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        place = f"{name}, line {error.lineno}, position {error.colno}"
        message, remedy = "This is no JSON: %(reason)s.", "Export the file again."
        raise BadInput([Fault.saying(place, "NOT_WHAT_IT_SAYS", message, remedy, reason=error.msg)]) from None
