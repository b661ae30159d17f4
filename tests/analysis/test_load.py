import pytest

from graphsvc.analysis.load import heavy_load


def test_a_load_is_heavy_from_five_on_and_above_the_95th_percentile():
    assert heavy_load([]) == heavy_load([0] * 20) == 5
    assert heavy_load([9] * 20) == 10
    assert heavy_load([0] * 19 + [9]) == 5
    assert heavy_load([0] * 18 + [9, 9]) == 10


@pytest.mark.parametrize("count", range(20, 400, 20))
def test_the_rank_is_exact_where_a_share_of_a_number_is_whole(count):
    # Of `count` loads 0, 1, 2, … the 95th percentile is the one at place 95 x count / 100.
    assert heavy_load(range(count), least=1) == 95 * count // 100


def test_the_least_and_the_share_can_be_chosen():
    assert heavy_load([0, 1, 2, 3], least=1, share=0.5) == 2
    assert heavy_load([0, 1, 2, 3], least=1, share=0) == 1
    assert heavy_load([0, 1, 2, 3], least=1, share=1) == 4
