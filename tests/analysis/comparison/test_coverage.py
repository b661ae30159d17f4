from graphsvc.analysis.comparison.coverage import RoundCoverage, round_coverage
from tests.analysis.comparison.worlds import EARLY, LAST, wave
from tests.records import actor, link, view_of


def covered(one_boundary="all", other_boundary="all"):
    records = [
        wave("one", EARLY, boundary=one_boundary),
        wave("two", LAST, boundary=other_boundary),
        *map(actor, "abcd"),
        link("a", "INVITED", "one", answered="YES"),
        link("b", "INVITED", "one", answered="NO"),
        link("b", "INVITED", "two", answered="YES"),
        link("c", "INVITED", "two", answered="YES"),
        link("d", "INVITED", "two", answered="YES"),
    ]
    return round_coverage(view_of(records, day=None), ("one", "two"), "abc")


def test_it_counts_whom_each_round_asked_among_the_actors_that_are_compared():
    assert covered() == (
        RoundCoverage(round="one", invited=2, answered=1, invited_in_both=1, other_boundary=False),
        RoundCoverage(round="two", invited=2, answered=2, invited_in_both=1, other_boundary=False),
    )


def test_it_says_when_the_boundaries_are_written_down_differently():
    assert all(one.other_boundary for one in covered("all", "only the north"))
    assert all(one.other_boundary for one in covered("all", None))
