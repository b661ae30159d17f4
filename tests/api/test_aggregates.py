"""Numbers over a list: of what is known, by whom the viewer may see."""

from datetime import date
from statistics import fmean

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.api.definitions import ObjectDefinition
from graphsvc.api.relations import plural
from graphsvc.api.schema import definitions
from graphsvc.model.fields import fields_of
from graphsvc.model.records import TYPES

PARTNER = Viewer(role=Role.PARTNER, name="partner")


def measured(struct):
    return {field.key: field for field in fields_of(struct) if not field.many and field.plain in (int, float, date)}


@pytest.mark.parametrize("struct", TYPES.values(), ids=lambda struct: struct.__name__)
def test_every_number_and_day_of_a_kind_is_told(region, struct):
    """Against the values themselves, read one by one."""
    own, kind = measured(struct), plural(struct.kind)
    asked = " ".join(f"{key} {{ known min max{'' if own[key].plain is date else ' mean sum'} }}" for key in own)
    found = region.data(f"{{ {kind} {{ aggregate {{ count {asked} }} }} }}")[kind]["aggregate"]
    view = region.live.view(ADMIN)
    records = list(view.ties() if kind == "ties" else view.links() if kind == "links" else view.records(struct))
    assert found["count"] == len(records)
    for key, field in own.items():
        values = [value for record in records if (value := getattr(record, field.name)) is not None]
        said = found[key]
        assert said["known"] == len(values)
        if not values:
            assert set(said.values()) == {0, None}
        elif field.plain is date:
            assert (said["min"], said["max"]) == (min(values).isoformat(), max(values).isoformat())
        else:
            assert (said["min"], said["max"]) == (min(values), max(values))
            assert (said["mean"], said["sum"]) == pytest.approx((fmean(values), sum(values)))


def test_the_declared_numbers_and_days_are_all_there():
    for struct in TYPES.values():
        definition = definitions()[f"{struct.__name__}Aggregate"]
        assert isinstance(definition, ObjectDefinition)
        assert {field.name for field in definition.fields} == {"count", *measured(struct)}


def test_the_numbers_are_of_what_the_filter_and_the_record_leave(shared):
    query = """{ actors(filter: {formality: {eq: INFORMAL}}) { aggregate { count residentsReached { known sum mean min max } } }
      record(id: "welzijn") { ... on Actor { ties { aggregate { count amount { sum known } intensity { max } } } } } }"""
    found = shared.data(query)
    assert found["actors"]["aggregate"] == {
        "count": 5,
        "residentsReached": {"known": 2, "sum": 52.0, "mean": 26.0, "min": 12, "max": 40},
    }
    assert found["record"]["ties"]["aggregate"] == {
        "count": 4,
        "amount": {"sum": 1000.0, "known": 1},
        "intensity": {"max": 3},
    }


def test_what_is_for_advisors_alone_is_null_for_others(region):
    query = "{ ties { aggregate { count trust { known mean } value { mean } intensity { known } } } }"
    told = region.data(query)["ties"]["aggregate"]
    assert told["trust"]["known"] > 5
    for viewer in (PUBLIC, PARTNER):
        other = region.data(query, viewer)["ties"]["aggregate"]
        assert (other["trust"], other["value"]) == (None, None)
        assert other["intensity"]["known"] == other["count"]


def test_what_is_hidden_is_in_no_number(shared):
    query = "{ actors { aggregate { count residentsReached { sum } } } }"
    assert shared.data(query, PUBLIC)["actors"]["aggregate"] == {"count": 5, "residentsReached": {"sum": 940.0}}


def test_a_sum_may_be_larger_than_a_whole_number_of_graphql(network):
    from tests.records import actor

    network.add(*(actor(f"large{n}", residentsReached=2_147_483_647) for n in range(3)))
    found = network.data("{ actors { aggregate { residentsReached { sum max } } } }")["actors"]["aggregate"]
    assert found["residentsReached"] == {"sum": 3 * 2_147_483_647 + 952.0, "max": 2_147_483_647}
