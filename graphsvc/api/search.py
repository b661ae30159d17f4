"""Search: records of every kind by their words, the likeliest first."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from typing import Any

import anyio.to_thread
import msgspec

from graphsvc.api.connections import PAGE_ARGUMENTS, Window, connection_definitions
from graphsvc.api.cursors import write_cursor
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition
from graphsvc.api.orders import Clauses, Listing, Order
from graphsvc.api.state import State
from graphsvc.errors import BadInput
from graphsvc.graph.search import Hit, search_index
from graphsvc.live import LiveGraph
from graphsvc.model.records import Record

LONGEST = 300
"""Letters of a text that can be searched for."""

SEARCH = "search"
"""The name of its field."""
AFTER_START, PAUSE = 2.0, 0.01
"""Seconds after the start, and between two slices, in which the index is left alone."""

_SCORE = Order("SCORE", "By how well it fits.", lambda found, state: found.score)


class Found(msgspec.Struct, frozen=True):
    """A record that was found, as a page lists it."""

    hit: Hit
    clauses: Clauses

    @property
    def node(self) -> Record:
        return self.hit.record

    @property
    def id(self) -> str:
        return self.hit.record.id

    @property
    def score(self) -> float:
        return self.hit.score

    @property
    def cursor(self) -> str:
        return write_cursor(self.clauses, self)


class Known(msgspec.Struct, frozen=True):
    """All that was found, as a page reads it: how many there are, and the records on the page."""

    count: int
    shown: Sequence[Found]

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, page: slice) -> list[Record]:
        return [found.node for found in self.shown]


class Results(msgspec.Struct, frozen=True):
    """A page of what was found; of what is on other pages only the number is known."""

    edges: Sequence[Found]
    start: int
    records: Known

    @property
    def stop(self) -> int:
        return self.start + len(self.edges)

    @property
    def total(self) -> int:
        return len(self.records)

    @property
    def more(self) -> bool:
        return self.stop < self.total

    @property
    def earlier(self) -> bool:
        return self.start > 0

    def cursor_at(self, place: int) -> str | None:
        return self.edges[place - self.start].cursor if self.edges else None


def search_field() -> FieldDefinition:
    """The field of Query that searches."""
    return FieldDefinition(
        SEARCH,
        "SearchConnection!",
        "Records that hold every word of a text, the likeliest first. Accents, capitals and slips are forgiven. Names "
        "go before longer texts, whole words and beginnings before parts of words, and those before misspellings.",
        compute=_search,
        arguments=(
            Argument("text", "String!", f"What to search for, at most {LONGEST} letters."),
            Argument("kinds", "[RecordKind!]", "Only records of these kinds; ties and links have no words."),
            *PAGE_ARGUMENTS[:2],
        ),
        connection="Record",
        price=20,
    )


async def made_index(live: LiveGraph) -> None:
    """Complete the search index in a thread, without holding up changes as a search would that has to do so itself."""
    await anyio.to_thread.run_sync(search_index(live.graph).complete)


async def make_index(live: LiveGraph) -> None:
    """Make the search index bit by bit, so that who searches first need not wait; the first requests go before it."""
    await asyncio.sleep(AFTER_START)
    while not search_index(live.graph).take_slice():
        await asyncio.sleep(PAUSE)


def _search(arguments: Arguments, state: State) -> Results:
    text, kinds = arguments["text"], arguments.get("kinds")
    if len(text) > LONGEST:
        raise BadInput.of(
            f"A search has at most {LONGEST} letters; this one has {len(text)}.",
            place="text",
            remedy="Search for a name or for a few words.",
        )
    clauses = Clauses(_listing(text, kinds), None, state)
    window = Window(clauses, arguments)
    hits = state.view.search(text, kinds)
    start, found = hits.page(window.first or 0, _place(window))
    shown = [Found(hit, clauses) for hit in found]
    return Results(shown, start, Known(len(hits), shown))


def _listing(text: str, kinds: Sequence[Any] | None) -> Listing:
    """How what is found is listed: under a name of its own, so that a cursor of another search does not fit."""
    asked = "\n".join([text, *sorted(map(str, kinds or ()))])
    mark = hashlib.blake2b(asked.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return Listing(f"Search {mark}", {"SCORE": _SCORE}, (("SCORE", True),))


def _place(window: Window) -> tuple[float, str] | None:
    """The score and id that a page comes after."""
    if window.after is None:
        return None
    (_, *score), id = window.after
    return -score[0] if score else 0.0, id


def search_definitions() -> list[Definition]:
    """The types of what a search finds."""
    return list(
        connection_definitions(
            "Search",
            "Record",
            "records that a search found, the likeliest first",
            edge_fields=(
                FieldDefinition(
                    "score",
                    "Float!",
                    "How well it fits, 0-1: 1 when its name is what was asked.",
                    lambda found, state: found.score,
                ),
                FieldDefinition(
                    "field",
                    "String!",
                    "The field in which the best match stands, such as name or description.",
                    lambda found, state: found.hit.field.key,
                ),
            ),
        )
    )
