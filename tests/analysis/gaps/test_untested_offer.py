from datetime import date

import pytest

from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapFamily, GapKind, Move
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, subjects, town
from tests.records import DAY, link, signal, theme, view_of


def offering(id="visits", by="welfare", place="north", about="loneliness", **values):
    name = values.pop("name", id)
    record = make(
        RecordKind.OFFERING, {"id": id, "name": name, "offeringKind": "SUPPORT", "lastVerified": VERIFIED, **values}
    )
    links = [link(by, "OFFERS", id), link(id, "FOCUSES_ON", about)]
    return [record, *links, *([link(id, "LOCATED_IN", place)] if place else [])]


def gathering(day="2026-06-01", place="north"):
    return [
        make(RecordKind.GATHERING, {"id": f"met-{place}", "name": "met", "date": day}),
        link(f"met-{place}", "LOCATED_IN", place),
    ]


def spoken(about, place="north", **values):
    given = {"date": "2026-06-01", **values}
    return [signal("s", **given), link("s", "LOCATED_IN", place), link("s", "FOCUSES_ON", about)]


ASKED = [*town(), *active("welfare", "WELFARE"), theme("energy"), theme("lonely-men"), *gathering()]
ASKED.append(link("lonely-men", "BROADER", "loneliness"))


def untested(*records, world=ASKED, day=DAY, **asked):
    return gaps_of(view_of([*world, *records], day=day), GapKind.UNTESTED_OFFER, **asked)


def test_formal_offerings_where_residents_were_asked_and_nobody_spoke_of_it():
    (gap,) = untested(*offering())
    assert (gap.subjects, gap.area, gap.theme) == (("north", "loneliness"), "north", "loneliness")
    assert (gap.family, gap.move) == (GapFamily.VOICE, Move.ORGANISATION)
    assert gap.records() == ("north", "visits", "welfare")
    assert untested() == []


def test_where_residents_were_not_asked_nobody_can_say_so():
    assert untested(*offering(place="south")) == []
    assert untested(*offering(place="south"), *gathering(place="south"))
    unasked = [record for record in ASKED if not record.id.startswith("met")]
    assert untested(*offering(), world=unasked) == []
    assert untested(*offering(), *gathering("2024-11-23"), world=unasked) == []
    assert untested(*offering(), *gathering("2024-11-24"), world=unasked)


@pytest.mark.parametrize(
    ("about", "spoke"), [("loneliness", True), ("meeting", True), ("lonely-men", True), ("energy", False)]
)
def test_who_spoke_of_the_theme_or_of_a_broader_or_narrower_one_spoke_of_it(about, spoke):
    assert bool(untested(*offering(), *spoken(about))) is not spoke


def test_what_residents_said_counts_wherever_in_the_area_and_whenever_up_to_the_day():
    assert untested(*offering(), *spoken("loneliness", place="corner")) == []
    assert untested(*offering(), *spoken("loneliness", place="south"))
    assert untested(*offering(), *spoken("loneliness", date="2019-01-01")) == []
    later = [*offering(), *spoken("loneliness", date="2026-11-01")]
    assert untested(*later) == []
    assert untested(*later, day=date(2026, 10, 31))


@pytest.mark.parametrize("about", ["loneliness", "meeting", "lonely-men"])
def test_where_an_initiative_works_on_it_there_is_none(about):
    assert untested(*offering(), *active("garden", themes=(about,))) == []
    assert untested(*offering(), *active("garden", themes=("energy",)))
    assert untested(*offering(), *active("garden", place="south", themes=(about,)))
    assert untested(*offering(), *active("garden", place="town", themes=(about,)))  # only area-wide
    assert untested(*offering(), *active("shop", "BUSINESS", themes=(about,)))


def test_it_takes_an_offer_of_a_formal_actor_on_the_theme():
    assert untested(*active("garden", place="south"), *offering(by="garden")) == []
    assert untested(*active("council", "COUNCIL", place="south"), *offering(by="council")) == []
    assert subjects(untested(*offering(about="energy"))) == {("north", "energy")}
    assert subjects(untested(*offering(about="lonely-men"))) == {("north", "lonely-men")}


def test_an_offering_is_where_it_is_held_or_else_where_those_that_offer_it_are():
    assert untested(*offering(place=None))
    assert untested(*offering(place="south")) == []
    assert untested(*offering(place="corner"))
    assert untested(*offering(place="town")) == []


@pytest.mark.parametrize(
    "name",
    [
        "Veiligheid",
        "Een veilig thuis",
        "Community safety",
        "Kinderbescherming",
        "Jeugdzorg",
        "Child Protection",
        "Suïcidepreventie",
        "Zelfdoding",
        "Suicide prevention",
        "Huiselijk geweld",
    ],
)
def test_never_for_safety_child_protection_or_suicide(name):
    assert untested(*offering(about="t"), theme("t", name="Wonen"))
    assert untested(*offering(about="t"), theme("t", name=name)) == []
    assert untested(*offering(about="t"), theme("t", name="Wonen", nameEn=name)) == []
    assert untested(*offering(about="t"), theme("t"), theme("broad", name=name), link("t", "BROADER", "broad")) == []
    assert untested(*offering(name=name)) == []
    assert untested(*offering(description=f"Over {name}.")) == []
    assert untested(*offering(tags=[name])) == []
    assert untested(*offering(by="it"), *active("it", "CARE", name=name)) == []


def test_it_is_of_its_theme_and_of_the_broader_ones():
    assert untested(*offering(), theme="meeting") == untested(*offering(), theme="loneliness") == untested(*offering())
    assert untested(*offering(), theme="energy") == []


def test_what_is_never_tested_leaves_other_offers_as_they_are():
    (gap,) = untested(*offering(), *offering("watch", name="Veilig op straat"))
    assert gap.records() == ("north", "visits", "welfare")


def test_small_areas_have_none_and_neighbourhoods_on_request():
    assert untested(*offering(place="corner"), neighbourhoods=True, area="corner") == []
    assert untested(*offering(place="corner"), *gathering(place="corner"), area="corner")


def test_it_depends_on_how_well_the_area_is_known_and_when_the_offer_was_verified():
    (gap,) = untested(*offering())
    assert (gap.certainty, gap.as_question, gap.severity_parts.touched) == (0.4, True, 0.5)
    old = [*town(), *active("welfare", "WELFARE", lastVerified=None), *gathering()]
    (unverified,) = untested(*offering(lastVerified=None), world=old)
    assert unverified.certainty == 0.25


def test_what_only_government_offers_is_governments_move():
    assert untested(*offering(by="gov"), *active("gov", "AUTHORITY"))[0].move is Move.GOVERNMENT
    both = [*offering(), link("gov", "OFFERS", "visits"), *active("gov", "AUTHORITY")]
    assert untested(*both)[0].move is Move.ORGANISATION
