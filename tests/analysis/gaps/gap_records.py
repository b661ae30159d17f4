"""A district in a town where an earlier round was answered well, so that what is absent there can be stated."""

from typing import Any

from graphsvc.analysis.gaps import Gap, find_gaps
from graphsvc.graph.view import View
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapKind
from tests.records import actor, area, link, theme

VERIFIED = "2026-11-01"


def active(
    id: str, kind: str = "INITIATIVE", place: str = "north", themes: tuple[str, ...] = (), **values: Any
) -> list:
    """An actor active in an area, with its themes."""
    given = {"lastVerified": VERIFIED, **values}
    return [
        actor(id, kind, **given),
        link(id, "ACTIVE_IN", place),
        *(link(id, "FOCUSES_ON", about) for about in themes),
    ]


def known_well(*ids: str) -> list:
    """A round to which all these actors were invited and answered."""
    wave = make(RecordKind.ROUND, {"id": "wave", "name": "wave", "from": "2026-01-01"})
    return [wave, *(link(id, "INVITED", "wave", answered="YES") for id in ids)]


def town() -> list:
    """Two districts in a town, a neighbourhood in one of them, and two themes, one within the other."""
    return [
        area("town", "MUNICIPALITY", residents=30_000),
        area("north", residents=10_000, lastVerified=VERIFIED),
        area("south", residents=20_000, lastVerified=VERIFIED),
        area("corner", "NEIGHBOURHOOD", residents=2_000, lastVerified=VERIFIED),
        link("north", "WITHIN", "town"),
        link("south", "WITHIN", "town"),
        link("corner", "WITHIN", "north"),
        theme("meeting", name="ontmoeten", nameEn="meeting"),
        theme("loneliness", name="eenzaamheid", nameEn="loneliness"),
        link("loneliness", "BROADER", "meeting"),
    ]


def gaps_of(view: View, kind: GapKind, **asked: Any) -> list[Gap]:
    return find_gaps(view, kinds=[kind], **asked)


def subjects(gaps: list[Gap]) -> set:
    return {gap.subjects if len(gap.subjects) > 1 else gap.subjects[0] for gap in gaps}
