import json
from pathlib import Path

import pytest

from graphsvc.graph.graph import Graph
from graphsvc.model.vocabularies import ActorKind, Formality, TieKind, Visibility
from tests.exchange.planning import (
    actor_named,
    actors,
    imported,
    links,
    notices,
    places,
    plan_of,
    take_in,
    tallies,
    ties,
)

NODES, EDGES = (f"local-health-departments-us/lhds_{part}.csv" for part in ("nodes", "edges"))
PAIR = {
    "actors.csv": "name,actorKind,tags\nBuurttuin,INITIATIVE,groen; eten\nWelzijn,WELFARE,\n",
    "ties.csv": "from,to,tieKind,intensity\nBuurttuin,Welzijn,COLLABORATES,3\n",
}


def test_a_pair_gives_actors_and_ties() -> None:
    graph = imported(PAIR)
    (tie,) = ties(graph)
    assert actor_named(graph, "Buurttuin").tags == ("groen", "eten")
    assert (tie.from_id, tie.to_id) == (actor_named(graph, "Buurttuin").id, actor_named(graph, "Welzijn").id)
    assert (tie.tie_kind, tie.intensity, tie.directed) == (TieKind.COLLABORATES, 3, False)


def test_the_health_departments_import_with_a_column_named_and_the_others_kept(shared_data: Path) -> None:
    files = [shared_data / NODES, shared_data / EDGES]
    graph = imported(files, columns={"vertex.names": "name"}, keep_columns=True)
    assert (len(actors(graph)), len(ties(graph))) == (1283, 2708)
    first = actor_named(graph, "AK005")
    assert (first.id, first.origin) == ("lhds-nodes-1", "1")
    assert json.loads(first.extra or "") == {
        "state": "AK",
        "nutrition": "Y",
        "hivscreen": "Y",
        "popmil": "0.00818",
        "years": "1",
    }
    assert plan_of(graph, files, columns={"vertex.names": "name"}, keep_columns=True).changes == ()


def test_columns_that_are_not_known_are_faults_with_the_nearest(shared_data: Path) -> None:
    plan = plan_of(Graph(), [shared_data / NODES, shared_data / EDGES])
    assert places(plan)[0] == ("UNKNOWN_COLUMN", "lhds_nodes.csv, column vertex.names")
    assert [place.rpartition(" ")[2] for _, place in places(plan)] == [
        "vertex.names",
        "state",
        "nutrition",
        "hivscreen",
        "popmil",
        "years",
    ]
    assert '--column "vertex.names=name"' in plan.faults[0].remedy
    assert plan.changes == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_and_encodings_are_told_from_the_file(delimiter: str, encoding: str) -> None:
    text = delimiter.join(["Naam", "Soort"]) + "\r\n" + delimiter.join(["Café Zoë", "bewonerscoöperatie"]) + "\r\n"
    plan = plan_of(graph := Graph(), {"actoren.csv": text.encode(encoding)})
    take_in(graph, plan)
    assert actor_named(graph, "Café Zoë").actor_kind is ActorKind.COOPERATIVE
    expected = [({"file": "actoren.csv"}, 1)] if encoding == "cp1252" else []
    assert notices(plan, "WINDOWS_1252") == expected


def test_headings_are_keys_or_labels_in_either_language() -> None:
    text = "NAME;Soort;visibility;wil contact;Formaliteit;geldig vanaf\nA;ondernemer;Openbaar;ja;informeel;2026-01-02\n"
    graph = imported({"a.csv": text})
    actor = actor_named(graph, "A")
    assert (actor.actor_kind, actor.visibility, actor.formality) == (
        ActorKind.BUSINESS,
        Visibility.PUBLIC,
        Formality.INFORMAL,
    )
    assert actor.open_to_contact == "YES"
    assert str(actor.valid_from) == "2026-01-02"
    assert actor.is_living_world


def test_quotes_hold_separators_and_line_ends() -> None:
    graph = imported({"a.csv": 'name,description\n"A, of B","regel 1\nregel ""2"""\n\nC,x\n'})
    assert actor_named(graph, "A, of B").description == 'regel 1\nregel "2"'
    assert len(actors(graph)) == 2


def test_a_first_line_that_names_the_separator_is_understood() -> None:
    assert [actor.name for actor in actors(imported({"a.csv": "sep=;\r\nname;tags\r\nA;x\r\n"}))] == ["A"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,actorKind\nA,CLUBB\n", ("INVALID_VALUE", "a.csv, row 2, column actorKind")),
        ("naam,soort\nA,CLUBB\n", ("INVALID_VALUE", "a.csv, row 2, column soort")),
        ("name,validFrom\nA,24-11-2026\n", ("INVALID_VALUE", "a.csv, row 2, column validFrom")),
        ("name,confidence\nA,zeer\n", ("INVALID_VALUE", "a.csv, row 2, column confidence")),
        ("name,confidence\nA,nan\n", ("INVALID_VALUE", "a.csv, row 2, column confidence")),
        ("name,residentsReached\nA,1.5\n", ("INVALID_VALUE", "a.csv, row 2, column residentsReached")),
        ("name,website\nA,javascript:alert(1)\n", ("INVALID_VALUE", "a.csv, row 2, column website")),
        ("name,capacity\nA,\nB,VOL!\n", ("INVALID_VALUE", "a.csv, row 3, column capacity")),
        ("id,name\n1,A\n1,B\n", ("DUPLICATE_ID", "a.csv, row 3, column id")),
        ("name\nA\nA\n", ("DUPLICATE_ID", "a.csv, row 3, column name")),
        ("name,tags\n,x\n", ("REQUIRED", "a.csv, row 2")),
        ("name,naam\nA,B\n", ("DUPLICATE_COLUMN", "a.csv, column naam")),
        ("name,\nA,B\n", ("UNKNOWN_COLUMN", "a.csv")),
        ("name\nA,B\n", ("TOO_MANY_CELLS", "a.csv, row 2")),
        ("plaats\nA\n", ("NOT_WHAT_IT_SAYS", "a.csv")),
        ("", ("NOT_WHAT_IT_SAYS", "a.csv")),
        ('name\n"A\n', ("INVALID", "a.csv, line 2")),
        ("name\nA\x00B\n", ("NOT_WHAT_IT_SAYS", "a.csv")),
        ("name,areas\nA,Nergens\n", ("NO_SUCH_RECORD", "a.csv, row 2, column areas")),
        ("name,extra\nA,{\n", ("BAD_JSON", "a.csv, row 2, column extra")),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, expected: tuple[str, str]) -> None:
    plan = plan_of(Graph(), {"a.csv": text})
    assert places(plan) == [expected]
    assert plan.changes == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("A,Z,KNOWS", ("DANGLING_END", "ties.csv, row 2, column to")),
        ("A,A,KNOWS", ("SELF_TIE", "ties.csv, row 2, column to")),
        ("A,B,LIKES", ("INVALID_VALUE", "ties.csv, row 2, column tieKind")),
        (",B,KNOWS", ("REQUIRED", "ties.csv, row 2, column from")),
    ],
)
def test_what_is_wrong_with_a_tie_is_named_with_its_place(row: str, expected: tuple[str, str]) -> None:
    plan = plan_of(Graph(), {"actors.csv": "name\nA\nB\n", "ties.csv": f"from,to,tieKind\n{row}\n"})
    assert places(plan) == [expected]


def test_an_unknown_value_can_be_mapped_to_a_kind() -> None:
    graph = imported({"a.csv": "naam,soort\nA,Stichting\n"}, kinds={"Stichting": "VOLUNTEER"})
    assert actor_named(graph, "A").actor_kind is ActorKind.VOLUNTEER
    assert json.loads(actor_named(graph, "A").extra or "") == {"soort": "Stichting"}


def test_ties_alone_are_joined_to_actors_there_are_by_id_or_name() -> None:
    graph = imported({"actors.csv": "id,name\na,Buurttuin\n1,Welzijn\n"})
    take_in(graph, plan_of(graph, {"ties.csv": "van,naar\nBuurttuin,WELZIJN\na,actors-1\n"}))
    assert [(tie.from_id, tie.to_id) for tie in ties(graph)] == [("a", "actors-1")] * 2


def test_a_name_that_two_actors_have_is_no_end() -> None:
    plan = plan_of(Graph(), {"actors.csv": "id,name\na,X\nb,X\nc,Y\n", "ties.csv": "from,to\nX,Y\n"})
    assert places(plan) == [("AMBIGUOUS_NAME", "ties.csv, row 2, column from")]


def test_the_same_number_may_be_an_actor_and_a_tie() -> None:
    graph = imported({"actors.csv": "id,name\n1,A\n2,B\n", "ties.csv": "id,source,target\n1,1,2\n"})
    assert [tie.id for tie in ties(graph)] == ["actors-tie-1"]


def test_an_empty_cell_tells_nothing_and_takes_nothing_away() -> None:
    graph = imported({"a.csv": "name,description,capacity\nA,tekst,FULL\n"})
    assert plan_of(graph, {"a.csv": "name,description,capacity\nA,,\n"}).changes == ()


def test_a_column_can_be_kept_as_it_is_by_name() -> None:
    graph = imported({"a.csv": "name,sector\nA,zorg\n"}, columns={"sector": "extra"})
    assert actor_named(graph, "A").sector is None
    assert json.loads(actor_named(graph, "A").extra or "") == {"sector": "zorg"}


def test_formulas_and_markup_stay_text() -> None:
    names = ["=1+1", "+31", "-5", "@x", "<b>vet</b>", "href=javascript:x"]
    graph = imported({"a.csv": "name\n" + "".join(f"{name}\n" for name in names)})
    assert [actor.name for actor in actors(graph)] == names
    assert links(graph) == []


def test_a_header_alone_changes_nothing() -> None:
    plan = plan_of(Graph(), {"a.csv": "name\n"})
    assert plan.changes == ()
    assert plan.ready
    assert tallies(plan)["ACTOR"] == (0, 0, 0, 0)


def test_an_id_of_a_tie_that_stands_twice_is_a_fault() -> None:
    plan = plan_of(Graph(), {"actors.csv": "name\nA\nB\n", "ties.csv": "id,from,to\nt,A,B\nt,B,A\n"})
    assert places(plan) == [("DUPLICATE_ID", "ties.csv, row 3, column id")]
