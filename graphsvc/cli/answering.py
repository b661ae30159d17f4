"""Commands that answer: report, map, advise."""

from __future__ import annotations

import json
from pathlib import Path

import click

from graphsvc.cli.invocation import Invocation, as_viewer, common, main, named, on_a_day
from graphsvc.live import LiveGraph


@main.command()
@click.argument("area", required=False)
@click.option(
    "--format", "form", type=click.Choice(["html", "pdf"]), default="html", show_default=True, help="Of the file."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
@click.option("--against", help="What to compare with: a day (2025-10-25), or a round by its id or name.")
@on_a_day
@as_viewer
@common
def report(asked: Invocation, area: str | None, form: str, output: Path, against: str | None) -> None:
    """Write the gap report of AREA (a CBS code or an id), or of the whole store."""
    from graphsvc.analysis.comparison import compare_since
    from graphsvc.analysis.figures import compute_figures
    from graphsvc.reports.gap_report import gap_report
    from graphsvc.reports.html import render_html
    from graphsvc.reports.pdf import render_pdf

    async def written(live: LiveGraph) -> None:
        view = asked.view(live)
        place = area and named(view, area, "area")
        changed = compare_since(view, against, place, live.store.past) if against else None
        document = gap_report(view, compute_figures(view), place, asked.language, changed)
        output.write_bytes(render_pdf(document) if form == "pdf" else render_html(document).encode())

    asked.run(written, doing="writing the report")
    click.echo(output)


@main.command("map")
@click.argument("area", required=False)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
@on_a_day
@as_viewer
@common
def draw(asked: Invocation, area: str | None, output: Path) -> None:
    """Draw the network of AREA, or of the whole store, as one page that needs nothing else."""
    from graphsvc.maps.page import map_file

    async def written(live: LiveGraph) -> None:
        view = asked.view(live)
        page = map_file(view, area and named(view, area, "area"), asked.language, site_name=asked.settings.site_name)
        output.write_text(page, encoding="utf-8")

    asked.run(written, doing="drawing the map")
    click.echo(output)


@main.command()
@click.option("--area", help="Where: a CBS code or an id; the whole store when not given.")
@click.option("--theme", help="About which theme: its id or name.")
@click.option("--budget", type=click.IntRange(1, 50), default=5, show_default=True, help="At most how many contacts.")
@click.option("--asking", help="The actor that wants to plug in: its id or name.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@on_a_day
@as_viewer
@common
def advise(
    asked: Invocation, area: str | None, theme: str | None, budget: int, asking: str | None, as_json: bool
) -> None:
    """Where to plug in: which existing networks to join first, and who introduces."""
    from graphsvc.analysis.advice.adviser import advise
    from graphsvc.analysis.advice.request import AdviceRequest
    from graphsvc.analysis.advice.telling import as_lines, as_values

    async def advised(live: LiveGraph) -> str:
        view = asked.view(live)
        request = AdviceRequest(
            area=area and named(view, area, "area"),
            theme=theme and named(view, theme, "theme"),
            asking=asking and named(view, asking, "actor"),
            budget=budget,
        )
        advice = advise(view, request)
        if as_json:
            return json.dumps(as_values(advice, asked.language), ensure_ascii=False)
        return "\n".join(as_lines(view, advice, asked.language))

    click.echo(asked.run(advised, doing="looking for where to plug in"))
