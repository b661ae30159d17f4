"""Columns hold what records say, follow each change, and keep nothing of what is gone."""

from typing import Any

import numpy as np

from graphsvc.graph.field_columns import columns_of
from graphsvc.graph.graph import Graph
from graphsvc.model.changes import Change, ChangeSet, Entry, created, updated
from graphsvc.model.fields import field_by_key
from graphsvc.model.make import remade
from graphsvc.model.records import Actor, Area, Tie
from graphsvc.model.vocabularies import ChangeAction
from tests.records import actor, area, tie


def network():
    return Graph.of([actor("tuin", sector="groen", tags=["nieuw"]), area("oost"), actor("koor"), tie("tuin", "koor")])


def apply(graph, *changes):
    graph.apply(Entry(version=graph.version + 1, changes=ChangeSet(changes=changes, by="test")))


def gone(record):
    return Change(action=ChangeAction.ERASED, before=record)


def values(graph, struct, key):
    column = columns_of(graph).of(struct, field_by_key(struct)[key])
    return [column.coding.value(code) for code in column.all]


def test_a_column_holds_the_values_of_every_kind_that_has_the_field():
    graph = network()
    assert values(graph, Actor, "name") == values(graph, Area, "name") == ["tuin", "oost", "koor"]
    assert values(graph, Actor, "sector") == ["groen", None, None]
    assert values(graph, Tie, "intensity") == [2]


def test_a_field_of_another_type_has_a_column_of_its_own():
    graph = network()
    assert values(graph, Area, "level") == [None, "DISTRICT", None]
    assert values(graph, Actor, "residentsReached") == [None, None, None]


def test_a_column_follows_changes_and_new_records():
    graph = network()
    assert values(graph, Actor, "sector") == ["groen", None, None]
    old = graph.find("tuin")
    apply(graph, updated(old, remade(old, {"sector": "zorg"})), created(actor("bus", sector="vervoer")))
    assert values(graph, Actor, "sector") == ["zorg", None, None, "vervoer"]


def test_what_is_gone_leaves_nothing_in_a_column():
    graph = network()
    columns = columns_of(graph)
    sector, tags = columns.of(Actor, field_by_key(Actor)["sector"]), columns.list_of(Actor, field_by_key(Actor)["tags"])
    words = columns.words(Actor, [field_by_key(Actor)["name"]])
    assert words.at(np.array([0])) == ["tuin"]
    coding: Any = sector.coding
    coding.where(sector.all, lambda texts: ["groen" in text for text in texts])
    apply(graph, gone(graph.find("tuin-KNOWS-koor")), gone(graph.find("tuin")))
    for kept in (sector, tags, words):
        assert not any(
            text in repr(vars(kept)) + repr(vars(getattr(kept, "coding", kept))) for text in ("groen", "nieuw", "tuin")
        )


def test_a_text_that_two_records_share_stays_while_one_has_it():
    graph = Graph.of([actor("a", sector="groen"), actor("b", sector="groen")])
    coding = columns_of(graph).of(Actor, field_by_key(Actor)["sector"]).coding
    apply(graph, gone(graph.find("a")))
    assert coding.code("groen") is not None
    apply(graph, gone(graph.find("b")), created(actor("c", sector="zorg")))
    assert coding.code("groen") is None
    assert values(graph, Actor, "sector") == [None, None, "zorg"]
