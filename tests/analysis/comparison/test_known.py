from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.comparison.known import held_in, known_of
from graphsvc.model.changes import updated
from tests.analysis.comparison.worlds import BETWEEN, EARLY, FIRST, LAST, Recorded, never, source, wave
from tests.records import actor, area, link, tie, view_of


def known(records, day=FIRST, past=never):
    """The ids that were known on a day."""
    view = view_of(records, day=day)
    found = known_of(view, held_in(view, None), day, past)
    return {*found.actors, *found.ties}


def test_what_nothing_tells_of_was_not_known():
    assert known([actor("a"), actor("b"), tie("a", "b")]) == set()


def test_what_was_verified_by_then_was_known_and_later_verification_tells_nothing():
    assert known([actor("a", lastVerified=str(FIRST)), actor("b", lastVerified=str(BETWEEN))]) == {"a"}


def test_what_comes_from_a_source_of_that_day_or_earlier_was_known():
    records = [source("old", FIRST), source("new", BETWEEN), source("undated", None)]
    actors = [actor(id, source=id_of) for id, id_of in (("a", "old"), ("b", "new"), ("c", "undated"))]
    assert known([*records, *actors]) == {"a"}


def test_who_was_invited_to_a_round_that_had_begun_was_known():
    rounds = [wave("first", EARLY), wave("second", BETWEEN), wave("ended", None, EARLY), wave("undated", None)]
    invited = [record for at in rounds for record in (actor(f"in-{at.id}"), link(f"in-{at.id}", "INVITED", at.id))]
    assert known([*rounds, *invited]) == {"in-first", "in-ended"}


def test_the_ends_of_a_known_tie_were_known():
    assert known([actor("a"), actor("b"), actor("c"), tie("a", "b", lastVerified=str(EARLY)), tie("b", "c")]) == {
        "a",
        "b",
        "a-KNOWS-b",
    }


def test_what_stood_in_the_log_by_then_was_known_with_its_ends():
    world = Recorded().on(FIRST, actor("a"), actor("b"), tie("a", "b")).on(BETWEEN, actor("c"), tie("b", "c"))
    assert known(world.graph.records(), past=world.past) == set()  # a graph of version 0 has no log yet
    view = world.view(day=FIRST)
    found = known_of(view, held_in(view, None), FIRST, world.past)
    assert {*found.actors, *found.ties} == {"a", "b", "a-KNOWS-b"}
    later = known_of(view, held_in(view, None), LAST, world.past)
    assert later == held_in(view, None)


def test_the_log_is_asked_only_of_what_nothing_else_tells_of():
    asked: list[str] = []

    def past(ids):
        asked.extend(ids)
        return []

    records = [actor("a", lastVerified=str(EARLY)), actor("b"), actor("c"), tie("a", "c", lastVerified=str(EARLY))]
    known(records, past=past)
    assert asked == ["b"]


def test_what_became_public_later_was_not_known_to_the_public():
    before, after = actor("a", visibility="ADVISORS"), actor("a", visibility="PUBLIC")
    world = Recorded().on(EARLY, before).on(BETWEEN, updated(before, after))
    for day, expected in ((FIRST, set()), (LAST, {"a"})):
        view = world.view(PUBLIC, day)
        assert set(known_of(view, held_in(view, None), day, world.past).actors) == expected
    view = world.view(day=FIRST)
    assert set(known_of(view, held_in(view, None), FIRST, world.past).actors) == {"a"}


def test_a_source_that_the_viewer_may_not_see_tells_nothing():
    hidden = source("old", EARLY)
    view = view_of([hidden, actor("a", source="old", visibility="PUBLIC")], PUBLIC, FIRST)
    assert not known_of(view, held_in(view, None), FIRST, never).actors


def test_an_area_holds_who_is_active_in_it_and_the_ties_among_them():
    records = [area("town", "MUNICIPALITY"), area("north"), link("north", "WITHIN", "town")]
    actors = [actor("a"), actor("b"), actor("c"), link("a", "ACTIVE_IN", "north"), link("b", "ACTIVE_IN", "town")]
    view = view_of([*records, *actors, tie("a", "b"), tie("b", "c")], day=FIRST)
    assert set(held_in(view, "town").actors) == {"a", "b"}
    assert set(held_in(view, "town").ties) == {"a-KNOWS-b"}
    assert set(held_in(view, "north").actors) == {"a"}
    assert len(held_in(view, None).actors) == 3
