"""Kumu's project file and its blueprints: JSON with elements and connections.

The maps of a project show the same elements; here each element is one actor, however many maps it stands on.
"""

from __future__ import annotations

from typing import Any

from graphsvc.errors import Fault
from graphsvc.exchange.columns import TYPE, Headings, as_key, fill, fold
from graphsvc.exchange.draft import ActorRow, Draft, ImportOptions, Notice, Row, TieRow
from graphsvc.exchange.limits import check_rows
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import Confirmation

ELEMENT_ALIASES = {"_id": "id", "label": "name", "element type": TYPE, "type": TYPE, "url": "website"}
CONNECTION_ALIASES = {"_id": "id", "connection type": TYPE, "type": TYPE}
DIRECTIONS = {"directed": True, "undirected": False, "mutual": False}
DRAWING = frozenset({"_id", "id", "from", "to", "direction", "delayed", "reversed", "attributes"})
"""What a connection holds beside its attributes."""


def is_project(value: Any) -> bool:
    """Whether a JSON value is a Kumu project or blueprint."""
    return isinstance(value, dict) and isinstance(value.get("elements"), list) and "nodes" not in value


def read_project(name: str, value: dict[str, Any], options: ImportOptions) -> Draft:
    """The draft of a project."""
    draft = Draft()
    elements, connections = value["elements"], value.get("connections", [])
    if not isinstance(connections, list):
        draft.faults.append(Fault.saying(f"{name}, connections", "NOT_WHAT_IT_SAYS", "connections is no list."))
        connections = []
    check_rows(name, max(len(elements), len(connections)))
    actors = Headings(Actor, options.columns, ELEMENT_ALIASES)
    ties = Headings(Tie, options.columns, CONNECTION_ALIASES)
    for number, element in enumerate(elements, 1):
        row = ActorRow(place=_place(name, "element", number, element), part="attribute")
        if _filled(draft, row, actors, element):
            draft.actors.append(row)
    for number, connection in enumerate(connections, 1):
        tie = TieRow(place=_place(name, "connection", number, connection), part="attribute")
        if _filled(draft, tie, ties, connection):
            set_direction(draft, tie, connection.get("direction"))
            draft.ties.append(tie)
    draft.headings = actors.met | ties.met
    if isinstance(loops := value.get("loops"), list) and loops:
        draft.notices.append(Notice("LOOPS_LEFT_OUT", count=len(loops)))
    return draft


def set_direction(draft: Draft, row: TieRow, direction: Any) -> None:
    """Kumu's direction as `directed` and, when mutual, as a confirmation."""
    if direction is None or direction == "":
        return
    if direction not in DIRECTIONS:
        message, remedy = "%(value)s is no direction.", "Allowed are: %(allowed)s."
        values: dict[str, Any] = {"value": repr(direction), "allowed": tuple(DIRECTIONS)}
        draft.faults.append(Fault.saying(row.at("direction"), "INVALID_VALUE", message, remedy, **values))
        return
    row.values["directed"] = DIRECTIONS[direction]
    if direction == "mutual":
        row.values["confirmation"] = Confirmation.MUTUAL


def _filled(draft: Draft, row: Row, headings: Headings, item: Any) -> bool:
    """Fill a row with all an element or connection tells; False, with a fault, when it is no such thing."""
    if not isinstance(item, dict) or not isinstance(item.get("attributes", {}), dict):
        draft.faults.append(Fault.saying(row.place, "NOT_WHAT_IT_SAYS", "This is no object with attributes."))
        return False
    row.extra = {}
    own = {key: value for key, value in item.items() if key in DRAWING or "attributes" not in item}
    for heading, raw in {**own, **item.get("attributes", {})}.items():
        if heading in ("attributes", "direction") or (heading in ("delayed", "reversed") and not raw):
            continue
        if isinstance(raw, str) and fold(heading) == "tags":
            raw = [part.strip() for part in raw.split("|") if part.strip()]
        if not fill(row, headings, heading, raw) and raw is not None:
            row.extra[heading] = raw
    return True


def _place(name: str, what: str, number: int, item: Any) -> str:
    key = (item.get("_id") or item.get("id")) if isinstance(item, dict) else None
    return f"{name}, {what} {number}{f' ({as_key(key)[:80]})' if isinstance(key, str | int | float) else ''}"
