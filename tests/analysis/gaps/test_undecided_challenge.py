from datetime import date

import pytest

from graphsvc.analysis.gaps import Thresholds
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapFamily, GapKind, Move
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, subjects, town
from tests.records import DAY, area, link, view_of


def challenge(**values):
    given = {"id": "park", "name": "park", "askedOn": "2026-05-23", "lastVerified": VERIFIED, **values}
    return make(RecordKind.CHALLENGE, {key: value for key, value in given.items() if value is not None})


def asked(*records, maker="garden", addressee="gov", day=DAY, kind="AUTHORITY", places=None, **query):
    """The garden in the north challenges a government, in a town whose term nobody knows unless a record says so."""
    ties = [link("garden", "CHALLENGES", "park")] if maker else []
    ties += [link("park", "ADDRESSED_TO", "gov")] if addressee else []
    actors = [*active("garden", themes=("loneliness",)), *active("gov", kind, place="town")]
    return gaps_of(
        view_of([*(places or town()), *actors, *ties, *records], day=day), GapKind.UNDECIDED_CHALLENGE, **query
    )


def with_term(days, adopted="2024-01-01"):
    """The town with a term of its own."""
    ordinance = {"adoptedOn": adopted, "decisionDays": days}
    return [area("town", "MUNICIPALITY", residents=30_000, participationOrdinance=ordinance), *town()[1:]]


def test_where_no_term_is_known_it_is_six_months_and_said_to_be_ours():
    (gap,) = asked(challenge())
    assert (gap.figure("ourTermMonths"), gap.figure("termDays"), gap.figure("daysWaited")) == (6, None, 185)
    assert asked(challenge(askedOn="2026-05-24")) == []
    assert asked(challenge(), thresholds=Thresholds(challenge_months=7)) == []


@pytest.mark.parametrize(("asked_on", "expected"), [("2026-10-14", True), ("2026-10-15", False)])
def test_where_the_municipality_has_its_own_term_that_counts(asked_on, expected):
    found = asked(challenge(askedOn=asked_on), places=with_term(40))
    assert bool(found) is expected
    assert {(gap.figure("ourTermMonths"), gap.figure("termDays")) for gap in found} == (
        {(None, 40)} if found else set()
    )


def test_an_own_term_may_be_longer_than_ours_and_a_term_to_come_does_not_count_yet():
    assert asked(challenge(), places=with_term(365)) == []
    (gap,) = asked(challenge(), places=with_term(365, adopted="2026-12-01"))
    assert gap.figure("ourTermMonths") == 6


def test_the_term_is_that_of_the_municipality_that_was_asked_and_of_several_the_longest():
    other = area("city", "MUNICIPALITY", participationOrdinance={"decisionDays": 400})
    both = link("gov", "ACTIVE_IN", "city")
    assert asked(challenge(), other, both, places=with_term(40))  # in the north the term of its own town counts
    (gap,) = asked(challenge(), other, both)  # that the city's is 400 says nothing of the town
    assert gap.figure("termDays") is None
    nobody = asked(challenge(), other, both, places=with_term(40), maker=None)
    assert nobody == []
    assert asked(challenge(), places=with_term(40), addressee=None)[0].figure("termDays") == 40


@pytest.mark.parametrize("outcome", ["ACCEPTED", "PARTLY", "REJECTED", "WITHDRAWN"])
def test_one_that_was_decided_or_withdrawn_is_none_and_a_decision_after_the_day_is_none_yet(outcome):
    decided = challenge(outcome=outcome, decidedOn="2026-11-20", askedOn="2026-01-01")
    assert asked(decided) == []
    assert subjects(asked(decided, day=date(2026, 11, 19))) == {"park"}
    assert asked(challenge(outcome=outcome)) == []  # decided, and nobody knows when


def test_one_without_a_day_or_of_a_day_to_come_waits_for_nothing():
    assert asked(challenge(askedOn=None)) == []
    assert asked(challenge(askedOn="2026-05-23"), day=date(2026, 5, 1), places=with_term(0)) == []


def test_it_lies_where_the_makers_are_and_has_their_themes():
    (gap,) = asked(challenge())
    assert (gap.family, gap.move, gap.area) == (GapFamily.VOICE, Move.GOVERNMENT, "north")
    assert gap.records() == ("park", "garden", "gov")
    assert asked(challenge(), area="north") == asked(challenge(), theme="meeting") == [gap]
    assert asked(challenge(), area="south") == asked(challenge(), theme="nothing") == []
    (of_town,) = asked(challenge(), maker=None)
    assert (of_town.area, of_town.severity_parts.touched) == ("town", 0.5)


def test_who_is_to_decide_is_to_move():
    assert asked(challenge(), kind="WELFARE")[0].move is Move.ORGANISATION
    assert asked(challenge(), addressee=None)[0].move is Move.GOVERNMENT


def test_it_is_as_sure_as_when_somebody_looked_last():
    assert not asked(challenge())[0].as_question
    (gap,) = asked(challenge(lastVerified=None))
    assert (gap.certainty, gap.as_question, gap.certainty_parts.completeness) == (0.25, True, None)
