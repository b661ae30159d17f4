from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.gaps import find_gaps
from graphsvc.reports.sections.annex import annex
from tests.analysis.gaps.gap_records import active, town
from tests.records import tie
from tests.reports.scoping import scoped, texts

RECORDS = [
    *town(),
    *active("care", "CARE"),
    *active("garden", capacity="OVERASKED", capacityOn="2026-11-01", acceptedRole="LET_GO"),
    *active("choir", place="south"),
    tie("care", "garden", "FUNDS", governmentRole="DIRECT", validTo="2027-01-01", lastVerified="2026-11-01"),
    tie("care", "choir", "REFERS_TO", lastVerified="2026-11-01"),
]


def named(area, viewer=ADMIN):
    scope = scoped(RECORDS, area, viewer=viewer)
    advice = advise(scope.view, AdviceRequest(area=area if scope.area else None))
    return annex(scope, find_gaps(scope.view, area=area), advice)


def test_of_a_municipality_the_annex_tells_advisors_what_the_report_counts():
    (section,) = named("town")
    told = {part.key: texts(part) for part in section.parts}
    assert told["annex-no-formal-tie"] == ["north: garden."]
    assert told["annex-role-mismatch"] == ["care takes the role “direct” with garden, which accepts “let go” at most."]
    assert told["annex-one-way-help"] == ["Is it true that care refers people to choir and gives nothing back?"]
    assert told["annex-overasked"] == ["garden says that too much is asked."]
    assert told["annex-funding-ends"] == [
        "Is it true that the only funding of garden comes from care and ends on 1 January 2027?"
    ]
    assert "annex-stale-tie" not in told


def test_of_a_district_and_for_others_there_is_none():
    assert named("north") == ()
    assert named("town", PUBLIC) == ()
