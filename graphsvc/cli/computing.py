"""The command that computes the figures of all actors."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import click

from graphsvc.access.viewer import ADMIN
from graphsvc.cli.invocation import Invocation, as_viewer, common, main, on_a_day
from graphsvc.live import LiveGraph
from graphsvc.stores.contract import FigureRow


@main.command()
@click.option(
    "--write", is_flag=True, help="Write them into the store, for whoever reads it with Cypher, Bloom or SQL."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write instead.")
@on_a_day
@as_viewer
@common
def figures(asked: Invocation, write: bool, output: Path | None) -> None:
    """Compute the figures of every actor, as separated values with a row for each.

    With --write they become properties of the actors in Neo4j, or the table actor_figures in SQLite, with the version of
    the network that they are of. They take the place of those of before, and nothing else changes.
    """
    from graphsvc.analysis.figure_rows import figure_rows
    from graphsvc.analysis.figures import compute_figures

    if write and (asked.day or asked.viewer is not ADMIN):
        raise click.UsageError("Figures are written of all that is in the store today: leave out --as-of and --as.")

    async def computed(live: LiveGraph) -> tuple[int, dict[str, FigureRow]]:
        found = compute_figures(asked.view(live))
        rows = figure_rows(found)
        if write:
            live.store.write_figures(found.version, rows)
        return found.version, rows

    version, rows = asked.run(computed, doing="computing the figures")
    if write:
        click.echo(f"{asked.store}: figures of {len(rows):,} actors at version {version} written.")
    elif output:
        output.write_text(_separated(rows), encoding="utf-8")
        click.echo(output)
    else:
        click.echo(_separated(rows), nl=False)


def _separated(rows: Mapping[str, FigureRow]) -> str:
    """A heading and a row for each actor; what is unknown is empty."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    names = list(next(iter(rows.values()), ()))
    writer.writerow(["id", *names])
    writer.writerows([id, *row.values()] for id, row in rows.items())
    return file.getvalue()
