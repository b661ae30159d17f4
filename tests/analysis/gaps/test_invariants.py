"""What holds for the gaps of every kind, on the demonstration region, in which nearly all of them are found."""

from typing import Any

import msgspec
import pytest

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.gaps import Gap, find_gaps
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.model.records import Area, Link
from graphsvc.model.vocabularies import GapKind
from graphsvc.seeding.region import demonstration
from tests.records import DAY, view_of

PREFIX = "x-"


@pytest.fixture(scope="module")
def region():
    return demonstration(DAY)


@pytest.fixture(scope="module")
def gaps(region):
    return find_gaps(view_of(region))


def renamed(record: Any) -> Any:
    """A record with all ids longer, in the same order; of a figure its themes too."""
    names = ("id", "from_id", "to_id", "source", "subject")
    ids = {name: PREFIX + id for name in names if (id := getattr(record, name, None)) is not None}
    if isinstance(record, Area):
        figures = [
            msgspec.structs.replace(figure, themes=tuple(map(PREFIX.__add__, figure.themes)))
            for figure in record.figures
        ]
        return msgspec.structs.replace(record, **ids, figures=tuple(figures))
    return msgspec.structs.replace(record, **ids)


def without_ids(gap: Gap, prefix: str = "") -> Any:
    """All of a gap but its own id, with longer ids of records."""

    def longer(id: str | None) -> str | None:
        return None if id is None else prefix + id

    evidence = [msgspec.structs.replace(item, record=longer(item.record)) for item in gap.evidence]
    return msgspec.structs.replace(
        gap,
        id="",
        area=longer(gap.area),
        theme=longer(gap.theme),
        subjects=tuple(prefix + id for id in gap.subjects),
        evidence=tuple(evidence),
    )


def in_order(gap: Gap) -> Gap:
    """A gap with its evidence in order of id, which is told in the order in which it came."""
    return msgspec.structs.replace(gap, evidence=tuple(sorted(gap.evidence, key=str)))


def test_renaming_ids_changes_nothing_but_ids(region, gaps):
    found = find_gaps(view_of(map(renamed, region)))
    assert {without_ids(gap) for gap in found} == {without_ids(gap, PREFIX) for gap in gaps}


def test_the_order_of_records_changes_nothing(region, gaps):
    found = find_gaps(view_of(sorted(region, key=lambda record: (hasattr(record, "from_id"), record.id))))
    assert list(map(in_order, found)) == list(map(in_order, gaps))


def test_the_public_has_the_gaps_of_a_network_of_what_it_may_see(region):
    public = {record.id for record in region if getattr(record, "visibility", "PUBLIC") == "PUBLIC"}
    seen = [
        record
        for record in region
        if record.id in public
        and {getattr(record, "from_id", record.id), getattr(record, "to_id", record.id)} <= public
    ]
    assert any(isinstance(record, Link) for record in seen)
    kinds = [kind for kind in FINDERS if kind is not GapKind.SINGLE_BRIDGE]  # not named to the public
    found = find_gaps(view_of(region, PUBLIC), kinds=kinds)
    # Both as the public, to whom small numbers of residents are not told.
    assert found == find_gaps(view_of(seen, PUBLIC), kinds=kinds)
    assert len({gap.kind for gap in found}) > 10


def test_only_what_the_viewer_sees_is_in_the_evidence(region):
    view = view_of(region, PUBLIC)
    assert all(view.get(id) is not None for gap in find_gaps(view) for id in (*gap.subjects, *gap.records()))
