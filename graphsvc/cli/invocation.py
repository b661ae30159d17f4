"""What every command shares: its options, how it opens the store, and how it tells what went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from datetime import date
from functools import update_wrapper
from typing import Any, TypeVar, cast

import click

from graphsvc import __version__
from graphsvc.access.viewer import ADMIN, PUBLIC, Viewer
from graphsvc.errors import BadInput, GraphsvcError, NotFound
from graphsvc.graph.view import View
from graphsvc.language import Language
from graphsvc.live import LiveGraph
from graphsvc.model.faults import told
from graphsvc.progress import under_way
from graphsvc.settings import Settings, read_settings

T = TypeVar("T")
DAY = click.DateTime(["%Y-%m-%d"])


class Commands(click.Group):
    """Tells what went wrong in a sentence: exit 1 for a fault, 2 for wrong usage."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BadInput as error:
            language = ctx.obj or read_settings().lang
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
        click.get_current_context().find_root().obj = lang or settings.lang  # the language of faults too
        return command(
            Invocation(
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


class Invocation:
    """What the common options say."""

    def __init__(self, settings: Settings, store: str, day: date | None, language: Language, viewer: Viewer) -> None:
        self.settings, self.store, self.day, self.language, self.viewer = settings, store, day, language, viewer

    def view(self, live: LiveGraph) -> View:
        """What the viewer sees on the day."""
        return live.view(self.viewer, self.day)

    def run(self, work: Callable[[LiveGraph], Coroutine[Any, Any, T]], *, create: bool = False, doing: str = "") -> T:
        """Open the store, do the work on an event loop, and let go of the store.

        `doing` is what is said to be under way once it takes over a second; "" when the work tells that itself.
        """

        async def opened() -> T:
            live = LiveGraph.open(self.store, create=create)
            try:
                return await work(live)
            finally:
                live.close()

        with under_way(doing) if doing else nullcontext():
            return asyncio.run(opened())


def named(view: View, text: str, kind: str) -> str:
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
