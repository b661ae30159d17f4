import pytest

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.comparison.differences import differences
from graphsvc.analysis.comparison.strengths import in_place, replaced
from graphsvc.model.changes import updated
from tests.analysis.comparison.worlds import BETWEEN, EARLY, LATE, SPAN, Recorded, held
from tests.records import actor, tie

A, B, C = actor("a"), actor("b"), actor("c")


def changed(*states, on=(EARLY, BETWEEN, LATE), viewer=None):
    """The change of a tie that was recorded in these states, one after the other."""
    world, last = Recorded(), None
    for day, state in zip(on, states, strict=False):
        if last is None:
            world.on(day, actor("a", visibility="PUBLIC"), actor("b", visibility="PUBLIC"), state)
            last = world.graph.find(state.id)
        else:
            world.on(day, updated(last, state))
            last = world.graph.find(state.id)
    view = world.view(viewer) if viewer else world.view()
    both = held(A, B, last)
    return [(change.kind, change.before, change.after) for change in in_place(view, both, both, SPAN, world.past)]


def test_a_tie_whose_intensity_rose_is_stronger_and_one_whose_intensity_fell_weaker():
    assert changed(tie("a", "b", intensity=1), tie("a", "b", intensity=3)) == [("STRENGTHENED", 1, 3)]
    assert changed(tie("a", "b", intensity=4), tie("a", "b", intensity=2)) == [("WEAKENED", 4, 2)]


def test_it_goes_by_the_intensity_on_the_two_days_not_by_that_of_now():
    states = [tie("a", "b", intensity=number) for number in (1, 2, 4)]
    assert changed(*states) == [("STRENGTHENED", 1, 2)]
    assert changed(*states, on=(BETWEEN, LATE, LATE)) == []


def test_more_confirmation_or_trust_is_no_change_of_the_tie():
    first = tie("a", "b", intensity=2)
    assert changed(first, tie("a", "b", intensity=2, confirmation="MUTUAL", confidence=0.9, trust=4)) == []


def test_an_intensity_that_was_assumed_and_told_later_is_no_change_of_the_tie():
    assumed = tie("a", "b")
    assert "intensity" in assumed.assumed
    assert changed(assumed, tie("a", "b", intensity=4)) == []


def test_who_could_not_see_the_tie_then_is_not_told_how_strong_it_was():
    hidden, shown = tie("a", "b", intensity=1, visibility="ADVISORS"), tie("a", "b", intensity=3, visibility="PUBLIC")
    assert changed(hidden, shown) == [("STRENGTHENED", 1, 3)]
    assert changed(hidden, shown, viewer=PUBLIC) == []


def succession(old, new):
    before, after = held(A, B, C, old), held(A, B, C, new)
    found = differences(before, after, before)
    return [(change.kind, change.tie, change.replaced) for change in replaced(found.ties, before, after)]


def test_a_tie_that_ended_and_a_later_one_of_the_same_kind_between_the_same_two_are_one():
    old, new = tie("a", "b", id="old", intensity=1), tie("a", "b", id="new", intensity=3)
    assert succession(old, new) == [("STRENGTHENED", "new", "old")]
    assert succession(new, old) == [("WEAKENED", "old", "new")]
    assert succession(old, tie("a", "b", id="new", intensity=1)) == []


@pytest.mark.parametrize(
    "other",
    [
        tie("b", "a", id="new", intensity=3),
        tie("a", "c", id="new", intensity=3),
        tie("a", "b", "EXCHANGES", id="new", intensity=3),
    ],
    ids=["the other way", "another end", "another kind"],
)
def test_a_tie_of_another_direction_end_or_kind_replaces_none(other):
    assert sorted(succession(tie("a", "b", id="old", intensity=1), other)) == [
        ("LOST", "old", None),
        ("MADE", "new", None),
    ]


def test_an_undirected_tie_is_the_same_either_way_round():
    old = tie("a", "b", "COLLABORATES", id="old", intensity=1)
    assert succession(old, tie("b", "a", "COLLABORATES", id="new", intensity=2)) == [("STRENGTHENED", "new", "old")]


def test_each_tie_replaces_one_the_earliest_first():
    ended = [tie("a", "b", id=id, intensity=2, validFrom=day) for id, day in (("x", "2024-02-01"), ("y", "2024-01-01"))]
    new = tie("a", "b", id="new", intensity=4)
    before, after = held(A, B, *ended), held(A, B, new)
    found = replaced(differences(before, after, before).ties, before, after)
    assert sorted((change.kind, change.tie, change.replaced) for change in found) == [
        ("LOST", "x", None),
        ("STRENGTHENED", "new", "y"),
    ]
