"""Asking a competency question: its document, page after page, until all its rows are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from graphsvc.access.viewer import Viewer
from graphsvc.api.execution import Api, Asked
from graphsvc.errors import BadInput, Forbidden, GraphsvcError, LimitExceeded, NotFound, StoreUnavailable
from graphsvc.language import Language
from graphsvc.questions import Question, Row, rows_of

AFTER = "after"
"""The variable of a document that asks for the page after a cursor."""


_RAISED: Mapping[str, Callable[[str], GraphsvcError]] = {
    "BAD_USER_INPUT": BadInput.of,
    "NOT_FOUND": NotFound,
    "FORBIDDEN": Forbidden,
    "COST_EXCEEDED": LimitExceeded,
    "LIMIT_EXCEEDED": LimitExceeded,
    "STORE_UNAVAILABLE": StoreUnavailable,
}
"""What a refusal of the API with this code is raised as."""


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, on which day (None: today), and in which language sentences come."""

    viewer: Viewer
    language: Language
    day: date | None = None
    request_id: str = "question"


class Answered(msgspec.Struct, frozen=True):
    """The rows of a question."""

    rows: list[Row]
    whole: bool
    """Whether these are all."""
    version: int | None
    """Of the graph they were read from, on the first page."""


async def ask(api: Api, question: Question, values: Mapping[str, Any], asking: Asking, most: int) -> Answered:
    """The rows that a question has with these values of its parameters, about `most` of them or all when there are fewer.

    Raises what the API refuses.
    """
    rows: list[Row] = []
    after: str | None = None
    version = None
    while True:
        asked = Asked(question.document, {**values, **({AFTER: after} if after else {})}, day=asking.day)
        answer = await api.answer(asked, asking.viewer, asking.language, asking.request_id)
        if errors := answer.body.get("errors"):
            raise _RAISED.get(errors[0]["extensions"]["code"], GraphsvcError)(errors[0]["message"])
        version = version or answer.version
        rows += rows_of(question, answer.body["data"])
        after = _next_page(question, answer.body["data"])
        if after is None or len(rows) >= most:
            return Answered(rows[:most], after is None and len(rows) <= most, version)


def _next_page(question: Question, data: Mapping[str, Any]) -> str | None:
    """The cursor of the page after this one of the list that the rows come from."""
    place: Any = data
    for step in question.rows:
        place = place.get(step) if isinstance(place, Mapping) else None
        page = place.get("pageInfo") if isinstance(place, Mapping) else None
        if page is not None:
            return page["endCursor"] if page["hasNextPage"] else None
    return None
