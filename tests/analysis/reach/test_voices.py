from datetime import date

import pytest

from graphsvc.analysis.reach.claims import claims_in
from graphsvc.analysis.reach.voices import voices_in
from tests.analysis.reach.places import TOWN, offering, process, review, serving
from tests.records import DAY, actor, link, signal, view_of


def heard(records, area="north", group="old", day=DAY):
    view = view_of([*TOWN, *records], day=day)
    return voices_in(view, area, claims_in(view, area)).get(group, [])


def said(*more, **values):
    return [signal("s", **values), link("s", "LOCATED_IN", "north"), *more]


def test_a_signal_that_the_group_raised_is_heard_with_its_weight_and_who_answered():
    records = said(link("old", "RAISED", "s"), actor("a"), link("a", "ANSWERS", "s"), weight=7, date="2026-03-01")
    [voice] = heard([*records, actor("b"), *offering("o", "b", "young"), link("o", "ANSWERS", "s")])
    assert (voice.records, voice.residents, voice.on, voice.actors) == (("s",), 7, date(2026, 3, 1), ("a", "b"))
    assert len(heard(records, "town")) == 1
    assert heard(records, "south") == heard(records, group="young") == []
    assert len(heard(records, None)) == 1


def test_a_signal_of_an_actor_that_is_there_for_the_group_is_not_the_group_itself():
    assert heard(said(*serving("a", "old", "north"), link("a", "RAISED", "s"))) == []


def test_a_signal_has_the_day_of_its_source_and_does_not_count_before_it():
    records = said(link("old", "RAISED", "s"), source="talk")
    assert [voice.on for voice in heard(records)] == [date(2026, 5, 1)]
    assert heard(records, day=date(2026, 4, 1)) == []


def test_a_process_that_residents_joined_is_heard_through_who_took_part():
    records = process("p", "old", "north", residentsJoined="DESIGN", start="2026-01-01", end="2026-04-01")
    [voice] = heard([*records, actor("a"), link("a", "TAKES_PART", "p")])
    assert (voice.records, voice.actors, voice.on) == (("p",), ("a",), date(2026, 4, 1))
    assert [voice.on for voice in heard(records, day=date(2026, 2, 1))] == [date(2026, 1, 1)]
    assert heard(records, day=date(2025, 12, 31)) == []


@pytest.mark.parametrize(("kind", "count"), [("INITIATIVE", 1), ("WELFARE", 0)])
def test_a_process_counts_when_an_initiative_took_part_and_not_when_only_organisations_did(kind, count):
    records = [*process("p", "old", "north"), actor("a", kind), link("a", "TAKES_PART", "p")]
    assert len(heard(records)) == count


def test_who_was_only_informed_was_not_heard():
    assert heard(process("p", "old", "north", residentsJoined="DESIGN", levelReached="INFORM")) == []
    assert heard(process("p", "old", "north", residentsJoined="DESIGN", levelReached="CONSULT"))


@pytest.mark.parametrize("subject", ["a-SERVES-old", "o"])
def test_a_claim_that_an_initiative_confirmed_is_heard(subject):
    records = [*serving("a", "old", "north"), *offering("o", "a", "old")]
    [voice] = heard([*records, review("r", subject, date="2026-06-01")])
    assert (voice.records, voice.actors, voice.on) == (("r", subject), ("a",), date(2026, 6, 1))


@pytest.mark.parametrize(
    "values",
    [{"by": "ORGANISATION"}, {"status": "DISPUTED"}, {"subject": "a"}, {"date": "2026-11-24"}],
    ids=["an organisation", "disputed", "about the actor as a whole", "later"],
)
def test_nothing_else_confirms_a_claim(values):
    given = {"subject": "a-SERVES-old", "date": "2026-06-01", **values}
    assert heard([*serving("a", "old", "north"), review("r", **given)], day=date(2026, 11, 23)) == []


def test_the_last_word_of_initiatives_on_a_claim_counts():
    first = review("r", "a-SERVES-old", date="2026-01-01")
    last = review("q", "a-SERVES-old", date="2026-02-01", status="DISPUTED")
    assert heard([*serving("a", "old", "north"), first, last]) == []


def test_the_newest_comes_first_and_what_has_no_day_last():
    records = [
        signal("undated"),
        signal("newest", date="2026-06-01"),
        signal("older", date="2026-02-01"),
        *(link(id, "LOCATED_IN", "north") for id in ("undated", "newest", "older")),
        *(link("old", "RAISED", id) for id in ("undated", "newest", "older")),
    ]
    assert [voice.records[0] for voice in heard(records)] == ["newest", "older", "undated"]
