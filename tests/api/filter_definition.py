"""What filters mean, record by record in plain Python: the slow reading that masks are held against."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graphsvc.access.policy import visible_fields
from graphsvc.access.viewer import Role
from graphsvc.analysis.figures import Figures, is_bridge
from graphsvc.api.relations import NAMES, plural
from graphsvc.graph.view import View
from graphsvc.model.fields import field_by_key
from graphsvc.model.kinds import ENDS, LinkKind
from graphsvc.model.records import TYPES, Actor, Figure, Kept, Link, Tie
from graphsvc.model.vocabularies import Direction

NO_TEXT = frozenset({"origin", "website", "id", "source", "subject", "from", "to", "assumed", "extra"})


class Definition:
    """Reads a filter as a sentence about one record of a view. `sources`: the ids of those the viewer may see."""

    def __init__(self, view: View, sources: set[str], figures: Figures | None) -> None:
        self.role, self.sources, self.figures = view.viewer.role, sources, figures
        kinds: list[Any] = [kind for kind in TYPES.values() if kind not in (Tie, Link)]
        self.nodes: dict[str, Any] = {record.id: record for kind in kinds for record in view.records(kind)}
        self.ties, self.links = list(view.ties()), list(view.links())

    def fits(self, struct: type[Kept], asked: Mapping[str, Any] | None, record: Any) -> bool:
        return all(
            self._holds(struct, name, wanted, record) for name, wanted in (asked or {}).items() if wanted is not None
        )

    def _holds(self, struct: type[Kept], name: str, wanted: Any, record: Any) -> bool:
        if name == "and":
            return all(self.fits(struct, part, record) for part in wanted)
        if name == "or":
            return any(self.fits(struct, part, record) for part in wanted)
        if name == "not":
            return not self.fits(struct, wanted, record)
        if name in ("from", "to") and struct is Tie:
            return self.fits(Actor, wanted, self.nodes[getattr(record, f"{name}_id")])
        if (field := field_by_key(struct).get(name)) is not None:
            value = getattr(record, field.name)
            if field.structure is not None:
                return quantified(wanted, list(value), lambda asked, one: self._figure(asked or {}, one))
            if field.many:
                return quantified(wanted, list(value), compared)
            few = (
                field.residents and value in (1, 2, 3, 4) and self.role in (Role.PUBLIC, Role.INITIATIVE, Role.PARTNER)
            )
            return compared(wanted, None if few or (name == "source" and value not in self.sources) else value)
        special = {"text": self._text, "within": self._within, "ties": self._ties, "metrics": self._metrics}
        special |= {"neighbours": self._neighbours, "crossesWorlds": self._crosses, "isLivingWorld": self._living}
        special |= {"isBridge": self._bridge}
        return special.get(name, self._linked(name))(struct, wanted, record)

    def _figure(self, asked: Mapping[str, Any], figure: Figure) -> bool:
        lists = {"themes": lambda inner: quantified(inner, list(figure.themes), compared)}
        return all(
            lists[name](wanted) if name in lists else compared(wanted, getattr(figure, name))
            for name, wanted in asked.items()
            if wanted is not None
        )

    def _bridge(self, struct: type[Kept], wanted: Any, record: Any) -> bool:
        assert self.figures is not None
        return compared(wanted, is_bridge(self.figures, record))

    def _text(self, struct: type[Kept], wanted: str, record: Any) -> bool:
        fields = [
            field for field in visible_fields(self.role, struct) if field.plain is str and field.key not in NO_TEXT
        ]
        values = [getattr(record, field.name) for field in fields]
        text = bare("\n".join("\n".join(value) if isinstance(value, tuple) else value for value in values if value))
        return all(word in text for word in bare(wanted).split())

    def _within(self, struct: type[Kept], wanted: str, record: Any) -> bool:
        kind = struct.__name__
        inner = self._inside(LinkKind.BROADER if kind == "Theme" else LinkKind.WITHIN, wanted)
        if kind in ("Theme", "Area"):
            return record.id in inner
        by = LinkKind.ACTIVE_IN if kind == "Actor" else LinkKind.LOCATED_IN
        return any(link.from_id == record.id and link.link_kind is by and link.to_id in inner for link in self.links)

    def _inside(self, kind: LinkKind, id: str) -> set[str]:
        found = {id}
        while more := {x.from_id for x in self.links if x.link_kind is kind and x.to_id in found} - found:
            found |= more
        return found

    def _ties(self, struct: type[Kept], wanted: Any, record: Any) -> bool:
        return quantified(wanted, self._at(record), lambda asked, tie: self._tie(asked or {}, tie, record))

    def _tie(self, asked: Mapping[str, Any], tie: Tie, actor: Actor) -> bool:
        direction: Any = asked.get("direction")
        starts = {Direction.OUT: tie.from_id, Direction.IN: tie.to_id}.get(direction)
        runs = starts is None or not tie.directed or starts == actor.id
        return (
            runs
            and self.fits(Tie, asked.get("tie"), tie)
            and self.fits(Actor, asked.get("other"), self._other(tie, actor))
        )

    def _at(self, actor: Actor) -> list[Tie]:
        return [tie for tie in self.ties if actor.id in (tie.from_id, tie.to_id)]

    def _other(self, tie: Tie, actor: Actor) -> Any:
        return self.nodes[tie.to_id if tie.from_id == actor.id else tie.from_id]

    def _neighbours(self, struct: type[Kept], wanted: Any, record: Any) -> bool:
        others = {other.id: other for tie in self._at(record) for other in [self._other(tie, record)]}
        return quantified(wanted, list(others.values()), lambda asked, other: self.fits(Actor, asked, other))

    def _living(self, struct: type[Kept], wanted: Any, record: Any) -> bool:
        return compared(wanted, record.is_living_world)

    def _crosses(self, struct: type[Kept], wanted: Any, record: Any) -> bool:
        one, other = self.nodes[record.from_id], self.nodes[record.to_id]
        pairs = ((one, other), (other, one))
        return compared(wanted, any(living.is_living_world and formal.is_formal for living, formal in pairs))

    def _metrics(self, struct: type[Kept], wanted: Any, record: Any) -> bool:
        assert self.figures is not None
        figures = self.figures.actors[record.id]
        return all(
            compared(asked, getattr(figures, "".join(f"_{c.lower()}" if c.isupper() else c for c in name)))
            for name, asked in wanted.items()
            if asked is not None
        )

    def _linked(self, name: str) -> Callable[[type[Kept], Any, Any], bool]:
        def holds(struct: type[Kept], wanted: Any, record: Any) -> bool:
            link, out, target = lists_of(struct)[name]
            ids = self._out(struct, link, target, record.id) if out else self._in(struct, link, target, record.id)
            others = [self.nodes[id] for id in ids if target is None or isinstance(self.nodes[id], target)]
            return quantified(wanted, others, lambda asked, other: self._other_kind(target, asked or {}, other))

        return holds

    def _other_kind(self, target: type[Kept] | None, asked: Mapping[str, Any], other: Any) -> bool:
        if target is not None:
            return self.fits(target, asked, other)
        return all(compared(wanted, getattr(other, name)) for name, wanted in asked.items() if wanted is not None)

    def _out(self, struct: type[Kept], link: LinkKind, target: Any, id: str) -> set[str]:
        found = self._ends(link, id)
        if link in (LinkKind.FOCUSES_ON, LinkKind.SERVES) and Actor in (struct, target):
            found |= {end for offering in self._ends(LinkKind.OFFERS, id) for end in self._ends(link, offering)}
        return found

    def _in(self, struct: type[Kept], link: LinkKind, target: Any, id: str) -> set[str]:
        tops = {LinkKind.ACTIVE_IN: LinkKind.WITHIN, LinkKind.LOCATED_IN: LinkKind.WITHIN}
        inner = tops.get(link, LinkKind.BROADER if link is LinkKind.FOCUSES_ON else None)
        parts = {id} if inner is None else self._inside(inner, id)
        found = {start for part in parts for start in self._starts(link, part)}
        if link in (LinkKind.FOCUSES_ON, LinkKind.SERVES) and Actor in (struct, target):
            found |= {start for one in found for start in self._starts(LinkKind.OFFERS, one)}
        return found

    def _ends(self, kind: LinkKind, id: str) -> set[str]:
        return {link.to_id for link in self.links if link.link_kind is kind and link.from_id == id}

    def _starts(self, kind: LinkKind, id: str) -> set[str]:
        return {link.from_id for link in self.links if link.link_kind is kind and link.to_id == id}


def lists_of(struct: type[Kept]) -> dict[str, tuple[LinkKind, bool, type[Kept] | None]]:
    """The lists of a kind by name: the link, whether it starts here, and what is listed (None: several kinds)."""
    found: dict[str, tuple[LinkKind, bool, type[Kept] | None]] = {}
    for link, ends in ENDS.items():
        for out in (True, False):
            here, there = ends if out else ends[::-1]
            name = NAMES.get(link, (None, None))[not out]
            if struct.kind in here and name is not None:
                found.setdefault(name, (link, out, TYPES[next(iter(there))] if len(there) == 1 else None))
            elif struct.kind in here:
                for kind in there:
                    found.setdefault(plural(kind), (link, out, TYPES[kind]))
    return found


def quantified(wanted: Mapping[str, Any], members: list[Any], fits: Callable[[Any, Any], bool]) -> bool:
    asked = {name: inner for name, inner in wanted.items() if inner is not None}
    return all(_quantified(name, inner, members, fits) for name, inner in asked.items())


def _quantified(name: str, inner: Any, members: list[Any], fits: Callable[[Any, Any], bool]) -> bool:
    if name == "count":
        return compared(inner, len(members))
    passed: Iterable[bool] = [fits(inner, member) for member in members]
    return {"some": any(passed), "none": not any(passed), "every": all(passed)}[name]


def compared(wanted: Mapping[str, Any], value: Any) -> bool:
    return all(_compared(name, asked, value) for name, asked in wanted.items())


def _compared(name: str, asked: Any, value: Any) -> bool:
    if name == "isNull":
        return (value is None) is asked
    if name == "ne":
        return bool(value != asked)
    if value is None:
        return False
    texts = {"contains": str.__contains__, "startsWith": str.startswith, "endsWith": str.endswith}
    if name in texts:
        return texts[name](bare(value), bare(asked))
    plain = {"eq": lambda: value == asked, "in": lambda: value in asked, "lt": lambda: value < asked}
    plain |= {"le": lambda: value <= asked, "gt": lambda: value > asked, "ge": lambda: value >= asked}
    return bool(plain[name]())


def bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
