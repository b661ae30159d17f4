import itertools
import math
import random

from graphsvc.maps.layout import BY_FORCE, SPACE, positions


def clustered(groups: int, size: int, rng: random.Random) -> tuple[list[str], list[tuple[str, str]]]:
    actors = [f"{group}-{member}" for group in range(groups) for member in range(size)]
    pairs = [
        (f"{group}-{member}", f"{group}-{rng.randrange(size)}")
        for group in range(groups)
        for member in range(size)
        for _ in "ab"
    ]
    bridges = [(f"{group}-0", f"{group + 1}-0") for group in range(groups - 1)]
    return actors, [pair for pair in (*pairs, *bridges) if pair[0] != pair[1]]


def distance(one, other):
    return math.dist(one, other)


def test_every_actor_has_a_place_and_none_covers_another():
    actors, pairs = clustered(12, 20, random.Random(1))
    placed = positions(actors, pairs)
    assert set(placed) == set(actors)
    assert min(distance(*pair) for pair in itertools.combinations(placed.values(), 2)) > SPACE / 6


def test_the_same_network_has_the_same_map_whatever_the_order():
    actors, pairs = clustered(5, 10, random.Random(1))
    again = positions(actors[::-1], [(end, start) for start, end in pairs[::-1]])
    assert again == positions(actors, pairs)


def test_groups_stand_nearer_to_their_own_than_to_others():
    actors, pairs = clustered(6, 15, random.Random(2))
    placed = positions(actors, pairs)
    same = [
        distance(placed[a], placed[b])
        for a, b in itertools.combinations(actors, 2)
        if a.split("-")[0] == b.split("-")[0]
    ]
    other = [
        distance(placed[a], placed[b])
        for a, b in itertools.combinations(actors, 2)
        if a.split("-")[0] != b.split("-")[0]
    ]
    assert sum(same) / len(same) < sum(other) / len(other) / 2


def test_actors_without_ties_stand_below_the_others():
    placed = positions(["a", "b", "alone", "also"], [("a", "b")])
    assert min(placed["alone"][1], placed["also"][1]) > max(placed["a"][1], placed["b"][1])


def test_a_network_without_ties_or_without_actors_has_a_map_too():
    assert positions([], []) == {}
    placed = positions([str(number) for number in range(50)], [])
    assert len(set(placed.values())) == 50


def test_a_group_too_large_for_force_stands_on_a_spiral_with_its_hub_in_the_middle():
    spokes = [f"s{number}" for number in range(BY_FORCE + 10)]
    placed = positions(["hub", *spokes], [("hub", spoke) for spoke in spokes])
    centre = [sum(place[axis] for place in placed.values()) / len(placed) for axis in (0, 1)]
    assert distance(placed["hub"], centre) < SPACE * 1.5
