"""Short ways to write records in tests; the records themselves are made by the product."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from graphsvc.access.viewer import ADMIN, Viewer
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.make import make
from graphsvc.model.records import AnyRecord

DAY = date(2026, 11, 24)


def actor(id: str, kind: str = "INITIATIVE", **values: Any) -> Any:
    return make(RecordKind.ACTOR, {"id": id, "name": values.pop("name", id), "actorKind": kind, **values})


def area(id: str, level: str = "DISTRICT", **values: Any) -> Any:
    return make(RecordKind.AREA, {"id": id, "name": values.pop("name", id), "level": level, **values})


def theme(id: str, **values: Any) -> Any:
    return make(RecordKind.THEME, {"id": id, "name": id, **values})


def signal(id: str, **values: Any) -> Any:
    return make(RecordKind.SIGNAL, {"id": id, "text": f"Signal {id}", **values})


def tie(start: str, end: str, kind: str = "KNOWS", **values: Any) -> Any:
    given = {"id": f"{start}-{kind}-{end}", "from": start, "to": end, "tieKind": kind, **values}
    return make(RecordKind.TIE, given)


def link(start: str, kind: LinkKind | str, end: str, **values: Any) -> Any:
    given = {"id": f"{start}-{kind}-{end}", "from": start, "to": end, "linkKind": kind, **values}
    return make(RecordKind.LINK, given)


def view_of(records: Iterable[AnyRecord], viewer: Viewer = ADMIN, day: date | None = DAY) -> View:
    return View(Graph.of(records), viewer, day)


def public_alone(records: Iterable[Any]) -> list[Any]:
    """The records that the public may see, an edge only with both its ends: what a public view must equal."""
    public = {record.id for record in records if record.visibility == "PUBLIC"}
    return [
        record
        for record in records
        if record.id in public
        and {getattr(record, "from_id", record.id), getattr(record, "to_id", record.id)} <= public
    ]
