"""The drawing: a pyvis network of what a view shows in an area. The only module that touches pyvis."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from graphsvc.access.policy import FEW, is_hidden, visible_fields
from graphsvc.graph.view import View
from graphsvc.language import Language, day, translate
from graphsvc.maps.layout import positions
from graphsvc.maps.style import edge_style, legend, node_style
from graphsvc.model.fields import as_text
from graphsvc.model.records import Actor, Tie

IN_PANEL = (
    "description", "sector", "otherNames", "capacity", "capacityOn", "openToContact", "acceptedRole", "wantedLevel",
    "residentsReached", "website", "contactRole", "contactPoint", "lastVerified",
)  # fmt: skip
"""Which fields of an actor the map tells when it is chosen; all others stand on its own page."""
TOLD = 4_000
"""Above this many ties the page draws them as one layer, and tells of none by itself."""
DETAILED = 1_500
"""Above this many actors the map tells kind and formality only: the page would grow by megabytes."""


class Drawing(msgspec.Struct):
    """What is drawn, ready to be written into a page."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    legend: dict[str, Any]


def draw(view: View, area: str | None, language: Language) -> Drawing:
    """The actors active in an area (None: all) and the current ties between them."""
    from pyvis.edge import Edge
    from pyvis.network import Network  # imported on first use: it takes half a second

    actors = {actor.id: actor for actor in (view.active_in(area) if area else view.actors())}
    ties = [tie for tie in view.ties() if tie.from_id in actors and tie.to_id in actors]
    counts = Counter(end for tie in ties for end in (tie.from_id, tie.to_id))
    places = positions(list(actors), ((tie.from_id, tie.to_id) for tie in ties))
    # Directed always: pyvis merges parallel ties of an undirected network, in quadratic time.
    network = Network(directed=True)
    for actor in actors.values():
        x, y = places[actor.id]
        look = node_style(actor, counts[actor.id])
        record = {"fields": _fields(view, actor, language, short=len(actors) > DETAILED)}
        network.add_node(
            actor.id, label=actor.name, title=_title(actor, language), x=x, y=y, physics=False, record=record,
            kind=actor.actor_kind, formality=actor.formality, **look,
        )  # fmt: skip
    for tie in ties:
        # `add_edge` looks both ends up in a list, each time.
        told = {"title": _tie_title(tie, language)} if len(ties) <= TOLD else {}
        edge = Edge(tie.from_id, tie.to_id, id=tie.id, kind=tie.tie_kind, **told, **edge_style(tie))
        network.edges.append(edge.options)
    nodes, edges, *_ = network.get_network_data()
    kinds = {actor.actor_kind for actor in actors.values()}
    formalities = {actor.formality for actor in actors.values()}
    return Drawing(nodes, edges, legend(language, kinds, formalities, {tie.tie_kind for tie in ties}))


def _title(actor: Actor, language: Language) -> str:
    return f"{actor.name}\n{actor.actor_kind.words.label(language)}"


def _tie_title(tie: Tie, language: Language) -> str:
    label = tie.tie_kind.words.label(language)
    if tie.last_verified is None:
        return label
    return translate(language, "%(kind)s, checked on %(day)s", kind=label, day=day(language, tie.last_verified))


def _fields(view: View, actor: Actor, language: Language, *, short: bool) -> list[list[str]]:
    fields = {field.key: field for field in visible_fields(view.viewer.role, Actor)}
    shown = []
    for key in () if short else IN_PANEL:
        field = fields.get(key)
        value = getattr(actor, field.name) if field else None
        if field is None or value in (None, (), "UNKNOWN"):
            continue
        text = value.words.label(language) if field.vocabulary else as_text(value)
        if is_hidden(view.viewer, field, value):
            text = f"<{FEW}"
        shown.append([field.words.label(language), day(language, value) if hasattr(value, "isoformat") else text])
    return shown
