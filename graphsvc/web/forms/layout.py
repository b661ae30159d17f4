"""What a form shows of each kind, and in which groups: one definition for all kinds, read from their declarations."""

from __future__ import annotations

from functools import cache

import msgspec

from graphsvc.model.fields import Field, fields_of
from graphsvc.model.kinds import ENDS, NODE_KINDS, LinkKind, RecordKind
from graphsvc.model.records import TYPES, Record
from graphsvc.model.vocabularies import Direction

OFFERED = (
    RecordKind.ACTOR,
    RecordKind.TIE,
    RecordKind.SIGNAL,
    RecordKind.PROCESS,
    RecordKind.AGREEMENT,
    RecordKind.NOTE,
)
"""The kinds that people add most, in the order in which they are offered."""

KINDS = (*OFFERED, *(kind for kind in NODE_KINDS if kind not in (*OFFERED, RecordKind.REVIEW)))
"""Every kind that has a form."""

NOT_TYPED = frozenset({"id", "revision", "origin", "extra", "assumed", "subject"})
"""What the service keeps by itself."""

FOLLOWS = frozenset({"formality", "directed"})
"""Required fields that follow from another one when nothing is chosen."""

REFERENCES: dict[str, RecordKind] = {"from": RecordKind.ACTOR, "to": RecordKind.ACTOR, "source": RecordKind.SOURCE}
"""Fields of text that hold the id of another record."""

FIRST = frozenset({"description", "question", "weight", "date", "byWhen", "place", "start", "end", "intensity"})
"""What is asked at once, besides what is required."""

CONTACT = ("website", "contactRole", "contactPoint")
OWN_SAY = ("openToContact", "capacity", "capacityOn", "acceptedRole", "wantedLevel", "toldOn")
COMMON = frozenset(field.key for field in fields_of(Record))

LINKS: tuple[tuple[LinkKind, Direction], ...] = (
    (LinkKind.ACTIVE_IN, Direction.OUT),
    (LinkKind.LOCATED_IN, Direction.OUT),
    (LinkKind.WITHIN, Direction.OUT),
    (LinkKind.BROADER, Direction.OUT),
    (LinkKind.FOCUSES_ON, Direction.OUT),
    (LinkKind.SERVES, Direction.OUT),
    (LinkKind.CONCERNS, Direction.OUT),
    (LinkKind.RAISED, Direction.IN),
    (LinkKind.TAKES_PART, Direction.IN),
    (LinkKind.AGREED, Direction.IN),
    (LinkKind.ATTENDED, Direction.IN),
    (LinkKind.CHALLENGES, Direction.IN),
    (LinkKind.OFFERS, Direction.IN),
    (LinkKind.ABOUT, Direction.OUT),
)
"""The links that a form can set, and from which of their ends."""

TIE_KEYS = ("tieKind", "intensity")
"""What the form of an actor asks of each of its ties, besides the other end and who does it."""


class Group(msgspec.Struct, frozen=True):
    """Fields that stand together. `title` is a message; "" for what stands open at the top."""

    title: str
    fields: tuple[Field, ...]


class Choice(msgspec.Struct, frozen=True):
    """A link that a form sets: its kind, which way it runs, and the kinds of record at its other end."""

    link: LinkKind
    direction: Direction
    kinds: tuple[RecordKind, ...]

    @property
    def name(self) -> str:
        """The name of its control."""
        return str(self.link)


@cache
def groups_of(kind: RecordKind) -> tuple[Group, ...]:
    """The groups of a form; every field that people type stands in exactly one."""
    fields = [field for field in fields_of(TYPES[kind]) if field.key not in NOT_TYPED and field.structure is None]
    titled: dict[str, list[Field]] = {title: [] for title in ("", *TITLES)}
    for field in fields:
        titled[_title(field)].append(field)
    titled[""].sort(key=lambda field: not field.required or field.key in FOLLOWS)
    return tuple(Group(title, tuple(found)) for title, found in titled.items() if found)


REACHING, SAYING, MORE, KEEPING = (
    "How to reach it",
    "What it says itself",
    "More about it",
    "Who sees it and how sure it is",
)
TITLES = (REACHING, SAYING, MORE, KEEPING)


def _title(field: Field) -> str:
    if field.key in COMMON:
        return KEEPING
    if needed(field) or field.key in FIRST:
        return ""
    return REACHING if field.key in CONTACT else SAYING if field.key in OWN_SAY else MORE


def reference_of(field: Field) -> RecordKind | None:
    """The kind of record whose id a field holds, None for all other fields."""
    return REFERENCES.get(field.key) if field.plain is str else None


def needed(field: Field) -> bool:
    """Whether people must fill a field in."""
    return field.required and field.key not in FOLLOWS


@cache
def choices_of(kind: RecordKind) -> tuple[Choice, ...]:
    """The links that the form of a kind sets."""
    found = []
    for link, direction in LINKS:
        start, end = ENDS[link]
        own, other = (start, end) if direction is Direction.OUT else (end, start)
        if kind in own:
            found.append(Choice(link, direction, tuple(sorted(other, key=list(RecordKind).index))))
    return tuple(found)


def joins(kind: RecordKind, to: RecordKind) -> str:
    """The control by which a new record of a kind is joined to one of another; "" when it is not."""
    if kind is RecordKind.TIE:
        return "from" if to is RecordKind.ACTOR else ""
    # A process or signal is added to its place, a note or agreement to what it is about.
    joining = (LinkKind.LOCATED_IN, LinkKind.ABOUT)
    found = (choice.name for choice in choices_of(kind) if choice.link in joining and to in ENDS[choice.link][1])
    return next(found, "")
