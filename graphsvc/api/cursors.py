"""Cursors: where in an order a page ended. Opaque, and checked when they come back."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

import orjson

from graphsvc.api.orders import Clauses
from graphsvc.errors import BadInput

_MARK = 6


def write_cursor(clauses: Clauses, record: Any) -> str:
    """The cursor of a record: the values it is ordered by, so that it holds its place while the graph changes."""
    body = orjson.dumps([clauses.signature, _figures_version(clauses), *clauses.raw(record)])
    return base64.urlsafe_b64encode(_mark(body) + body).decode().rstrip("=")


def read_cursor(clauses: Clauses, text: str, place: str) -> tuple[Any, ...]:
    """The key a cursor stands for. Raises BadInput when it is not of this list, CursorExpired as `State.go_by`."""
    try:
        told = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        body = told[_MARK:]
        if told[:_MARK] != _mark(body):
            raise ValueError
        signature, figures, *raw = orjson.loads(body)
    except (ValueError, binascii.Error):
        raise BadInput.of("This is no cursor of ours.", place=place, code="BAD_CURSOR", remedy=_REMEDY) from None
    by_figures = isinstance(figures, int)
    if signature != clauses.signature or by_figures != clauses.by_figures or not clauses.fits(raw):
        raise BadInput.of("This cursor is of another list or order.", place=place, code="BAD_CURSOR", remedy=_REMEDY)
    if figures is not None:
        clauses.state.go_by(figures)
    return clauses.key(raw)


_REMEDY = "Give a cursor from a page of the same list, in the same order."


def _figures_version(clauses: Clauses) -> int | None:
    return clauses.state.named_figures() if clauses.by_figures else None


def _mark(body: bytes) -> bytes:
    return hashlib.blake2b(body, key=b"graphsvc cursor", digest_size=_MARK).digest()
