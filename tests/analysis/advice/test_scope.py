from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.advice.scope import scope_of
from graphsvc.model.vocabularies import ReachedBy
from tests.analysis.advice.worlds import known, network, town
from tests.records import actor, area, link, tie, view_of


def scope(records, **values):
    return scope_of(view_of(records), AdviceRequest(**{"area": "town", **values}))


def test_the_networks_are_of_the_living_world_and_active_in_the_area_or_inside_it():
    records = [
        *town("north"),
        area("far"),
        *network("inside", "north"),
        *network("itself", "town"),
        *network("unwilling", "north", openToContact="NO"),
        *network("away", "far"),
        *network("shop", "north", kind="BUSINESS"),
        *network("set-shop", "north", kind="BUSINESS", formality="INFORMAL"),
    ]
    assert scope(records).networks == ("inside", "itself", "set-shop", "unwilling")
    assert scope(records, area=None).networks == ("away", "inside", "itself", "set-shop", "unwilling")


def test_a_part_of_a_network_is_not_counted_beside_it():
    records = [
        *town("north"),
        area("far"),
        *network("whole", "north"),
        *network("part", "north"),
        *network("part-of-part", "north"),
        *network("elsewhere", "far"),
        *network("branch", "north"),
        tie("part", "whole", "PART_OF"),
        tie("part-of-part", "part", "PART_OF"),
        tie("branch", "elsewhere", "PART_OF"),
    ]
    assert scope(records).networks == ("branch", "whole")


def test_a_circle_of_parts_hides_nobody():
    parts = [tie("a", "b", "PART_OF"), tie("b", "a", "PART_OF")]
    assert scope([*town("north"), *network("a", "north"), *network("b", "north"), *parts]).networks == ("a", "b")


def test_who_may_ask_is_formal_and_active_in_the_area_or_wider():
    records = [
        *town("north"),
        area("region", "REGION"),
        area("far"),
        link("town", "WITHIN", "region"),
        *network("county", "region", kind="AUTHORITY"),
        *network("stranger", "far", kind="CARE"),
        *network("club", "north"),
    ]
    assert scope(records).askers == ("county", "welfare")
    assert scope(records, area=None).askers == ("county", "stranger", "welfare")
    assert scope(records, asking="stranger").askers == ("stranger",)


def test_contact_takes_a_tie_of_contact_of_intensity_two_with_a_formal_actor_of_the_area():
    records = [*town("north"), area("far"), *network("stranger", "far", kind="CARE")]
    ties = {
        "member": tie("member", "welfare", "MEMBER_OF", intensity=4),
        "acquaintance": known("acquaintance", "welfare"),
        "funded": tie("welfare", "funded", "FUNDS", intensity=4),
        "abroad": tie("abroad", "stranger"),
        "friend": tie("welfare", "friend", "REFERS_TO"),
        "ended": tie("welfare", "ended", validTo="2026-11-24"),
    }
    records += [record for id in ties for record in network(id, "north")]
    assert scope([*records, *ties.values()]).contacts == {"friend": 1.0}
    assert scope([*records, *ties.values()], asking="stranger").contacts == {"friend": 1.0}
    asking = scope([*records, *ties.values()], asking="stranger", reached_by=ReachedBy.ASKING)
    assert asking.contacts == {"abroad": 1.0}
    assert asking.partners["abroad"] == 1


def test_contact_that_is_one_sided_throughout_counts_half():
    records = [*town("north"), *network("a", "north"), *network("b", "north")]
    ties = [tie("a", "welfare", confirmation="ONE_SIDED"), tie("b", "welfare", confirmation="ONE_SIDED")]
    assert scope([*records, *ties, tie("b", "welfare", "EXCHANGES")]).contacts == {"a": 0.5, "b": 1.0}


def test_who_is_in_contact_need_not_be_in_scope():
    records = [*town("north"), area("far"), *network("away", "far"), tie("away", "welfare")]
    assert scope(records).contacts == {"away": 1.0}


def test_the_actor_that_asks_is_none_of_the_networks_to_reach():
    records = [*town("north"), *network("club", "north"), *network("other", "north"), actor("far", "CARE")]
    assert scope(records, asking="club").networks == ("other",)


def test_fairness_is_between_the_areas_directly_within_or_those_within_none():
    records = [*town("north", "south"), area("street", "NEIGHBOURHOOD"), link("street", "WITHIN", "north")]
    assert scope(records).parts == ("north", "south")
    assert scope(records, area="north").parts == ("street",)
    assert scope(records, area=None).parts == ("town",)
