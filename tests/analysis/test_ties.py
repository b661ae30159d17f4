from datetime import date

import pytest

from graphsvc.analysis.ties import (
    contacts_of,
    crosses_worlds,
    formal_contacts,
    is_contact,
    is_stale,
    living_ties,
    months_before,
    pair_strengths,
    strength,
)
from graphsvc.model.vocabularies import TieKind
from tests.records import DAY, actor, tie, view_of


@pytest.mark.parametrize("kind", TieKind)
def test_contact_is_of_five_kinds_and_of_intensity_two_or_more(kind):
    contact = kind in {"KNOWS", "EXCHANGES", "COLLABORATES", "FACILITATES", "REFERS_TO"}
    assert is_contact(tie("a", "b", kind, intensity=2)) is contact
    assert not is_contact(tie("a", "b", kind, intensity=1))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"intensity": 4, "confirmation": "MUTUAL"}, 1),
        ({"intensity": 4}, 0.8),
        ({"intensity": 4, "confirmation": "ONE_SIDED"}, 0.5),
        ({"intensity": 2, "confirmation": "MUTUAL"}, 0.5),
        ({"intensity": 4, "confirmation": "MUTUAL", "confidence": 0.25}, 0.5),
        ({"intensity": 4, "confirmation": "MUTUAL", "confidence": 0.5}, 1),
        ({"intensity": 1, "confirmation": "ONE_SIDED", "confidence": 0.0}, 0),
    ],
)
def test_strength_is_intensity_times_confirmation_times_confidence(values, expected):
    assert strength(tie("a", "b", **values)) == pytest.approx(expected)


def test_between_two_actors_the_strongest_tie_counts_whatever_its_direction():
    weak, strong = tie("a", "b", intensity=1), tie("b", "a", "EXCHANGES", intensity=4, confirmation="MUTUAL")
    view = view_of([actor("a"), actor("b"), weak, strong])
    assert pair_strengths(view) == {("a", "b"): 1}
    assert pair_strengths(view, [weak]) == {("a", "b"): pytest.approx(0.2)}


def test_a_tie_that_ended_is_not_current():
    view = view_of([actor("a"), actor("b"), tie("a", "b", validTo="2026-11-24")])
    assert pair_strengths(view) == {}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 24), 12, date(2025, 11, 24)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 11, 30), -3, date(2027, 2, 28)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, expected):
    assert months_before(day, months) == expected


def test_a_tie_is_stale_after_twelve_months_or_when_never_verified():
    assert is_stale(tie("a", "b"), DAY)
    assert is_stale(tie("a", "b", lastVerified="2025-11-23"), DAY)
    assert not is_stale(tie("a", "b", lastVerified="2025-11-24"), DAY)


def test_formal_contacts_are_organisations_in_contact_either_way():
    view = view_of(
        [
            actor("garden"),
            actor("choir"),
            actor("welfare", "WELFARE"),
            actor("town", "AUTHORITY"),
            actor("fund", "FUNDER"),
            tie("welfare", "garden"),
            tie("garden", "choir"),
            tie("garden", "town", intensity=1),
            tie("fund", "garden", "FUNDS"),
        ]
    )
    assert formal_contacts(view, "garden") == {"welfare"}
    assert {found.id for found in contacts_of(view, "garden")} == {"welfare-KNOWS-garden", "garden-KNOWS-choir"}
    assert formal_contacts(view, "choir") == set()


def test_ties_of_the_living_world_have_both_ends_there_and_are_not_about_money():
    view = view_of(
        [
            actor("garden"),
            actor("choir", "ASSOCIATION"),
            actor("shop", "BUSINESS"),
            actor("welfare", "WELFARE"),
            tie("garden", "choir", "PART_OF"),
            tie("choir", "garden", "FUNDS"),
            tie("garden", "shop"),
            tie("garden", "welfare"),
        ]
    )
    assert [found.id for found in living_ties(view)] == ["garden-PART_OF-choir"]


def test_worlds_are_crossed_between_living_and_system_world_only():
    garden, shop, welfare = actor("garden"), actor("shop", "BUSINESS"), actor("welfare", "WELFARE")
    assert crosses_worlds(garden, welfare)
    assert crosses_worlds(welfare, garden)
    assert not crosses_worlds(shop, welfare)
    assert not crosses_worlds(garden, shop)
