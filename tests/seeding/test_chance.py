from collections import Counter

import pytest

from graphsvc.seeding.chance import Chance, Wheel


def test_the_same_seed_draws_the_same() -> None:
    one, other = Chance(7), Chance(7)
    assert [one.whole(1, 100) for _ in range(20)] == [other.whole(1, 100) for _ in range(20)]


def test_a_seed_draws_what_it_always_drew() -> None:
    """Written down once: another version of Python must not make another demonstration."""
    chance = Chance(1)
    assert [chance.whole(1, 100) for _ in range(5)] == [14, 85, 77, 26, 50]


def test_a_wheel_draws_in_proportion_to_the_weights() -> None:
    chance, wheel = Chance(3), Wheel({"often": 3, "seldom": 1, "never": 0})
    drawn = Counter(wheel.spin(chance) for _ in range(8_000))
    assert drawn["never"] == 0
    assert drawn["often"] / drawn["seldom"] == pytest.approx(3, rel=0.1)


def test_a_wheel_with_nothing_to_draw_is_false() -> None:
    assert not Wheel[str]([])
    assert not Wheel({"never": 0})
    assert Wheel({"ever": 1})


def test_heavy_numbers_are_mostly_small_and_never_over_the_most() -> None:
    chance = Chance(5)
    drawn = [chance.heavy(1.1, 60) for _ in range(5_000)]
    assert min(drawn) >= 1
    assert max(drawn) == 60
    assert sorted(drawn)[2_500] < 2.2


def test_few_items_are_different_and_at_most_as_many_as_asked() -> None:
    chance = Chance(9)
    drawn = chance.few("abcdef", 4)
    assert len(drawn) == len(set(drawn)) <= 4
    assert chance.few([], 3) == []
