"""The command that takes files in: import."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import click

from graphsvc.access.viewer import ADMIN
from graphsvc.cli.invocation import Invocation, common, main
from graphsvc.errors import StoreMissing
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.live import LiveGraph


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would happen; write nothing. Exit 1 when there are faults.")
@click.option("--leave-out-faults", is_flag=True, help="Write what is right, and list what is left out.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="TYPE=ACTOR_KIND",
    help="What a type in the file means; =ACTOR_KIND is for rows without one.",
)
@click.option(
    "--column", "columns", multiple=True, metavar="COLUMN=FIELD", help="Which field a column of a CSV file is."
)
@click.option("--keep-columns", is_flag=True, help="Keep unknown columns of a CSV file in `extra`.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["kumu-json", "kumu-workbook", "csv", "node-link"]),
    help="Only when it is not recognised.",
)
@click.option("--source", help="Name of the source; the file's name when not given.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@common
def import_files(asked: Invocation, files: tuple[Path, ...], dry_run: bool, as_json: bool, **options: Any) -> None:
    """Take in a file: Kumu (JSON or workbook), a pair of CSV files (actors, ties), or nodes and edges as JSON."""
    from graphsvc.exchange.draft import ImportOptions, read_files
    from graphsvc.exchange.plan import plan_import
    from graphsvc.exchange.summary import as_values, summarise

    how = ImportOptions(
        kinds=_pairs("--kind", options["kinds"], nameless=True),
        columns=_pairs("--column", options["columns"]),
        keep_columns=options["keep_columns"],
        format=options["form"],
        source=options["source"],
        leave_out_faults=options["leave_out_faults"],
    )

    async def imported() -> bool:
        live = _open_if_there(asked.store)
        try:
            view = live.view(ended=True) if live else View(Graph(), ADMIN, None)
            plan = plan_import(read_files(files), view, how)
            if plan.changes and plan.ready and not dry_run:
                live = live or LiveGraph.open(asked.store, create=True)
                reason = f"import {', '.join(file.name for file in files)}"
                await live.commit(plan.changes, reason=reason, places=plan.places)
        finally:
            if live:
                live.close()
        click.echo(
            json.dumps(as_values(plan), ensure_ascii=False) if as_json else "\n".join(summarise(plan, asked.language))
        )
        return not plan.ready

    if asyncio.run(imported()):
        sys.exit(1)


def _open_if_there(store: str) -> LiveGraph | None:
    """The store, or None when there is none yet: a file with faults, or a dry run, should not leave an empty one."""
    try:
        return LiveGraph.open(store)
    except StoreMissing:
        return None


def _pairs(option: str, texts: tuple[str, ...], *, nameless: bool = False) -> dict[str, str]:
    """NAME=VALUE texts as a dict; `nameless` lets the name be empty, which means what has no name."""
    pairs = dict(text.rpartition("=")[::2] for text in texts)
    if "" in pairs.values() or ("" in pairs and not nameless) or any("=" not in text for text in texts):
        raise click.UsageError(f"{option} is written as NAME=VALUE.")
    return pairs
