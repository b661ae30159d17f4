"""Records counted by what they have in common."""

from collections import Counter
from itertools import product
from typing import Any

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.api.group_keys import group_keys
from graphsvc.api.groups import MOST_KEYS
from graphsvc.api.relations import plural
from graphsvc.model.fields import field_by_key
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import TYPES, Area, Process, Signal
from tests.api.conftest import asker_on
from tests.records import actor, area, link, theme

PARTNER, ADVISOR = Viewer(role=Role.PARTNER, name="partner"), Viewer(role=Role.ADVISOR, name="advisor")

BY = {
    "ACTOR_KIND": lambda actor, view: [actor.actor_kind],
    "FORMALITY": lambda actor, view: [actor.formality],
    "SECTOR": lambda actor, view: [actor.sector],
    "CAPACITY": lambda actor, view: [actor.capacity],
    "IS_LIVING_WORLD": lambda actor, view: [actor.is_living_world],
    "AREA": lambda actor, view: {link.to_id for link in view.links_from(actor.id, LinkKind.ACTIVE_IN)} or [None],
    "MUNICIPALITY": lambda actor, view: [found.id if (found := view.municipality_of(actor.id)) else None],
    "THEME": lambda actor, view: view.themes_of(actor.id) or [None],
    "TARGET_GROUP": lambda actor, view: view.target_groups_of(actor.id) or [None],
}
TIES = {
    "TIE_KIND": lambda tie, view: [tie.tie_kind],
    "INTENSITY": lambda tie, view: [tie.intensity],
    "CONFIRMATION": lambda tie, view: [tie.confirmation],
    "DIRECTED": lambda tie, view: [tie.directed],
    "FROM_KIND": lambda tie, view: [view.actor(tie.from_id).actor_kind],
    "TO_KIND": lambda tie, view: [view.actor(tie.to_id).actor_kind],
    "CROSSES_WORLDS": lambda tie, view: [
        {True} <= {one.is_living_world and other.is_formal for one, other in (ends, ends[::-1])}
        for ends in [(view.actor(tie.from_id), view.actor(tie.to_id))]
    ],
}


def counted(records, view, by, readers=BY):
    """The groups as their description says, record by record."""
    found: Counter[Any] = Counter()
    for record in records:
        found.update(product(*(readers[key](record, view) for key in by)))
    return found


def told(asker, kind, by, viewer=ADMIN):
    query = f"{{ {kind}(first: 0) {{ groups(by: [{', '.join(by)}]) {{ key label count }} }} }}"
    return asker.data(query, viewer)[kind]["groups"]


def as_counted(groups, by):
    return {tuple(group["key"][key] for key in by): group["count"] for group in groups}


@pytest.mark.parametrize("viewer", [ADMIN, PARTNER, PUBLIC])
@pytest.mark.parametrize("by", [[key] for key in BY] + [["MUNICIPALITY", "THEME"], ["SECTOR", "AREA", "ACTOR_KIND"]])
def test_groups_count_what_each_actor_has(region, viewer, by):
    view = region.live.view(viewer)
    expected = counted(view.actors(), view, by)
    groups = told(region, "actors", by, viewer)
    assert as_counted(groups, by) == expected
    order = [(-group["count"], [str(part) for part in group["key"].values()]) for group in groups]
    assert order == sorted(order)


@pytest.mark.parametrize("viewer", [ADMIN, PUBLIC])
@pytest.mark.parametrize("by", [[key] for key in TIES] + [["TIE_KIND", "FROM_KIND", "TO_KIND"]])
def test_groups_count_what_each_tie_has(region, viewer, by):
    view = region.live.view(viewer)
    assert as_counted(told(region, "ties", by, viewer), by) == counted(view.ties(), view, by, TIES)


@pytest.mark.parametrize("struct", [Signal, Process])
def test_what_lies_in_areas_is_counted_by_them_and_by_their_themes(region, struct):
    view, kind = region.live.view(ADMIN), plural(struct.kind)
    readers = {
        "AREA": lambda one, view: {link.to_id for link in view.links_from(one.id, LinkKind.LOCATED_IN)} or [None],
        "THEME": lambda one, view: view.themes_of(one.id) or [None],
    }
    for by in (["AREA"], ["THEME"], ["AREA", "THEME"]):
        assert as_counted(told(region, kind, by), by) == counted(view.records(struct), view, by, readers)


@pytest.mark.parametrize("struct", TYPES.values(), ids=lambda struct: struct.__name__)
def test_every_kind_is_counted_by_each_of_its_keys(region, struct):
    records = region.live.view(ADMIN)
    total = len(list(records.ties())) if struct.__name__ == "Tie" else None
    for key in group_keys(struct):
        groups = told(region, plural(struct.kind), [key])
        several = key in ("AREA", "THEME", "TARGET_GROUP", "MEETING_PLACE", "FUNDING_SCHEME")
        count = sum(group["count"] for group in groups)
        listed = region.data(f"{{ {plural(struct.kind)}(first: 0) {{ totalCount }} }}")[plural(struct.kind)][
            "totalCount"
        ]
        assert count == listed or (several and count > listed)
        assert total in (None, listed)


def test_every_closed_list_of_a_kind_is_a_key():
    for struct in TYPES.values():
        closed = {field.key for field in field_by_key(struct).values() if field.vocabulary and not field.many}
        names = {"".join(f"_{c}" if c.isupper() else c.upper() for c in key) for key in closed}
        assert names <= set(group_keys(struct))


def test_a_group_is_told_in_words_too(region):
    view = region.live.view(ADMIN)
    for group in told(region, "actors", ["AREA", "ACTOR_KIND", "IS_LIVING_WORLD"])[:50]:
        key, label = group["key"], group["label"]
        assert label["AREA"] == ("geen" if key["AREA"] is None else view.get(key["AREA"]).name)
        assert label["IS_LIVING_WORLD"] == ("ja" if key["IS_LIVING_WORLD"] else "nee")
    [welfare] = [g["label"] for g in told(region, "actors", ["ACTOR_KIND"]) if g["key"]["ACTOR_KIND"] == "WELFARE"]
    assert welfare == {"ACTOR_KIND": "welzijnsorganisatie"}
    unknown = [group["label"] for group in told(region, "ties", ["FREQUENCY"]) if group["key"]["FREQUENCY"] is None]
    assert unknown == [{"FREQUENCY": "niet bekend"}]


def test_a_hidden_source_is_none(shared):
    assert {group["label"]["SOURCE"] for group in told(shared, "actors", ["SOURCE"])} == {"niet bekend", "Interview"}
    assert [group["key"] for group in told(shared, "actors", ["SOURCE"], PUBLIC)] == [{"SOURCE": None}]


def test_groups_of_a_filtered_list_of_neighbours_and_of_the_ties_of_one(region):
    view = region.live.view(ADMIN)
    area = next(area for area in view.records(Area) if len(view.active_in(area.id)) > 3)
    query = f'{{ actors(filter: {{within: "{area.id}"}}) {{ totalCount groups(by: [ACTOR_KIND]) {{ key count }} }} }}'
    found = region.data(query)["actors"]
    kinds = Counter(actor.actor_kind for actor in view.active_in(area.id))
    assert {group["key"]["ACTOR_KIND"]: group["count"] for group in found["groups"]} == kinds
    assert found["totalCount"] == kinds.total()
    actor = view.active_in(area.id)[0]
    query = f"""{{ record(id: "{actor.id}") {{ ... on Actor {{ neighbours {{ groups(by: [THEME]) {{ key count }} }}
      ties {{ groups(by: [TIE_KIND]) {{ key count }} }} }} }} }}"""
    near = {view.other_end(tie, actor.id).id: view.other_end(tie, actor.id) for tie in view.ties_of(actor.id)}
    found = region.data(query)["record"]
    assert as_counted(found["neighbours"]["groups"], ["THEME"]) == counted(near.values(), view, ["THEME"])
    assert as_counted(found["ties"]["groups"], ["TIE_KIND"]) == counted(
        view.ties_of(actor.id), view, ["TIE_KIND"], TIES
    )


def test_of_no_actors_there_are_no_groups(shared):
    query = '{ actors(filter: {id: {eq: "nobody"}}) { groups(by: [ACTOR_KIND, THEME]) { count } none: groups(by: []) { count } } }'
    assert shared.data(query)["actors"] == {"groups": [], "none": []}


def test_communities_are_groups(shared):
    [largest, *_] = shared.data("{ actors { groups(by: [COMMUNITY]) { key count } } }")["actors"]["groups"]
    members = shared.data("{ actors { nodes { metrics { community } } } }")["actors"]["nodes"]
    numbers = Counter(actor["metrics"]["community"] for actor in members)
    assert numbers[largest["key"]["COMMUNITY"]] == largest["count"] == max(numbers.values())


# What it may cost


def test_groups_cost_as_many_as_there_can_be(shared):
    def cost(by, viewer=ADVISOR):
        body = shared.ask(f"{{ actors(first: 0) {{ groups(by: [{by}]) {{ key }} }} }}", viewer)
        return body["extensions"]["cost"]["estimated"]

    kinds, formalities = 16, 3
    assert cost("ACTOR_KIND") == kinds
    assert cost("ACTOR_KIND, FORMALITY, ACTOR_KIND") == kinds * formalities
    assert cost("THEME") == 3 + 1
    assert cost("AREA, ACCEPTED_ROLE") == (3 + 1) * (5 + 1)
    assert cost("ACTOR_KIND, FORMALITY, AREA, ACCEPTED_ROLE, CAPACITY") == 1_000
    assert cost("ACTOR_KIND, FORMALITY, AREA, ACCEPTED_ROLE, CAPACITY", ADMIN) == kinds * formalities * 4 * 6 * 4


def test_what_a_variable_asks_costs_the_same(shared):
    query = "query ($by: [ActorGroupKey!]!) { actors(first: 0) { groups(by: $by) { key } } }"
    written = "{ actors(first: 0) { groups(by: [FORMALITY, SECTOR]) { key } } }"
    bodies = [shared.ask(query, ADVISOR, by=["FORMALITY", "SECTOR"]), shared.ask(written, ADVISOR)]
    assert bodies[0]["extensions"]["cost"] == bodies[1]["extensions"]["cost"]
    assert bodies[0]["data"] == bodies[1]["data"]
    one = shared.ask(query, ADVISOR, by="FORMALITY")["extensions"]["cost"]["estimated"]
    assert one == 3


def test_many_counts_in_one_document_are_refused(region):
    by = "[ACTOR_KIND, FORMALITY, CAPACITY, AREA, THEME]"
    many = " ".join(f"n{n}: actors {{ groups(by: {by}) {{ key }} }}" for n in range(6))
    assert region.fault(f"{{ {many} }}", PUBLIC)["code"] == "COST_EXCEEDED"


def test_more_groups_than_a_list_holds_are_refused(tmp_path):
    """One actor that is active in 40 areas on 40 themes is in 1,600 groups."""
    places, themes = [area(f"a{n}") for n in range(40)], [theme(f"t{n}") for n in range(40)]
    links = [link("one", "ACTIVE_IN", place.id) for place in places]
    links += [link("one", "FOCUSES_ON", one.id) for one in themes]
    query = "{ actors { groups(by: [AREA, THEME]) { count } } }"
    with asker_on(tmp_path / "many.db", [actor("one"), *places, *themes, *links]) as asker:
        fault = asker.fault(query, ADVISOR)
        del fault["message"]
        assert fault == {"code": "LIMIT_EXCEEDED", "limit": "GROUPS", "allowed": 1_000, "found": 1_600} | {
            "requestId": "request-1"
        }
        assert len(asker.data(query)["actors"]["groups"]) == 1_600


def test_a_list_is_counted_by_few_things_at_once(shared):
    by = "[ACTOR_KIND, FORMALITY, SECTOR, CAPACITY, AREA, THEME]"
    assert len(by.split()) > MOST_KEYS
    [fault] = shared.fault(f"{{ actors {{ groups(by: {by}) {{ count }} }} }}")["faults"]
    assert fault["place"] == "by"


def test_what_is_combined_is_looked_at(region):
    def looked(by):
        return region.ask(f"{{ actors(first: 0) {{ groups(by: [{by}]) {{ count }} }} }}")["extensions"]["cost"][
            "looked"
        ]

    assert looked("ACTOR_KIND") < looked("THEME") < looked("THEME, TARGET_GROUP, AREA")
