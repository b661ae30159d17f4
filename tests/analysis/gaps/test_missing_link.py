from graphsvc.analysis.gaps import Thresholds
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapKind, Move
from tests.analysis.gaps.gap_records import active, gaps_of, subjects, town
from tests.records import link, tie, view_of


def links(records, **asked):
    return gaps_of(view_of([*town(), *records]), GapKind.MISSING_LINK, **asked)


def test_an_initiative_and_its_theme_without_contact_with_an_organisation_on_it_there():
    found = links(
        [
            *active("garden", themes=("loneliness",)),
            *active("welfare", "WELFARE", themes=("loneliness",)),
            *active("elsewhere", "WELFARE", place="south", themes=("loneliness",)),
            *active("broader", "WELFARE", themes=("meeting",)),
            tie("garden", "elsewhere"),
            tie("garden", "broader"),
        ]
    )
    assert subjects(found) == {("garden", "loneliness")}
    assert (found[0].theme, found[0].area, found[0].records()) == ("loneliness", "north", ("garden", "welfare"))


def test_contact_with_one_of_them_is_enough_and_a_narrower_theme_counts():
    records = [
        *active("garden", themes=("meeting",)),
        *active("welfare", "WELFARE", themes=("loneliness",)),
        *active("care", "CARE", themes=("meeting",)),
    ]
    assert subjects(links(records)) == {("garden", "meeting")}
    assert links([*records, tie("welfare", "garden", "FACILITATES")]) == []


def test_an_organisation_that_is_area_wide_counts():
    wide = active("town-hall", "AUTHORITY", place="town", themes=("loneliness",))
    found = links([*active("garden", place="corner", themes=("loneliness",)), *wide])
    assert subjects(found) == {("garden", "loneliness")}
    assert found[0].move is Move.GOVERNMENT


def test_at_most_three_are_named_and_the_number_can_be_set():
    many = [record for number in range(5) for record in active(f"w{number}", "WELFARE", themes=("meeting",))]
    records = [*active("garden", themes=("meeting",)), *many]
    assert links(records)[0].records() == ("garden", "w0", "w1", "w2")
    assert links(records, thresholds=Thresholds(names=1))[0].records() == ("garden", "w0")


def test_a_theme_of_an_offering_is_a_theme_of_the_actor():
    offering = make(RecordKind.OFFERING, {"id": "meal", "name": "meal", "offeringKind": "ACTIVITY"})
    records = [
        offering,
        *active("garden"),
        link("garden", "OFFERS", "meal"),
        link("meal", "FOCUSES_ON", "loneliness"),
        *active("welfare", "WELFARE", themes=("loneliness",)),
    ]
    assert subjects(links(records)) == {("garden", "loneliness")}


def test_no_link_is_missing_where_nobody_could_be_linked_or_contact_is_not_wanted():
    assert links(active("garden", themes=("loneliness",))) == []
    shy = active("garden", themes=("loneliness",), openToContact="NO")
    assert links([*shy, *active("welfare", "WELFARE", themes=("loneliness",))]) == []
