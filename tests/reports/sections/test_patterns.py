import pytest

from graphsvc.analysis.gaps import Thresholds, find_gaps
from graphsvc.model.vocabularies import GapKind
from graphsvc.reports.sections.patterns import pattern_of
from tests.analysis.gaps.gap_records import VERIFIED, active, town
from tests.records import tie
from tests.reports.scoping import scoped

SURE = Thresholds(unknown_completeness=1)


def told(records, kind, language="en", thresholds=None):
    scope = scoped([*town(), *records], "town", language=language)
    found = pattern_of(scope, kind, find_gaps(scope.view, area="town", thresholds=thresholds))
    assert found is not None
    return found.text


def groups(number, **values):
    return [record for one in range(number) for record in active(f"group{one}", **values)]


CARE = active("care", "CARE")


@pytest.mark.parametrize("count", [1, 2])
def test_of_a_municipality_help_that_goes_one_way_is_counted_by_initiative(count):
    twice = [*active("gp", "CARE"), tie("gp", "group0", "REFERS_TO", lastVerified=VERIFIED)]
    refers = [tie("care", f"group{one}", "REFERS_TO", lastVerified=VERIFIED) for one in range(count)]
    records = [*groups(3), *CARE, *twice, *refers]
    assert told(records, GapKind.ONE_WAY_HELP) == (
        f"Is it true that in town people are referred to {count} of 3 initiatives and nothing is given back?"
    )
    assert told(records, GapKind.ONE_WAY_HELP, "nl", SURE) == (
        f"In town verwijzen organisaties mensen naar {count} van de 3 initiatieven, en voor zover bekend staat daar niets "
        "tegenover."
    )


@pytest.mark.parametrize("count", [1, 2])
def test_who_is_overasked_is_counted_and_not_named(count):
    said = [*groups(count, capacity="OVERASKED", capacityOn="2026-11-01"), *active("choir")]
    assert told(said, GapKind.OVERASKED) == f"In town too much seems to be asked of {count} of {count + 1} initiatives."
    long_ago = [*groups(count, capacity="OVERASKED", capacityOn="2024-11-01"), *active("choir")]
    assert told(long_ago, GapKind.OVERASKED, "nl") == (
        f"Klopt het dat in town van {count} van de {count + 1} initiatieven te veel wordt gevraagd?"
    )


@pytest.mark.parametrize("count", [1, 2])
def test_whose_money_ends_is_counted_and_not_named(count):
    money = [tie("care", f"group{one}", "FUNDS", validTo="2027-01-01", lastVerified=VERIFIED) for one in range(count)]
    records = [*groups(3), *CARE, *money]
    assert told(records, GapKind.FUNDING_ENDS) == (
        f"Is it true that in town the only funding of {count} of 3 initiatives ends soon?"
    )
    assert told(records, GapKind.FUNDING_ENDS, "nl", SURE) == (
        f"In town stopt voor {count} van de 3 initiatieven binnenkort het enige geld dat wij kennen."
    )


@pytest.mark.parametrize(("count", "times"), [(1, "1 time"), (2, "2 times")])
def test_roles_that_do_not_fit_are_counted_themselves(count, times):
    asked = groups(2, acceptedRole="LET_GO")
    roles = [
        tie("care", f"group{one}", "FUNDS", governmentRole="DIRECT", lastVerified=VERIFIED) for one in range(count)
    ]
    assert told([*asked, *CARE, *roles], GapKind.ROLE_MISMATCH) == (
        f"In town government or an organisation takes a heavier role than an initiative accepts {times}."
    )
