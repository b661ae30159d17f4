"""Commands that look after a store: check, copy, backup, restore, erase, migrate."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphsvc.cli.invocation import Invocation, common, main
from graphsvc.graph.graph import Graph
from graphsvc.live import LiveGraph
from graphsvc.progress import shown

if TYPE_CHECKING:
    from graphsvc.stores.moving import Moved


@main.command()
@common
def check(asked: Invocation) -> None:
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
def backup(asked: Invocation, file: Path) -> None:
    """Write the network with its log to a new FILE, also while others work on it."""
    from graphsvc.stores.moving import backup

    _move(file, partial(backup, asked.store, file))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common
def restore(asked: Invocation, file: Path) -> None:
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
def erase(asked: Invocation, id: str, reason: str, yes: bool) -> None:
    """Erase the record ID with its ties and links, from the log too (AVG). That it was erased stays in the log."""
    from graphsvc.graph.edits import erasing
    from graphsvc.model.kinds import LinkKind
    from graphsvc.model.records import Link, name_of

    async def erased(live: LiveGraph) -> str:
        changes = erasing(live.graph, id)
        what = f"{name_of(changes[0].record)} ({id}), {len(changes) - 1} ties and links"
        if not yes:
            click.confirm(f"Erase {what}? This cannot be undone.", abort=True, err=True)
        await live.catch_up()  # others may have changed it while it was asked
        changes = erasing(live.graph, id)
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
def migrate(asked: Invocation) -> None:
    """Bring the layout of the store up to date, as each command does when it opens one."""
    from graphsvc.stores.address import open_store
    from graphsvc.stores.contract import SCHEMA_VERSION

    open_store(asked.store).close()
    click.echo(f"{asked.store}: layout {SCHEMA_VERSION}.")
