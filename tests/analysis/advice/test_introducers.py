from itertools import combinations, product

from graphsvc.analysis.advice.introducers import Introductions, assign, together
from graphsvc.analysis.advice.ways import Options

DIRECT = Options(True, ())


def by(*introducers):
    return Options(False, introducers)


def test_nobody_is_asked_more_often_than_agreed():
    introductions = Introductions([by("a"), by("a"), by("a")], 2)
    assert [introductions.add(point) for point in range(3)] == [True, True, False]


def test_a_point_gets_another_introducer_when_that_makes_room():
    introductions = Introductions([by("a", "b"), by("b", "c"), by("a"), by("b")], 1)
    assert all(introductions.add(point) for point in (0, 1, 2))
    assert not introductions.allows(3), "a, b and c each introduce one already"
    introductions.remove(2)
    assert introductions.add(3)


def test_a_direct_point_needs_nobody():
    assert together([DIRECT] * 9, range(9), 1) is not None


def test_asking_whether_a_point_fits_changes_nothing():
    introductions = Introductions([by("a"), by("a")], 1)
    assert introductions.allows(0)
    assert introductions.points == []
    assert introductions.add(1)


def random_options(rng, points=5):
    names = "abcd"
    return [DIRECT if rng.random() < 0.2 else by(*rng.sample(names, rng.randint(0, 3))) for _ in range(points)]


def possible(options, points, most):
    ways = [(None,) if options[point].direct else options[point].introducers for point in points]
    return [given for given in product(*ways) if all(name is None or given.count(name) <= most for name in given)]


def test_a_set_is_possible_when_trying_all_introducers_finds_a_way(rng, dose):
    for _ in range(dose(200)):
        options, most = random_options(rng), rng.randint(1, 2)
        for size in range(len(options) + 1):
            for points in combinations(range(len(options)), size):
                assert (together(options, points, most) is not None) == bool(possible(options, points, most))


def test_the_introducers_assigned_make_the_ways_together_warmest(rng, dose):
    for _ in range(dose(200)):
        options, most = random_options(rng, 4), rng.randint(1, 2)
        points = range(4)
        tried = possible(options, points, most)
        if not tried:
            continue
        warmth = {(point, name): rng.random() for point in points for name in options[point].introducers}
        assigned = assign(options, points, warmth, most)
        assert tuple(assigned.get(point) for point in points) in tried
        worth = [sum(warmth[point, name] for point, name in enumerate(given) if name) for given in tried]
        assert abs(sum(warmth[way] for way in assigned.items()) - max(worth)) < 1e-9
