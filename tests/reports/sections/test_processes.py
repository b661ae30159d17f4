from datetime import date

from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.reports.sections.processes import processes
from tests.records import actor, area, link
from tests.reports.scoping import cells, scoped, tables, texts


def process(id, **values):
    return make(RecordKind.PROCESS, {"id": id, "name": f"Process {id}", **values})


def challenge(id, **values):
    return make(RecordKind.CHALLENGE, {"id": id, "name": f"Challenge {id}", **values})


def test_a_process_tells_what_was_promised_and_what_became_of_it():
    records = [
        area("north"),
        process(
            "a",
            levelAimed="COPRODUCE",
            levelReached="CONSULT",
            residentsJoined="DELIVERY",
            start="2025-01-01",
            end="2026-01-01",
        ),
        process("b", start="2026-01-01", governmentRole="FACILITATE"),
        process("c", end="2026-01-01", feedbackGiven="2026-02-03"),
        *[link(id, "LOCATED_IN", "north") for id in "abc"],
    ]
    (table,) = tables(processes(scoped(records, "north")))
    unknown = "not known"
    assert cells(table) == [
        ["Process a", "coproduce", "consult", "delivery", unknown, "no"],
        ["Process b", unknown, unknown, unknown, "facilitate", "still running"],
        ["Process c", unknown, unknown, unknown, unknown, "3 February 2026"],
    ]


def test_challenges_are_those_made_by_or_to_actors_of_the_area():
    records = [
        area("north"),
        area("south"),
        actor("a", name="Group A"),
        actor("b"),
        challenge("here", askedOn="2026-01-01"),
        challenge("there"),
        link("a", "ACTIVE_IN", "north"),
        link("b", "ACTIVE_IN", "south"),
        link("a", "CHALLENGES", "here"),
        link("b", "CHALLENGES", "there"),
    ]
    (table,) = tables(processes(scoped(records, "north")))
    assert cells(table) == [["Challenge here", "Group A", "1 January 2026", "pending", "–"]]
    assert len(tables(processes(scoped(records)))[0].rows) == 2


def test_the_ordinance_of_the_municipality_is_named():
    city = area(
        "city", "MUNICIPALITY", name="City", participationOrdinance={"adoptedOn": "2025-02-01", "reference": "2025/1"}
    )
    records = [city, area("north"), link("north", "WITHIN", "city")]
    assert "Participation ordinance of City: adopted on 1 February 2025, reference 2025/1." in texts(
        processes(scoped(records, "north"))
    )


def test_that_none_are_held_does_not_mean_that_there_are_none():
    section = processes(scoped([]))
    assert tables(section) == []
    assert len(texts(section)) == 2


def test_what_came_after_the_day_of_the_report_is_not_told():
    records = [
        process("a", end="2026-09-01", feedbackGiven="2026-11-01"),
        challenge("b", askedOn="2026-09-01", outcome="REJECTED", decidedOn="2026-11-01"),
        challenge("c", askedOn="2026-11-01"),
    ]
    first, second = tables(processes(scoped(records, day=date(2026, 10, 1))))
    assert cells(first)[0][-1] == "no"
    assert [row[-2:] for row in cells(second)] == [["pending", "–"]]
