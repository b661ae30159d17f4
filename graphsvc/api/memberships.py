"""To which areas, themes and other records many records belong, at once: what they are counted by."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graphsvc.api.relations import Relation
from graphsvc.graph.adjacency import FEW
from graphsvc.graph.columns import Numbers
from graphsvc.graph.numbered import in_order, seen_numbers
from graphsvc.graph.rows import Rows, gathered, spread, without_repeats
from graphsvc.graph.view import View
from graphsvc.model.records import Area, Kept, Theme
from graphsvc.model.vocabularies import AreaLevel

NONE = -1
"""The number of what a record belongs to where it belongs to nothing."""

Find = Callable[[View, Numbers], Rows]
"""(view, numbers of records) -> what each belongs to, in order of record."""


def memberships(struct: type[Kept], relation: Relation) -> Find:
    """What records of a kind are linked to; of themes the broader ones too. NONE for those that are linked to nothing."""
    find = _themes if relation.target is Theme else _linked
    return _kept(struct, relation.name, lambda view, records: find(view, records, relation))


def municipalities(struct: type[Kept], areas: Relation) -> Find:
    """The first municipality around any of the areas of a record, by id; NONE for those that have none."""
    return _kept(struct, "municipality", lambda view, records: _municipalities(view, records, areas))


def _kept(struct: type[Kept], name: str, find: Find) -> Find:
    """The same, of many records from what was found for all of the kind."""

    def whole(view: View) -> Rows:
        records = np.sort(seen_numbers(view, struct))
        rows = _or_none(find(view, records), len(records))
        return Rows(records[rows.places], rows.numbers)

    def of_some(view: View, records: Numbers) -> Rows:
        if len(records) * FEW < len(view.graph.nodes):
            rows = find(view, records)
        else:
            rows = spread(records, view.once(("memberships", struct.kind, name), lambda: whole(view)))
        return _or_none(rows, len(records))

    return of_some


def _or_none(rows: Rows, length: int) -> Rows:
    """In order of record, and NONE for a record without any."""
    without = np.flatnonzero(np.bincount(rows.places, minlength=length) == 0)
    if not len(without):
        return rows
    places = np.concatenate([rows.places, without])
    numbers = np.concatenate([rows.numbers, np.full(len(without), NONE)])
    order = np.argsort(places, kind="stable")
    return Rows(places[order], numbers[order])


def _linked(view: View, records: Numbers, relation: Relation) -> Rows:
    return without_repeats(relation.rows(view, records))


def _themes(view: View, records: Numbers, relation: Relation) -> Rows:
    own = relation.rows(view, records)
    wanted, places = _distinct(own.numbers)
    broader = gathered([in_order(view.broader(id), view.graph).tolist() for id in _ids(wanted, view)])
    all_of_them = spread(places, broader)
    return without_repeats(Rows(own.places[all_of_them.places], all_of_them.numbers))


def _municipalities(view: View, records: Numbers, relation: Relation) -> Rows:
    graph, areas = view.graph, relation.rows(view, records)
    wanted, places = _distinct(areas.numbers)
    found = [_municipality(id, view) for id in _ids(wanted, view)]
    ids = sorted({id for id in found if id is not None})
    rank = {id: place for place, id in enumerate(ids)}
    ranks = np.array([len(ids) if id is None else rank[id] for id in found], np.intp)
    first = np.full(len(records), len(ids))
    np.minimum.at(first, areas.places, ranks[places])
    return Rows(np.arange(len(records)), np.array([*(graph.node_number[id] for id in ids), NONE], np.intp)[first])


def _municipality(area: str, view: View) -> str | None:
    around = (view.get(id) for id in sorted(view.around(area)))
    return next((one.id for one in around if isinstance(one, Area) and one.level is AreaLevel.MUNICIPALITY), None)


def _distinct(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The different numbers among some, and the place of each among these."""
    wanted = np.flatnonzero(np.bincount(numbers))
    place = np.zeros(int(wanted.max(initial=-1)) + 1, np.intp)
    place[wanted] = np.arange(len(wanted))
    return wanted, place[numbers]


def _ids(nodes: Numbers, view: View) -> list[str]:
    return [view.graph.nodes[number].id for number in nodes.tolist()]
