from graphsvc.analysis.actor_figures import Figures
from graphsvc.analysis.figures import compute_figures
from graphsvc.analysis.older_figures import KEPT_ACTORS, KEPT_SECONDS, OlderFigures
from tests.records import actor, view_of

ONE = compute_figures(view_of([actor("a")])).actors["a"]


def figures(version, actors=1):
    return Figures(version, None, dict.fromkeys(map(str, range(actors)), ONE), frozenset())


def kept(older):
    return [version for version in range(10) if older.find(version)]


def test_figures_are_kept_until_no_cursor_named_them_for_long():
    now = [0.0]
    older = OlderFigures(lambda: now[0])
    older.keep(figures(1))
    older.keep(figures(2))
    now[0] = KEPT_SECONDS - 1
    older.keep(figures(1))
    now[0] = KEPT_SECONDS + 1
    assert kept(older) == [1]


def test_the_oldest_go_when_they_are_too_much_together_but_never_the_latest():
    older = OlderFigures(lambda: 0.0)
    half = KEPT_ACTORS // 2
    for version in (1, 2, 3):
        older.keep(figures(version, half))
    assert kept(older) == [2, 3]
    older.keep(figures(2, half))
    older.keep(figures(4, half))
    assert kept(older) == [2, 4]
    older.keep(figures(5, KEPT_ACTORS + 1))
    assert kept(older) == [5]
