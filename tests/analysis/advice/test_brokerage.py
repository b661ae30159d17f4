import pytest

from graphsvc.analysis.advice.brokerage import main_role
from graphsvc.model.records import Actor
from graphsvc.model.vocabularies import BrokerageRole
from tests.records import actor, tie, view_of


def role_in(view):
    club = view.actor("club")
    assert isinstance(club, Actor)
    return main_role(view, club)


def role(*kinds, ties=()):
    """The role of an informal network between neighbours of these kinds."""
    neighbours = [actor(f"n{number}", kind) for number, kind in enumerate(kinds)]
    view = view_of([actor("club"), *neighbours, *(tie("club", other.id) for other in neighbours), *ties])
    return role_in(view)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["INITIATIVE", "INITIATIVE"], BrokerageRole.COORDINATOR),
        (["WELFARE", "WELFARE"], BrokerageRole.CONSULTANT),
        (["WELFARE", "FAITH"], BrokerageRole.LIAISON),
        (["WELFARE", "INITIATIVE"], BrokerageRole.GATEKEEPER),
        (["WELFARE"], None),
        ([], None),
    ],
)
def test_the_role_follows_from_the_formality_of_those_on_both_sides(kinds, expected):
    # Ties count both ways: gatekeeper and representative come in equal number, and the first of the list is named.
    assert role(*kinds) is expected


def test_nobody_stands_between_two_that_are_tied():
    assert role("WELFARE", "FAITH", ties=[tie("n0", "n1")]) is None


def test_money_and_being_part_make_nobody_a_broker():
    ties = [tie("other", "club", "FUNDS"), tie("club", "whole", "PART_OF")]
    view = view_of([actor("club"), actor("other"), actor("whole"), *ties])
    assert role_in(view) is None


def test_the_role_for_most_pairs_is_named():
    assert role("WELFARE", "FAITH", "CARE", "FUNDER") is BrokerageRole.CONSULTANT
