from datetime import date

from graphsvc.analysis.reach.claims import claims_in
from tests.analysis.reach.places import TOWN, offering, serving
from tests.records import actor, link, view_of


def claimed(records, area="north", group="old"):
    """Actor -> what its claim rests on, and whether it only works more widely."""
    found = claims_in(view_of([*TOWN, *records]), area).get(group, [])
    return {claim.actors[0]: (claim.records, claim.area_wide) for claim in found}


def test_an_actor_claims_by_saying_so_itself():
    assert claimed(serving("a", "old", "north")) == {"a": (("a-SERVES-old",), False)}
    assert claimed(serving("a", "old", "south")) == {}
    assert claimed(serving("a", "old", "south"), "town") == {"a": (("a-SERVES-old",), False)}
    assert claimed(serving("a", "young", "north")) == {}


def test_who_only_works_more_widely_is_told_apart():
    assert claimed(serving("a", "old", "town")) == {"a": (("a-SERVES-old",), True)}


def test_an_offering_is_where_it_is_given_else_where_its_actor_works():
    here = [actor("a"), link("a", "ACTIVE_IN", "north")]
    assert claimed([*here, *offering("o", "a", "old")]) == {"a": (("o",), False)}
    assert claimed([*here, *offering("o", "a", "old", "north")]) == {"a": (("o",), False)}
    assert claimed([*here, *offering("o", "a", "old", "south")]) == {}
    assert claimed([*here, *offering("o", "a", "old", "town")]) == {"a": (("o",), True)}


def test_an_offering_given_here_by_an_actor_from_elsewhere_counts():
    elsewhere = [actor("a"), link("a", "ACTIVE_IN", "south")]
    assert claimed([*elsewhere, *offering("o", "a", "old", "north")]) == {"a": (("o",), False)}


def test_an_actor_makes_one_claim_however_often_it_says_so():
    twice = [*serving("a", "old", "town"), *offering("o", "a", "old", "north")]
    assert claimed(twice) == {"a": (("a-SERVES-old", "o"), False)}


def test_without_an_area_all_claims_count():
    records = [*serving("a", "old", "north"), *serving("b", "old", "town"), actor("c"), link("c", "SERVES", "old")]
    assert set(claimed([*records, *offering("o", "c", "old", "south")], None)) == {"a", "b", "c"}


def test_a_claim_has_the_day_on_which_its_actor_was_verified_if_that_had_come():
    records = [*serving("a", "old", "north", lastVerified="2026-03-01"), *serving("b", "old", "north")]
    for day, expected in ((date(2026, 6, 1), date(2026, 3, 1)), (date(2026, 1, 1), None)):
        one, other = claims_in(view_of([*TOWN, *records], day=day), "north")["old"]
        assert (one.on, other.on) == (expected, None)
