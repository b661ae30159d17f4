"""Records with changes over them read as they will be once the changes are written."""

from datetime import date
from typing import Any

from graphsvc.graph.edits import ending, updating
from graphsvc.graph.graph import Graph
from graphsvc.graph.overlay import Overlay
from graphsvc.model.changes import ChangeSet, Entry, created
from graphsvc.model.kinds import LinkKind
from graphsvc.model.vocabularies import ChangeAction, TieKind
from tests.records import actor, area, link, tie


def test_it_reads_as_the_graph_does_once_its_changes_are_applied():
    graph = Graph.of([actor("a"), actor("b"), area("w"), area("v"), tie("a", "b", "PART_OF"), link("w", "WITHIN", "v")])
    records = Overlay(graph)
    records.add(
        [created(actor("c")), created(tie("b", "c", "PART_OF")), updating(records, "w-WITHIN-v", 1, {"to": "w"})]
    )
    records.add(ending(records, "b", 1, date(2026, 1, 1)))
    changes = tuple(records.changes)
    expected = Graph.of(list(graph.records()))
    expected.apply(Entry(version=1, changes=ChangeSet(changes=changes, by="test")))
    for id in ("a", "b", "c", "w", "v"):
        assert records.find(id) == expected.find(id)
        assert {edge.id: edge for edge in records.edges_at(id)} == {edge.id: edge for edge in expected.edges_at(id)}
        for kind in (TieKind.PART_OF, LinkKind.WITHIN):
            assert records.hierarchy(kind, id) == expected.hierarchy(kind, id)
    assert records.find("nobody") is None


def test_a_record_changed_twice_is_one_change_of_one_revision():
    records = Overlay(Graph.of([actor("a"), actor("b")]))
    records.add([created(tie("a", "b"))])
    records.add(ending(records, "a", 1, date(2026, 1, 1)))
    records.add(ending(records, "b", 1, date(2025, 1, 1)))
    changes: dict[str, Any] = {change.id: change for change in records.changes}
    assert (changes["a-KNOWS-b"].action, changes["a-KNOWS-b"].after.revision) == (ChangeAction.CREATED, 1)
    assert changes["a-KNOWS-b"].after.valid_to == date(2025, 1, 1)
    assert [change.id for change in records.changes] == ["a-KNOWS-b", "a", "b"]
