from datetime import date

import pytest

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.need import Grounds, Needs, percentile
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from tests.records import area, link, signal, theme, view_of


def figure(value, name="poverty", meaning="MORE_IS_NEED", themes=("money",), year=2025):
    return {"name": name, "value": value, "year": year, "source": "CBS", "themes": list(themes), "meaning": meaning}


def source(id="survey", kind="SURVEY"):
    return make(RecordKind.SOURCE, {"id": id, "name": id, "sourceKind": kind})


def gathering(id, **values):
    return make(RecordKind.GATHERING, {"id": id, "name": id, **values})


def told(id, place, about="money", weight=1, **values):
    """A signal from the survey in an area on a theme, with its links."""
    given = {"date": "2026-06-01", "source": "survey", "visibility": "PUBLIC", **values}
    return [
        signal(id, weight=weight, **given),
        link(id, "LOCATED_IN", place),
        link(id, "FOCUSES_ON", about),
    ]


def test_a_percentile_is_the_share_below_plus_half_of_the_equals():
    assert percentile(3, [1, 2, 3, 4]) == pytest.approx(2.5 / 4)
    assert percentile(2, [1, 2, 2, 4]) == pytest.approx(2 / 4)
    assert percentile(7, [7]) == 0.5


def test_need_by_figures_is_their_mean_percentile_turned_round_where_less_is_need():
    view = view_of(
        [
            theme("money"),
            area("north", residents=1000, figures=[figure(30), figure(10, "income", "LESS_IS_NEED")]),
            area("south", residents=1000, figures=[figure(20), figure(20, "income", "LESS_IS_NEED")]),
        ]
    )
    needs = Needs(view)
    assert needs.need("north", "money") == pytest.approx(0.75)
    assert needs.need("south", "money") == pytest.approx(0.25)


def test_figures_without_a_meaning_of_other_themes_and_of_earlier_years_say_nothing():
    view = view_of(
        [
            theme("money"),
            theme("debt"),
            link("debt", "BROADER", "money"),
            area("north", residents=1000, figures=[figure(99, year=2020), figure(1), figure(9, "n", "NEITHER")]),
            area("south", residents=1000, figures=[figure(2), figure(9, "other", themes=["elsewhere"])]),
            area("west", residents=1000, figures=[figure(3, "debts", themes=["debt"])]),
        ]
    )
    needs = Needs(view)
    assert needs.need("north", "money") == pytest.approx(0.25)
    assert needs.need("south", "money") == pytest.approx(0.75)
    assert needs.need("west", "money") == 0.5  # alone, by a figure on a narrower theme
    assert needs.need("west", "elsewhere") is None


def test_areas_are_compared_with_their_level_and_region():
    records = [theme("money"), area("r1", "REGION"), area("r2", "REGION")]
    for name, level, region, value in [
        ("a", "DISTRICT", "r1", 1),
        ("b", "DISTRICT", "r1", 2),
        ("c", "DISTRICT", "r2", 3),
        ("d", "NEIGHBOURHOOD", "r1", 4),
    ]:
        records += [area(name, level, residents=1000, figures=[figure(value)]), link(name, "WITHIN", region)]
    needs = Needs(view_of(records))
    assert needs.need("b", "money") == pytest.approx(0.75)
    assert needs.need("c", "money") == 0.5
    assert needs.need("d", "money") == 0.5


def test_an_area_under_500_residents_has_no_need_and_counts_for_nobody():
    view = view_of(
        [
            theme("money"),
            area("hamlet", residents=499, figures=[figure(50)]),
            area("north", residents=500, figures=[figure(1)]),
            area("unknown", figures=[figure(2)]),
        ]
    )
    needs = Needs(view)
    assert needs.need("hamlet", "money") is None
    assert needs.need("north", "money") == pytest.approx(0.25)
    assert needs.need("unknown", "money") == pytest.approx(0.75)


def test_need_by_signals_is_the_percentile_of_their_weight_per_resident():
    view = view_of(
        [
            theme("money"),
            source(),
            area("north", residents=1000),
            area("south", residents=5000),
            *told("s1", "north", weight=10),
            *told("s2", "south", weight=20),
        ]
    )
    needs = Needs(view)
    assert needs.parts("north", "money").signals == pytest.approx(0.75)
    assert needs.parts("south", "money").signals == pytest.approx(0.25)
    assert needs.parts("north", "money").figures is None


def test_signals_inside_count_and_settled_ones_do_not():
    answer = make(RecordKind.OFFERING, {"id": "o", "name": "o", "offeringKind": "SUPPORT"})
    view = view_of(
        [
            theme("money"),
            source(),
            area("north", residents=1000),
            area("corner", "NEIGHBOURHOOD", residents=600),
            link("corner", "WITHIN", "north"),
            area("south", residents=1000),
            answer,
            *told("inside", "corner", weight=5),
            *told("done", "south", weight=50),
            *told("promised", "south", weight=4),
            link("o", "ANSWERS", "done", state="DONE"),
            link("o", "ANSWERS", "promised", state="PROMISED"),
        ]
    )
    needs = Needs(view)
    assert needs.parts("north", "money").signals == pytest.approx(0.75)
    assert needs.parts("south", "money").signals == pytest.approx(0.25)


def test_signals_say_nothing_where_residents_were_not_asked_or_not_counted():
    view = view_of(
        [
            theme("money"),
            source(),
            source("desk", "DESK"),
            area("asked"),
            area("unasked", residents=1000),
            area("long-ago", residents=1000),
            *told("s1", "asked"),
            *told("s2", "unasked", source="desk"),
            *told("s3", "long-ago", date="2024-11-23"),
        ]
    )
    needs = Needs(view)
    assert [needs.need(id, "money") for id in ("asked", "unasked", "long-ago")] == [None, None, None]
    assert [needs.residents_asked(id) for id in ("asked", "unasked", "long-ago")] == [True, False, False]


def test_a_gathering_within_24_months_asks_residents_there_and_in_the_areas_around():
    view = view_of(
        [
            area("town", "MUNICIPALITY"),
            area("north"),
            area("south"),
            link("north", "WITHIN", "town"),
            link("south", "WITHIN", "town"),
            gathering("evening", date="2024-11-24"),
            link("evening", "LOCATED_IN", "north"),
            gathering("planned", date="2027-01-01"),
            link("planned", "LOCATED_IN", "south"),
        ]
    )
    needs = Needs(view)
    assert [needs.residents_asked(id) for id in ("town", "north", "south")] == [True, True, False]
    assert needs.any_asked


def test_the_mean_need_is_over_the_themes_with_a_signal_or_a_figure_there():
    view = view_of(
        [
            theme("money"),
            theme("company"),
            theme("unsaid"),
            source(),
            area("north", residents=1000, figures=[figure(9)]),
            area("south", residents=1000, figures=[figure(1)]),
            *told("s", "south", "company", weight=9),
            *told("t", "north", "money", weight=1),
        ]
    )
    needs = Needs(view)
    assert needs.themes_there("south") == ["company", "money"]
    company, money = needs.need("south", "company"), needs.need("south", "money")
    assert company is not None
    assert company == pytest.approx(0.75)
    assert money is not None
    assert needs.mean_need("south") == pytest.approx((company + money) / 2)
    assert needs.mean_need("south", ["company"]) == company
    assert needs.mean_need("south", ["nothing"]) is not None  # asked and nobody said so: half of the equals
    assert needs.mean_need("nowhere") is None


def test_what_the_viewer_may_not_see_weighs_nothing():
    view = view_of(
        [
            theme("money", visibility="PUBLIC"),
            area("north", residents=1000, visibility="PUBLIC"),
            source(),
            *told("s", "north", visibility="ADVISORS"),
        ],
        PUBLIC,
    )
    assert Needs(view).need("north", "money") is None
    assert not Needs(view).residents_asked("north")


def test_what_an_area_itself_has_on_a_theme_is_told_apart_from_how_it_compares():
    records = [theme("money"), theme("debt"), link("debt", "BROADER", "money"), source()]
    records += [area("north", residents=1000, figures=[figure(30)]), area("south", residents=1000)]
    records += [*told("s", "north", "debt", weight=3), *told("done", "north"), *told("quiet", "south", "elsewhere")]
    records += [theme("elsewhere"), link("s", "ANSWERS", "done", state="DONE")]
    needs = Needs(view_of(records))
    grounds = needs.grounds("north", "money")
    assert [signal.id for signal in grounds.signals] == ["s"]
    assert (grounds.residents, [figure.name for figure in grounds.figures]) == (3, ["poverty"])
    assert needs.grounds("south", "money") == Grounds((), ())
    assert needs.need("south", "money") == 0.25


def test_what_was_said_or_measured_after_the_day_says_nothing_of_that_day():
    records = [theme("money"), source(), *told("before", "north"), *told("after", "north", date="2026-07-01")]
    records += [area("north", residents=1000, figures=[figure(1, year=2026), figure(9, year=2027)])]
    grounds = Needs(view_of(records, day=date(2026, 6, 30))).grounds("north", "money")
    assert [signal.id for signal in grounds.signals] == ["before"]
    assert [figure.value for figure in grounds.figures] == [1]
