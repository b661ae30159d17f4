"""The page for writing queries, with examples to start from."""

from __future__ import annotations

import json
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.errors import NotFound
from graphsvc.language import translate
from graphsvc.questions import question_named, questions
from graphsvc.resources import folder
from graphsvc.web.questions import GROUPS
from graphsvc.web.site import Site, link

EXAMPLES = "More examples"
"""What the group of examples that are no competency questions is called."""


def graphiql(site: Site, request: Request) -> Response:
    """GraphiQL with queries to choose from; with `question` and its parameters in the address that one is there.

    Raises NotFound when it is switched off, and for a question that is not there.
    """
    if not site.settings.graphiql:
        raise NotFound("The page for writing queries is switched off here.")
    language = site.language(request)
    by_number = {
        question.number: {"title": question.title.label(language), "query": question.document}
        for question in questions()
    }
    groups = [
        {"label": translate(language, label), "examples": [by_number[number] for number in numbers]}
        for label, numbers in GROUPS.items()
    ]
    groups.append({"label": translate(language, EXAMPLES), "examples": list(examples())})
    query, variables = _begin(request)
    return site.page(
        request,
        "graphiql.html",
        page="graphiql",
        graphql_url=link(request, language, site.settings, "/graphql"),
        groups=groups,
        query=query,
        variables=variables,
    )


def _begin(request: Request) -> tuple[str, str]:
    """The query and the variables, as JSON, that the address asks to begin with; "" for none."""
    asked = request.query_params.get("question")
    if not asked:
        return "", ""
    question = question_named(asked)
    given = {
        parameter.name: text for parameter in question.parameters if (text := request.query_params.get(parameter.name))
    }
    return question.document, json.dumps(given, ensure_ascii=False, indent=2)


@cache
def examples() -> tuple[dict[str, str], ...]:
    """The examples that are no competency questions; the first line of each says in a comment what it asks."""
    files = sorted((folder("schema") / "questions" / "examples").glob("*.graphql"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    return tuple({"title": text.split("\n")[0].removeprefix("# "), "query": text} for text in texts)
