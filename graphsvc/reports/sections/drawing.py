"""The map of the network, and a table of the same actors."""

from __future__ import annotations

import math
from collections import Counter

from graphsvc.maps.layout import positions
from graphsvc.maps.style import palette
from graphsvc.model.vocabularies import ActorKind
from graphsvc.reports.document import (
    Block,
    Cell,
    Column,
    Key,
    Line,
    MapPicture,
    Node,
    Paragraph,
    Section,
    Table,
    cut,
)
from graphsvc.reports.scope import Scope

MOST_ON_MAP = 2_000
"""Above this many actors a drawing on paper is a grey spot."""
MOST_IN_TABLE = 40


def drawing(scope: Scope) -> Section:
    """Who is there and who is tied to whom."""
    title = scope.say("Map and table")
    if not scope.actors:
        return Section(
            "who-knows-whom", title, (Paragraph(scope.say("No actors are held here yet, so there is no map.")),)
        )
    blocks: list[Block] = []
    if not scope.ties:
        blocks.append(Paragraph(scope.say("No ties are held here yet, so a map would show loose points only.")))
    elif len(scope.actors) > MOST_ON_MAP:
        text = scope.say("The network is too large to draw on paper. The map on the site shows all of it.")
        blocks.append(Paragraph(text))
    else:
        blocks.append(_picture(scope))
    if scope.is_wide and len(scope.actors) > MOST_IN_TABLE + 1:
        blocks.append(
            Paragraph(scope.say("The actors by name are on the map on the site, and in the report of each area."))
        )
    else:
        blocks.append(_table(scope))
    return Section("who-knows-whom", title, tuple(blocks))


def _picture(scope: Scope) -> MapPicture:
    number = {actor.id: place for place, actor in enumerate(scope.actors)}
    pairs = [(tie.from_id, tie.to_id) for tie in scope.ties]
    counts = Counter(end for pair in pairs for end in pair)
    places = positions(list(number), pairs)
    nodes = tuple(
        Node(
            *places[actor.id],
            palette()["kinds"][actor.actor_kind],
            palette()["formalities"][actor.formality],
            round(0.6 + 0.25 * math.log1p(counts[actor.id]), 2),
        )
        for actor in scope.actors
    )
    lines = tuple(Line(number[start], number[end]) for start, end in sorted(set(pairs)))
    description = scope.say(
        "Drawing of %(actors)s actors and the ties between them. %(alone)s of them have no tie.",
        actors=scope.number(len(nodes)),
        alone=scope.number(sum(not counts[actor.id] for actor in scope.actors)),
    )
    caption = scope.say("Map of the network: actors with many ties among them stand near each other")
    return MapPicture(caption, description, nodes, lines, _legend(scope))


def _legend(scope: Scope) -> tuple[Key, ...]:
    """The kinds that are drawn, each with its number and the shape of its usual formality."""
    counts = Counter(actor.actor_kind for actor in scope.actors)
    shapes = {actor.actor_kind: actor.formality for actor in scope.actors}
    look = palette()
    return tuple(
        Key(
            look["kinds"][kind],
            look["formalities"][shapes[kind]],
            f"{scope.label(kind)} ({scope.number(counts[kind])})",
        )
        for kind in ActorKind
        if kind in shapes
    )


def _table(scope: Scope) -> Table:
    """The actors by name; a column in which none of them has anything is left out."""
    shown, left = cut(scope.actors, MOST_IN_TABLE)
    columns = [
        (Column(scope.say("Name"), share=2), [Cell(actor.name, actor.id) for actor in shown]),
        (Column(scope.say("Kind"), share=1.2), [Cell(scope.label(actor.actor_kind)) for actor in shown]),
        (Column(scope.say("Active in"), share=1.2), [Cell(scope.places(actor.id)) for actor in shown]),
        (Column(scope.say("Themes"), share=1.6), [Cell(scope.themes(actor.id)) for actor in shown]),
    ]
    filled = [(head, cells) for head, cells in columns if any(cell.text for cell in cells)]
    rows = zip(*(cells for _, cells in filled), strict=True)
    heads = tuple(head for head, _ in filled)
    return Table(scope.say("Actors, by name"), heads, tuple(rows), scope.more(left, len(scope.actors)))
