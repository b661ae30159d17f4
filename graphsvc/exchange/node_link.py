"""Node-link JSON, as vis-network, D3 and networkx write it: a list of nodes and a list of edges or links."""

from __future__ import annotations

import re
from typing import Any

from graphsvc.errors import Fault
from graphsvc.exchange.columns import TYPE, Headings, as_key, fill
from graphsvc.exchange.draft import ActorRow, Draft, ImportOptions, Row, TieRow
from graphsvc.exchange.limits import check_rows
from graphsvc.model.records import Actor, Tie

NODE_ALIASES = {"label": "name", "type": TYPE, "kind": TYPE, "url": "website"}
EDGE_ALIASES = {"source": "from", "target": "to", "type": TYPE, "kind": TYPE}
WIDTH = "value"
"""On an edge of vis-network or D3 this is how thick the line is drawn, not what the tie is worth."""


def is_node_link(value: Any) -> bool:
    """Whether a JSON value is a node-link graph."""
    return isinstance(value, dict) and isinstance(value.get("nodes"), list) and _edges(value) is not None


def read_node_link(name: str, value: dict[str, Any], options: ImportOptions) -> Draft:
    """The draft of a node-link graph."""
    draft = Draft()
    nodes, edges = value["nodes"], _edges(value) or []
    check_rows(name, max(len(nodes), len(edges)))
    actors = Headings(Actor, options.columns, NODE_ALIASES)
    ties = Headings(Tie, options.columns, EDGE_ALIASES, outside=[WIDTH])
    for number, node in enumerate(nodes):
        row = ActorRow(place=_place(name, "node", number, node), part="attribute", reference=str(number))
        if _filled(draft, row, actors, node):
            row.reference = None if row.key is not None else row.reference
            draft.actors.append(row)
    for number, edge in enumerate(edges):
        tie = TieRow(place=_place(name, "edge", number, edge), part="attribute")
        if isinstance(value.get("directed"), bool):
            tie.values["directed"] = value["directed"]
        if _filled(draft, tie, ties, edge):
            _set_direction(tie, edge.get("arrows"))
            draft.ties.append(tie)
    draft.headings = actors.met | ties.met
    return draft


def _edges(value: dict[str, Any]) -> list[Any] | None:
    return next((value[key] for key in ("edges", "links") if isinstance(value.get(key), list)), None)


def _filled(draft: Draft, row: Row, headings: Headings, item: Any) -> bool:
    """Fill a row with all a node or edge tells; False, with a fault, when it is no such thing."""
    if not isinstance(item, dict):
        draft.faults.append(Fault.saying(row.place, "NOT_WHAT_IT_SAYS", "This is no object.", "Write it as {…}."))
        return False
    row.extra = {}
    for heading, raw in item.items():
        if heading == "label" and "name" in item and headings.key("label") == "name":
            row.extra[heading] = raw  # what is drawn; the name proper goes before it
            continue
        if heading in ("source", "target", "from", "to") and isinstance(raw, dict):
            raw = raw.get("id", raw.get("index"))  # D3 puts the nodes themselves in its links once it has drawn them
        if not fill(row, headings, heading, raw) and raw is not None:
            row.extra[heading] = raw
    return True


def _set_direction(row: TieRow, arrows: Any) -> None:
    """The arrow heads of vis-network: "to", "from" or both; a line without says nothing."""
    words = set(re.findall("to|from", arrows)) if isinstance(arrows, str) else set()
    if isinstance(arrows, dict):
        words = {word for word in ("to", "from") if arrows.get(word)}
    if words:
        row.values["directed"] = len(words) == 1
    if words == {"from"}:
        row.start, row.end = row.end, row.start


def _place(name: str, what: str, number: int, item: Any) -> str:
    key = item.get("id") if isinstance(item, dict) else None
    return f"{name}, {what} {number + 1}{f' ({as_key(key)[:80]})' if isinstance(key, str | int | float) else ''}"
