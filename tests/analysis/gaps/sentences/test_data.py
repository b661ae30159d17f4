from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.sentences.telling import told
from tests.records import actor, tie


def test_a_stale_tie_asks_with_its_date():
    two = [actor("a"), actor("b")]
    assert told([*two, tie("a", "b", lastVerified="2024-03-01")], GapKind.STALE_TIE) == [
        "Is there still a tie between a and b, which was last verified on 1 March 2024?"
    ]
    assert told([*two, tie("a", "b")], GapKind.STALE_TIE) == ["Was the tie between a and b ever verified?"]
