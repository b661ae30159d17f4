"""Where the invented records say they come from: two rounds with their surveys, and other sources."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Link, Round, Source
from graphsvc.model.vocabularies import SourceKind, Visibility

DEMONSTRATION_SOURCE = "demonstration"
"""The id of the source that a store with invented records holds; pages show their banner when it is there."""

LATEST, EARLIER = 75, 440
"""How many days ago the two rounds began."""
LASTED = 45
"""How many days a round took."""


class Sources(msgspec.Struct, frozen=True):
    """The ids of the sources and rounds."""

    latest_round: str
    earlier_round: str
    latest_survey: str
    earlier_survey: str
    interviews: str
    meetings: str
    desk: str


def demonstration_source() -> Source:
    """The source that says that what follows is invented."""
    return Source(
        id=DEMONSTRATION_SOURCE,
        name="Demonstratiegegevens (verzonnen)",
        source_kind=SourceKind.IMPORT,
        visibility=Visibility.PUBLIC,
        reference="De initiatieven, organisaties, banden en signalen zijn bedacht. Alleen de gebieden en de CBS-cijfers zijn echt.",
        tags=("verzonnen",),
    )


def source_ids(prefix: str) -> Sources:
    """The ids of the sources and rounds of a region whose ids start with `prefix`."""
    return Sources(*(f"{prefix}-{field.replace('_', '-')}" for field in Sources.__struct_fields__))


def sources(prefix: str, today: date) -> list[Source | Round | Link]:
    """The sources and the two rounds, with the surveys OBSERVED_IN them."""
    ids = source_ids(prefix)
    begun = {ids.latest_round: today - timedelta(LATEST), ids.earlier_round: today - timedelta(EARLIER)}
    return [
        *(_round(id, number, begun[id]) for number, id in ((1, ids.earlier_round), (2, ids.latest_round))),
        _source(ids.earlier_survey, "Verzonnen vragenlijst 1", SourceKind.SURVEY, begun[ids.earlier_round]),
        _source(ids.latest_survey, "Verzonnen vragenlijst 2", SourceKind.SURVEY, begun[ids.latest_round]),
        _source(ids.interviews, "Verzonnen gesprekken", SourceKind.INTERVIEW, today - timedelta(60)),
        _source(ids.meetings, "Verzonnen buurtbijeenkomsten", SourceKind.MEETING, today - timedelta(120)),
        _source(ids.desk, "Verzonnen bureauonderzoek", SourceKind.DESK, today - timedelta(500)),
        _observed(ids.earlier_survey, ids.earlier_round),
        _observed(ids.latest_survey, ids.latest_round),
        _observed(ids.interviews, ids.latest_round),
    ]


def _round(id: str, number: int, begun: date) -> Round:
    return Round(
        id=id,
        name=f"Verzonnen meetronde {number}",
        start=begun,
        end=begun + timedelta(LASTED),
        boundary="Initiatieven, netwerken en organisaties die in de gevraagde wijken actief zijn.",
        visibility=Visibility.PUBLIC,
        source=DEMONSTRATION_SOURCE,
        tags=("verzonnen",),
    )


def _source(id: str, name: str, kind: SourceKind, day: date) -> Source:
    return Source(
        id=id,
        name=name,
        source_kind=kind,
        date=day,
        visibility=Visibility.PUBLIC,
        source=DEMONSTRATION_SOURCE,
        tags=("verzonnen",),
    )


def _observed(source: str, round_id: str) -> Link:
    return Link(
        id=f"{source}-observed-in",
        link_kind=LinkKind.OBSERVED_IN,
        from_id=source,
        to_id=round_id,
        source=DEMONSTRATION_SOURCE,
    )
