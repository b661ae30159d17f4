from graphsvc.analysis.comparison.differences import count_of, differences
from graphsvc.model.vocabularies import ActorChangeKind, DifferenceCause, TieChangeKind
from tests.analysis.comparison.worlds import held, told
from tests.records import actor, tie

A, B, C, D = actor("a"), actor("b"), actor("c"), actor("d")


def found(before, after, there=None):
    changes = differences(held(*before), held(*after), held(*(before if there is None else there)))
    return {id: f"{kind} {cause}" for id, (kind, cause) in told(changes).items()}


def test_nothing_differs_from_itself():
    assert found([A, B, tie("a", "b")], [A, B, tie("a", "b")]) == {}


def test_ties_between_actors_of_both_days_that_began_or_ended_are_real_change():
    assert found([A, B, C, tie("a", "b")], [A, B, C, tie("b", "c")]) == {
        "a-KNOWS-b": "LOST REAL_CHANGE",
        "b-KNOWS-c": "MADE REAL_CHANGE",
    }


def test_actors_that_came_and_went_take_their_ties_along():
    assert found([A, B, tie("a", "b")], [A, C, tie("a", "c")]) == {
        "b": "WENT NEW_ACTORS",
        "c": "CAME NEW_ACTORS",
        "a-KNOWS-b": "LOST NEW_ACTORS",
        "a-KNOWS-c": "MADE NEW_ACTORS",
    }


def test_what_was_there_but_not_known_is_new_data():
    everything = [A, B, C, tie("a", "b"), tie("b", "c")]
    assert found([A, B], everything, there=everything) == {
        "c": "FOUND NEW_DATA",
        "a-KNOWS-b": "FOUND NEW_DATA",
        "b-KNOWS-c": "FOUND NEW_DATA",
    }


def test_a_tie_that_began_with_an_actor_that_was_found_later_is_new_data():
    assert found([A], [A, B, tie("a", "b")], there=[A, B]) == {"b": "FOUND NEW_DATA", "a-KNOWS-b": "MADE NEW_DATA"}


def test_a_tie_between_one_that_came_and_one_that_was_found_is_new_data():
    assert found([A], [A, B, C, tie("b", "c")], there=[A, B])["b-KNOWS-c"] == "MADE NEW_DATA"


def test_changes_are_counted_by_what_is_asked():
    changes = differences(held(A, B, tie("a", "b")), held(A, C, D, tie("a", "c")), held(A, B, tie("a", "b")))
    assert count_of(changes.actors) == 3
    assert count_of(changes.actors, kind=ActorChangeKind.CAME) == 2
    assert count_of(changes.ties, kind=TieChangeKind.LOST, cause=DifferenceCause.NEW_ACTORS) == 1
    assert count_of(changes.ties, cause=DifferenceCause.REAL_CHANGE) == 0
