from graphsvc.exchange.targets import HINTS
from graphsvc.model.kinds import LinkKind, RecordKind
from tests.exchange.planning import actor_named, graph_of, links, places, plan_of, take_in

RECORDS: tuple[tuple[RecordKind, dict[str, object]], ...] = (
    (RecordKind.AREA, {"id": "gm", "name": "Rotterdam", "level": "MUNICIPALITY", "code": "GM0599", "year": 2025}),
    (RecordKind.AREA, {"id": "gm24", "name": "Rotterdam", "level": "MUNICIPALITY", "code": "GM0599", "year": 2024}),
    (RecordKind.AREA, {"id": "b1", "name": "Centrum", "level": "OWN"}),
    (RecordKind.AREA, {"id": "b2", "name": "Centrum", "level": "OWN"}),
    (RecordKind.THEME, {"id": "lonely", "name": "Eenzaamheid", "nameEn": "Loneliness"}),
    (RecordKind.TARGET_GROUP, {"id": "young", "name": "Jongeren"}),
)


def test_areas_themes_and_target_groups_are_found_by_id_code_and_name() -> None:
    graph = graph_of(*RECORDS)
    text = 'name;gebieden;thema\'s;targetGroups\nA;"gm0599; b1";loneliness;jongeren\nB;Rotterdam;lonely;\n'
    plan = plan_of(graph, {"a.csv": text})
    take_in(graph, plan)
    a, b = actor_named(graph, "A").id, actor_named(graph, "B").id
    assert {(link.link_kind, link.from_id, link.to_id) for link in links(graph)} == {
        (LinkKind.ACTIVE_IN, a, "gm"),
        (LinkKind.ACTIVE_IN, a, "b1"),
        (LinkKind.FOCUSES_ON, a, "lonely"),
        (LinkKind.SERVES, a, "young"),
        (LinkKind.ACTIVE_IN, b, "gm"),
        (LinkKind.FOCUSES_ON, b, "lonely"),
    }
    assert plan_of(graph, {"a.csv": text}).changes == ()


def test_the_same_area_twice_in_a_cell_is_one_link() -> None:
    graph = graph_of(*RECORDS)
    take_in(graph, plan_of(graph, {"a.csv": 'name;areas\nA;"gm; GM0599; Rotterdam"\n'}))
    assert [link.to_id for link in links(graph)] == ["gm"]


def test_a_name_that_is_not_there_is_a_fault_with_the_nearest() -> None:
    plan = plan_of(graph_of(*RECORDS), {"a.csv": "name;areas\nA;Roterdam\n"})
    assert places(plan) == [("NO_SUCH_RECORD", "a.csv, row 2, column areas")]
    assert plan.faults[0].remedy == "Did you mean Rotterdam?"


def test_a_name_of_several_areas_is_a_fault_that_lists_them() -> None:
    plan = plan_of(graph_of(*RECORDS), {"a.csv": "name;areas\nA;centrum\n"})
    assert places(plan) == [("AMBIGUOUS_NAME", "a.csv, row 2, column areas")]
    assert "b1, b2" in plan.faults[0].message


def test_an_id_of_another_kind_of_record_is_not_meant() -> None:
    plan = plan_of(graph_of(*RECORDS), {"a.csv": "name;themes\nA;gm\n"})
    assert places(plan) == [("NO_SUCH_RECORD", "a.csv, row 2, column themes")]


def test_every_unknown_name_is_a_fault_also_when_there_are_too_many_to_find_the_nearest_of() -> None:
    text = "name;areas\n" + "".join(f"A{number};Roterdam\n" for number in range(HINTS + 1))
    remedies = [fault.remedy for fault in plan_of(graph_of(*RECORDS), {"a.csv": text}).faults]
    assert remedies == ["Did you mean Rotterdam?"] * HINTS + ["Add it first."]
