"""Actors counted by what they have in common."""

from collections import Counter
from itertools import product
from typing import Any

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Area

PARTNER = Viewer(role=Role.PARTNER, name="partner")

BY = {
    "ACTOR_KIND": lambda actor, view: [actor.actor_kind],
    "FORMALITY": lambda actor, view: [actor.formality],
    "SECTOR": lambda actor, view: [actor.sector],
    "CAPACITY": lambda actor, view: [actor.capacity],
    "AREA": lambda actor, view: {link.to_id for link in view.links_from(actor.id, LinkKind.ACTIVE_IN)} or [None],
    "MUNICIPALITY": lambda actor, view: [area.id if (area := view.municipality_of(actor.id)) else None],
    "THEME": lambda actor, view: view.themes_of(actor.id) or [None],
}


def counted(actors, view, by):
    """The groups as their description says, actor by actor."""
    found: Counter[Any] = Counter()
    for actor in actors:
        found.update(product(*(BY[key](actor, view) for key in by)))
    return found


@pytest.mark.parametrize("viewer", [ADMIN, PARTNER, PUBLIC])
@pytest.mark.parametrize("by", [[key] for key in BY] + [["MUNICIPALITY", "THEME"], ["SECTOR", "AREA", "ACTOR_KIND"]])
def test_groups_count_what_each_actor_has(region, viewer, by):
    query = f"{{ actors(first: 0) {{ groups(by: [{', '.join(by)}]) {{ key count }} }} }}"
    groups = region.data(query, viewer)["actors"]["groups"]
    view = region.live.view(viewer)
    assert {tuple(group["key"][key] for key in by): group["count"] for group in groups} == counted(
        view.actors(), view, by
    )
    order = [(-group["count"], [str(part) for part in group["key"].values()]) for group in groups]
    assert order == sorted(order)


def test_groups_of_a_filtered_list_and_of_neighbours(region):
    view = region.live.view(ADMIN)
    area = next(area for area in view.records(Area) if len(view.active_in(area.id)) > 3)
    query = f'{{ actors(filter: {{within: "{area.id}"}}) {{ totalCount groups(by: [ACTOR_KIND]) {{ key count }} }} }}'
    found = region.data(query)["actors"]
    kinds = Counter(actor.actor_kind for actor in view.active_in(area.id))
    assert {group["key"]["ACTOR_KIND"]: group["count"] for group in found["groups"]} == kinds
    assert found["totalCount"] == kinds.total()
    actor = view.active_in(area.id)[0]
    query = (
        f'{{ record(id: "{actor.id}") {{ ... on Actor {{ neighbours {{ groups(by: [FORMALITY]) {{ count }} }} }} }} }}'
    )
    near = {view.other_end(tie, actor.id).id for tie in view.ties_of(actor.id)}
    counts = [group["count"] for group in region.data(query)["record"]["neighbours"]["groups"]]
    assert sum(counts) == len(near)


def test_of_no_actors_there_are_no_groups(shared):
    query = '{ actors(filter: {id: {eq: "nobody"}}) { groups(by: [ACTOR_KIND, THEME]) { count } aggregate { %s } } }'
    found = shared.data(query % "count residentsReachedKnown residentsReachedSum residentsReachedMean")["actors"]
    unknown = {"residentsReachedSum": None, "residentsReachedMean": None}
    assert found == {"groups": [], "aggregate": {"count": 0, "residentsReachedKnown": 0, **unknown}}


def test_communities_are_groups(shared):
    [largest, *_] = shared.data("{ actors { groups(by: [COMMUNITY]) { key count } } }")["actors"]["groups"]
    members = shared.data("{ actors { nodes { metrics { community } } } }")["actors"]["nodes"]
    numbers = Counter(actor["metrics"]["community"] for actor in members)
    assert numbers[largest["key"]["COMMUNITY"]] == largest["count"] == max(numbers.values())


def test_residents_are_added_up_where_they_are_known(shared):
    aggregate = "count residentsReachedKnown residentsReachedSum residentsReachedMean"
    assert shared.data(f"{{ actors {{ aggregate {{ {aggregate} }} }} }}")["actors"]["aggregate"] == {
        "count": 7,
        "residentsReachedKnown": 3,
        "residentsReachedSum": 952,
        "residentsReachedMean": 952 / 3,
    }
