from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.network import network_figures

QUERY = """query ($by: MixingKey!) { network { mixing(by: $by) {
  group actorCount eiIndex cells { group ties share density } } } }"""


def test_a_row_and_a_cell_for_each_group(region):
    for by in ("FORMALITY", "ACTOR_KIND", "SECTOR"):
        for viewer in (PUBLIC, None):
            view = region.live.view() if viewer is None else region.live.view(viewer)
            expected = network_figures(view).mixing[by]
            rows = region.data(QUERY, *([] if viewer is None else [viewer]), by=by)["network"]["mixing"]
            assert [row["group"] for row in rows] == list(expected.groups)
            assert [[cell["group"] for cell in row["cells"]] for row in rows] == [list(expected.groups)] * len(rows)
            assert [[cell["ties"] for cell in row["cells"]] for row in rows] == [list(row) for row in expected.counts]
            assert [row["eiIndex"] for row in rows] == list(expected.ei)


def test_two_tables_of_one_network_are_two_answers(shared):
    query = "{ network { a: mixing(by: FORMALITY) { group } b: mixing(by: ACTOR_KIND) { group } } }"
    found = shared.data(query)["network"]
    assert [row["group"] for row in found["a"]] == ["FORMAL", "INFORMAL"]
    assert [row["group"] for row in found["b"]] == ["AUTHORITY", "INITIATIVE", "WELFARE"]
