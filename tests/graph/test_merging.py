"""Two records of one thing: nothing that either told is lost, and nothing is told twice."""

from datetime import date

import pytest

from graphsvc.errors import BadInput, NotFound
from graphsvc.graph.edits import merging
from graphsvc.graph.graph import Graph
from graphsvc.model.changes import ChangeSet, Entry
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.rules import violations
from tests.records import actor, area, link, theme, tie


def merged(records, kept="kept", taken="taken"):
    graph = Graph.of(records)
    changes = merging(graph, kept, taken)
    assert violations(changes, graph) == []
    graph.apply(Entry(version=1, changes=ChangeSet(changes=tuple(changes), by="test")))
    assert graph.find(taken) is None
    return graph


def test_what_only_the_taken_record_tells_is_taken_over():
    kept = actor(
        "kept", name="Buurttuin", sector="groen", tags=["a"], validFrom="2024-01-01", lastVerified="2025-01-01"
    )
    taken = actor(
        "taken", name="De Tuin", otherNames=["Tuintje"], sector="welzijn", website="https://tuin.nl", capacity="ROOM",
        tags=["b", "a"], validFrom="2022-01-01", lastVerified="2024-01-01", formality="SEMI_FORMAL",
    )  # fmt: skip
    found = merged([kept, taken]).find("kept")
    assert (found.name, found.other_names, found.sector) == ("Buurttuin", ("De Tuin", "Tuintje"), "groen")
    assert (found.website, found.capacity, found.tags) == ("https://tuin.nl", "ROOM", ("a", "b"))
    assert (found.valid_from, found.last_verified) == (date(2022, 1, 1), date(2025, 1, 1))
    # What was told comes before what was only assumed.
    assert (found.formality, found.assumed) == ("SEMI_FORMAL", ())


def test_what_few_may_see_is_not_shown_to_more_by_a_merge():
    both = [actor("kept", visibility="PUBLIC"), actor("taken", visibility="ADVISORS", contactPoint="x@example.org")]
    assert merged(both).find("kept").visibility == "ADVISORS"


def test_ties_move_along_none_is_merged_away_and_those_of_the_two_with_each_other_go():
    graph = merged([
        actor("kept"), actor("taken"), actor("c"), tie("kept", "c"), tie("taken", "c"), tie("c", "taken", "FUNDS"),
        tie("kept", "taken"), tie("taken", "kept"),
    ])  # fmt: skip
    ties = sorted((edge.from_id, edge.tie_kind, edge.to_id) for edge in graph.edges_at("c"))
    assert ties == [("c", "FUNDS", "kept"), ("kept", "KNOWS", "c"), ("kept", "KNOWS", "c")]
    assert len(graph.edges_at("kept")) == 3


def test_a_link_that_both_have_becomes_one_that_holds_as_long_as_either():
    graph = merged([
        actor("kept"), actor("taken"), area("w"), area("v"), make(RecordKind.PROCESS, {"id": "p", "name": "P"}),
        link("kept", "ACTIVE_IN", "w", validFrom="2024-01-01"), link("taken", "ACTIVE_IN", "w", validTo="2025-01-01"),
        link("taken", "ACTIVE_IN", "v"), link("kept", "TAKES_PART", "p"),
        link("taken", "TAKES_PART", "p", role="gastheer"),
    ])  # fmt: skip
    [one] = graph.edges_at("w")
    assert (one.id, one.valid_from, one.valid_to) == ("kept-ACTIVE_IN-w", None, None)
    [other] = graph.edges_at("v")
    assert (other.id, other.from_id) == ("taken-ACTIVE_IN-v", "kept")
    [part] = graph.edges_at("p")
    assert part.role == "gastheer"


def test_links_of_times_that_do_not_touch_stay_two():
    graph = merged([
        actor("kept"), actor("taken"), area("w"),
        link("kept", "ACTIVE_IN", "w", validTo="2020-01-01"), link("taken", "ACTIVE_IN", "w", validFrom="2023-01-01"),
    ])  # fmt: skip
    assert len(graph.edges_at("w")) == 2


def test_a_record_that_names_the_taken_one_names_the_kept_one():
    source = {"sourceKind": "SURVEY", "name": "S"}
    graph = merged([
        make(RecordKind.SOURCE, {"id": "kept", **source}), make(RecordKind.SOURCE, {"id": "taken", **source}),
        actor("a", source="taken"), actor("b"), tie("a", "b", source="taken"),
    ])  # fmt: skip
    assert {graph.find(id).source for id in ("a", "a-KNOWS-b")} == {"kept"}
    figure = {"name": "armoede", "value": 1, "year": 2024, "source": "CBS", "themes": ["taken", "kept"]}
    graph = merged([
        theme("kept"), theme("taken"), area("w", figures=[figure]),
        make(RecordKind.REVIEW, {"id": "r", "subject": "taken", "by": "ADVISOR"}),
    ])  # fmt: skip
    assert graph.find("w").figures[0].themes == ("kept",)
    assert graph.find("r").subject == "kept"


@pytest.mark.parametrize(
    ("kept", "taken", "code"),
    [("a", "a", "SAME_RECORD"), ("a", "w", "KINDS_DIFFER"), ("a-KNOWS-b", "b-KNOWS-a", "KINDS_DIFFER")],
)
def test_only_two_records_of_a_kind_become_one(kept, taken, code):
    graph = Graph.of([actor("a"), actor("b"), area("w"), tie("a", "b"), tie("b", "a")])
    with pytest.raises(BadInput) as caught:
        merging(graph, kept, taken, "input.")
    assert [(fault.place, fault.code) for fault in caught.value.faults] == [("input.take", code)]
    with pytest.raises(NotFound):
        merging(graph, "a", "nobody")


def test_a_merge_that_would_put_a_part_inside_itself_is_refused_by_the_rules():
    records = [area("kept"), area("taken"), area("m"), link("kept", "WITHIN", "m"), link("m", "WITHIN", "taken")]
    graph = Graph.of(records)
    assert "CYCLE" in {fault.code for fault in violations(merging(graph, "kept", "taken"), graph)}
