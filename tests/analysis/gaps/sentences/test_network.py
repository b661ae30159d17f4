from graphsvc.access.viewer import PUBLIC
from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.gap_records import active, town
from tests.analysis.gaps.sentences.telling import SURE, told
from tests.analysis.gaps.test_matrix import places
from tests.analysis.gaps.test_single_bridge import BRIDGE
from tests.records import actor


def test_a_sure_gap_is_stated_and_an_unsure_one_asked():
    records = [actor("garden", name="De Tuin", lastVerified="2026-11-24")]
    assert told(records, GapKind.ISOLATED) == ["Is it true that De Tuin has no tie with anyone?"]
    assert told(records, GapKind.ISOLATED, thresholds=SURE) == ["No tie of De Tuin is known yet."]


def test_a_missing_link_names_whom_it_misses():
    records = [
        *town(),
        *active("garden", themes=("loneliness",)),
        *active("w1", "WELFARE", themes=("loneliness",)),
        *active("w2", "CARE", themes=("loneliness",)),
    ]
    assert told(records, GapKind.MISSING_LINK, thresholds=SURE) == [
        "On the theme “loneliness” no contact of garden with w1 or w2 is known yet."
    ]


def test_a_white_spot_names_area_and_theme():
    assert told(places(), GapKind.WHITE_SPOT) == [
        "In d the score for need on the theme “money” is high, and we know no initiative there."
    ]


def test_a_single_bridge_names_the_number_and_to_the_public_nothing_else():
    found = told(BRIDGE, GapKind.SINGLE_BRIDGE)
    assert (
        "Is it true that 4 initiatives reach organisations and government only through the tie between garden and welfare?"
    ) in found
    assert "Is it true that 3 initiatives reach organisations and government through one connection only?" in told(
        BRIDGE, GapKind.SINGLE_BRIDGE, PUBLIC
    )


def test_names_with_signs_that_formats_know_stay_as_they_are():
    assert told([actor("a", name="100% {wij} %(actor)s")], GapKind.ISOLATED) == [
        "Is it true that 100% {wij} %(actor)s has no tie with anyone?"
    ]
