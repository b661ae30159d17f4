import pytest

from graphsvc.analysis.gaps import find_gaps
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapKind
from graphsvc.reports.document import Finding, Paragraph
from graphsvc.reports.sections.findings import certainty, findings
from graphsvc.reports.sections.front import front
from tests.analysis.gaps.gap_records import town
from tests.analysis.gaps.test_matrix import places
from tests.analysis.gaps.test_overasked import busy
from tests.records import actor, area, link, signal, theme, tie
from tests.reports.scoping import scoped
from tests.reports.sections.test_coverage import AREAS


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


def test_a_round_that_had_not_begun_says_nothing_of_an_earlier_day():
    later = make(RecordKind.ROUND, {"id": "a", "name": "a", "from": "2026-12-01", "boundary": "Everyone"})
    assert "Who counts as in was not written down." in said(front(scoped([later])))


@pytest.mark.parametrize(
    ("verified", "words"),
    [
        ("2026-11-20", "ask about it first (40%): we do not know how well we know this area."),
        ("2024-01-01", "ask about it first (13%): it is a while ago that this was checked."),
    ],
)
def test_certainty_is_told_with_the_reason_why_it_is_no_higher(verified, words):
    scope = scoped([actor("a", lastVerified=verified), actor("b"), actor("c"), tie("b", "c")])
    gap = next(gap for gap in find_gaps(scope.view) if gap.subjects == ("a",))
    assert certainty(scope, gap) == words


def test_a_mere_sign_is_asked_about_however_sure_its_records_are():
    scope = scoped([*town(), *busy(confirmation="MUTUAL")])
    (gap,) = find_gaps(scope.view, kinds=[GapKind.OVERASKED])
    assert gap.certainty > 0.9
    assert certainty(scope, gap) == "ask about it first (96%): only the number of contacts points to it."


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
    assert {certainty(scope, gap) for gap in find_gaps(scope.view) if gap.area == "north"} == {
        "sure enough to act on (100%)"
    }


def test_where_nothing_is_missing_one_sentence_says_so():
    records = [*AREAS, theme("meeting"), actor("a"), actor("b", "CARE"), tie("a", "b", lastVerified="2026-11-01")]
    records += [link(id, "ACTIVE_IN", "north") for id in "ab"] + [link(id, "FOCUSES_ON", "meeting") for id in "ab"]
    scope = scoped([*records, signal("s")])
    assert said(findings(scope, []).blocks) == "Of what we looked for, nothing is missing here as far as we know."


def told(records, area_id=None):
    scope = scoped(records, area_id)
    return [
        block
        for block in findings(scope, find_gaps(scope.view, area=area_id)).blocks
        if isinstance(block, Finding) and block.certainty
    ]


def test_of_a_municipality_the_pattern_is_told_and_nobody_named():
    records = [area("town", "MUNICIPALITY", name="Town"), *AREAS[1:2], area("south", name="South")]
    records += [link("north", "WITHIN", "town"), link("south", "WITHIN", "town"), actor("clinic", "CARE")]
    records += [actor(id, name=f"Club {id}", lastVerified="2026-11-20") for id in "abcd"]
    records += [link(id, "ACTIVE_IN", "north") for id in "abc"] + [link("d", "ACTIVE_IN", "south"), tie("a", "d")]
    (found,) = told(records, "town")
    assert found.title == "No formal tie"
    assert found.text == (
        "Is it true that in Town 4 of 4 initiatives have no contact with an organisation or government? "
        "Most often in North."
    )
    assert found.question


def test_the_words_of_few_residents_that_nobody_checked_are_not_on_the_first_page():
    records = [theme("meeting"), link("s", "FOCUSES_ON", "meeting")]
    for weight, visibility, quoted in ((4, "ADVISORS", False), (5, "ADVISORS", True), (1, "PARTNERS", True)):
        said_so = signal("s", text="Our words", date="2026-01-01", weight=weight, visibility=visibility)
        (found,) = told([*records, said_so])
        assert ("Our words" in found.text) is quoted
    unchecked = signal("s", text="Our words", date="2026-01-01", weight=1)
    (found,) = told([*records, unchecked])
    assert found.text == "No answer to a signal of fewer than 5 residents is known. It is about: meeting."


def test_a_white_spot_that_rests_on_a_few_residents_is_not_on_the_first_page_and_one_on_many_says_so():
    def spots(weight):
        records = [*places(), signal("s", date="2026-11-01", weight=weight, source="survey", visibility="PUBLIC")]
        records += [make(RecordKind.SOURCE, {"id": "survey", "name": "s", "sourceKind": "SURVEY"})]
        records += [link("s", "LOCATED_IN", "d"), link("s", "FOCUSES_ON", "money")]
        for place in "abc":  # residents were asked there too, and said nothing about money
            records += [signal(place * 2, date="2026-11-01", source="survey"), link(place * 2, "LOCATED_IN", place)]
        bare = [area(one.id, residents=1000, lastVerified="2026-11-01") if one.id in "abcd" else one for one in records]
        return [found.text for found in told(bare) if found.title == "White spot"]

    assert spots(4) == []
    assert spots(5) == [
        "In d the score for need on the theme “money” is high, and we know no initiative there. "
        "The score rests on: 1 signal of 5 residents."
    ]


def test_the_title_says_how_many_points_there_are():
    assert findings(scoped([signal("s", date="2026-01-01")]), []).title == "One thing to ask first"


def test_an_area_is_named_once():
    records = [area("north", name="North"), signal("s", text="In North it is dark", date="2026-01-01", weight=9)]
    (found,) = told([*records, link("s", "LOCATED_IN", "north")])
    assert not any("Where" in note for note in found.notes)
