"""Regions on which every question has something to say: a small one of its own, and time that has passed over the rest."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import msgspec

from graphsvc.model.days import today
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.records import Agreement, AnyRecord, Challenge, Link, MeetingPlace, Process, Signal
from tests.records import actor, area, link, theme, tie

OFTEN = 0.12
"""The share of records that begin or end around today."""
DAYS = (-400, -1, 0, 1, 400)
DISTRICTS = range(10)
ENDING = (Agreement, Challenge, MeetingPlace, Process, Signal)
"""Of these there is one that is over beside each that is not."""
BUSY, PARTNERS = range(12), range(17)
"""Initiatives of which each has one formal partner more than the one before: some are above the 95th percentile."""


def weathered(records: Iterable[AnyRecord], seed: int) -> Iterator[AnyRecord]:
    """The records, some of which begin or end on a day around today."""
    chance = random.Random(seed)
    for record in records:
        if chance.random() < OFTEN:
            first, last = sorted(chance.sample(DAYS, 2))
            begin = chance.choice([None, today() + timedelta(first)])
            end = chance.choice([None, today() + timedelta(last)])
            record = msgspec.structs.replace(record, valid_from=begin, valid_to=end)
        yield record


def staged() -> list[AnyRecord]:
    """A small region in which each question has an answer, with what is over by today and would be one too."""
    there = _there()
    over = {record.id: f"{record.id}-over" for record in there if isinstance(record, ENDING)}
    nodes = [msgspec.structs.replace(one, id=over[one.id], valid_to=today()) for one in there if one.id in over]
    edges = [
        msgspec.structs.replace(
            one, id=f"{one.id}-over", from_id=over.get(one.from_id, one.from_id), to_id=over.get(one.to_id, one.to_id)
        )
        for one in there
        if isinstance(one, Link) and {one.from_id, one.to_id} & over.keys()
    ]
    return [*there, *nodes, *edges, link("stage-zorg", "ANSWERS", "stage-bankje", validTo=str(today()))]


def _there() -> list[Any]:
    long_ago, lately = today() - timedelta(800), today() - timedelta(50)
    wide: dict[str, Any] = {"urbanity": 5, "residents": 1_000}
    return [
        area("stage-regio", "REGION"),
        area("stage-stad", "MUNICIPALITY"),
        area("stage-dorp", "MUNICIPALITY"),
        link("stage-stad", "WITHIN", "stage-regio"),
        link("stage-dorp", "WITHIN", "stage-regio"),
        theme("stage-thema"),
        theme("stage-deel"),
        link("stage-deel", "BROADER", "stage-thema"),
        *(_made("TARGET_GROUP", f"stage-groep-{one}", name=one) for one in ("jong", "oud")),
        _made("FUNDING_SCHEME", "stage-regeling", name="Regeling", requirement="Samen met bewoners"),
        link("stage-regeling", "FOCUSES_ON", "stage-thema"),
        *(area(f"stage-wijk-{number}", **wide) for number in DISTRICTS),
        *(link(f"stage-wijk-{number}", "WITHIN", "stage-stad") for number in DISTRICTS),
        # A sector that all districts but one have.
        *(actor(f"stage-sport-{number}", "OTHER", sector="proefsector") for number in DISTRICTS[1:]),
        *(link(f"stage-sport-{number}", "ACTIVE_IN", f"stage-wijk-{number}") for number in DISTRICTS[1:]),
        actor("stage-tuin", acceptedRole="FACILITATE", capacity="ROOM", openToContact="YES"),
        actor("stage-kring", capacity="OVERASKED", capacityOn=str(lately)),
        actor("stage-alleen"),
        actor("stage-buur"),
        *(actor(f"stage-achter-{number}") for number in range(3)),
        actor("stage-gemeente", "AUTHORITY"),
        actor("stage-zorg", "CARE"),
        actor("stage-praktijk", "CARE", name="Huisarts van de proef"),
        link("stage-tuin", "ACTIVE_IN", "stage-wijk-0"),
        link("stage-kring", "ACTIVE_IN", "stage-wijk-0"),
        link("stage-alleen", "ACTIVE_IN", "stage-wijk-1"),
        link("stage-buur", "ACTIVE_IN", "stage-dorp"),
        link("stage-gemeente", "ACTIVE_IN", "stage-stad"),
        link("stage-zorg", "ACTIVE_IN", "stage-wijk-2"),
        link("stage-tuin", "FOCUSES_ON", "stage-deel"),
        link("stage-zorg", "FOCUSES_ON", "stage-thema"),
        link("stage-tuin", "SERVES", "stage-groep-jong"),
        link("stage-kring", "SERVES", "stage-groep-oud"),
        _made("OFFERING", "stage-les", name="Les", offeringKind="ACTIVITY"),
        link("stage-zorg", "OFFERS", "stage-les"),
        link("stage-les", "FOCUSES_ON", "stage-deel"),
        _made("MEETING_PLACE", "stage-plek", name="Plek", placeKind="tuin"),
        link("stage-plek", "LOCATED_IN", "stage-wijk-0"),
        link("stage-tuin", "USES", "stage-plek"),
        link("stage-kring", "USES", "stage-plek"),
        link("stage-kring", "FUNDED_BY", "stage-regeling"),
        _made("SIGNAL", "stage-bankje", text="Een bankje", weight=7, date=str(long_ago)),
        link("stage-bankje", "LOCATED_IN", "stage-wijk-0"),
        link("stage-bankje", "FOCUSES_ON", "stage-thema"),
        _made(
            "PROCESS",
            "stage-traject",
            name="Traject",
            levelAimed="CODECIDE",
            levelReached="INFORM",
            residentsJoined="AFTERWARDS",
            governmentRole="REGULATE",
            start=str(long_ago),
        ),
        link("stage-traject", "LOCATED_IN", "stage-wijk-0"),
        link("stage-tuin", "TAKES_PART", "stage-traject"),
        _made("CHALLENGE", "stage-verzoek", name="Verzoek", askedOn=str(long_ago)),
        link("stage-tuin", "CHALLENGES", "stage-verzoek"),
        link("stage-verzoek", "ADDRESSED_TO", "stage-gemeente"),
        _made("AGREEMENT", "stage-afspraak", text="Wij bellen", byWhen=str(lately)),
        link("stage-tuin", "AGREED", "stage-afspraak"),
        _made("ROUND", "stage-ronde", name="Ronde", **{"from": str(long_ago), "to": str(long_ago + timedelta(30))}),
        link("stage-tuin", "INVITED", "stage-ronde", answered="YES"),
        link("stage-kring", "INVITED", "stage-ronde", answered="NO"),
        tie("stage-gemeente", "stage-tuin", "FACILITATES", governmentRole="DIRECT", lastVerified=str(lately)),
        tie("stage-tuin", "stage-gemeente", basis="PERSONAL", confirmation="ONE_SIDED", lastVerified=str(long_ago)),
        tie("stage-tuin", "stage-kring", "COLLABORATES", confidence=0.3),
        tie("stage-praktijk", "stage-kring", "REFERS_TO"),
        tie("stage-buur", "stage-tuin", validFrom=str(lately)),
        tie("stage-tuin", "stage-buur", "EXCHANGES", validFrom=str(long_ago - timedelta(90)), validTo=str(lately)),
        *(tie(f"stage-achter-{number}", "stage-kring", intensity=number + 1) for number in range(3)),
        *(actor(f"stage-partner-{number}", "KNOWLEDGE") for number in PARTNERS),
        *(actor(f"stage-druk-{number}") for number in BUSY),
        *(tie(f"stage-druk-{one}", f"stage-partner-{other}") for one in BUSY for other in PARTNERS[: 5 + one]),
    ]


def _made(kind: str, id: str, **values: Any) -> AnyRecord:
    return make(RecordKind[kind], {"id": id, **values})
