"""The page for writing queries, with examples to start from."""

from __future__ import annotations

from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.errors import NotFound
from graphsvc.language import translate
from graphsvc.resources import folder
from graphsvc.web.site import Site, link

GROUPS = {
    "Who knows whom": (1, 2, 4, 5, 11, 12, 13, 23),
    "Residents, places and what is on offer": (6, 7, 8, 10, 18, 22),
    "Government and initiatives": (3, 9, 15, 16, 17, 19, 20, 21, 25, 26, 28, 29),
    "Finding, and how complete it is": (14, 24, 27, 30, 31),
}
"""The examples by what they are about, as the numbers that their files begin with."""


def questions(site: Site, request: Request) -> Response:
    """GraphiQL with the example queries to choose from. Raises NotFound when it is switched off."""
    if not site.settings.graphiql:
        raise NotFound("The page for writing queries is switched off here.")
    language = site.language(request)
    address = link(request, language, site.settings, "/graphql")
    groups = [
        {"label": translate(language, label), "examples": [examples()[number] for number in numbers]}
        for label, numbers in GROUPS.items()
    ]
    return site.page(request, "graphiql.html", page="questions", graphql_url=address, groups=groups)


@cache
def examples() -> dict[int, dict[str, str]]:
    """The example queries by number; the first line of each says in a comment what it asks."""
    files = sorted((folder("schema") / "questions" / "voorbeelden").glob("*.graphql"))
    found = {}
    for file in files:
        query = file.read_text(encoding="utf-8")
        found[int(file.name.split("-")[0])] = {"title": query.split("\n")[0].removeprefix("# "), "query": query}
    return found
