from typing import Any

import pytest

from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import CautionCode
from tests.analysis.advice.worlds import TOLD, known, network, town
from tests.records import DAY, actor, area, link, tie, view_of

FIGURE = {"name": "poverty", "value": 1, "year": 2025, "source": "CBS", "themes": ["food"], "meaning": "MORE_IS_NEED"}
TOLD_ALL = {"capacity": "ROOM", "capacityOn": TOLD, "acceptedRole": "FACILITATE", "openToContact": "YES"}
FRESH: dict[str, Any] = {"lastVerified": DAY}


def world(tie_values: Any = FRESH, **values):
    """A network of which all is known, in an area where residents were asked."""
    evening = make(RecordKind.GATHERING, {"id": "evening", "name": "evening", "date": DAY})
    records = [*town(), area("north", figures=[FIGURE]), link("north", "WITHIN", "town")]
    records += [evening, link("evening", "LOCATED_IN", "north"), *network("club", "north", **{**TOLD_ALL, **values})]
    return [*records, known("welfare", "club", **tie_values)]


def cautions(records, actor="club", **values):
    found = advise(view_of(records), AdviceRequest(**{"area": "town", **values}))
    (point,) = [point for point in found.points if point.actor == actor]
    return {caution.code: (caution.text.text("en"), caution.records) for caution in point.cautions}


def test_there_is_nothing_to_caution_where_all_is_known():
    assert cautions(world()) == {}


@pytest.mark.parametrize(
    ("values", "code", "said"),
    [
        ({"capacity": "FULL"}, "FULL", "club said on 24 September 2026 that there is no room now."),
        (
            {"capacity": "UNKNOWN"},
            "CAPACITY_UNKNOWN",
            "We do not know whether club has room. Ask this first.",
        ),
        (
            {"capacityOn": "2025-01-01"},
            "CAPACITY_UNKNOWN",
            "It is over six months ago that club told whether there is room. Ask this first.",
        ),
        (
            {"capacityOn": None},
            "CAPACITY_UNKNOWN",
            "We do not know when club told whether there is room. Ask this first.",
        ),
        ({"acceptedRole": None}, "ROLE_UNKNOWN", "We do not know which role of government fits club. Ask this."),
        (
            {"openToContact": "UNKNOWN"},
            "OPENNESS_UNKNOWN",
            "We do not know whether club wants contact. Ask this first.",
        ),
    ],
)
def test_what_an_actor_did_not_say_is_a_caution(values, code, said):
    assert cautions(world(**values)) == {CautionCode[code]: (said, ("club",))}


@pytest.mark.parametrize(
    ("values", "code", "said"),
    [
        ({"lastVerified": None}, "STALE_PATH", "Nobody has verified the tie between welfare and club."),
        (
            {"lastVerified": "2025-11-23"},
            "STALE_PATH",
            "The tie between welfare and club was not verified for over a year. Ask whether it is still there.",
        ),
        (
            {"confirmation": "ONE_SIDED", "intensity": 2, "tieKind": "FUNDS"},
            "ONE_SIDED_PATH",
            "Only one side named the tie between welfare and club.",
        ),
        ({"basis": "PERSONAL"}, "PERSONAL_PATH", "The tie between welfare and club rests on one person."),
    ],
)
def test_a_doubtful_tie_on_the_path_is_a_caution(values, code, said):
    found = cautions(world({**FRESH, **values}))
    assert found == {CautionCode[code]: (said, ("welfare-KNOWS-club",))}


def test_stale_ties_of_one_path_are_one_caution():
    path = [known("welfare", "library", lastVerified="2025-01-01"), known("library", "club", lastVerified="2025-02-01")]
    records = [record for record in world() if record.id != "welfare-KNOWS-club"]
    said = "2 ties on the way were not verified for over a year. Ask whether they are still there."
    assert cautions([*records, actor("library", "KNOWLEDGE"), *path]) == {
        CautionCode.STALE_PATH: (said, ("welfare-KNOWS-library", "library-KNOWS-club"))
    }


def test_residents_that_were_not_asked_are_a_caution_even_where_figures_tell_of_need():
    records = [record for record in world() if record.id != "evening-LOCATED_IN-north"]
    said = {
        CautionCode.RESIDENTS_NOT_ASKED: (
            "As far as we know, residents were not asked here what they need.",
            ("club", "north"),
        )
    }
    assert cautions(records) == said


def test_a_need_that_is_not_known_is_a_caution_even_where_residents_were_asked():
    records = [record for record in world() if record.id != "north"] + [area("north")]
    said = {CautionCode.RESIDENTS_NOT_ASKED: ("It is not known how great the need is here.", ("club", "north"))}
    assert cautions(records) == said


def test_an_advice_that_leans_on_one_point_says_so():
    friends = [record for n in range(4) for record in (*network(f"friend{n}", "north"), tie("club", f"friend{n}"))]
    records = [*world(), *friends, *network("small", "north", **TOLD_ALL), known("welfare", "small", **FRESH)]
    found = cautions(records, allowed=frozenset({"club", "small"}))
    # The club gains 3 of 4.
    said = "The advice leans on this point: without this contact 75% of the extra reach falls away."
    assert found[CautionCode.LEANS_ON_ONE] == (said, ("club",))
    assert CautionCode.LEANS_ON_ONE not in cautions(records, "small", allowed=frozenset({"club", "small"}))
    assert CautionCode.LEANS_ON_ONE not in cautions(records, allowed=frozenset({"club"})), (
        "of one point alone it goes without saying"
    )


def test_others_depend_on_a_network_that_is_the_only_one_between_them():
    line = [*world(), *network("left", "north"), *network("right", "north"), tie("club", "left"), tie("club", "right")]
    said = "As far as we know, other initiatives know each other through club only. Do not ask too much."
    assert cautions(line)[CautionCode.OTHERS_DEPEND] == (said, ("club",))
    assert CautionCode.OTHERS_DEPEND not in cautions([*line, tie("left", "right")])
    assert CautionCode.OTHERS_DEPEND not in cautions(world())
