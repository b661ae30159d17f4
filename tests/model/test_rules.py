import pytest

from graphsvc.errors import Conflict
from graphsvc.graph.graph import Graph
from graphsvc.model.changes import Change, created, updated
from graphsvc.model.faults import told
from graphsvc.model.kinds import ENDS, INVERSE, LinkKind
from graphsvc.model.make import remade
from graphsvc.model.rules import conflicts, violations
from graphsvc.model.vocabularies import ChangeAction
from tests.records import actor, area, link, theme, tie


def codes(records, known=()):
    return [fault.code for fault in violations(map(created, records), Graph.of(known))]


def test_ends_may_come_in_the_same_change_or_stand_there_already():
    assert codes([actor("a"), actor("b"), tie("a", "b")]) == []
    assert codes([tie("a", "b")], [actor("a"), actor("b")]) == []


def test_an_end_that_is_not_there_is_named():
    faults = violations([created(tie("a", "nobody"))], Graph.of([actor("a")]), {"a-KNOWS-nobody": "ties.csv, row 2"})
    assert [(fault.place, fault.code) for fault in faults] == [("ties.csv, row 2, to", "NO_SUCH_RECORD")]


def test_a_tie_joins_actors_and_a_link_its_own_kinds():
    assert codes([actor("a"), area("w"), tie("a", "w")]) == ["WRONG_KIND_OF_END"]
    assert codes([actor("a"), area("w"), link("w", "ACTIVE_IN", "a")]) == ["WRONG_KIND_OF_END"] * 2


def test_a_record_that_goes_takes_its_ties_and_links_along():
    known = [actor("a"), actor("b"), tie("a", "b")]
    gone = [Change(action=ChangeAction.ERASED, before=record) for record in known]
    assert [fault.code for fault in violations(gone[:1], Graph.of(known))] == ["STILL_TIED"]
    assert violations([gone[0], gone[2]], Graph.of(known)) == []


@pytest.mark.parametrize(
    ("changes", "dutch"),
    [
        ([actor("x"), actor("x")], "x: De code x staat hier twee keer. Geef elk gegeven een eigen code."),
        ([actor("a")], "a, id: De code a is al in gebruik. Kies een andere code."),
        (
            [link("w", "WITHIN", "w")],
            "w-WITHIN-w: Zo zou w binnen zichzelf liggen (ligt binnen). Laat een van de stappen weg.",
        ),
        (
            [link("a", "ACTIVE_IN", "no")],
            "a-ACTIVE_IN-no, to: Er is geen gegeven met de code no. Voeg het eerst toe, of verbeter de code.",
        ),
        (
            [link("a", "ACTIVE_IN", "b")],
            "a-ACTIVE_IN-b, to: De soort van b is actor; aan deze kant moet het een van deze soorten zijn: gebied. "
            "Noem een gegeven van een van deze soorten.",
        ),
    ],
)
def test_a_broken_rule_is_told_in_dutch(changes, dutch):
    known = Graph.of([actor("a"), actor("b"), area("w")])
    assert [told(fault, "nl") for fault in violations(map(created, changes), known)] == [dutch]


def test_ties_that_stay_behind_are_told_in_dutch():
    known = [actor("a"), actor("b"), tie("a", "b")]
    (fault,) = violations([Change(action=ChangeAction.ERASED, before=known[0])], Graph.of(known))
    assert told(fault, "nl") == "a: Aan a hangen nog banden of koppelingen (1), zoals a-KNOWS-b. Haal die tegelijk weg."
    (fault,) = violations([updated(actor("a"), area("a"))], Graph.of(known))
    assert told(fault, "nl").startswith("a: De soort van een gegeven kan niet veranderen.")


def test_every_kind_of_link_says_what_it_may_join_and_how_it_reads_both_ways():
    assert set(ENDS) == set(LinkKind) == set(INVERSE)


def test_ids_are_unique_over_all_records():
    assert codes([actor("a"), area("a")]) == ["DUPLICATE_ID"]
    assert codes([area("a")], [actor("a")]) == ["ID_TAKEN"]


def test_what_is_joined_to_a_taken_id_is_judged_by_the_record_that_is_there():
    assert codes([theme("w"), link("a", "ACTIVE_IN", "w")], [actor("a"), area("w")]) == ["ID_TAKEN"]
    assert codes([area("t"), link("a", "ACTIVE_IN", "t")], [actor("a"), theme("t")]) == [
        "ID_TAKEN",
        "WRONG_KIND_OF_END",
    ]


def test_a_circle_of_what_cannot_be_joined_is_no_circle():
    known = [theme("a"), theme("b"), area("c")]
    edges = [link("a", "WITHIN", "b"), link("b", "WITHIN", "a"), link("c", "WITHIN", "c")]
    assert codes(edges, known) == ["WRONG_KIND_OF_END"] * 4 + ["CYCLE"]


@pytest.mark.parametrize(
    ("nodes", "edge"),
    [
        ([area("a"), area("b"), area("c")], lambda start, end: link(start, "WITHIN", end)),
        ([theme("a"), theme("b"), theme("c")], lambda start, end: link(start, "BROADER", end)),
        ([actor("a"), actor("b"), actor("c")], lambda start, end: tie(start, end, "PART_OF")),
    ],
    ids=["areas", "themes", "parts"],
)
def test_nothing_is_inside_itself(nodes, edge):
    known = [*nodes, edge("a", "b"), edge("b", "c")]
    assert codes([edge("c", "a")], known) == ["CYCLE"]
    assert codes([edge("a", "c")], known) == []
    assert codes([edge("a", "b"), edge("b", "a")], nodes) == ["CYCLE", "CYCLE"]


def test_a_long_chain_of_parts_is_checked_in_one_walk():
    count = 20_000
    actors = [actor(f"a{number}") for number in range(count)]
    chain = [tie(f"a{number}", f"a{number + 1}", "PART_OF") for number in range(count - 1)]
    assert codes([*actors, *chain]) == []
    closing = tie(f"a{count - 1}", "a0", "PART_OF")
    assert codes([*actors, *chain, closing]) == ["CYCLE"] * count


def test_a_change_of_another_revision_than_expected_conflicts():
    first = actor("a")
    second = remade(first, {"name": "B", "revision": 2})
    with pytest.raises(Conflict, match="revision 2, and the change expected 1"):
        conflicts([updated(first, remade(first, {"name": "C"}))], Graph.of([second]))
