from graphsvc.stores.contract import Misfit
from graphsvc.stores.fitting import fitting
from tests.records import actor, area, link, signal, tie


def test_records_that_cannot_stand_in_one_graph_are_left_out_and_listed() -> None:
    good = [actor("a"), actor("b"), area("x"), tie("a", "b"), link("a", "ACTIVE_IN", "x"), link("x", "WITHIN", "x2")]
    good.insert(3, area("x2"))
    bad = [
        signal("a"),  # an id that is taken
        tie("b", "a", id="x"),
        tie("a", "gone"),
        tie("gone", "a"),
        tie("a", "x"),
        link("x", "ACTIVE_IN", "a"),
        link("x", "WITHIN", "x"),
    ]
    misfits: list[Misfit] = []
    assert list(fitting([*good, *bad], misfits)) == good
    assert [misfit.place for misfit in misfits] == [record.id for record in bad]
    assert all(misfit.message.endswith(".") for misfit in misfits)
    assert "gone" in misfits[2].message
    assert "ACTOR to AREA" in misfits[4].message
