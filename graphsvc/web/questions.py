"""The pages of competency questions: which there are, one of them as a form with its answer, and the answer as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.api.asking import Answered, Asking, ask
from graphsvc.errors import BadInput
from graphsvc.language import Language, day, translate
from graphsvc.model.days import today
from graphsvc.questions import Cell, Column, Given, Question, question_named, questions, read_values
from graphsvc.questions.cells import cells_of, written
from graphsvc.questions.files import as_csv, as_json
from graphsvc.web.question_form import finder, parameter_controls
from graphsvc.web.site import Site, asked_day

GROUPS = {
    "Who knows whom": (1, 2, 4, 5, 11, 12, 13, 23),
    "Residents, places and what is on offer": (6, 7, 8, 10, 18, 22),
    "Government and initiatives": (3, 9, 15, 16, 17, 19, 20, 21, 25, 26, 28, 29),
    "Finding, and how complete it is": (14, 24, 27),
}
"""The questions by what they are about, as their numbers."""
SHOWN = 500
"""Rows on the page; a file has all, up to MOST."""
MOST = 100_000
FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def question_list(site: Site, request: Request) -> Response:
    """The questions to choose from."""
    language = site.language(request)
    by_number = {question.number: question for question in questions()}
    groups = [
        {
            "label": translate(language, label),
            "questions": [
                {
                    "key": by_number[number].key,
                    "title": by_number[number].title.label(language),
                    "about": by_number[number].about.label(language),
                }
                for number in numbers
            ],
        }
        for label, numbers in GROUPS.items()
    ]
    return site.page(request, "questions.html", page="questions", groups=groups)


async def question_page(site: Site, request: Request) -> Response:
    """A question with its form; its answer when nothing is wrong with what it is asked about."""
    question, language = question_named(request.path_params["key"]), site.language(request)
    given = await _given(site, request, question)
    answered = None if given.faults else await _answered(site, request, question, given, SHOWN)
    view, asked = site.view(request), asked_day(request)
    return site.page(
        request,
        "question.html",
        page="questions",
        status=400 if any(fault.place in _typed(request, question) for fault in given.faults) else 200,
        question={
            "key": question.key,
            "title": question.title.label(language),
            "about": question.about.label(language),
        },
        controls=parameter_controls(view, question, _typed(request, question), given, language),
        date=asked.isoformat() if asked else "",
        answer=answered and _shown(question, answered, language),
        shown_for={"day": day(language, asked or today()), "viewer": view.viewer.role.words.label(language)},
        downloads=_downloads(request, question),
        graphiql=_graphiql(site, request, question, given),
    )


async def question_file(site: Site, request: Request) -> Response:
    """The answer to a question as a file. Raises BadInput for what it cannot be asked about."""
    form = request.url.path.rpartition(".")[2]
    question, language = question_named(request.path_params["key"]), site.language(request)
    given = await _given(site, request, question)
    if given.faults:
        raise BadInput(given.faults)
    answered = await _answered(site, request, question, given, MOST)
    content: str | bytes = (
        as_json(question, answered.rows, given.values)
        if form == "json"
        else await site.read(as_csv, question, answered.rows, language)
    )
    headers = {"Content-Disposition": f'attachment; filename="{question.key}.{form}"'}
    return Response(content, media_type=FORMATS[form], headers=headers)


def _typed(request: Request, question: Question) -> dict[str, str]:
    """What the address says of each parameter; what else stands there is not the question's.

    A record that was chosen by typing stands beside the field it was typed in, which is empty then.
    """
    typed = {
        parameter.name: next((text for text in request.query_params.getlist(parameter.name) if text.strip()), "")
        for parameter in question.parameters
    }
    return {name: text.strip() for name, text in typed.items() if text}


async def _given(site: Site, request: Request, question: Question) -> Given:
    view, typed = site.view(request), _typed(request, question)
    return await site.read(lambda: read_values(question, typed, finder(view, site.language(request))))


async def _answered(site: Site, request: Request, question: Question, given: Given, most: int) -> Answered:
    asking = Asking(
        viewer=site.viewer(request),
        language=site.language(request),
        day=asked_day(request),
        request_id=request.state.request_id,
    )
    return await ask(site.api, question, given.values, asking, most)


def _shown(question: Question, answered: Answered, language: Language) -> dict[str, Any]:
    """The answer as the template draws it."""
    rows = [[_cell(row[column.key], column, language) for column in question.columns] for row in answered.rows]
    headings = [column.words.label(language) for column in question.columns]
    return {"headings": headings, "rows": rows, "whole": answered.whole}


def _cell(cell: Cell, column: Column, language: Language) -> dict[str, Any]:
    parts = [
        {"text": written(part, column, language), "id": part["id"] if isinstance(part, Mapping) else None}
        for part in cells_of(cell)
    ]
    return {"parts": parts, "number": isinstance(cell, int | float) and not isinstance(cell, bool)}


def _downloads(request: Request, question: Question) -> list[dict[str, str]]:
    query = urlencode([(name, text) for name, text in request.query_params.multi_items() if text])
    path = f"/questions/{quote(question.key)}"
    return [{"format": form.upper(), "url": f"{path}.{form}{'?' if query else ''}{query}"} for form in FORMATS]


def _graphiql(site: Site, request: Request, question: Question, given: Given) -> str:
    """The address at which GraphiQL holds the same query and variables; "" when it is switched off."""
    if not site.settings.graphiql:
        return ""
    values = {name: str(value) for name, value in given.values.items() if value is not None}
    return site.link(request, "/graphql", question=question.key, **values)
