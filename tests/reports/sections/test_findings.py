import pytest

from graphsvc.analysis.gaps import find_gaps
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.reports.document import Paragraph
from graphsvc.reports.sections.findings import certainty, findings, front
from tests.records import actor, area, link, tie
from tests.reports.scoping import scoped


def said(blocks):
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_the_boundary_is_that_of_the_latest_round_in_its_own_words():
    rounds = [
        make(RecordKind.ROUND, {"id": "a", "name": "2", "from": "2026-01-01", "boundary": "Everyone in North"}),
        make(RecordKind.ROUND, {"id": "b", "name": "1", "from": "2024-01-01", "boundary": "Only churches"}),
    ]
    text = said(front(scoped(rounds)))
    assert "Who counts as in: Everyone in North." in text
    assert "churches" not in text
    assert "Who counts as in was not written down." in said(front(scoped([])))


@pytest.mark.parametrize(
    ("verified", "words"),
    [
        ("2026-11-20", "not sure (40%), so this is a question: it is not known how much of this area is known."),
        ("2024-01-01", "not sure (13%), so this is a question: it was not checked lately."),
    ],
)
def test_certainty_is_told_with_the_reason_why_it_is_no_higher(verified, words):
    scope = scoped([actor("a", lastVerified=verified), actor("b"), actor("c"), tie("b", "c")])
    gap = next(gap for gap in find_gaps(scope.view) if gap.subjects == ("a",))
    assert certainty(scope, gap) == words


def test_what_is_sure_needs_no_reason():
    records = [area("north"), actor("a", lastVerified="2026-11-24"), link("a", "ACTIVE_IN", "north")]
    records += [
        actor("b"),
        link("b", "ACTIVE_IN", "north"),
        tie("a", "b", lastVerified="2026-11-24"),
        actor("c", "CARE"),
    ]
    records += [
        make(RecordKind.ROUND, {"id": "r", "name": "r"}),
        *[link(id, "INVITED", "r", answered="YES") for id in "ab"],
    ]
    scope = scoped(records)
    assert {certainty(scope, gap) for gap in find_gaps(scope.view) if gap.area == "north"} == {"rather sure (100%)"}


def test_where_nothing_is_missing_one_sentence_says_so():
    from tests.records import signal, theme
    from tests.reports.sections.test_coverage import AREAS

    records = [*AREAS, theme("meeting"), actor("a"), actor("b", "CARE"), tie("a", "b", lastVerified="2026-11-01")]
    records += [link(id, "ACTIVE_IN", "north") for id in "ab"] + [link(id, "FOCUSES_ON", "meeting") for id in "ab"]
    scope = scoped([*records, signal("s")])
    assert said(findings(scope, []).blocks) == "Of what we looked for, nothing is missing here as far as we know."
