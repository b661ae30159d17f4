from graphsvc.access.viewer import PUBLIC
from graphsvc.reports.document import Bars, blocks_of
from graphsvc.reports.sections.single_points import single_points
from tests.records import actor, tie
from tests.reports.scoping import scoped, texts

CHAIN = [actor(id, visibility="PUBLIC") for id in "abc"] + [
    tie("a", "b", visibility="PUBLIC"),
    tie("b", "c", visibility="PUBLIC"),
]


def bars(section):
    return [block for block in blocks_of(section) if isinstance(block, Bars)]


def test_cut_points_are_counted_by_kind_and_never_named():
    section = single_points(scoped(CHAIN))
    assert texts(section)[0].startswith("Without 1 actor, others here lose touch")
    assert [(bar.name, bar.value) for bar in bars(section)[0].bars] == [("citizens' initiative", "1")]


def test_the_public_is_not_told_of_which_kind_they_are():
    assert bars(single_points(scoped(CHAIN, viewer=PUBLIC))) == []


def test_a_ring_has_none_and_without_ties_nobody_knows():
    assert texts(single_points(scoped([*CHAIN, tie("a", "c")])))[0].startswith("As far as we know, nobody here")
    assert texts(single_points(scoped([actor("a")])))[0].startswith("No ties are held here yet")
