import pytest

from graphsvc.model.vocabularies import GapFamily, GapKind, Move
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, known_well, subjects, town
from tests.records import DAY, tie, view_of

ACTORS = [*town(), *active("care", "CARE", place="south"), *active("garden")]


def referral(start="care", end="garden", **values):
    return tie(start, end, "REFERS_TO", lastVerified=VERIFIED, **{"intensity": 2, **values})


def one_way(*records, actors=ACTORS, day=DAY, **asked):
    return gaps_of(view_of([*actors, *records], day=day), GapKind.ONE_WAY_HELP, **asked)


def test_a_formal_actor_that_refers_and_gives_nothing_back():
    (gap,) = one_way(referral())
    assert gap.subjects == ("care", "garden")
    assert gap.records() == ("care", "garden", "care-REFERS_TO-garden")
    assert (gap.family, gap.move, gap.area) == (GapFamily.VOICE, Move.ORGANISATION, "north")


def test_knowing_that_one_could_refer_is_not_referring():
    assert one_way(referral(intensity=1)) == []
    assert one_way(referral(intensity=3))


@pytest.mark.parametrize("kind", ["KNOWS", "EXCHANGES", "COLLABORATES", "FUNDS", "FACILITATES", "MEMBER_OF"])
def test_it_takes_a_referral(kind):
    assert one_way(tie("care", "garden", kind)) == []


def test_it_is_from_the_system_world_to_the_living_world():
    assert one_way(referral("garden", "care")) == []
    assert one_way(referral("garden", "care", directed=False))
    others = [*town(), *active("care", "ASSOCIATION"), *active("garden")]
    assert one_way(referral(), actors=others) == []
    formal = [*town(), *active("care", "CARE"), *active("garden", "WELFARE")]
    assert one_way(referral(), actors=formal) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (tie("care", "garden", "FUNDS"), False),
        (tie("care", "garden", "FACILITATES", intensity=1), False),
        (tie("care", "garden", "EXCHANGES"), False),
        (tie("garden", "care", "EXCHANGES"), False),  # done together, whoever told of it
        (tie("garden", "care", "COLLABORATES"), False),
        (tie("garden", "care", "FUNDS"), True),  # the other way round
        (tie("garden", "care", "FACILITATES"), True),
        (tie("garden", "care", "FACILITATES", directed=False), False),
        (tie("care", "garden", "KNOWS"), True),
        (tie("care", "garden", "FUNDS", validTo="2026-11-01"), True),  # no longer
        (tie("care", "garden", "FUNDS", validFrom="2026-12-01"), True),  # not yet
    ],
)
def test_what_counts_as_giving_back(given, expected):
    assert bool(one_way(referral(), given)) is expected


def test_what_another_gives_is_not_given_back():
    assert one_way(referral(), *active("gov", "AUTHORITY"), tie("gov", "garden", "FUNDS"))


def test_several_referrals_are_one_gap_and_one_that_ended_is_none():
    again = tie("care", "garden", "REFERS_TO", id="again", confirmation="ONE_SIDED", lastVerified=VERIFIED)
    (gap,) = one_way(referral(confirmation="MUTUAL"), again)
    assert (len(gap.records()), gap.certainty_parts.confirmation) == (4, 1)
    assert one_way(referral(validTo="2026-11-24")) == []


def test_that_nothing_is_given_depends_on_how_well_the_area_is_known():
    (gap,) = one_way(referral())
    assert (gap.certainty, gap.as_question) == (0.4, True)
    (known,) = one_way(referral(), *known_well("garden"))
    assert (known.certainty, known.as_question) == (0.8, False)
    (one_sided,) = one_way(referral(confirmation="ONE_SIDED"), *known_well("garden"))
    assert one_sided.certainty == 0.5


def test_it_lies_where_either_is_and_an_authority_is_government():
    assert subjects(one_way(referral(), area="south")) == subjects(one_way(referral(), area="north"))
    gov = [*town(), *active("care", "AUTHORITY"), *active("garden")]
    assert one_way(referral(), actors=gov)[0].move is Move.GOVERNMENT
