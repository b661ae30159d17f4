"""The whole comparison, on worlds made by hand and by chance."""

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from graphsvc.analysis.comparison import Span, compare
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.changes import Entry, updated
from graphsvc.model.vocabularies import ActorChangeKind, DifferenceCause, NetworkFigure, TieChangeKind
from tests.analysis.comparison.worlds import (
    BETWEEN,
    EARLY,
    FIRST,
    LAST,
    LATE,
    SPAN,
    Recorded,
    never,
    past_of,
    told,
    wave,
)
from tests.fixtures.dose import DOSE
from tests.records import DAY, actor, area, link, public_alone, tie, view_of

OLD = {"lastVerified": str(EARLY)}
BEGAN = {"validFrom": str(BETWEEN)}


def world():
    """Recorded early: a, b, c and two ties. Since then a tie ended, one began, d came with a tie, and e was found."""
    early = [actor("a"), actor("b"), actor("c"), tie("a", "b", validTo=str(BETWEEN)), tie("b", "c")]
    later = [tie("a", "c", **BEGAN), actor("d", **BEGAN), tie("d", "a", **BEGAN), actor("e"), tie("e", "a")]
    return Recorded().on(EARLY, *early).on(BETWEEN, *later)


def test_every_difference_is_told_with_its_cause():
    assert told(world().compared()) == {
        "a-KNOWS-b": ("LOST", "REAL_CHANGE"),
        "a-KNOWS-c": ("MADE", "REAL_CHANGE"),
        "d": ("CAME", "NEW_ACTORS"),
        "d-KNOWS-a": ("MADE", "NEW_ACTORS"),
        "e": ("FOUND", "NEW_DATA"),
        "e-KNOWS-a": ("FOUND", "NEW_DATA"),
    }


def test_what_was_recorded_after_the_last_day_is_on_neither_side_and_counted():
    found = world().on(LATE, actor("f"), tie("f", "a")).compared()
    assert not {"f", "f-KNOWS-a"} & set(told(found))
    assert (found.actors_recorded_later, found.ties_recorded_later) == (1, 1)


def test_today_all_that_is_held_is_known():
    later = Recorded().on(DAY, actor("a"), actor("b"), tie("a", "b"))
    found = later.compared(Span(first=FIRST, last=DAY))
    assert told(found) == {
        "a": ("FOUND", "NEW_DATA"),
        "b": ("FOUND", "NEW_DATA"),
        "a-KNOWS-b": ("FOUND", "NEW_DATA"),
    }
    assert compare(later.view(), Span(first=DAY, last=DAY), None, never, DAY).figures[0].before == 2


def test_an_actor_that_moved_to_the_area_came_and_one_that_left_went():
    records = [area("north"), actor("a", **OLD), actor("b", **OLD)]
    moves = [
        link("a", "ACTIVE_IN", "north", validFrom=str(BETWEEN)),
        link("b", "ACTIVE_IN", "north", validTo=str(BETWEEN)),
    ]
    found = compare(view_of([*records, *moves], day=None), SPAN, "north", never, DAY)
    assert told(found) == {"a": ("CAME", "NEW_ACTORS"), "b": ("WENT", "NEW_ACTORS")}
    assert told(compare(view_of([*records, *moves], day=None), SPAN, None, never, DAY)) == {}


def test_rounds_come_with_their_coverage():
    records = [wave("one", EARLY, FIRST), wave("two", BETWEEN, LAST), actor("a"), link("a", "INVITED", "one")]
    span = Span(first=FIRST, last=LAST, first_round="one", last_round="two")
    found = compare(view_of(records, day=None), span, None, never, DAY)
    assert [(one.round, one.invited) for one in found.coverage] == [("one", 1), ("two", 0)]
    assert compare(view_of(records, day=None), SPAN, None, never, DAY).coverage == ()


def test_a_tie_that_became_stronger_in_place_is_told():
    weak, strong = tie("a", "b", intensity=1), tie("a", "b", intensity=4)
    recorded = Recorded().on(EARLY, actor("a"), actor("b"), weak).on(BETWEEN, updated(weak, strong))
    [change] = recorded.compared().ties
    assert (change.kind, change.cause, change.before, change.after) == ("STRENGTHENED", "REAL_CHANGE", 1, 4)


# By chance

DAYS = st.sampled_from([None, date(2024, 1, 1), FIRST, date(2025, 9, 1), LAST, date(2026, 7, 1)])
KINDS = st.sampled_from(["INITIATIVE", "ASSOCIATION", "WELFARE", "BUSINESS"])
VISIBILITIES = st.sampled_from(["PUBLIC", "PARTNERS", "RESTRICTED"])


def written(day):
    return None if day is None else str(day)


@st.composite
def dated(draw, make, *given, **values):
    start, end = draw(DAYS), draw(DAYS)
    if start is not None and end is not None and start >= end:
        start, end = end, None
    return make(
        *given,
        validFrom=written(start),
        validTo=written(end),
        lastVerified=written(draw(DAYS)),
        visibility=draw(VISIBILITIES),
        **values,
    )


@st.composite
def worlds(draw):
    """Actors and ties that began, ended, were verified and were recorded on any day."""
    ids = [f"a{number}" for number in range(draw(st.integers(0, 6)))]
    actors = [draw(dated(actor, id, draw(KINDS))) for id in ids]
    pairs = [(one, other) for one in ids for other in ids if one < other]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=10)) if pairs else []
    ties = [
        draw(
            dated(
                tie,
                *pair,
                draw(st.sampled_from(["KNOWS", "FUNDS"])),
                id=f"t{number}",
                intensity=draw(st.integers(1, 4)),
            )
        )
        for number, pair in enumerate(chosen)
    ]
    recorded = Recorded()
    days = sorted(draw(st.lists(st.sampled_from([EARLY, BETWEEN, LATE]), min_size=1, max_size=3)))
    order = [draw(st.integers(0, len(days) - 1)) for _ in actors]
    when = dict(zip(ids, order, strict=True))
    for place, day in enumerate(days):
        new = [one for one in actors if when[one.id] == place]
        joined = [one for one in ties if max(when[one.from_id], when[one.to_id]) == place]
        recorded.on(day, *new, *joined)
    return recorded


MANY = settings(max_examples=max(20, round(60 * DOSE)), deadline=None)
COUNTS = (NetworkFigure.ACTORS, NetworkFigure.TIES, NetworkFigure.CROSS_WORLD_TIES, NetworkFigure.ISOLATES)


@MANY
@given(worlds())
def test_the_parts_of_every_figure_add_up_to_its_difference(recorded):
    for one in recorded.compared().figures:
        total = one.real_change + one.new_actors + one.new_data
        assert total == one.change if one.figure in COUNTS else total == pytest.approx(one.change, abs=1e-12)


@MANY
@given(worlds())
def test_the_changes_account_for_the_counts(recorded):
    found = recorded.compared()
    figures = {one.figure: one for one in found.figures}
    signs = {ActorChangeKind.CAME: 1, ActorChangeKind.FOUND: 1, ActorChangeKind.WENT: -1}
    for cause, part in (
        (DifferenceCause.REAL_CHANGE, "real_change"),
        (DifferenceCause.NEW_ACTORS, "new_actors"),
        (DifferenceCause.NEW_DATA, "new_data"),
    ):
        actors = sum(signs[one.kind] for one in found.actors if one.cause is cause)
        assert actors == getattr(figures[NetworkFigure.ACTORS], part)
        made = {TieChangeKind.MADE: 1, TieChangeKind.FOUND: 1, TieChangeKind.LOST: -1}
        ties = sum(made.get(one.kind, 0) for one in found.ties if one.cause is cause)
        assert ties == getattr(figures[NetworkFigure.TIES], part)
    assert len({one.id for one in found.ties}) == len(found.ties)


@MANY
@given(worlds(), st.sampled_from([EARLY, FIRST, BETWEEN, LAST, LATE, DAY]))
def test_a_day_compared_with_itself_gives_nothing(recorded, day):
    found = recorded.compared(Span(first=day, last=day))
    assert (found.actors, found.ties) == ((), ())
    assert all(one.before == one.after and not one.change for one in found.figures)


@MANY
@given(worlds())
def test_what_the_public_is_told_is_what_the_public_records_tell_alone(recorded):
    alone = {record.id for record in public_alone(list(recorded.graph.records()))}
    graph = Graph.of([record for record in recorded.graph.records() if record.id in alone], recorded.graph.version)
    entries = [kept(entry, alone) for entry in recorded.entries]
    expected = compare(View(graph, PUBLIC, None), SPAN, None, past_of(entries), DAY)
    assert recorded.compared(viewer=PUBLIC) == expected
    partner = Viewer(role=Role.PARTNER)
    hidden = {record.id for record in recorded.graph.records() if record.visibility == "RESTRICTED"}
    assert not hidden & set(told(recorded.compared(viewer=partner)))


def kept(entry: Entry, ids):
    changes = tuple(change for change in entry.changes.changes if change.id in ids)
    return msgspec.structs.replace(entry, changes=msgspec.structs.replace(entry.changes, changes=changes))
