"""The page for writing queries, with examples to start from."""

from __future__ import annotations

from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.errors import NotFound
from graphsvc.resources import folder
from graphsvc.web.site import Site, link


def questions(site: Site, request: Request) -> Response:
    """GraphiQL with the example queries as tabs. Raises NotFound when it is switched off."""
    if not site.settings.graphiql:
        raise NotFound("The page for writing queries is switched off here.")
    address = link(request, site.language(request), site.settings, "/graphql")
    return site.page(request, "graphiql.html", page="questions", graphql_url=address, examples=examples())


@cache
def examples() -> list[dict[str, Any]]:
    """The example queries; the first line of each says in a comment what it asks."""
    files = sorted((folder("schema") / "questions" / "voorbeelden").glob("*.graphql"))
    return [{"query": file.read_text(encoding="utf-8")} for file in files]
