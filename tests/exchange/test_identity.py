import json
from collections.abc import Mapping

import pytest

from graphsvc.exchange.identity import slug, source_of
from graphsvc.graph.graph import Graph
from graphsvc.model.kinds import RecordKind
from graphsvc.model.vocabularies import SourceKind
from tests.exchange.planning import (
    actor_named,
    actors,
    graph_of,
    imported,
    notices,
    plan_of,
    take_in,
    tallies,
    ties,
    view_of,
)


def nodes(*names: str, edges: list[dict[str, object]] | None = None) -> Mapping[str, str | bytes]:
    """A file that numbers its nodes by their place."""
    rows = [{"id": number, "name": name} for number, name in enumerate(names)]
    return {"g.json": json.dumps({"nodes": rows, "edges": edges or []})}


def test_an_id_that_is_free_is_kept() -> None:
    assert actors(imported({"a.csv": "id,name\nbuurt-tuin,A\n"}))[0].id == "buurt-tuin"


def test_an_id_of_this_source_is_updated_in_what_changed_alone() -> None:
    graph = imported({"a.csv": "id,name,sector\na,A,zorg\nb,B,zorg\n"})
    plan = plan_of(graph, {"a.csv": "id,name,sector\na,A,groen\nb,B,zorg\n"})
    (change,) = plan.changes
    assert change.before is not None
    assert (change.id, change.expected, tallies(plan)["ACTOR"]) == ("a", 1, (0, 1, 1, 0))
    take_in(graph, plan)
    assert (actor_named(graph, "A").sector, actor_named(graph, "A").revision) == ("groen", 2)


def test_an_id_of_another_source_stays_with_it_and_the_new_id_is_listed() -> None:
    graph = imported({"a.csv": "id,name\na,A\n"}, source="eerste")
    plan = plan_of(graph, {"a.csv": "id,name\na,B\nc,C\n", "t.csv": "from,to\na,c\n"}, source="tweede")
    take_in(graph, plan)
    new = actor_named(graph, "B")
    assert actor_named(graph, "A").id == "a"
    assert notices(plan, "ID_TAKEN") == [({"place": "a.csv, row 2", "wanted": "a", "id": new.id}, 1)]
    assert ties(graph)[0].from_id == new.id
    again = plan_of(graph, {"a.csv": "id,name\na,B\nc,C\n", "t.csv": "from,to\na,c\n"}, source="tweede")
    assert again.changes == ()


def test_an_id_that_a_record_of_another_kind_has_is_not_taken_over() -> None:
    graph = graph_of((RecordKind.THEME, {"id": "groen", "name": "Groen"}))
    take_in(graph, plan_of(graph, {"a.csv": "id,name\ngroen,A\n"}))
    assert actor_named(graph, "A").id != "groen"


def test_rows_without_ids_are_found_again_also_in_another_order() -> None:
    graph = imported({"a.csv": "name\nA\nB\n", "t.csv": 'from,to,extra\nA,B,\nA,B,{}\nB,A,\nA,B,"{""x"":1}"\n'})
    assert len(ties(graph)) == 4
    plan = plan_of(graph, {"a.csv": "name\nB\nA\n", "t.csv": 'from,to,extra\nB,A,\nA,B,"{""x"":1}"\nA,B,{}\nA,B,\n'})
    assert plan.changes == ()
    assert tallies(plan) == {"ACTOR": (0, 0, 2, 0), "TIE": (0, 0, 4, 0), "LINK": (0, 0, 0, 0)}


def test_the_ids_of_a_plan_are_those_of_the_import() -> None:
    files: Mapping[str, str | bytes] = {"a.csv": "name\nA\nB\n", "t.csv": "from,to\nA,B\n"}
    assert plan_of(Graph(), files) == plan_of(Graph(), files)


def test_a_number_alone_becomes_no_id() -> None:
    graph = imported(nodes("A", "B", edges=[{"id": 0, "from": 0, "to": 1}]))
    assert [record.id for record in (*actors(graph), *ties(graph))] == ["g-0", "g-1", "g-tie-0"]


def test_numbers_that_stay_tell_who_got_another_name() -> None:
    graph = imported(nodes("A", "B", "C"))
    plan = plan_of(graph, nodes("A", "Buurthuis", "C"))
    assert tallies(plan)["ACTOR"] == (0, 1, 2, 0)
    assert notices(plan, "RENAMED") == [({"examples": "B -> Buurthuis"}, 1)]


def test_numbers_that_move_are_not_trusted() -> None:
    graph = imported(nodes("A", "B", "C", edges=[{"from": 0, "to": 2}]))
    ids = {actor.name: actor.id for actor in actors(graph)}
    plan = plan_of(graph, nodes("Nieuw", "A", "B", "C", edges=[{"from": 1, "to": 3}]))
    take_in(graph, plan)
    assert notices(plan, "NUMBERS_MOVED") == [({}, 3)]
    assert notices(plan, "RENAMED") == notices(plan, "ID_TAKEN") == []
    assert {actor.name: actor.id for actor in actors(graph) if actor.name != "Nieuw"} == ids
    assert actor_named(graph, "Nieuw").id not in ids.values()
    assert len(ties(graph)) == 1
    assert plan_of(graph, nodes("Nieuw", "A", "B", "C", edges=[{"from": 1, "to": 3}])).changes == ()


def test_a_source_is_found_again_by_name() -> None:
    graph = imported({"a.csv": "name\nA\n"}, source="Ronde 1")
    source, is_new = source_of(view_of(graph), "Ronde 1")
    assert (source.id, source.source_kind, is_new) == ("import-ronde-1", SourceKind.IMPORT, False)
    other, is_new = source_of(view_of(graph), "ronde 1")
    assert (other.id, is_new) == ("import-ronde-1-2", True)


def test_a_source_that_is_no_import_is_left_alone() -> None:
    graph = graph_of((RecordKind.SOURCE, {"id": "s", "name": "a.csv", "sourceKind": "SURVEY"}))
    assert source_of(view_of(graph), "a.csv")[0].id == "import-a"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Netwerk Café (2026).xlsx", "netwerk-cafe-2026"), ("...", "file"), ("a.b.json", "a-b"), ("x" * 200, "x" * 60)],
)
def test_a_name_becomes_a_part_of_an_id(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_source_without_a_usable_name_gets_one() -> None:
    assert source_of(view_of(Graph()), "\x00 \n")[0].name == "import"


def test_a_record_of_this_source_that_has_no_key_yet_is_known_by_its_id() -> None:
    graph = graph_of(
        (RecordKind.SOURCE, {"id": "s", "name": "a.csv", "sourceKind": "IMPORT"}),
        (RecordKind.ACTOR, {"id": "a", "name": "A", "actorKind": "CARE", "source": "s"}),
    )
    take_in(graph, plan_of(graph, {"a.csv": "id,name\na,B\n"}))
    assert (actor_named(graph, "B").id, actor_named(graph, "B").origin) == ("a", "a")
