"""Networks at the edge: gaps are found, or there are none, and nothing goes on for ever."""

import time
from itertools import pairwise

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.analysis.gaps import Thresholds, find_gaps, matrix
from graphsvc.analysis.gaps.single_bridge import NAMED
from graphsvc.model.vocabularies import GapKind
from tests.records import actor, area, link, tie, view_of

MANY = 10_000
HANG = 60.0
"""CPU seconds, far above what it takes: a guard against what grows with the square."""


@pytest.mark.parametrize("viewer", [ADMIN, PUBLIC])
def test_an_empty_network_has_none(viewer):
    assert find_gaps(view_of([], viewer)) == []
    assert matrix(view_of([], viewer)) == []


def test_one_actor_is_alone():
    assert [(gap.kind, gap.subjects) for gap in find_gaps(view_of([actor("one")]))] == [("ISOLATED", ("one",))]
    assert find_gaps(view_of([actor("hall", "AUTHORITY")])) == []


def test_of_isolates_each_is_alone_and_nothing_else():
    found = find_gaps(view_of([actor(f"a{number}") for number in range(50)]))
    assert {gap.kind for gap in found} == {GapKind.ISOLATED}
    assert len(found) == 50
    assert {gap.severity_parts.touched for gap in found} == {0.5}


def test_parallel_ties_and_actors_without_anything_known():
    bare = [actor("a"), actor("b", "WELFARE"), *(tie("a", "b", id=f"t{number}") for number in range(3))]
    assert {gap.kind for gap in find_gaps(view_of(bare))} == {GapKind.STALE_TIE}


@pytest.fixture
def guarded():
    start = time.process_time()
    yield
    assert time.process_time() - start < HANG


@pytest.mark.usefixtures("guarded")
def test_a_star_round_an_organisation_is_one_bridge_with_the_first_of_its_spokes_named():
    spokes = [actor(f"a{number:05}") for number in range(MANY)]
    star = [actor("hub", "WELFARE"), *spokes, *(tie(spoke.id, "hub") for spoke in spokes)]
    (gap,) = find_gaps(view_of(star), kinds=[GapKind.SINGLE_BRIDGE])
    assert gap.subjects == ("hub",)
    assert gap.figure("cutOff") == MANY
    assert len(gap.records()) == 1 + 2 * NAMED
    assert len(find_gaps(view_of(star))) == MANY + 1  # each tie is stale


@pytest.mark.usefixtures("guarded")
def test_a_star_round_an_initiative():
    spokes = [actor(f"a{number:05}") for number in range(MANY)]
    ties = [tie("hub", "welfare"), *(tie(spoke.id, "hub") for spoke in spokes)]
    found = find_gaps(view_of([actor("hub"), actor("welfare", "WELFARE"), *spokes, *ties]))
    bridges = {gap.subjects[0]: gap.figure("cutOff") for gap in found if gap.kind is GapKind.SINGLE_BRIDGE}
    assert bridges == {"hub": MANY, "welfare": MANY + 1, "hub-KNOWS-welfare": MANY + 1}
    assert sum(gap.kind is GapKind.NO_FORMAL_TIE for gap in found) == MANY


@pytest.mark.usefixtures("guarded")
def test_a_chain_cuts_off_ever_more():
    chain = [actor(f"a{number:05}") for number in range(MANY)]
    ties = [tie("welfare", "a00000")]
    ties += [tie(one.id, other.id) for one, other in pairwise(chain)]
    found = find_gaps(view_of([actor("welfare", "WELFARE"), *chain, *ties]), kinds=[GapKind.SINGLE_BRIDGE])
    cut = {gap.subjects[0]: gap.figure("cutOff") for gap in found}
    assert cut["welfare"] == MANY
    assert cut["a00000"] == MANY - 1
    assert cut[f"a{MANY - 4:05}"] == 3
    assert f"a{MANY - 3:05}" not in cut


@pytest.mark.usefixtures("guarded")
def test_ten_thousand_in_one_area():
    actors = [actor(f"a{number:05}", "CARE" if number % 2 else "INITIATIVE") for number in range(MANY)]
    records = [area("north"), *actors, *(link(one.id, "ACTIVE_IN", "north") for one in actors)]
    found = find_gaps(view_of(records), thresholds=Thresholds(names=1))
    assert sum(gap.kind is GapKind.FORMAL_WITHOUT_INFORMAL for gap in found) == MANY / 2
