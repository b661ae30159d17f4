"""Two records of one thing: what the one that stays says, and what becomes of the ties and links of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from graphsvc.graph.graph import Graph
from graphsvc.model.changes import Change, differences, updated
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import Actor, Agreement, AnyRecord, Area, Edge, Link, Record, Review
from graphsvc.model.vocabularies import ChangeAction, Visibility

_IDENTITY = ("id", "revision", "assumed", "visibility", "valid_from", "valid_to", "last_verified")
"""Fields that do not simply go from one record to the other."""


def merged_record(kept: AnyRecord, taken: AnyRecord) -> AnyRecord:
    """The kept record with what only the taken one told. Lists are joined; a name becomes another name.

    It is seen by those only who saw both, and holds as long as either did.
    """
    values = _told(kept, taken)
    if isinstance(kept, Record) and isinstance(taken, Record):
        order = list(Visibility)
        values["visibility"] = max(kept.visibility, taken.visibility, key=order.index)
        values["last_verified"] = max(filter(None, (kept.last_verified, taken.last_verified)), default=None)
    if isinstance(kept, Actor) and isinstance(taken, Actor):
        names = dict.fromkeys((*kept.other_names, taken.name, *taken.other_names))
        values["other_names"] = tuple(name for name in names if name != kept.name)
    return renamed(msgspec.structs.replace(kept, **values), kept.id, taken.id)


def merged_edges(kept: str, taken: str, own: list[Edge], moving: list[Edge]) -> list[Change]:
    """What becomes of the ties and links of the taken record; `own` are those of the kept one."""
    links = {_joins(edge): edge for edge in own if isinstance(edge, Link)}
    widened: dict[str, tuple[Link, Link]] = {}
    changes = []
    for edge in moving:
        moved = _moved(edge, kept, taken)
        twin = links.get(_joins(moved)) if isinstance(moved, Link) else None
        if moved.from_id == moved.to_id:
            changes.append(Change(action=ChangeAction.MERGED, before=edge))
        elif twin is not None and isinstance(moved, Link) and _overlap(twin, moved):
            now = widened.get(twin.id, (twin, twin))[1]
            widened[twin.id] = (twin, msgspec.structs.replace(now, **_told(now, moved)))
            changes.append(Change(action=ChangeAction.MERGED, before=edge))
        else:
            changes.append(updated(edge, moved))
    return changes + [updated(*pair) for pair in widened.values() if differences(*pair)]


def referring(graph: Graph, kept: str, taken: str) -> list[Change]:
    """The records that name the taken one in a field, changed to name the kept one."""
    pairs = ((record, renamed(record, kept, taken)) for record in _may_name(graph, taken))
    return [updated(before, after) for before, after in pairs if after is not before]


def renamed(record: AnyRecord, kept: str, taken: str) -> AnyRecord:
    """The record with `kept` where a field (source, subject, the theme of a figure) names `taken`; itself when none does."""
    values: dict[str, Any] = {name: kept for name in ("source", "subject") if getattr(record, name, None) == taken}
    if isinstance(record, Area) and any(taken in figure.themes for figure in record.figures):
        values["figures"] = tuple(_rethemed(figure, kept, taken) for figure in record.figures)
    return msgspec.structs.replace(record, **values) if values else record


def _may_name(graph: Graph, taken: str) -> Iterator[AnyRecord]:
    """The records in which a field may name the taken one: all of them only when it is a source."""
    kind = graph.nodes[graph.node_number[taken]].kind
    if kind is RecordKind.SOURCE:
        ids: Iterable[str] = (*graph.node_number, *graph.edge_number)
    else:
        kinds = [Review.kind, Agreement.kind, *([Area.kind] if kind is RecordKind.THEME else [])]
        ids = (graph.nodes[number].id for kind in kinds for number in graph.of_kind[kind])
    for id in ids:
        if (record := graph.find(id)) is not None:
            yield record


def _rethemed(figure: Any, kept: str, taken: str) -> Any:
    themes = tuple(dict.fromkeys(kept if theme == taken else theme for theme in figure.themes))
    return msgspec.structs.replace(figure, themes=themes)


def _told(kept: AnyRecord, taken: AnyRecord) -> dict[str, Any]:
    """The fields of the kept record that change: what it does not tell and the taken one does; lists joined."""
    values: dict[str, Any] = {}
    assumed = set(kept.assumed)
    for field in fields_of(type(kept)):
        mine, other = getattr(kept, field.name), getattr(taken, field.name)
        if field.name in _IDENTITY:
            continue
        if field.many:
            values[field.name] = tuple(dict.fromkeys((*mine, *other)))
        elif not _tells(kept, field) and _tells(taken, field):
            values[field.name] = other
            assumed.discard(field.key)
    values["assumed"] = tuple(sorted(assumed))
    values["valid_from"] = _earliest(kept.valid_from, taken.valid_from)
    values["valid_to"] = _latest(kept.valid_to, taken.valid_to)
    return values


def _tells(record: AnyRecord, field: Field) -> bool:
    value = getattr(record, field.name)
    return field.key not in record.assumed and value is not None and (field.required or value != field.default)


def _earliest(one: Any, other: Any) -> Any:
    """Of two first days; None is always."""
    return None if one is None or other is None else min(one, other)


def _latest(one: Any, other: Any) -> Any:
    """Of two last days; None is never."""
    return None if one is None or other is None else max(one, other)


def _moved(edge: Edge, kept: str, taken: str) -> Edge:
    ends = {name: kept for name in ("from_id", "to_id", "source") if getattr(edge, name) == taken}
    return msgspec.structs.replace(edge, **ends)


def _joins(link: Link) -> tuple[str, str, str]:
    return link.link_kind, link.from_id, link.to_id


def _overlap(one: Edge, other: Edge) -> bool:
    """Whether they hold at one time, or one takes up where the other ends."""

    def before(first: Edge, second: Edge) -> bool:
        return first.valid_to is not None and second.valid_from is not None and first.valid_to < second.valid_from

    return not before(one, other) and not before(other, one)
