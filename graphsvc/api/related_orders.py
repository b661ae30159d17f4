"""Orders by another record than the one in the list: the one related record of its sort that each has."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from graphsvc.api.orders import Order
from graphsvc.api.relations import lies_within
from graphsvc.api.state import State
from graphsvc.graph.folding import folded
from graphsvc.graph.view import View
from graphsvc.model.fields import field_by_key
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Area, Kept, Link, Theme, Tie
from graphsvc.model.vocabularies import AreaLevel

_Related = Callable[[Any, State], Kept | None]
"""(record, state) -> the related record; None when there is none that the viewer may see."""


def related_orders(struct: type[Kept]) -> tuple[Order, ...]:
    """The orders that a kind has by the names of related records."""
    found: list[Order] = []
    if struct is Tie:
        found.append(_by_name("FROM_NAME", "the actor it starts at", lambda tie, state: state.all.get(tie.from_id)))
        found.append(_by_name("TO_NAME", "the actor it ends at", lambda tie, state: state.all.get(tie.to_id)))
    if lies_within(struct) and struct not in (Area, Theme):
        said = "active in" if struct is Actor else "in"
        found.append(_by_name("MUNICIPALITY", f"the first municipality it is {said}", _municipality))
    if struct is not Link and "source" in field_by_key(struct):
        found.append(_by_name("SOURCE_NAME", "its source", _source))
    return tuple(found)


def _by_name(name: str, of_what: str, related: _Related) -> Order:
    def read(record: Any, state: State) -> str | None:
        other: Any = related(record, state)
        return None if other is None else folded(other.name)

    return Order(name, f"By the name of {of_what}.", read, text=True, related=True)


def _municipality(record: Kept, state: State) -> Area | None:
    """As `View.municipality_of`, with what is around an area found once for all that are in it."""
    view = state.view
    known: dict[str, Area | None] = view.once("municipality around an area", dict)
    found: list[Area] = []
    for link in view.links_from(record.id, LinkKind.ACTIVE_IN if isinstance(record, Actor) else LinkKind.LOCATED_IN):
        if link.to_id not in known:
            known[link.to_id] = _around(link.to_id, view)
        if (area := known[link.to_id]) is not None:
            found.append(area)
    return min(found, key=attrgetter("id"), default=None)


def _around(area: str, view: View) -> Area | None:
    around = (view.get(id) for id in sorted(view.around(area)))
    return next((one for one in around if isinstance(one, Area) and one.level is AreaLevel.MUNICIPALITY), None)


def _source(record: Any, state: State) -> Kept | None:
    return None if record.source is None else state.all.get(record.source)
