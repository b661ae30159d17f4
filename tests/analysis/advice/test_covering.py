from itertools import combinations

from graphsvc.analysis.advice.covering import Covering
from graphsvc.analysis.advice.introducers import together
from graphsvc.analysis.advice.ways import Options

DIRECT = Options(True, ())


def by(*introducers):
    return Options(False, introducers)


def test_an_actor_of_two_areas_serves_both():
    options = [DIRECT, DIRECT]
    assert Covering([(0, 1), (1,)], options, (), {0, 1}, 1, 2).is_possible()
    assert not Covering([(0,), (1,)], options, (), {0, 1}, 1, 2).is_possible()


def test_areas_whose_points_need_the_same_introducer_cannot_all_have_one():
    of = [(0,), (1,), (2,)]
    assert not Covering(of, [by("a")] * 3, (), {0, 1, 2}, 3, 2).is_possible()
    assert Covering(of, [by("a"), by("a", "b"), by("a")], (), {0, 1, 2}, 3, 2).is_possible()


def test_points_chosen_before_keep_an_introducer_but_not_always_the_same():
    of, options = [(0,), (1,)], [by("a", "b"), by("a")]
    assert Covering(of, options, (0,), {1}, 1, 1).is_possible()
    assert not Covering(of, [by("a"), by("a")], (0,), {1}, 1, 1).is_possible()


def test_only_two_areas_with_one_point_each_may_share_the_way_that_trying_in_turn_would_block():
    # Area 0 takes the first point at hand and with it the only introducer of area 1; the other one is needed.
    of, options = [(0,), (0,), (1,)], [by("a"), by("b"), by("a")]
    assert Covering(of, options, (), {0, 1}, 2, 1).is_possible()


def test_the_answer_is_that_of_trying_all_sets(rng, dose):
    answers = set()
    for _ in range(dose(200)):
        areas, points = range(rng.randint(1, 4)), range(rng.randint(1, 6))
        of = [tuple(sorted(rng.sample(areas, min(len(areas), rng.randint(0, 2))))) for _ in points]
        options = [DIRECT if rng.random() < 0.1 else by(*rng.sample("abc", rng.randint(0, 2))) for _ in points]
        left, most = rng.randint(0, 3), rng.randint(1, 2)
        chosen = [point for point in points if rng.random() < 0.2]
        if together(options, chosen, most) is None:
            continue
        others = [point for point in points if point not in chosen]
        expected = any(
            set(areas) <= {area for point in added for area in of[point]}
            and together(options, [*chosen, *added], most) is not None
            for size in range(left + 1)
            for added in combinations(others, size)
        )
        assert Covering(of, options, chosen, set(areas), left, most).is_possible() == expected
        answers.add(expected)
    assert answers <= {True, False}
