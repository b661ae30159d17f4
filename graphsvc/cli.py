"""The command line: `graphsvc COMMAND`; `docs/commands.md` lists the commands."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from datetime import date
from functools import partial, update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
import msgspec

from graphsvc import __version__
from graphsvc.access.viewer import ADMIN, PUBLIC, Viewer
from graphsvc.errors import BadInput, GraphsvcError, NotFound, StoreExists, StoreMissing
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.language import Language
from graphsvc.live import LiveGraph, today
from graphsvc.model.changes import Change
from graphsvc.model.faults import told
from graphsvc.progress import shown
from graphsvc.settings import Settings, read_settings

if TYPE_CHECKING:
    from graphsvc.stores.moving import Moved

T = TypeVar("T")
DAY = click.DateTime(["%Y-%m-%d"])
AT_ONCE = 500_000
"""Records a change set when a store is filled: a line of the log in SQLite holds at most a billion bytes."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Commands(click.Group):
    """Tells what went wrong in a sentence: exit 1 for a fault, 2 for wrong usage."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BadInput as error:
            language = read_settings().lang
            click.echo("\n".join(f"graphsvc: {told(fault, language)}" for fault in error.faults), err=True)
        except GraphsvcError as error:
            click.echo(f"graphsvc: {error}", err=True)
        except OSError as error:
            click.echo(f"graphsvc: {error.filename or 'a file'}: {error.strerror}.", err=True)
        return ctx.exit(1)


@click.group(cls=Commands)
@click.version_option(__version__)
def main() -> None:
    """The network of citizens' initiatives, organisations and government in a region."""


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command has: where the network is, and in which language it is spoken of."""

    @click.option("--store", help="Address of the store: sqlite:///FILE, neo4j://HOST:PORT or bolt://HOST:PORT.")
    @click.option("--lang", type=click.Choice(["nl", "en"]), help="Language of the answer.")
    def wrapped(store: str | None, lang: str | None, as_of: Any = None, role: str = "admin", **options: Any) -> Any:
        settings = read_settings()
        return command(
            Asked(
                settings,
                store or settings.store,
                as_of.date() if as_of else None,
                cast(Language, lang or settings.lang),
                PUBLIC if role == "public" else ADMIN,
            ),
            **options,
        )

    return update_wrapper(wrapped, command)


on_a_day = click.option("--as-of", type=DAY, help="The day to look at; today when not given.")
as_viewer = click.option(
    "--as",
    "role",
    type=click.Choice(["admin", "public"]),
    default="admin",
    show_default=True,
    help="Whose view to take: all, or the public's.",
)


class Asked:
    """What the common options say."""

    def __init__(self, settings: Settings, store: str, day: date | None, language: Language, viewer: Viewer) -> None:
        self.settings, self.store, self.day, self.language, self.viewer = settings, store, day, language, viewer

    def view(self, live: LiveGraph) -> View:
        """What the viewer sees on the day."""
        return live.view(self.viewer, self.day)

    def run(self, work: Callable[[LiveGraph], Coroutine[Any, Any, T]], *, create: bool = False) -> T:
        """Open the store, do the work on an event loop, and let go of the store."""

        async def opened() -> T:
            live = LiveGraph.open(self.store, create=create)
            try:
                return await work(live)
            finally:
                live.close()

        return asyncio.run(opened())


@main.command()
@click.option("--port", type=click.IntRange(1, 65_535), help="Port to serve on.")
@click.option("--host", default="127.0.0.1", help="Address to serve on; only this machine itself for now.")
@common
def serve(asked: Asked, port: int | None, host: str) -> None:
    """Serve pages and GraphQL on this machine."""
    if host not in LOOPBACK:
        raise BadInput.of(
            f"{host} can be reached from other machines, and there is no signing in yet.", remedy="Serve on 127.0.0.1."
        )
    from graphsvc.web.serve import serve_forever

    settings = msgspec.structs.replace(asked.settings, lang=asked.language)
    serve_forever(asked.store, settings, host, port or settings.port)


@main.command()
@click.option(
    "--areas-only", is_flag=True, help="Only real areas, themes, groups of residents and schemes; nothing invented."
)
@on_a_day
@common
def load(asked: Asked, areas_only: bool) -> None:
    """Load the demonstration region into a new store. A store that holds anything is never touched."""
    from graphsvc.seeding.region import as_changes, demonstration, surroundings

    records = surroundings() if areas_only else demonstration(asked.day or today())
    _fill(asked, as_changes(records), "surroundings" if areas_only else "demonstration")


@main.command()
@click.option("--actors", type=click.IntRange(1, 1_000_000), required=True, help="How many actors.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same network.")
@on_a_day
@common
def generate(asked: Asked, actors: int, seed: int) -> None:
    """Fill a new store with an invented network of any size."""
    from graphsvc.seeding.region import as_changes
    from graphsvc.seeding.region import generate as invent

    _fill(asked, as_changes(invent(actors, seed, asked.day or today())), f"generated: {actors} actors, seed {seed}")


def _fill(asked: Asked, changes: list[Change], reason: str) -> None:
    async def filled(live: LiveGraph) -> None:
        if live.graph.version:
            raise StoreExists(f"{asked.store} holds a network already. Name a new store with --store.")
        ordered = sorted(changes, key=lambda change: change.of_edge)
        for start in range(0, len(ordered), AT_ONCE):
            await live.commit(ordered[start : start + AT_ONCE], reason=reason)

    asked.run(filled, create=True)
    click.echo(f"{asked.store}: {len(changes):,} records written.")


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
def import_files(asked: Asked, files: tuple[Path, ...], dry_run: bool, as_json: bool, **options: Any) -> None:
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


@main.command()
@click.argument("area", required=False)
@click.option(
    "--format", "form", type=click.Choice(["html", "pdf"]), default="html", show_default=True, help="Of the file."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
@on_a_day
@as_viewer
@common
def report(asked: Asked, area: str | None, form: str, output: Path) -> None:
    """Write the gap report of AREA (a CBS code or an id), or of the whole store."""
    from graphsvc.analysis.figures import compute_figures
    from graphsvc.reports.gap_report import gap_report
    from graphsvc.reports.html import render_html
    from graphsvc.reports.pdf import render_pdf

    async def written(live: LiveGraph) -> None:
        view = asked.view(live)
        document = gap_report(view, compute_figures(view), area and _area(view, area), asked.language)
        output.write_bytes(render_pdf(document) if form == "pdf" else render_html(document).encode())

    asked.run(written)
    click.echo(output)


@main.command("map")
@click.argument("area", required=False)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
@on_a_day
@as_viewer
@common
def draw(asked: Asked, area: str | None, output: Path) -> None:
    """Draw the network of AREA, or of the whole store, as one page that needs nothing else."""
    from graphsvc.maps.page import map_file

    async def written(live: LiveGraph) -> None:
        view = asked.view(live)
        page = map_file(view, area and _area(view, area), asked.language, site_name=asked.settings.site_name)
        output.write_text(page, encoding="utf-8")

    asked.run(written)
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
def advise(asked: Asked, area: str | None, theme: str | None, budget: int, asking: str | None, as_json: bool) -> None:
    """Where to plug in: which existing networks to join first, and who introduces."""
    from graphsvc.analysis.advice.adviser import advise
    from graphsvc.analysis.advice.request import AdviceRequest
    from graphsvc.analysis.advice.telling import as_lines, as_values

    async def advised(live: LiveGraph) -> str:
        view = asked.view(live)
        request = AdviceRequest(
            area=area and _area(view, area),
            theme=theme and _named(view, theme, "theme"),
            asking=asking and _named(view, asking, "actor"),
            budget=budget,
        )
        advice = advise(view, request)
        if as_json:
            return json.dumps(as_values(advice, asked.language), ensure_ascii=False)
        return "\n".join(as_lines(view, advice, asked.language))

    click.echo(asked.run(advised))


@main.command()
@common
def check(asked: Asked) -> None:
    """Read the whole store and hold it against its log and the rules. Exit 1 when something does not fit.

    What somebody changed in Neo4j beside the service is written to the log.
    """
    from graphsvc.model.changes import created
    from graphsvc.model.rules import violations
    from graphsvc.stores.external import state_after, unlogged

    async def checked(live: LiveGraph) -> list[str]:
        if (taken := live.store.take_in(0, state_after)) is not None:
            ids = ", ".join(change.id for change in taken.changes.changes)
            click.echo(f"Version {taken.version} takes in what somebody changed beside the service: {ids}.")
        await live.catch_up()
        broken = violations([created(record) for record in live.graph.records()], Graph())
        differing = unlogged(live.store)
        return [*(f"{misfit.place}: {misfit.message}" for misfit in live.store.misfits), *differing, *map(str, broken)]

    faults = asked.run(checked)
    click.echo("\n".join(faults) or f"{asked.store}: nothing is wrong.")
    if faults:
        sys.exit(1)


@main.command("copy")
@click.option("--from", "source", required=True, help="Address of the store to copy.")
@click.option("--to", "target", required=True, help="Address of the store to copy into; it must hold nothing.")
def copy_store(source: str, target: str) -> None:
    """Copy a network with its log from one store to another, of either kind, and compare the two."""
    from graphsvc.stores.moving import copy

    _move(target, partial(copy, source, target))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@common
def backup(asked: Asked, file: Path) -> None:
    """Write the network with its log to a new FILE, also while others work on it."""
    from graphsvc.stores.moving import backup

    _move(file, partial(backup, asked.store, file))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common
def restore(asked: Asked, file: Path) -> None:
    """Put a backup FILE back, into a new store."""
    from graphsvc.stores.moving import restore

    _move(asked.store, partial(restore, file, asked.store))


def _move(target: str | Path, move: Callable[[Callable[[str, int], None]], Moved]) -> None:
    """Exit 1 also when something was left out, so that nobody takes the other store for complete."""
    with shown() as tell:
        moved = move(tell)
    click.echo(f"{target}: {moved.records:,} records, version {moved.version}, checksum {moved.checksum}.")
    for misfit in moved.misfits:
        click.echo(f"left out: {misfit.place}: {misfit.message}", err=True)
    if moved.misfits:
        sys.exit(1)


@main.command()
@click.argument("id")
@click.option("--reason", default="", help="Why; it is kept in the log.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@common
def erase(asked: Asked, id: str, reason: str, yes: bool) -> None:
    """Erase the record ID with its ties and links, from the log too (AVG). That it was erased stays in the log."""
    from graphsvc.graph.edits import erasing
    from graphsvc.model.kinds import LinkKind
    from graphsvc.model.records import Link, name_of

    async def erased(live: LiveGraph) -> str:
        changes = erasing(live.graph, id)
        what = f"{name_of(changes[0].record)} ({id}), {len(changes) - 1} ties and links"
        if not yes:
            click.confirm(f"Erase {what}? This cannot be undone.", abort=True, err=True)
        entry = await live.commit(changes, reason=reason)
        told = [f"{asked.store}: erased {what}, version {entry.version}. Backups made before still hold it."]
        if about := [
            edge.from_id
            for edge in (change.before for change in changes)
            if isinstance(edge, Link) and edge.link_kind is LinkKind.ABOUT and edge.to_id == id
        ]:
            told.append(f"Records about it stay: {', '.join(about)}.")
        return "\n".join(told)

    click.echo(asked.run(erased))


@main.command()
@common
def migrate(asked: Asked) -> None:
    """Bring the layout of the store up to date, as each command does when it opens one."""
    from graphsvc.stores.address import open_store
    from graphsvc.stores.contract import SCHEMA_VERSION

    open_store(asked.store).close()
    click.echo(f"{asked.store}: layout {SCHEMA_VERSION}.")


def _area(view: View, text: str) -> str:
    return _named(view, text, "area")


def _named(view: View, text: str, kind: str) -> str:
    """The id of the record of this kind with that id, CBS code or name. Raises NotFound, BadInput when several fit."""
    from graphsvc.model.kinds import RecordKind
    from graphsvc.model.records import TYPES

    records: list[Any] = view.records(cast(Any, TYPES[RecordKind[kind.upper()]]))
    for fits in (
        [record.id for record in records if record.id == text],
        [record.id for record in records if text in (getattr(record, "code", None), getattr(record, "name_en", None))],
        [record.id for record in records if getattr(record, "name", "").casefold() == text.casefold()],
    ):
        if len(fits) == 1:
            return str(fits[0])
        if fits:
            raise BadInput.of(
                f"{len(fits)} records of kind {kind} are called {text}: {', '.join(fits[:10])}.", remedy="Give the id."
            )
    raise NotFound(f"There is no {kind} {text}.")
