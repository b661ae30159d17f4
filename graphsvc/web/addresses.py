"""The addresses of records: any id has one, and no id can stand in the way of another page.

An id is one part of the path, with all that is special in it percent-encoded. Browsers take "." and ".." out of a path,
encoded or not, so these two have a "~" before them; and so has an id that begins with one itself.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.routing import Match, Route
from starlette.types import Scope

RECORDS = "/records/"
_MARKED = re.compile(r"~|\.\.?$")
"""What an id begins with, or is, that gets a mark."""


def record_path(id: str, part: str = "") -> str:
    """The path of a record's page, or with `part` ("/edit") of one beside it."""
    return f"{RECORDS}{'~' if _MARKED.match(id) else ''}{quote(id, safe='')}{part}"


def read_path(path: str) -> tuple[str, str] | None:
    """The id and the part that a path, still encoded, leads to; None when it leads to no record."""
    own, slash, part = path.partition(RECORDS)[2].partition("/")
    try:
        id = unquote(own, errors="strict").removeprefix("~")
    except UnicodeDecodeError:
        return None
    return (id, slash + part) if id else None


def path_of(request: Request) -> str:
    """The path of a request, as it was sent."""
    return _sent(request.scope)


def _sent(scope: Scope) -> str:
    raw: bytes | None = scope.get("raw_path")
    return quote(scope["path"]) if raw is None else raw.decode("ascii", "replace")


class RecordRoute(Route):
    """Leads to the page of a record, or with `part` to one beside it; the page finds its id in `path_params`."""

    def __init__(self, part: str, *arguments: Any, **options: Any) -> None:
        super().__init__(f"{RECORDS}{{id:path}}", *arguments, **options)
        self.part = part

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a request is for this page. Read from the path as it was sent: decoded, a slash of an id is lost."""
        match, child = super().matches(scope)
        if match is Match.NONE:
            return match, child
        found = read_path(_sent(scope))
        if found is None or found[1] != self.part:
            return Match.NONE, {}
        child["path_params"] = {**child["path_params"], "id": found[0]}
        return match, child
