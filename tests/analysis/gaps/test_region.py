"""How many gaps of each kind there are in a region of 400 actors: few enough to read, and none of most that could be one."""

from collections import Counter
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from graphsvc.analysis.gaps import find_gaps, matrix
from graphsvc.analysis.gaps.basis import own_themes
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.analysis.gaps.formal_without_informal import FOR_RESIDENTS
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Area, Challenge, Process, Signal, Tie
from graphsvc.model.vocabularies import AreaLevel, Confirmation, GapKind, Openness, TieKind
from graphsvc.seeding.region import demonstration, generate
from tests.records import DAY, view_of


def living(view: View) -> list[Actor]:
    return [actor for actor in view.actors() if actor.is_living_world]


def approachable(view: View) -> list[Actor]:
    return [actor for actor in living(view) if actor.open_to_contact is not Openness.NO]


def across(view: View, *kinds: TieKind) -> list[Tie]:
    """The ties of some kinds between the living world and the system world."""
    formal = {actor.id for actor in view.actors() if actor.is_formal}
    there = {actor.id for actor in living(view)}
    pairs = ((tie, {tie.from_id, tie.to_id}) for tie in view.ties() if tie.tie_kind in kinds)
    return [tie for tie, ends in pairs if ends & formal and ends & there]


def funded(view: View) -> set[str]:
    by_ties = {tie.to_id for tie in view.ties() if tie.tie_kind is TieKind.FUNDS}
    by_schemes = {link.from_id for link in view.links(LinkKind.FUNDED_BY)}
    return {actor.id for actor in living(view)} & (by_ties | by_schemes)


POSSIBLE: dict[GapKind, Callable[[View], int]] = {
    GapKind.ISOLATED: lambda view: len(approachable(view)),
    GapKind.NO_FORMAL_TIE: lambda view: len(approachable(view)),
    GapKind.FORMAL_WITHOUT_INFORMAL: lambda view: sum(
        a.is_formal and a.actor_kind in FOR_RESIDENTS for a in view.actors()
    ),
    GapKind.MISSING_LINK: lambda view: sum(len(own_themes(view, actor.id)) for actor in approachable(view)),
    GapKind.WHITE_SPOT: lambda view: len(matrix(view)),
    GapKind.MISSING_SECTOR: lambda view: (
        sum(area.level in (AreaLevel.DISTRICT, AreaLevel.MUNICIPALITY) for area in view.records(Area))
        * len({actor.sector for actor in view.actors() if actor.sector})
    ),
    GapKind.SINGLE_BRIDGE: lambda view: len(view.actors()),
    GapKind.PERSONAL_TIE_ONLY: lambda view: len(living(view)),
    GapKind.UNANSWERED_SIGNAL: lambda view: len(view.records(Signal)),
    GapKind.UNTESTED_OFFER: lambda view: sum(bool(cell.formal) for cell in matrix(view)),
    GapKind.LATE_PARTICIPATION: lambda view: len(view.records(Process)),
    GapKind.NO_FEEDBACK: lambda view: len(view.records(Process)),
    GapKind.ROLE_MISMATCH: lambda view: (
        len(across(view, TieKind.FUNDS, TieKind.FACILITATES)) + len(view.records(Process))
    ),
    GapKind.UNDECIDED_CHALLENGE: lambda view: len(view.records(Challenge)),
    GapKind.ONE_WAY_HELP: lambda view: len(across(view, TieKind.REFERS_TO)),
    GapKind.OVERASKED: lambda view: len(living(view)),
    GapKind.FUNDING_ENDS: lambda view: len(funded(view)),
    GapKind.ONE_SIDED_TIE: lambda view: sum(tie.confirmation is Confirmation.ONE_SIDED for tie in view.ties()),
    GapKind.STALE_TIE: lambda view: sum(1 for _ in view.ties()),
}
"""How many subjects each kind could have at most."""


@pytest.fixture(scope="module", params=[1, 2, 3], ids=lambda seed: f"region {seed}")
def view(request):
    return view_of(generate(400, request.param, DAY))


def test_no_kind_is_found_in_most_of_what_could_have_it(view):
    found = Counter(gap.kind for gap in find_gaps(view))
    shares = {kind: found[kind] / possible for kind in FINDERS if (possible := POSSIBLE[kind](view))}
    assert {kind: share for kind, share in shares.items() if share > 0.5} == {}


def test_the_list_is_short_enough_to_read(view):
    """By what a district has of it: a page or two, without the ties that an advisor checks one by one."""
    districts = [area for area in view.records(Area) if area.level is AreaLevel.DISTRICT]
    lengths = [len([gap for gap in find_gaps(view, area=area.id) if gap.family != "DATA"]) for area in districts]
    assert max(lengths) <= 100
    assert sorted(lengths)[len(lengths) // 2] <= 50


def test_the_demonstration_has_every_kind_but_missing_sectors_for_no_urbanity_class_is_known_there():
    found = {gap.kind for gap in find_gaps(view_of(demonstration(DAY)))}
    assert set(GapKind) - found == {GapKind.MISSING_SECTOR}


def test_where_the_urbanity_class_is_known_few_sectors_are_missing(view):
    classed = [replace(area, urbanity=1) for area in view.records(Area)]
    others = [record for record in view.graph.records() if not isinstance(record, Area)]
    known = view_of([*classed, *others])
    found = find_gaps(known, kinds=[GapKind.MISSING_SECTOR])
    assert len(found) <= POSSIBLE[GapKind.MISSING_SECTOR](known) / 4
