from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.gap_records import active, town
from tests.analysis.gaps.sentences.telling import SURE, told
from tests.analysis.gaps.test_funding_ends import WORLD, money
from tests.analysis.gaps.test_overasked import busy


def garden(**values):
    return [*town(), *active("garden", **values)]


def test_who_said_lately_to_be_overasked_is_quoted_and_who_said_so_long_ago_is_asked():
    lately = garden(capacity="OVERASKED", capacityOn="2026-11-01")
    assert told(lately, GapKind.OVERASKED) == ["garden says that too much is asked."]
    long_ago = garden(capacity="OVERASKED", capacityOn="2025-03-01")
    assert told(long_ago, GapKind.OVERASKED, language="nl") == [
        "garden zei op 1 maart 2025 dat er te veel werd gevraagd. Is dat nog zo?"
    ]
    undated = garden(capacity="OVERASKED", lastVerified=None)
    assert told(undated, GapKind.OVERASKED) == ["garden said that too much was asked. Is that still so?"]


def test_who_has_very_many_contacts_is_asked_and_not_ranked():
    records = [*town(), *busy(partners=6)]
    assert told(records, GapKind.OVERASKED) == [
        "Is too much asked of garden? There is contact with 6 organisations or authorities."
    ]
    assert told(records, GapKind.OVERASKED, language="nl") == [
        "Wordt er te veel gevraagd van garden? Er is contact met 6 organisaties of overheden."
    ]


def test_the_only_funding_says_from_whom_and_until_when():
    records = [*WORLD, money()]
    assert told(records, GapKind.FUNDING_ENDS, thresholds=SURE) == [
        "The only funding of garden that we know comes from fund and ends on 1 March 2027."
    ]
    assert told(records, GapKind.FUNDING_ENDS, language="nl") == [
        "Klopt het dat het enige geld van garden van fund komt, en op 1 maart 2027 stopt?"
    ]
