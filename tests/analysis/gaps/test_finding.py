import pytest
from hypothesis import given
from msgspec.structs import replace

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.analysis.gaps import find_gaps, top_findings
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.model.changes import ChangeSet, Entry, created
from graphsvc.model.vocabularies import FAMILY_OF_GAP, GapFamily, GapKind
from tests.analysis.gaps.gap_records import active, town
from tests.analysis.test_actor_figures import networks
from tests.records import actor, public_alone, signal, tie, view_of


def test_every_gap_keeps_its_id_when_the_rest_changes():
    before = find_gaps(view_of([actor("alone"), actor("a"), actor("b"), tie("a", "b")]))
    after = find_gaps(view_of([actor("alone"), *active("new"), *town()]))
    alone = {gap.id for gap in before if gap.subjects == ("alone",)}
    assert alone
    assert alone <= {gap.id for gap in after}


@given(networks())
def test_totals_are_the_mean_and_the_lowest_of_their_parts_and_ids_differ(records):
    gaps = find_gaps(view_of(records))
    assert len({gap.id for gap in gaps}) == len(gaps)
    for gap in gaps:
        parts = [part for part in (gap.severity_parts.touched, gap.severity_parts.need) if part is not None]
        assert gap.severity == pytest.approx(sum(parts) / len(parts))
        assert 0 < gap.certainty <= gap.certainty_parts.freshness <= 1
        assert gap.as_question is (gap.certainty < 0.5)


@given(networks())
def test_the_public_sees_the_gaps_of_the_public_records_alone(records):
    alone = public_alone(records)
    kinds = [kind for kind in FINDERS if kind is not GapKind.SINGLE_BRIDGE]
    assert find_gaps(view_of(records, PUBLIC), kinds=kinds) == find_gaps(view_of(alone, ADMIN), kinds=kinds)


def test_an_empty_store_has_no_gaps():
    assert find_gaps(view_of([])) == []


def test_page_one_takes_one_of_a_kind_none_from_data_and_one_about_conduct():
    records = [
        *(actor(f"alone{number}", lastVerified="2026-11-24") for number in range(3)),
        actor("a", lastVerified="2026-11-24"),
        actor("b", lastVerified="2026-11-24"),
        tie("a", "b", lastVerified="2020-01-01"),
        signal("s", date="2021-01-01"),
    ]
    gaps = find_gaps(view_of(records))
    assert {gap.family for gap in gaps} == {GapFamily.NETWORK, GapFamily.DATA, GapFamily.VOICE}
    assert [gap.kind for gap in top_findings(gaps)] == ["ISOLATED", "NO_FORMAL_TIE", "UNANSWERED_SIGNAL"]
    assert [gap.kind for gap in top_findings(gaps, 2)] == ["ISOLATED", "UNANSWERED_SIGNAL"]
    assert top_findings([]) == []


def test_what_was_found_is_found_anew_when_the_graph_changes():
    view = view_of([actor("alone"), actor("other")])
    assert len(find_gaps(view)) == 2
    assert find_gaps(view) == find_gaps(view)
    entry = Entry(version=1, changes=ChangeSet(changes=(created(tie("alone", "other")),), by="test"))
    view.update(view.graph.apply(entry))
    assert {gap.kind for gap in find_gaps(view)} == {"NO_FORMAL_TIE", "STALE_TIE"}


def test_page_one_tells_nothing_of_the_same_record_or_theme_of_an_area_twice():
    def gap(kind, weight, subjects, area=None, theme=None):
        (found,) = find_gaps(view_of([actor("alone")]))
        return replace(
            found,
            kind=kind,
            family=FAMILY_OF_GAP[kind],
            severity=weight,
            certainty=1.0,
            subjects=subjects,
            area=area,
            theme=theme,
        )

    spot = gap(GapKind.WHITE_SPOT, 0.9, ("north", "money"), "north", "money")
    same = gap(GapKind.UNANSWERED_SIGNAL, 0.8, ("s",), "north", "money")
    other = gap(GapKind.UNANSWERED_SIGNAL, 0.5, ("t",), "north", "meeting")
    link = gap(GapKind.MISSING_LINK, 0.7, ("club", "meeting"), "south", "meeting")
    bridge = gap(GapKind.SINGLE_BRIDGE, 0.6, ("club",), "south")
    assert top_findings([spot, same, other, link, bridge]) == [spot, link, other]
    assert top_findings([spot, same, link]) == [spot, link]
