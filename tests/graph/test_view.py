from datetime import date
from typing import Any

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.changes import Change, ChangeSet, Entry, created, updated
from graphsvc.model.make import remade
from graphsvc.model.records import Actor, Area
from graphsvc.model.vocabularies import ChangeAction, Direction
from tests.records import DAY, actor, area, link, signal, theme, tie, view_of


def ids(records):
    return {record.id for record in records}


def entry(version, *changes):
    return Entry(version=version, changes=ChangeSet(changes=changes, by="test"))


def found(graph: Graph, id: str) -> Any:
    return graph.find(id)


NETWORK = [
    actor("seen", visibility="PUBLIC"),
    actor("hidden"),
    actor("friend", visibility="PUBLIC"),
    tie("seen", "friend", visibility="PUBLIC"),
    tie("seen", "hidden", visibility="PUBLIC"),
    tie("friend", "seen", "EXCHANGES"),
]


def test_public_sees_public_records_and_ties_between_them_only():
    view = view_of(NETWORK, PUBLIC)
    assert ids(view.actors()) == {"seen", "friend"}
    assert ids(view.ties()) == {"seen-KNOWS-friend"}
    assert view.get("hidden") is None
    assert view.get("friend-EXCHANGES-seen") is None
    assert ids(view.ties_of("seen")) == {"seen-KNOWS-friend"}
    assert view.ties_of("hidden") == []


def test_an_administrator_sees_all():
    view = view_of(NETWORK)
    assert ids(view.actors()) == {"seen", "hidden", "friend"}
    assert len(list(view.ties())) == 3


def test_a_record_holds_from_its_first_day_until_the_day_it_ends():
    records = [actor("a", validFrom="2026-01-01", validTo="2026-06-01")]
    shown = {
        day: ids(view_of(records, day=day).actors())
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1))
    }
    assert list(shown.values()) == [set(), {"a"}, {"a"}, set()]
    assert ids(view_of(records, day=None).actors()) == {"a"}


def test_a_tie_is_not_seen_when_an_end_has_ended():
    view = view_of([actor("a"), actor("b", validTo="2026-01-01"), tie("a", "b")])
    assert list(view.ties()) == []


def test_ties_of_an_actor_by_direction_and_an_undirected_one_is_both():
    view = view_of([actor("a"), actor("b"), tie("a", "b"), tie("b", "a", "REFERS_TO"), tie("a", "b", "COLLABORATES")])
    assert ids(view.ties_of("a", Direction.OUT)) == {"a-KNOWS-b", "a-COLLABORATES-b"}
    assert ids(view.ties_of("a", Direction.IN)) == {"b-REFERS_TO-a", "a-COLLABORATES-b"}
    assert ids(view.ties_of("b", Direction.OUT)) == {"b-REFERS_TO-a", "a-COLLABORATES-b"}
    assert len(view.ties_of("a")) == 3


AREAS = [
    area("city", "MUNICIPALITY"),
    area("north"),
    area("mill", "NEIGHBOURHOOD"),
    link("north", "WITHIN", "city"),
    link("mill", "WITHIN", "north"),
]


def test_an_actor_is_active_in_an_area_when_linked_to_it_or_to_one_inside_it():
    view = view_of(
        [*AREAS, actor("a"), actor("wide"), link("a", "ACTIVE_IN", "mill"), link("wide", "ACTIVE_IN", "city")]
    )
    assert ids(view.active_in("north")) == {"a"}
    assert ids(view.active_in("city")) == {"a", "wide"}
    assert ids(view.area_wide("north")) == {"wide"}
    assert ids(view.area_wide("city")) == set()
    assert view.areas_of("a") == {"mill", "north", "city"}
    assert view.municipality_of("a") == view.get("city")


def test_a_theme_includes_its_narrower_ones_and_an_actor_has_those_of_its_offerings():
    from graphsvc.model.kinds import RecordKind
    from graphsvc.model.make import make

    offer = make(RecordKind.OFFERING, {"id": "o", "name": "o", "offeringKind": "ACTIVITY"})
    view = view_of(
        [theme("meeting"), theme("walking"), link("walking", "BROADER", "meeting"), actor("a"), offer]
        + [link("a", "OFFERS", "o"), link("o", "FOCUSES_ON", "walking")]
    )
    assert view.themes_of("a") == {"walking", "meeting"}
    assert view.narrower("meeting") == {"walking", "meeting"}


def test_signals_of_an_area_include_those_inside_it():
    view = view_of([*AREAS, signal("s"), link("s", "LOCATED_IN", "mill")])
    from graphsvc.model.records import Signal

    assert ids(view.located_in("city", Signal)) == {"s"}


@pytest.mark.parametrize("viewer", [ADMIN, PUBLIC], ids=["admin", "public"])
def test_a_view_that_follows_changes_equals_one_made_anew(viewer):
    graph = Graph.of(NETWORK)
    view = View(graph, viewer, DAY)
    hidden, seen = found(graph, "hidden"), found(graph, "seen")
    shown = updated(hidden, remade(hidden, {"visibility": "PUBLIC"}))
    steps = [
        [created(actor("new", visibility="PUBLIC")), created(tie("new", "seen", visibility="PUBLIC"))],
        [shown],
        [updated(seen, remade(seen, {"validTo": "2026-01-01"}), ChangeAction.ENDED)],
        [Change(action=ChangeAction.ERASED, before=graph.find("friend-EXCHANGES-seen"))],
        [
            Change(action=ChangeAction.ERASED, before=shown.after),
            Change(action=ChangeAction.ERASED, before=graph.find("seen-KNOWS-hidden")),
        ],
    ]
    for version, changes in enumerate(steps, start=1):
        view.update(graph.apply(entry(version, *changes)))
        fresh = View(graph, viewer, DAY)
        assert ids(view.actors()) == ids(fresh.actors())
        assert ids(view.ties()) == ids(fresh.ties())


def test_taking_away_what_is_not_there_changes_nothing():
    graph = Graph.of(NETWORK)
    absent = Change(action=ChangeAction.ERASED, before=tie("friend", "hidden"))
    view = View(graph, ADMIN, DAY)
    view.update(graph.apply(entry(1, absent)))
    assert ids(view.ties()) == ids(view_of(NETWORK).ties())


def test_versions_are_applied_strictly_in_order():
    with pytest.raises(ValueError, match="version 2 cannot follow 0"):
        Graph().apply(entry(2))


def test_an_area_added_later_counts_at_once():
    graph = Graph.of([area("city", "MUNICIPALITY"), actor("a")])
    view = View(graph, ADMIN, DAY)
    assert view.active_in("city") == []
    changes = [area("north"), link("north", "WITHIN", "city"), link("a", "ACTIVE_IN", "north")]
    view.update(graph.apply(entry(1, *map(created, changes))))
    assert ids(view.active_in("city")) == {"a"}
    assert ids(view.records(Area)) == {"city", "north"}
    assert ids(view.records(Actor)) == {"a"}


def test_the_data_date_is_the_latest_verification_up_to_the_day_of_the_view():
    verified = [actor("a", lastVerified="2023-05-01"), actor("b", lastVerified="2026-02-01"), actor("c")]
    assert view_of(verified).data_date == date(2026, 2, 1)
    assert view_of(verified, day=date(2024, 1, 1)).data_date == date(2023, 5, 1)
    assert view_of(verified, day=date(2020, 1, 1)).data_date is None
    assert view_of(verified, day=None).data_date == date(2026, 2, 1)
