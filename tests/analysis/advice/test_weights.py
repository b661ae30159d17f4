import pytest

from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.advice.scope import scope_of
from graphsvc.analysis.advice.weights import weigh
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from tests.analysis.advice.worlds import TOLD, network, town
from tests.records import DAY, actor, area, link, theme, view_of

POVERTY = {"name": "poverty", "year": 2025, "source": "CBS", "themes": ["food"], "meaning": "MORE_IS_NEED"}


def figures(value):
    return [{**POVERTY, "value": value}]


def weights(records, **values):
    view, request = view_of(records), AdviceRequest(**{"area": "town", **values})
    scope = scope_of(view, request)
    return dict(zip(scope.networks, weigh(view, request, scope), strict=True))


def asked_for_food(*more):
    group = make(RecordKind.TARGET_GROUP, {"id": "young", "name": "young"})
    return [*town("north"), theme("food"), theme("soup"), link("soup", "BROADER", "food"), group, *more]


def test_relevance_is_the_share_of_what_was_asked_that_a_network_has():
    records = asked_for_food(
        *network("both", "north"),
        link("both", "FOCUSES_ON", "soup"),
        link("both", "SERVES", "young"),
        *network("one", "north"),
        link("one", "SERVES", "young"),
        *network("none", "north"),
    )
    found = weights(records, theme="food", target_group="young")
    assert {id: parts.relevance for id, parts in found.items()} == {"both": 1.0, "one": 0.5, "none": 0.0}
    assert {id: parts.fit for id, parts in found.items()} == {"both": 1.0, "one": 0.625, "none": 0.25}
    assert {parts.relevance for parts in weights(records).values()} == {1.0}


@pytest.mark.parametrize(
    ("capacity", "told", "fit"),
    [("FULL", TOLD, 0.5), ("FULL", None, 1.0), ("FULL", DAY.replace(month=5, day=23), 1.0), ("ROOM", TOLD, 1.0)],
)
def test_the_fit_of_who_is_full_is_halved_as_long_as_that_may_be_relied_on(capacity, told, fit):
    records = [*town("north"), *network("club", "north", capacity=capacity, capacityOn=told)]
    assert weights(records)["club"].fit == fit


def test_need_is_the_mean_over_the_areas_in_scope_whose_need_is_known():
    records = [
        *town(),
        theme("food"),
        *(area(f"part{n}", figures=figures(n)) for n in range(4)),
        area("blank"),
        *(link(id, "WITHIN", "town") for id in ("part0", "part1", "part2", "blank")),
        *network("club", "part0", "part2", "part3", "blank"),
        link("club", "FOCUSES_ON", "food"),
    ]
    club = weights(records, theme="food")["club"]
    # Percentiles among the four districts with figures: 1/8, 3/8, 5/8 and 7/8; part3 is out of scope.
    assert club.need == (1 / 8 + 5 / 8) / 2
    assert club.weight == 1 + club.need
    assert club.areas == ("blank", "part0", "part2")
    assert weights(records)["club"].need == club.need, "no theme asked: the themes that are there"


def test_unknown_need_adds_nothing_and_is_told():
    records = [*town("north"), *network("club", "north"), actor("roamer")]
    found = weights(records, area=None)
    assert {id: (parts.need, parts.weight, parts.residents_asked) for id, parts in found.items()} == {
        "club": (None, 1.0, False),
        "roamer": (None, 1.0, False),
    }
    evening = make(RecordKind.GATHERING, {"id": "evening", "name": "evening", "date": DAY})
    assert weights([*records, evening, link("evening", "LOCATED_IN", "north")])["club"].residents_asked
