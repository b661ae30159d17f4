"""The command that asks a competency question."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from graphsvc.cli.invocation import Invocation, as_viewer, common, main, named, on_a_day
from graphsvc.errors import BadInput
from graphsvc.language import Language, translate_count
from graphsvc.live import LiveGraph
from graphsvc.model.kinds import RecordKind

MOST = 100_000
"""Rows."""
WIDE = 160
"""Characters on a line where it is not a terminal that reads them."""


@main.command()
@click.argument("question", required=False)
@click.option("--param", "given", multiple=True, metavar="NAME=VALUE", help="What it is asked about; may be repeated.")
@click.option("--json", "form", flag_value="json", help="Answer as JSON.")
@click.option("--csv", "form", flag_value="csv", help="Answer as separated values, for a sheet.")
@on_a_day
@as_viewer
@common
def ask(asked: Invocation, question: str | None, given: tuple[str, ...], form: str | None) -> None:
    """Ask QUESTION, one of the questions that are ready, by its number or name. Without QUESTION: which there are."""
    if question is None:
        _list(asked.language)
    else:
        click.echo(asked.run(lambda live: _answer(live, asked, question, _texts(given), form)), nl=False)


async def _answer(live: LiveGraph, asked: Invocation, name: str, texts: dict[str, str], form: str | None) -> str:
    from graphsvc.analysis.figures import FigureDesk
    from graphsvc.api.asking import Asking
    from graphsvc.api.asking import ask as ask_api
    from graphsvc.api.execution import Api
    from graphsvc.questions import question_named, read_values
    from graphsvc.questions.files import as_csv, as_json

    question, view = question_named(name), asked.view(live)
    given = read_values(question, texts, lambda text, kind: _found(view, text, kind))
    if given.faults:
        raise BadInput(given.faults)
    desk = FigureDesk(live)
    try:
        asking = Asking(viewer=asked.viewer, language=asked.language, day=asked.day)
        answered = await ask_api(Api(live, desk), question, given.values, asking, MOST)
    finally:
        await desk.close()
    if form == "json":
        return as_json(question, answered.rows, given.values).decode() + "\n"
    if form == "csv":
        return as_csv(question, answered.rows, asked.language)
    return _table(question, answered.rows, asked.language)


def _found(view: Any, text: str, kind: RecordKind) -> str:
    return named(view, text, kind.lower())


def _texts(given: Iterable[str]) -> dict[str, str]:
    """The parameters by name. Raises UsageError for one without "="."""
    texts = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise click.UsageError(f"Write a parameter as NAME=VALUE, not {one}.")
        texts[name.strip()] = value
    return texts


def _list(language: Language) -> None:
    """Every question with its number, name and parameters."""
    from graphsvc.questions import questions

    for question in questions():
        names = ", ".join(parameter.name for parameter in question.parameters)
        click.echo(f"{question.number:>2}  {question.key}{f' ({names})' if names else ''}")
        click.echo(f"    {question.title.label(language)}")


def _table(question: Any, rows: list[Any], language: Language) -> str:
    """The rows as a table for a terminal, under the question."""
    from rich.console import Console
    from rich.table import Table

    from graphsvc.questions.cells import cells_of, written

    table = Table(title=question.title.label(language), title_justify="left", title_style="bold", show_lines=True)
    for column in question.columns:
        table.add_column(column.words.label(language), overflow="fold")
    for row in rows:
        table.add_row(
            *(
                "\n".join(written(part, column, language) for part in cells_of(row[column.key]))
                for column in question.columns
            )
        )
    console = Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else WIDE)
    with console.capture() as written_out:
        if rows:
            console.print(table)
        else:
            console.print(question.title.label(language))
        console.print(translate_count(language, "%(count)s row", "%(count)s rows", len(rows)))
    return written_out.get()
