import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from graphsvc.errors import GraphsvcError
from graphsvc.exchange.draft import FORMATS, Format, ImportOptions, InputFile, read_files
from graphsvc.exchange.plan import ImportPlan, plan_import
from graphsvc.graph.graph import Graph
from graphsvc.live import LiveGraph
from graphsvc.model.kinds import RecordKind
from graphsvc.model.vocabularies import ActorKind, Formality, TieKind
from tests.exchange.planning import (
    actor_named,
    actors,
    imported,
    notices,
    places,
    plan_of,
    take_in,
    tallies,
    ties,
    view_of,
    workbook,
)

KUMU, CAMBRIDGE, LHDS = "kumu", "cambridge-resilience-web", "local-health-departments-us"
REAL: list[tuple[list[str], ImportOptions, int, int]] = [
    ([f"{KUMU}/kumu-snap-to-tutorial-project.json"], ImportOptions(), 51, 113),
    ([f"{KUMU}/kumu-changelabs-template.json"], ImportOptions(), 10, 11),
    ([f"{KUMU}/snap-to-tutorial-data.xlsx"], ImportOptions(), 51, 113),
    ([f"{CAMBRIDGE}/2021-01-17-3a856dcc.json"], ImportOptions(leave_out_faults=True), 107, 112),
    ([f"{CAMBRIDGE}/2021-02-27-f1faf603.json"], ImportOptions(), 135, 134),
    ([f"{CAMBRIDGE}/2021-05-11-ce630080.json"], ImportOptions(), 142, 141),
    (
        [f"{LHDS}/lhds_nodes.csv", f"{LHDS}/lhds_edges.csv"],
        ImportOptions(columns={"vertex.names": "name"}, keep_columns=True),
        1283,
        2708,
    ),
]


async def commit(live: LiveGraph, plan: ImportPlan) -> None:
    await live.commit(plan.changes, places=plan.places, reason="import")


def import_real_files(url: str, folder: Path) -> None:
    """Import all real files into one store; what is read back from it is what was planned."""
    live = LiveGraph.open(url, create=True)
    planned = 0
    for files, options, actor_count, tie_count in REAL:
        given_files = read_files(folder / name for name in files)
        plan = plan_import(given_files, live.view(ended=True), options)
        assert (plan.counts[RecordKind.ACTOR].created, plan.counts[RecordKind.TIE].created) == (actor_count, tie_count)
        asyncio.run(commit(live, plan))
        planned += len(plan.changes)
        assert plan_import(given_files, live.view(ended=True), options).changes == ()
    expected = {record.id: record for record in (*live.graph.nodes, *live.graph.edges)}
    live.close()
    again = LiveGraph.open(url)
    found = {record.id: record for record in (*again.graph.nodes, *again.graph.edges)}
    again.close()
    assert found == expected
    assert len(found) == planned == sum(actors + ties + 1 for _, _, actors, ties in REAL)


def test_the_real_files_import_into_sqlite(tmp_path: Path, shared_data: Path) -> None:
    import_real_files(f"sqlite:///{tmp_path / 'real.db'}", shared_data)


def test_the_real_files_import_into_neo4j(neo4j_url: str, shared_data: Path) -> None:
    import_real_files(neo4j_url, shared_data)


def test_a_plan_with_faults_has_no_changes_and_is_not_ready() -> None:
    plan = plan_of(Graph(), {"a.csv": "name,capacity\nA,FULL\nB,HALF\nC,NONE\n"})
    assert places(plan) == [("INVALID_VALUE", f"a.csv, row {row}, column capacity") for row in (3, 4)]
    assert (plan.changes, plan.ready) == ((), False)
    assert tallies(plan)["ACTOR"] == (1, 0, 0, 2)


def test_leaving_out_faults_takes_the_ties_of_an_actor_along_and_lists_all() -> None:
    files: Mapping[str, str | bytes] = {
        "a.csv": "name,capacity\nA,FULL\nB,HALF\nC,\n",
        "t.csv": "from,to,intensity\nA,B,2\nA,C,2\nA,Z,2\nC,A,9\n",
    }
    graph = Graph()
    plan = plan_of(graph, files, leave_out_faults=True)
    take_in(graph, plan)
    assert {actor.name for actor in actors(graph)} == {"A", "C"}
    assert [(tie.from_id, tie.to_id) for tie in ties(graph)] == [
        (actor_named(graph, "A").id, actor_named(graph, "C").id)
    ]
    assert notices(plan, "LEFT_OUT") == [
        ({"place": place}, 1) for place in ("a.csv, row 3", "t.csv, row 4", "t.csv, row 5")
    ]
    assert notices(plan, "TIE_LEFT_OUT") == [({"place": "t.csv, row 2"}, 1)]
    assert [fault.code for fault in plan.faults] == ["INVALID_VALUE", "DANGLING_END", "INVALID_VALUE"]
    assert tallies(plan)["TIE"] == (1, 0, 0, 3)


def test_a_fault_of_the_format_leaves_out_its_row_only() -> None:
    graph = Graph()
    text = json.dumps(
        {
            "elements": [{"label": "A"}, {"label": "B"}, 3],
            "connections": [{"from": "A", "to": "B", "direction": "up"}, {"from": "A", "to": "B"}],
        }
    )
    take_in(graph, plan_of(graph, {"k.json": text}, leave_out_faults=True))
    assert (len(actors(graph)), len(ties(graph))) == (2, 1)


def test_a_circle_of_parts_is_a_fault_and_can_be_left_out() -> None:
    files: Mapping[str, str | bytes] = {
        "a.csv": "id,name\na,A\nb,B\nc,C\n",
        "t.csv": "from,to,tieKind\na,b,PART_OF\nb,a,PART_OF\nb,c,PART_OF\n",
    }
    plan = plan_of(Graph(), files)
    assert places(plan) == [("CYCLE", "t.csv, row 2"), ("CYCLE", "t.csv, row 3")]
    graph = Graph()
    plan = plan_of(graph, files, leave_out_faults=True)
    take_in(graph, plan)
    assert [(tie.from_id, tie.to_id) for tie in ties(graph)] == [("b", "c")]
    assert tallies(plan)["TIE"] == (1, 0, 0, 2)


def test_what_is_filled_in_is_named_and_never_overwrites_what_people_set() -> None:
    text = json.dumps(
        {"nodes": [{"id": "a", "type": "Koor"}, {"id": "b"}], "edges": [{"id": "t", "from": "a", "to": "b"}]}
    )
    graph = imported({"g.json": text})
    actor, tie = actors(graph)[0], ties(graph)[0]
    assert (actor.name, actor.actor_kind, actor.assumed) == ("a", ActorKind.OTHER, ("actorKind", "formality", "name"))
    assert (tie.tie_kind, tie.intensity, tie.assumed) == (TieKind.KNOWS, 2, ("intensity", "tieKind"))
    set_by_people = {"a.csv": "id,name,actorKind,formality\na,Koor,ASSOCIATION,FORMAL\n"}
    take_in(graph, plan_of(graph, set_by_people, source="g.json"))
    plan = plan_of(graph, {"g.json": text})
    assert (plan.changes, notices(plan, "UNKNOWN_ACTOR_TYPE")) == ((), [])
    actor = actor_named(graph, "Koor")
    assert (actor.actor_kind, actor.formality, actor.assumed) == (ActorKind.ASSOCIATION, Formality.FORMAL, ())


def test_a_kind_chosen_later_is_set_and_formality_follows() -> None:
    text = json.dumps({"nodes": [{"id": "a", "type": "Koor"}], "edges": []})
    graph = imported({"g.json": text})
    take_in(graph, plan_of(graph, {"g.json": text}, kinds={"Koor": "INFORMAL_NETWORK"}))
    actor = actors(graph)[0]
    assert (actor.actor_kind, actor.formality, actor.assumed) == (
        ActorKind.INFORMAL_NETWORK,
        Formality.INFORMAL,
        ("formality", "name"),
    )
    assert plan_of(graph, {"g.json": text}).changes == ()


def test_options_that_had_no_effect_are_told() -> None:
    plan = plan_of(Graph(), {"a.csv": "name\nA\n"}, kinds={"Koor": "ASSOCIATION"}, columns={"plaats": "sector"})
    assert notices(plan, "UNUSED_KIND") == [({"type": "Koor"}, 1)]
    assert notices(plan, "UNUSED_COLUMN") == [({"column": "plaats"}, 1)]


def test_a_control_character_in_a_text_is_a_fault() -> None:
    plan = plan_of(Graph(), {"g.json": json.dumps({"nodes": [{"id": "a", "name": "A\x00B"}], "edges": []})})
    assert places(plan) == [("CONTROL_CHARACTER", "g.json, node 1 (a), attribute name")]


def test_all_changes_have_the_source_and_their_key_in_the_file() -> None:
    graph = imported({"a.csv": "name\nA\nB\n", "t.csv": "from,to\nA,B\n"}, source="Lijst")
    assert {record.source for record in (*actors(graph), *ties(graph))} == {"import-lijst"}
    assert [actor.origin for actor in actors(graph)] == ["A", "B"]
    assert json.loads(ties(graph)[0].origin or "")[-1] == 1


def test_a_file_that_says_nothing_makes_no_source() -> None:
    assert plan_of(Graph(), {"g.json": '{"nodes": [], "edges": []}'}).changes == ()


TABLES = st.lists(
    st.lists(st.sampled_from(["name", "id", "from", "to", "soort", "A", "1", "", '"', "\ufeff", "é"]), max_size=4),
    max_size=5,
).map(lambda rows: "\n".join(",".join(row) for row in rows).encode())
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = [
    "id",
    "_id",
    "label",
    "name",
    "type",
    "from",
    "to",
    "source",
    "target",
    "attributes",
    "direction",
    "tags",
    "extra",
    "actorKind",
    "tieKind",
    "directed",
]
ITEMS = st.lists(
    st.dictionaries(st.sampled_from([*KEYS, "arrows", "value", "website", "validFrom", "capacity"]), VALUES, max_size=5)
    | VALUES,
    max_size=4,
)
LISTS = st.sampled_from(["nodes", "edges", "links", "elements", "connections", "loops", "directed"])
GRAPHS = st.dictionaries(LISTS, ITEMS | VALUES, max_size=4).map(lambda value: json.dumps(value).encode())
SHEETS = st.tuples(
    st.just(workbook(Elements=[["Label"], ["A"]], Connections=[["From", "To"], ["A", "A"]])),
    st.integers(0, 20_000),
    st.binary(min_size=1, max_size=8),
).map(
    lambda parts: parts[0][: parts[1] % len(parts[0])] + parts[2] + parts[0][parts[1] % len(parts[0]) + len(parts[2]) :]
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a.csv", "b.json", "c.xlsx", "d"]), st.binary(max_size=200) | TABLES | GRAPHS | SHEETS
        ),
        max_size=2,
    ),
    st.sampled_from([None, *FORMATS]),
    st.booleans(),
)
@settings(max_examples=settings().max_examples * 4)
@example([("a.csv", b"PK\x03\x04")], None, False)
@example([("b.json", b'{"nodes": [{"id": {"a": 1e999}}], "edges": [{}]}')], None, True)
def test_any_bytes_give_a_plan_or_an_error_of_ours(
    files: list[tuple[str, bytes]], format: Format | None, leave_out_faults: bool
) -> None:
    options = ImportOptions(format=format, leave_out_faults=leave_out_faults, keep_columns=leave_out_faults)
    graph = imported({"z.csv": "id,name\nA,A\n"})
    given_files = [InputFile(name, body) for name, body in files]
    try:
        plan = plan_import(given_files, view_of(graph), options)
    except GraphsvcError:
        return
    assert plan.ready or (plan.faults and not plan.changes)
    take_in(graph, plan)
    if plan.ready:
        assert plan_import(given_files, view_of(graph), options).changes == ()
