import msgspec
import pytest

from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest, check
from graphsvc.errors import BadInput, NotFound
from graphsvc.model.vocabularies import ReachedBy
from tests.analysis.advice.worlds import network, town
from tests.records import theme, view_of

VIEW = view_of([*town("north"), *network("club", "north"), theme("food")])


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"budget": 0}, "budget"),
        ({"budget": 51}, "budget"),
        ({"budget": 1000}, "budget"),
        ({"max_per_actor": 0}, "maxPerActor"),
        ({"minimum_strength": -0.1}, "minimumStrength"),
        ({"minimum_strength": 1.1}, "minimumStrength"),
        ({"reached_by": ReachedBy.ASKING}, "asking"),
        ({"asking": "welfare", "excluded": ("welfare",)}, "excluded"),
    ],
)
def test_a_value_out_of_range_is_refused_with_its_place(values, place):
    with pytest.raises(BadInput) as refusal:
        advise(VIEW, AdviceRequest(**values))
    assert [fault.place for fault in refusal.value.faults] == [place]


def test_all_faults_are_told_at_once():
    with pytest.raises(BadInput) as refusal:
        check(VIEW, AdviceRequest(budget=0, max_per_actor=0))
    assert [fault.place for fault in refusal.value.faults] == ["budget", "maxPerActor"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"area": "nowhere"}, "area: there is no area nowhere."),
        ({"area": "club"}, "area: there is no area club."),
        ({"theme": "town"}, "theme: there is no theme town."),
        ({"target_group": "food"}, "targetGroup: there is no target group food."),
        ({"asking": "nobody"}, "asking: there is no actor nobody."),
        ({"excluded": ("club", "nobody")}, "excluded[1]: there is no actor nobody."),
    ],
)
def test_a_record_that_is_not_seen_is_not_found(values, said):
    with pytest.raises(NotFound) as refusal:
        advise(VIEW, AdviceRequest(**values))
    assert str(refusal.value) == said


def test_the_question_is_the_same_for_the_same_subject_whatever_the_limits():
    asked = AdviceRequest(area="town", theme="food")
    assert asked.question == msgspec.structs.replace(asked, budget=9, fair=False, excluded=("club",)).question
    assert asked.question != msgspec.structs.replace(asked, asking="welfare").question


def test_the_id_is_that_of_the_whole_request_in_whatever_order_it_was_given():
    asked = AdviceRequest(allowed=frozenset({"a", "b"}), excluded=("x", "y"))
    assert asked.id == AdviceRequest(allowed=frozenset({"b", "a"}), excluded=("y", "x")).id
    assert asked.id != msgspec.structs.replace(asked, budget=9).id
