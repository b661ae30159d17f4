"""A town with two districts, groups of residents, and short ways to write who serves them."""

from __future__ import annotations

from typing import Any

from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from tests.records import actor, area, link

TOWN = [
    area("town", "MUNICIPALITY", visibility="PUBLIC"),
    area("north", visibility="PUBLIC"),
    area("south", visibility="PUBLIC"),
    link("north", "WITHIN", "town"),
    link("south", "WITHIN", "town"),
    make(RecordKind.TARGET_GROUP, {"id": "old", "name": "Older people", "visibility": "PUBLIC"}),
    make(RecordKind.TARGET_GROUP, {"id": "young", "name": "Young people", "visibility": "PUBLIC"}),
    make(RecordKind.SOURCE, {"id": "talk", "name": "Talks", "sourceKind": "INTERVIEW", "date": "2026-05-01"}),
]


def serving(id: str, group: str, place: str, **values: Any) -> list[Any]:
    """An actor that is active in a place and says it serves a group."""
    return [actor(id, **values), link(id, "ACTIVE_IN", place), link(id, "SERVES", group)]


def offering(id: str, by: str, group: str, *places: str) -> list[Any]:
    """What an actor offers to a group, in some places."""
    made = make(RecordKind.OFFERING, {"id": id, "name": id, "offeringKind": "ACTIVITY"})
    return [
        made,
        link(by, "OFFERS", id),
        link(id, "SERVES", group),
        *(link(id, "LOCATED_IN", place) for place in places),
    ]


def process(id: str, group: str, place: str, **values: Any) -> list[Any]:
    """A process about a group in a place."""
    made = make(RecordKind.PROCESS, {"id": id, "name": id, **values})
    return [made, link(id, "CONCERNS", group), link(id, "LOCATED_IN", place)]


def review(id: str, subject: str, **values: Any) -> Any:
    return make(RecordKind.REVIEW, {"id": id, "subject": subject, "by": "INITIATIVE", "status": "CONFIRMED", **values})
