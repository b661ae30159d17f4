"""The matrix of areas and themes asked by GraphQL."""

from collections import Counter

from graphsvc.analysis.gaps import CellState, matrix

FIELDS = "id area { id } theme { id } state need livingWorld { id } formal { id } areaWide { id }"


def cells(asker, arguments="first: 1000"):
    return asker.data(f"{{ coverageMatrix({arguments}) {{ totalCount nodes {{ {FIELDS} }} }} }}")["coverageMatrix"]


def test_each_cell_says_who_is_there_and_what_is_not_known(region):
    expected = {(cell.area, cell.theme): cell for cell in matrix(region.live.view())}
    found = cells(region)
    assert found["totalCount"] == len(found["nodes"]) == len(expected)
    for node in found["nodes"]:
        cell = expected[node["area"]["id"], node["theme"]["id"]]
        assert (node["state"], node["need"]) == (cell.state, cell.need)
        for name, ids in (("livingWorld", cell.living), ("formal", cell.formal), ("areaWide", cell.area_wide)):
            assert [actor["id"] for actor in node[name]] == list(ids)


def test_cells_that_nobody_looked_at_are_kept_apart_from_white_spots(region):
    counted = Counter(node["state"] for node in cells(region)["nodes"])
    assert counted["WHITE_SPOT"] > 0
    assert counted["NOT_KNOWN"] > 0
    for state in CellState:
        assert cells(region, f"states: [{state}], first: 1000")["totalCount"] == counted[state]
    spots = cells(region, "states: [WHITE_SPOT], first: 1000")["nodes"]
    gaps = region.data("{ gaps(kinds: [WHITE_SPOT], first: 1000) { nodes { area { id } theme { id } } } }")["gaps"][
        "nodes"
    ]
    assert {(node["area"]["id"], node["theme"]["id"]) for node in spots} == {
        (node["area"]["id"], node["theme"]["id"]) for node in gaps
    }


def test_cells_of_an_area_of_a_theme_and_of_neighbourhoods(region):
    view = region.live.view()
    ids = {node["area"]["id"] for node in cells(region, 'area: "WK059910", first: 1000')["nodes"]}
    assert ids == {"WK059910"}
    themes = {node["theme"]["id"] for node in cells(region, 'theme: "theme-poverty", first: 1000')["nodes"]}
    assert themes == view.narrower("theme-poverty") & {cell.theme for cell in matrix(view)}
    small = {
        node["area"]["id"] for node in cells(region, 'area: "WK059910", neighbourhoods: true, first: 1000')["nodes"]
    }
    assert len(small) > 1


def test_cells_come_in_pages_by_need(region):
    first = "orderBy: [{field: NEED, direction: DESC}], first: 3"
    page = region.data(f"{{ coverageMatrix({first}) {{ nodes {{ id need }} pageInfo {{ endCursor }} }} }}")[
        "coverageMatrix"
    ]
    cursor = page["pageInfo"]["endCursor"]
    later = region.data(f'{{ coverageMatrix({first}, after: "{cursor}") {{ nodes {{ id need }} }} }}')["coverageMatrix"]
    needs = [node["need"] for node in (*page["nodes"], *later["nodes"])]
    assert len({node["id"] for node in (*page["nodes"], *later["nodes"])}) == 6
    assert needs == sorted(needs, reverse=True)


def test_other_numbers_make_other_white_spots(region):
    usual = cells(region, "states: [WHITE_SPOT], first: 1")["totalCount"]
    fewer = cells(region, "states: [WHITE_SPOT], thresholds: {whiteSpotNeed: 0.95}, first: 1")["totalCount"]
    assert fewer < usual


def test_an_area_that_is_not_seen_is_not_found(region):
    assert region.fault('{ coverageMatrix(area: "nowhere") { totalCount } }')["code"] == "NOT_FOUND"
