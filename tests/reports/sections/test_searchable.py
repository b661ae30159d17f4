import pytest

from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapKind
from graphsvc.reports.sections.searchable import can_be_found
from tests.analysis.gaps.gap_records import active, town
from tests.analysis.gaps.test_late_participation import process
from tests.analysis.gaps.test_matrix import places
from tests.analysis.gaps.test_undecided_challenge import challenge
from tests.analysis.gaps.test_untested_offer import gathering, offering
from tests.records import link, signal, tie
from tests.reports.scoping import scoped

CARE = [*town(), *active("care", "CARE"), *active("garden")]
SCHEME = make(RecordKind.FUNDING_SCHEME, {"id": "scheme", "name": "scheme"})
IN_NORTH = [signal("s"), link("s", "LOCATED_IN", "north")]
PLAN = [process(), link("plan", "LOCATED_IN", "north")]
ROLE = [*town(), *active("care", "CARE"), *active("garden", acceptedRole="LET_GO")]


@pytest.mark.parametrize(
    ("kind", "without", "held"),
    [
        (GapKind.ISOLATED, CARE, [tie("care", "garden")]),
        (GapKind.STALE_TIE, CARE, [tie("care", "garden")]),
        (GapKind.UNANSWERED_SIGNAL, CARE, IN_NORTH),
        (GapKind.UNTESTED_OFFER, [*CARE, *gathering()], offering(by="care")),
        (GapKind.UNTESTED_OFFER, [*CARE, *offering(by="care")], gathering()),
        (GapKind.LATE_PARTICIPATION, CARE, PLAN),
        (GapKind.NO_FEEDBACK, CARE, PLAN),
        (GapKind.ROLE_MISMATCH, ROLE, [process(governmentRole="DIRECT"), link("plan", "LOCATED_IN", "north")]),
        (GapKind.ROLE_MISMATCH, [*ROLE, *PLAN], [tie("care", "garden", "FUNDS", governmentRole="DIRECT")]),
        (GapKind.UNDECIDED_CHALLENGE, [*CARE, challenge()], [link("garden", "CHALLENGES", "park")]),
        (GapKind.ONE_WAY_HELP, [*CARE, tie("care", "garden")], [tie("care", "garden", "REFERS_TO")]),
        (GapKind.OVERASKED, CARE, active("club", capacity="ROOM")),
        (GapKind.FUNDING_ENDS, CARE, [tie("care", "garden", "FUNDS")]),
        (GapKind.FUNDING_ENDS, [*CARE, SCHEME], [link("garden", "FUNDED_BY", "scheme")]),
    ],
)
def test_a_kind_can_be_found_once_what_it_is_about_is_held(kind, without, held):
    assert not can_be_found(scoped(without, "north"), kind)
    assert can_be_found(scoped([*without, *held], "north"), kind)
    assert can_be_found(scoped([*without, *held]), kind)


def test_a_role_that_nobody_accepted_is_no_ground_to_search():
    records = [*CARE, tie("care", "garden", "FUNDS", governmentRole="DIRECT")]
    assert not can_be_found(scoped(records), GapKind.ROLE_MISMATCH)


def test_white_spots_need_an_area_that_is_known_well_enough():
    assert can_be_found(scoped(places()), GapKind.WHITE_SPOT)
    assert not can_be_found(scoped(CARE), GapKind.WHITE_SPOT)
