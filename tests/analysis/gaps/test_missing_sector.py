import pytest

from graphsvc.analysis.gaps import Thresholds
from graphsvc.analysis.gaps.sentences import suggestion, summary
from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, known_well
from tests.records import area, link, tie, view_of

KIND = GapKind.MISSING_SECTOR


def districts(*, having=8, without=("here",), urbanity=1, level="DISTRICT", residents=5_000):
    """Districts of one region, those of the first row with a nurse."""
    records = [area("region", "REGION"), area("around", "MUNICIPALITY", residents=100_000)]
    for name in [*(f"d{number}" for number in range(having)), *without]:
        records += [
            area(name, level, residents=residents, urbanity=urbanity, lastVerified=VERIFIED),
            link(name, "WITHIN", "around"),
        ]
        records += active(f"nurse-{name}", "CARE", place=name, sector="Wijkverpleging") if name[0] == "d" else []
    return [*records, link("around", "WITHIN", "region")]


def found(records, **asked):
    return {(gap.subjects, gap.sector) for gap in gaps_of(view_of(records), KIND, **asked)}


HERE = {(("here",), "Wijkverpleging")}


def test_a_sector_that_all_comparable_districts_have():
    (gap,) = gaps_of(view_of(districts()), KIND)
    assert (gap.area, gap.sector, gap.move) == ("here", "Wijkverpleging", "GOVERNMENT")
    assert (gap.figure("comparableAreas"), gap.figure("withSector")) == (8, 8)
    assert gap.records() == ("here", *(f"d{number}" for number in range(8)))


def test_it_takes_eight_comparable_areas():
    assert found(districts(having=7)) == set()
    assert found(districts(having=7), thresholds=Thresholds(comparable_areas=7)) == HERE


def test_three_quarters_of_the_others_must_have_it():
    assert found(districts(having=9, without=("here", "x", "y", "z"))) == HERE | {(("x",), "Wijkverpleging")} | {
        (("y",), "Wijkverpleging"),
        (("z",), "Wijkverpleging"),
    }
    assert found(districts(having=8, without=("here", "x", "y", "z"))) == set()
    assert found(districts(having=8, without=("here", "x", "y", "z")), thresholds=Thresholds(sector_share=0.7)) != set()


@pytest.mark.parametrize(
    "changed",
    [
        {"urbanity": 2},
        {"urbanity": None},
        {"level": "NEIGHBOURHOOD"},
        {"residents": 499},
    ],
)
def test_areas_of_another_class_or_level_or_with_few_residents_are_not_compared(changed):
    values = {"level": "DISTRICT", "residents": 5_000, "urbanity": 1, **changed}
    other = [area("here", values.pop("level"), **values), link("here", "WITHIN", "around")]
    assert found([*districts(without=()), *other]) == set()


def test_a_class_that_nobody_knows_is_no_class():
    assert found(districts(urbanity=None)) == set()


@pytest.mark.parametrize(("level", "gap"), [("MUNICIPALITY", True), ("NEIGHBOURHOOD", False), ("OWN", False)])
def test_it_needs_a_district_or_larger(level, gap):
    assert found(districts(level=level), neighbourhoods=True) == (HERE if gap else set())


def test_areas_of_another_region_are_not_compared():
    far = [area("far", "REGION"), area("here", urbanity=1, residents=5_000), link("here", "WITHIN", "far")]
    assert found([*districts(without=()), *far]) == set()


def test_an_actor_in_a_neighbourhood_of_it_is_there_and_one_around_it_is_not():
    corner = [area("corner", "NEIGHBOURHOOD"), link("corner", "WITHIN", "here")]
    nurse = active("nurse", "CARE", place="corner", sector="wijkverpleging")
    assert found([*districts(), *corner, *nurse]) == set()
    wide = active("county", "CARE", place="around", sector="Wijkverpleging")
    assert found([*districts(), *wide]) == HERE


def test_a_sector_is_the_same_however_it_is_written_and_its_gaps_have_ids_of_their_own():
    written = active("n", "CARE", place="d0", sector="WIJKVERPLEGING")
    teachers = [
        record for number in range(8) for record in active(f"t{number}", place=f"d{number}", sector="onderwijs")
    ]
    gaps = gaps_of(view_of([*districts(), *written, *teachers]), KIND)
    assert {gap.sector for gap in gaps} == {"Wijkverpleging", "onderwijs"}
    assert len({gap.id for gap in gaps}) == 2
    (alone,) = gaps_of(view_of(districts()), KIND)
    assert alone.id in {gap.id for gap in gaps}


def test_it_lies_in_its_area_and_the_areas_around_it():
    assert found(districts(), area="here") == found(districts(), area="around") == HERE
    assert found(districts(), area="d1") == set()


def test_it_is_told_with_the_numbers_and_with_who_works_there_from_further_away():
    view = view_of(districts())
    (gap,) = gaps_of(view, KIND)
    assert (gap.certainty, gap.as_question) == (0.4, True)
    assert summary(view, gap, "nl") == (
        "Is er in here niemand uit de sector “Wijkverpleging”? In 8 van de 8 vergelijkbare gebieden wel."
    )
    known = [*districts(), *active("garden", place="here"), *active("choir", place="here"), *known_well("garden")]
    known.append(tie("garden", "choir", lastVerified=VERIFIED))
    view = view_of(known)
    (gap,) = gaps_of(view, KIND)
    assert summary(view, gap, "en") == (
        "In here we know nobody of the sector “Wijkverpleging”; in 8 of 8 comparable areas we do."
    )
    assert summary(view, gap, "nl") == (
        "In here kennen wij niemand uit de sector “Wijkverpleging”; in 8 van de 8 vergelijkbare gebieden wel."
    )
    view = view_of([*known, *active("county", "CARE", place="around", sector="Wijkverpleging")])
    (gap,) = gaps_of(view, KIND)
    assert summary(view, gap, "nl") == (
        "Uit de sector “Wijkverpleging” kennen wij in here alleen wie breder actief is: county; in 8 van de 8 "
        "vergelijkbare gebieden is de sector er zelf."
    )
    assert suggestion(view, gap, "en") == (
        "Ask residents and organisations there whether they miss it, and who could come."
    )
