from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from tests.analysis.advice.worlds import TOLD, known, network, town
from tests.records import actor, link, signal, tie, view_of

ASK = "Nobody can introduce you here yet. Go by once and get acquainted."


def named(kind, id, **values):
    return make(RecordKind[kind], {"id": id, "name": id, **values})


def out_of_sight(records, **values):
    return advise(view_of(records), AdviceRequest(**{"area": "town", **values})).out_of_sight


def ways_in(records, **values):
    return [(group.way_in.text("en"), group.through) for group in out_of_sight(records, **values)]


def lonely(*more):
    """A network that nobody can introduce."""
    return [*town("north"), *network("club", "north"), *more]


def test_those_cut_off_are_grouped_by_their_ties_and_ordered_by_weight():
    records = [*town("north"), *(record for id in "abcdef" for record in network(id, "north"))]
    records += [tie("c", "d"), tie("d", "e"), known("welfare", "f")]
    found = out_of_sight(records)
    assert [(group.actors, group.weight) for group in found] == [(("c", "d", "e"), 3), (("a",), 1), (("b",), 1)]


def test_at_most_five_groups_are_shown():
    assert len(out_of_sight([*town("north"), *(record for id in "abcdefg" for record in network(id, "north"))])) == 5


def test_whom_another_rule_forbids_is_not_out_of_sight():
    records = [
        *town("north"),
        *network("hermit", "north", openToContact="NO"),
        *network("tired", "north", capacity="OVERASKED", capacityOn=TOLD),
        *network("calm", "north", acceptedRole="LET_GO"),
    ]
    assert out_of_sight(records) == ()


def test_a_place_that_both_use_is_the_way_in():
    place = [named("MEETING_PLACE", "hall"), link("club", "USES", "hall"), link("welfare", "USES", "hall")]
    assert ways_in(lonely(*place)) == [("club uses hall, and so does welfare.", ("hall", "welfare"))]


def test_a_place_may_be_shared_with_a_network_in_contact_but_not_with_one_to_be_left_alone():
    place = [named("MEETING_PLACE", "hall"), link("club", "USES", "hall"), link("friend", "USES", "hall")]
    records = lonely(*place, tie("friend", "welfare"))
    assert ways_in([*records, actor("friend")]) == [("club uses hall, and so does friend.", ("hall", "friend"))]
    assert ways_in([*records, actor("friend", openToContact="NO")]) == [(ASK, ())]


def test_a_gathering_that_both_attended_is_the_way_in():
    records = [
        named("GATHERING", "evening"),
        link("club", "ATTENDED", "evening"),
        link("welfare", "ATTENDED", "evening"),
    ]
    assert ways_in(lonely(*records)) == [("club and welfare both attended evening.", ("evening", "welfare"))]


def test_a_signal_raised_is_the_way_in():
    records = [signal("need"), link("club", "RAISED", "need")]
    assert ways_in(lonely(*records)) == [("club raised a signal. An answer to it is a way in.", ("need",))]


def test_a_place_comes_before_a_signal():
    records = [signal("need"), link("club", "RAISED", "need"), named("MEETING_PLACE", "hall")]
    records += [link("club", "USES", "hall"), link("welfare", "USES", "hall")]
    assert ways_in(lonely(*records))[0][1] == ("hall", "welfare")


def test_else_one_goes_there_and_asks():
    assert ways_in(lonely()) == [(ASK, ())]


def test_coverable_all_counts_those_out_of_sight():
    found = advise(
        view_of([*lonely(), *network("near", "north"), known("welfare", "near")]), AdviceRequest(area="town")
    )
    assert (found.covered, found.coverable, found.coverable_all) == (1, 1, 2)
    assert found.unreached == ("club",)
