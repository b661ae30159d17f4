"""Commands that serve a network, or make one to begin with: serve, load, generate."""

from __future__ import annotations

import click
import msgspec

from graphsvc.cli.invocation import Invocation, common, main, on_a_day
from graphsvc.errors import BadInput, StoreExists
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Change
from graphsvc.model.days import today

AT_ONCE = 500_000
"""Records a change set when a store is filled: all at once, 200,000 actors with all that belongs to them took 2.9 GB."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@main.command()
@click.option("--port", type=click.IntRange(1, 65_535), help="Port to serve on.")
@click.option("--host", default="127.0.0.1", help="Address to serve on; only this machine itself for now.")
@common
def serve(asked: Invocation, port: int | None, host: str) -> None:
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
def load(asked: Invocation, areas_only: bool) -> None:
    """Load the demonstration region into a new store. A store that holds anything is never touched."""
    from graphsvc.seeding.region import as_changes, demonstration, surroundings

    records = surroundings() if areas_only else demonstration(asked.day or today())
    _fill(asked, as_changes(records), "surroundings" if areas_only else "demonstration")


@main.command()
@click.option("--actors", type=click.IntRange(1, 1_000_000), required=True, help="How many actors.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same network.")
@on_a_day
@common
def generate(asked: Invocation, actors: int, seed: int) -> None:
    """Fill a new store with an invented network of any size."""
    from graphsvc.seeding.region import as_changes
    from graphsvc.seeding.region import generate as invent

    _fill(asked, as_changes(invent(actors, seed, asked.day or today())), f"generated: {actors} actors, seed {seed}")


def _fill(asked: Invocation, changes: list[Change], reason: str) -> None:
    async def filled(live: LiveGraph) -> None:
        if live.graph.version:
            raise StoreExists(f"{asked.store} holds a network already. Name a new store with --store.")
        ordered = sorted(changes, key=lambda change: change.of_edge)
        for start in range(0, len(ordered), AT_ONCE):
            await live.commit(ordered[start : start + AT_ONCE], reason=reason)

    asked.run(filled, create=True)
    click.echo(f"{asked.store}: {len(changes):,} records written.")
