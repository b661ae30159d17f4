import pytest

from graphsvc.analysis.freshness import freshness
from graphsvc.model.vocabularies import GapFamily, GapKind, GovernmentRole, Move
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, subjects, town
from tests.analysis.gaps.test_late_participation import process
from tests.records import DAY, link, tie, view_of

ROLES = list(GovernmentRole)


def mismatches(*records, day=DAY):
    return gaps_of(view_of([*town(), *records], day=day), GapKind.ROLE_MISMATCH)


def funded(kind="FUNDS", role="DIRECT", giver="AUTHORITY", receiver="INITIATIVE", **values):
    """A giver with a role towards a receiver that accepts FACILITATE at most."""
    actors = [*active("giver", giver), *active("garden", receiver, acceptedRole="FACILITATE", toldOn="2026-10-01")]
    roles = {"governmentRole": role} if role else {}
    return [*actors, tie("giver", "garden", kind, lastVerified=VERIFIED, **roles, **values)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("accepted", ROLES)
def test_a_role_above_the_one_accepted_and_no_other(role, accepted):
    records = [*active("gov", "AUTHORITY"), *active("garden", acceptedRole=accepted)]
    found = mismatches(*records, tie("gov", "garden", "FACILITATES", governmentRole=role))
    assert bool(found) is (ROLES.index(role) > ROLES.index(accepted))


def test_it_is_about_ties_that_give_by_who_is_formal_to_the_living_world():
    assert subjects(mismatches(*funded())) == {"giver-FUNDS-garden"}
    assert subjects(mismatches(*funded("FACILITATES"))) == {"giver-FACILITATES-garden"}
    for kind in ("KNOWS", "COLLABORATES", "REFERS_TO", "EXCHANGES"):
        assert mismatches(*funded(kind, role=None)) == []
    assert mismatches(*funded(giver="ASSOCIATION")) == []
    assert mismatches(*funded(receiver="WELFARE")) == []
    assert mismatches(*funded(receiver="BUSINESS")) == []


def test_a_role_that_is_not_known_or_not_known_to_be_accepted_is_no_mismatch():
    assert mismatches(*funded(role=None)) == []
    records = [*active("gov", "AUTHORITY"), *active("garden")]
    assert mismatches(*records, tie("gov", "garden", "FUNDS", governmentRole="REGULATE")) == []


def test_the_initiative_is_at_the_end_of_a_tie_or_at_either_end_of_one_without_direction():
    records = funded()[:-1]
    turned = tie("garden", "giver", "FUNDS", governmentRole="DIRECT")
    assert mismatches(*records, turned) == []
    either = tie("garden", "giver", "FUNDS", governmentRole="DIRECT", directed=False)
    assert subjects(mismatches(*records, either)) == {"garden-FUNDS-giver"}


def test_a_tie_that_ended_is_none():
    assert mismatches(*funded(validTo="2026-11-24")) == []
    assert mismatches(*funded(validTo="2026-11-25"))


def test_in_a_process_it_counts_for_the_initiatives_that_take_part():
    records = [
        process(governmentRole="DIRECT"),
        link("plan", "LOCATED_IN", "north"),
        *active("garden", acceptedRole="FACILITATE"),
        *active("choir", acceptedRole="REGULATE"),
        *active("club"),
        *active("welfare", "WELFARE", acceptedRole="LET_GO"),
        *(link(id, "TAKES_PART", "plan") for id in ("garden", "choir", "club", "welfare")),
    ]
    (gap,) = mismatches(*records)
    assert (gap.subjects, gap.records(), gap.figure("initiatives")) == (("plan",), ("plan", "garden"), 1)
    assert (gap.family, gap.move, gap.area) == (GapFamily.VOICE, Move.GOVERNMENT, "north")
    elsewhere = [one for one in records if one.id != "garden-TAKES_PART-plan"]
    assert mismatches(*elsewhere) == []
    assert mismatches(*elsewhere, link("garden", "DECLINED", "plan")) == []


def test_it_is_as_sure_as_the_tie_and_as_what_was_said():
    (gap,) = mismatches(*funded(confirmation="MUTUAL"))
    assert gap.certainty == freshness(gap_day("2026-10-01"), DAY) < freshness(gap_day(VERIFIED), DAY)
    assert (gap.certainty_parts.confirmation, gap.certainty_parts.completeness) == (1, None)
    (one_sided,) = mismatches(*funded(confirmation="ONE_SIDED"))
    assert one_sided.certainty == 0.5


def test_it_is_the_move_of_who_gives():
    assert mismatches(*funded())[0].move is Move.GOVERNMENT
    assert mismatches(*funded(giver="FUNDER"))[0].move is Move.ORGANISATION


def gap_day(text):
    return DAY.fromisoformat(text)
