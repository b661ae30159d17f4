import pytest

from graphsvc.analysis.gaps import Thresholds, find_gaps, matrix
from graphsvc.analysis.gaps.thresholds import changed, declared, installed, read_thresholds
from graphsvc.errors import BadInput, SettingError
from graphsvc.model.vocabularies import GapKind
from tests.records import actor, tie, view_of


def test_without_a_setting_the_defaults_of_the_domain_hold():
    found = read_thresholds("")
    assert found == Thresholds()
    assert (found.white_spot_need, found.sector_share, found.comparable_areas, found.stale_months) == (
        0.75,
        0.75,
        8,
        12,
    )


def test_a_setting_changes_those_it_names():
    found = read_thresholds(" staleMonths=18, whiteSpotNeed = 0.8 ,, names=1")
    assert found == Thresholds(stale_months=18, white_spot_need=0.8, names=1)
    assert read_thresholds("whiteSpotNeed=1") == Thresholds(white_spot_need=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("staleMonth=3", r"staleMonth: There is no such threshold. Did you mean staleMonths\?"),
        ("x=3", r"x: There is no such threshold. Known are: whiteSpotNeed, "),
        ("staleMonths", r"holds 'staleMonths'. Write name=value, with commas between"),
        ("staleMonths=1.5", r"staleMonths: 1.5 does not fit. .* A whole number from 1 to 120"),
        ("staleMonths=0", r"staleMonths: 0 does not fit"),
        ("whiteSpotNeed=75", r"whiteSpotNeed: 75 does not fit. .* A number from 0 to 1"),
        ("whiteSpotNeed=high", r"whiteSpotNeed: 'high' does not fit"),
        ("bridgeCut=true", r"bridgeCut: True does not fit"),
        ("bridgeCut=", r"bridgeCut: '' does not fit"),
    ],
)
def test_a_setting_that_does_not_fit_is_refused_with_what_would(text, said):
    with pytest.raises(SettingError, match=f"GRAPHSVC_GAP_THRESHOLDS:? {said}"):
        read_thresholds(text)


def test_each_fault_of_a_question_is_told_at_its_place():
    with pytest.raises(BadInput) as error:
        changed(Thresholds(), {"staleMonths": 0, "bridgeCut": 2, "signalMonths": 500}, "thresholds")
    assert [fault.place for fault in error.value.faults] == ["thresholds.staleMonths", "thresholds.signalMonths"]
    assert changed(Thresholds(names=1), {"bridgeCut": 2}) == Thresholds(names=1, bridge_cut=2)


def test_every_threshold_says_what_it_is_and_holds_its_default():
    for one in declared():
        default = getattr(Thresholds(), one.attribute)
        assert one.least <= default <= one.most
        assert one.says[0].isupper()
        assert one.says.endswith(".")
    assert len({one.says for one in declared()}) == len(declared()) == len(Thresholds.__struct_fields__)


def test_gaps_and_the_matrix_go_by_those_of_the_installation(monkeypatch):
    view = view_of([actor("a"), actor("b"), tie("a", "b", lastVerified="2025-10-01")])
    assert len(find_gaps(view, kinds=[GapKind.STALE_TIE])) == 1
    monkeypatch.setenv("GRAPHSVC_GAP_THRESHOLDS", "staleMonths=24")
    assert installed() == Thresholds(stale_months=24)
    assert find_gaps(view, kinds=[GapKind.STALE_TIE]) == []
    assert len(find_gaps(view, kinds=[GapKind.STALE_TIE], thresholds=Thresholds())) == 1
    monkeypatch.setenv("GRAPHSVC_GAP_THRESHOLDS", "staleMonths=0")
    with pytest.raises(SettingError):
        matrix(view)
