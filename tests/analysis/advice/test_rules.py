from datetime import timedelta

import pytest

from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.model.vocabularies import AbstainedCode, Capacity
from tests.analysis.advice.worlds import TOLD, known, network, town
from tests.records import DAY, actor, tie, view_of

JUST_OLD = DAY.replace(month=5) - timedelta(days=1)
"""A day more than six months ago."""


def advice(records, **values):
    return advise(view_of(records), AdviceRequest(**{"area": "town", **values}))


def points(records, **values):
    return [point.actor for point in advice(records, **values).points]


def club(**values):
    """A world whose one network is a point, as long as nothing forbids it."""
    return [*town("north"), *network("club", "north", **values), known("welfare", "club")]


def test_a_network_that_nothing_forbids_is_a_point():
    assert points(club()) == ["club"]


@pytest.mark.parametrize(
    ("values", "request_values", "code"),
    [
        ({"openToContact": "NO"}, {}, AbstainedCode.NO_CANDIDATE),
        ({"acceptedRole": "LET_GO"}, {}, AbstainedCode.NO_CANDIDATE),
        ({}, {"excluded": ("club",)}, AbstainedCode.NO_CANDIDATE),
        ({}, {"allowed": frozenset({"welfare"})}, AbstainedCode.NO_CANDIDATE),
        ({"capacity": "OVERASKED", "capacityOn": TOLD}, {}, AbstainedCode.NO_CAPACITY),
        ({}, {"minimum_strength": 0.3}, AbstainedCode.NO_WARM_PATH),
    ],
)
def test_each_rule_alone_forbids_a_point(values, request_values, code):
    found = advice(club(**values), **request_values)
    assert (found.points, found.abstained_code) == ((), code)


@pytest.mark.parametrize("told", [JUST_OLD, None])
def test_overasked_does_not_bind_when_it_was_told_too_long_ago_or_nobody_knows_when(told):
    (point,) = advice(club(capacity="OVERASKED", capacityOn=told)).points
    assert point.capacity is Capacity.UNKNOWN


def test_overasked_binds_on_the_last_day_of_six_months():
    assert points(club(capacity="OVERASKED", capacityOn=DAY.replace(month=5))) == []


def test_who_is_in_contact_is_already_there_and_no_point():
    found = advice([*club(), *network("friend", "north"), tie("friend", "welfare")])
    assert [point.actor for point in found.points] == ["club"]
    assert found.already_there == ("friend",)


def test_who_accepts_to_be_let_go_only_is_left_be_unless_it_says_no():
    records = [
        *club(),
        *network("calm", "north", acceptedRole="LET_GO"),
        *network("hermit", "north", acceptedRole="LET_GO", openToContact="NO"),
        *network("excluded", "north", acceptedRole="LET_GO"),
        actor("elsewhere", acceptedRole="LET_GO"),
        known("calm", "welfare"),
    ]
    found = advice(records, excluded=("excluded",))
    assert found.leave_be == ("calm",)
    assert "calm" not in [point.actor for point in found.points]


def test_who_is_let_go_may_introduce():
    records = [*town("north"), *network("calm", "north", acceptedRole="LET_GO"), *network("shy", "north")]
    found = advice([*records, tie("calm", "welfare"), tie("calm", "shy")])
    assert [(point.actor, point.introducer) for point in found.points] == [("shy", "calm")]


def between(**values):
    """welfare - between - club: the only way to the club."""
    records = [*town("north"), *network("club", "north"), actor("between", **values)]
    return [*records, known("welfare", "between"), tie("between", "club")]


@pytest.mark.parametrize(
    ("values", "excluded"),
    [
        ({"openToContact": "NO"}, ()),
        ({"capacity": "OVERASKED", "capacityOn": TOLD}, ()),
        ({"capacity": "FULL", "capacityOn": TOLD}, ()),
        ({}, ("between",)),
        ({"kind": "CARE"}, ("between",)),
        ({"kind": "BUSINESS", "openToContact": "NO"}, ()),
    ],
)
def test_each_rule_alone_forbids_an_introducer(values, excluded):
    assert advice(between(**values), excluded=excluded).abstained_code is AbstainedCode.NO_WARM_PATH
    assert points(between()) == ["club"]


@pytest.mark.parametrize(
    "values",
    [
        {"capacity": "FULL", "capacityOn": JUST_OLD},
        {"kind": "CARE", "openToContact": "NO"},
        {"kind": "CARE", "capacity": "OVERASKED", "capacityOn": TOLD},
        {"kind": "CARE", "capacity": "FULL", "capacityOn": TOLD},
        {"kind": "OTHER"},
    ],
)
def test_these_may_introduce(values):
    assert [point.introducer for point in advice(between(**values)).points] == ["between"]


def two_between(**values):
    """welfare - first - second - club."""
    records = [*town("north"), *network("club", "north"), actor("first", **values), actor("second")]
    return [*records, known("welfare", "first"), tie("first", "second"), tie("second", "club")]


@pytest.mark.parametrize("values", [{"openToContact": "NO"}, {"capacity": "OVERASKED", "capacityOn": TOLD}])
def test_each_rule_alone_forbids_a_step(values):
    assert points(two_between(**values)) == []


def test_a_step_may_be_full():
    assert points(two_between(capacity="FULL", capacityOn=TOLD)) == ["club"]


def test_a_warm_path_has_three_steps_at_most():
    records = [
        *two_between(),
        actor("third"),
        tie("second", "third"),
        *network("remote", "north"),
        tie("third", "remote"),
    ]
    found = advice(records)
    assert [point.actor for point in found.points] == ["club"]
    assert [group.actors for group in found.out_of_sight] == [("remote",)]


def loaded(partners, others):
    """A network in contact with so many FORMAL actors from elsewhere, and others with none."""
    records = [
        *club(),
        *(record for n in range(others) for record in network(f"other{n:02}", "north", openToContact="NO")),
    ]
    for number in range(partners):
        records += [actor(f"partner{number}", "CARE"), tie("club", f"partner{number}")]
    return records


@pytest.mark.parametrize(("partners", "others", "chosen"), [(5, 19, []), (4, 19, ["club"]), (5, 18, ["club"])])
def test_no_point_has_five_partners_or_more_and_more_than_95_in_100(partners, others, chosen):
    # Of 20 networks the 19th by nearest rank has none, so five are too many; of 19 the last is the club itself.
    assert points(loaded(partners, others), fair=False) == chosen


def test_load_alone_is_a_lack_of_capacity():
    assert advice(loaded(5, 19)).abstained_code is AbstainedCode.NO_CAPACITY
