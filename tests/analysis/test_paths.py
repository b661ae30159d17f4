from datetime import date
from itertools import pairwise, permutations, product

import networkx as nx
import numpy as np
import pytest

from graphsvc.analysis.paths import Path, Steps, explain, warmest_paths
from graphsvc.analysis.ties import pair_strengths, strength
from graphsvc.errors import BadInput, NotFound
from graphsvc.model.vocabularies import TieKind
from tests.records import actor, tie, view_of


def known(start, end, intensity=4, **values):
    """A tie whose strength is its intensity in quarters."""
    return tie(start, end, values.pop("kind", "KNOWS"), intensity=intensity, confirmation="MUTUAL", **values)


def line(*ids):
    return [*(actor(id) for id in ids), *(known(a, b) for a, b in pairwise(ids))]


def ways(paths):
    return [path.actors for path in paths]


def test_the_strongest_path_comes_first_though_it_is_longer():
    view = view_of([*line("a", "b", "c"), known("a", "c", 3, kind="EXCHANGES")])
    first, second = warmest_paths(view, "a", "c")
    assert (first.actors, first.strength, first.length, first.introducer) == (("a", "b", "c"), 1.0, 2, "b")
    assert (second.actors, second.strength, second.length, second.introducer) == (("a", "c"), 0.75, 1, None)


def test_the_shortest_path_comes_first_when_that_is_asked_and_of_equals_the_warmest():
    ties = [known("a", "c", 1, kind="EXCHANGES"), known("a", "x", 3), known("x", "c", 3)]
    view = view_of([*line("a", "b", "c"), actor("x"), *ties])
    assert ways(warmest_paths(view, "a", "c")) == [("a", "b", "c"), ("a", "x", "c"), ("a", "c")]
    assert ways(warmest_paths(view, "a", "c", shortest=True)) == [("a", "c"), ("a", "b", "c"), ("a", "x", "c")]


def test_equal_paths_come_shortest_first_and_then_by_ids():
    view = view_of([actor("d"), *line("a", "z", "d"), *line("a2"), known("a", "d"), known("a", "a2"), known("a2", "d")])
    assert ways(warmest_paths(view, "a", "d")) == [("a", "d"), ("a", "a2", "d"), ("a", "z", "d")]


def test_a_path_has_no_more_steps_than_was_asked():
    view = view_of(line("a", "b", "c", "d"))
    assert ways(warmest_paths(view, "a", "d", max_length=3)) == [("a", "b", "c", "d")]
    assert warmest_paths(view, "a", "d", max_length=2) == []


def test_a_path_names_of_each_step_the_strongest_tie():
    view = view_of([actor("a"), actor("b"), known("a", "b", 1), known("b", "a", 3, kind="FUNDS")])
    assert warmest_paths(view, "b", "a") == [Path(("b", "a"), ("b-FUNDS-a",), 0.75)]


def test_ties_can_be_chosen():
    view = view_of([*line("a", "b"), known("a", "b", 2, kind="FUNDS")])
    (only,) = warmest_paths(view, "a", "b", ties=lambda tie: tie.tie_kind is TieKind.FUNDS)
    assert only == Path(("a", "b"), ("a-FUNDS-b",), 0.5)


def test_who_stands_between_can_be_chosen_and_the_ends_need_not_be_among_them():
    view = view_of([*line("a", "b", "c"), *line("x"), known("a", "x"), known("x", "c")])
    assert ways(warmest_paths(view, "a", "c", through=lambda actor: actor.id == "x")) == [("a", "x", "c")]


def test_no_path_is_no_path():
    assert warmest_paths(view_of([actor("a"), actor("b")]), "a", "b") == []


@pytest.mark.parametrize(("end", "place"), [("nobody", "to"), ("a-KNOWS-b", "to")])
def test_an_end_that_is_no_actor_is_not_found(end, place):
    with pytest.raises(NotFound, match=f"{place}: there is no actor {end}"):
        warmest_paths(view_of(line("a", "b")), "a", end)


@pytest.mark.parametrize(
    ("values", "place"),
    [({"end": "a"}, "to"), ({"max_length": 0}, "maxLength"), ({"max_length": 9}, "maxLength"), ({"limit": 0}, "limit")],
)
def test_a_question_out_of_range_is_refused_with_its_place(values, place):
    with pytest.raises(BadInput) as refusal:
        warmest_paths(view_of(line("a", "b")), **{"start": "a", "end": "b", **values})
    assert [fault.place for fault in refusal.value.faults] == [place]


def random_network(rng, count=7):
    ids = [f"n{number}" for number in range(count)]
    ties = [
        tie(start, end, kind, id=f"t{n}", intensity=rng.randint(1, 4), confidence=rng.choice([None, 0.2, 0.45]))
        for n, kind in enumerate(rng.choices(["KNOWS", "FUNDS", "COLLABORATES"], k=rng.randint(5, 16)))
        for start, end in [rng.sample(ids, 2)]
    ]
    return view_of([*(actor(id) for id in ids), *ties])


def test_the_paths_are_those_of_trying_all(rng, dose):
    for _ in range(dose(60)):
        view, longest, limit = random_network(rng), rng.randint(1, 4), rng.randint(1, 6)
        strengths = {frozenset(pair): value for pair, value in pair_strengths(view).items()}
        others = [actor.id for actor in view.actors() if actor.id not in ("n0", "n1")]
        tried = []
        for between in range(longest):
            for middle in permutations(others, between):
                way = ("n0", *middle, "n1")
                steps = [strengths.get(frozenset(step), -1.0) for step in pairwise(way)]
                if -1.0 not in steps:
                    tried.append((-round(float(np.prod(steps)), 12), len(steps), way))
        found = warmest_paths(view, "n0", "n1", longest, limit)
        assert ways(found) == [way for _, _, way in sorted(tried)[:limit]]
        shortest = sorted((length, cold, way) for cold, length, way in tried)
        assert ways(warmest_paths(view, "n0", "n1", longest, limit, shortest=True)) == [
            way for *_, way in shortest[:limit]
        ]
        for path in found:
            assert path.strength == pytest.approx(np.prod([strength(view.get(id)) for id in path.ties]))


def test_the_simple_paths_are_those_of_networkx(rng, dose):
    for _ in range(dose(20)):
        view = random_network(rng)
        graph = nx.Graph(pair_strengths(view).keys())
        graph.add_nodes_from(actor.id for actor in view.actors())
        expected = {tuple(way) for way in nx.all_simple_paths(graph, "n0", "n1", cutoff=4)}
        assert set(ways(warmest_paths(view, "n0", "n1", 4, 100))) == expected


def test_steps_stand_in_both_directions_without_the_weak():
    steps = Steps(view_of([*line("a", "b"), actor("c"), known("c", "b", 1)]), minimum=0.3)
    assert [dict(steps.around(number)) for number in range(3)] == [{1: 1.0}, {0: 1.0}, {}]


def test_a_step_of_just_the_minimum_is_strong_enough():
    steps = Steps(view_of([actor("a"), actor("b"), tie("a", "b", intensity=1)]), minimum=0.2)
    assert dict(steps.around(0)) == {1: 0.2}


def test_ways_from_many_starts_are_those_of_trying_all(rng, dose):
    for _ in range(dose(30)):
        view = random_network(rng)
        steps = Steps(view)
        starts = np.array([rng.random() < 0.3 for _ in steps.ids])
        passable = np.array([rng.random() < 0.7 for _ in steps.ids])
        table = np.zeros((len(steps.ids),) * 2)
        table[steps.tails, steps.heads] = steps.strengths
        for most, found in enumerate(steps.warmest(starts, passable, 2)):
            for end in range(len(steps.ids)):
                worth = [float(starts[end])]
                for between in range(most):
                    for way in product(range(len(steps.ids)), repeat=between + 1):
                        allowed = all(passable[step] or starts[step] for step in (*way[1:], end))
                        if starts[way[0]] and allowed:
                            worth.append(
                                float(np.prod([table[step] for step in zip(way, (*way[1:], end), strict=False)]))
                            )
                assert found[end] == pytest.approx(max(worth))


def test_a_path_is_explained_tie_by_tie_with_its_dates():
    records = [
        actor("a", name="Ada"),
        actor("b", name="Bo"),
        actor("c", name="Cor"),
        known("b", "a", lastVerified="2026-03-02"),
        known("b", "c", kind="PART_OF"),
    ]
    view = view_of(records)
    (path,) = warmest_paths(view, "a", "c")
    said = "Ada and Bo know each other. Last verified on 2 March 2026. Bo is part of Cor. Nobody has verified this."
    assert explain(view, path, "en") == said


def test_a_path_over_a_tie_that_is_not_seen_cannot_be_explained():
    with pytest.raises(NotFound, match="There is no tie gone"):
        explain(view_of([actor("a"), actor("b")]), Path(("a", "b"), ("gone",), 1.0), "en")


def test_every_kind_of_tie_has_its_own_words():
    said = set()
    for kind in TieKind:
        view = view_of([actor("a"), actor("b"), known("a", "b", kind=kind)])
        said.add(explain(view, warmest_paths(view, "a", "b")[0], "en"))
    assert len(said) == len(TieKind)


def test_of_a_tie_that_was_verified_after_the_day_of_the_view_no_date_is_told():
    records = [actor("a", name="Ada"), actor("b", name="Bo"), known("a", "b", lastVerified="2026-03-02")]
    view = view_of(records, day=date(2025, 1, 1))
    assert explain(view, warmest_paths(view, "a", "b")[0], "en") == "Ada and Bo know each other."
