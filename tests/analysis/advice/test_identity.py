import pytest

from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.identity import point_id
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import AbstainedCode
from tests.analysis.advice.worlds import known, network, town
from tests.records import DAY, actor, theme, tie, view_of

ASKED = AdviceRequest(area="town")


def world(*more, **values):
    return [*town("north"), *network("club", "north", **values), known("welfare", "club"), theme("food"), *more]


def review(subject, by, status="DECLINED", **values):
    given = {"id": f"review-{by}-{status}", "subject": subject, "by": by, "status": status, "date": DAY, **values}
    return make(RecordKind.REVIEW, given)


def id_of(records, asked=ASKED):
    (club,) = (record for record in records if record.id == "club")
    return point_id(view_of(records), asked, club)


def points(records, asked=ASKED):
    return [point.actor for point in advise(view_of(records), asked).points]


def test_the_id_of_a_point_is_the_same_as_long_as_question_and_actor_are():
    (point,) = advise(view_of(world()), ASKED).points
    assert point.id == id_of(world()) == id_of([*reversed(world(name="New name"))])
    assert point.id != id_of(world(), AdviceRequest(area="north"))


@pytest.mark.parametrize("by", ["INITIATIVE", "ORGANISATION", "ADVISOR"])
def test_a_point_that_was_declined_stays_out(by):
    found = advise(view_of(world(review(id_of(world()), by))), ASKED)
    assert (found.points, found.abstained_code) == ((), AbstainedCode.NO_CANDIDATE)


def test_an_initiative_that_declined_is_left_alone_whatever_is_asked_and_whatever_changes():
    refusal = review(id_of(world()), "INITIATIVE")
    assert points(world(refusal), AdviceRequest(area="north")) == []
    assert points(world(refusal, capacity="ROOM", capacityOn=DAY)) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"more": [actor("friend"), tie("club", "friend")]},
        {"values": {"capacity": "ROOM", "capacityOn": DAY}},
        {"values": {"acceptedRole": "STIMULATE"}},
    ],
)
def test_a_point_that_others_declined_comes_back_when_its_ties_capacity_or_role_change(changed):
    refusal = review(id_of(world()), "ADVISOR")
    assert points(world(refusal, *changed.get("more", ()), **changed.get("values", {}))) == ["club"]


def test_a_point_that_others_declined_may_be_the_answer_to_another_question():
    assert points(world(review(id_of(world()), "ADVISOR")), AdviceRequest(area="north")) == ["club"]


def test_who_comes_back_on_declining_is_a_point_again():
    subject = id_of(world())
    earlier = review(subject, "ADVISOR", date="2026-01-01")
    assert points(world(earlier, review(subject, "ADVISOR", "CONFIRMED"))) == ["club"]
    assert points(world(earlier, review(subject, "ORGANISATION", "CONFIRMED"))) == []


def test_a_review_of_something_else_changes_nothing():
    assert points(world(review("club", "ADVISOR"), review("point-x", "INITIATIVE"))) == ["club"]


def test_a_point_names_its_last_review():
    subject = id_of(world())
    earlier = review(subject, "ADVISOR", "NEW", date="2026-01-01")
    (point,) = advise(view_of(world(earlier, review(subject, "ADVISOR", "ADOPTED"))), ASKED).points
    assert point.review == "review-ADVISOR-ADOPTED"


@pytest.mark.parametrize(("adopted", "chosen"), [("2026-06-01", []), ("2026-05-01", ["club"]), (None, ["club"])])
def test_an_advice_adopted_in_the_last_six_months_counts_as_a_partner(adopted, chosen):
    records = world(*(record for n in range(19) for record in network(f"other{n}", "north", openToContact="NO")))
    for number in range(4):
        records += [actor(f"partner{number}", "CARE"), tie("club", f"partner{number}")]
    records.append(review(id_of(records, AdviceRequest(theme="food")), "ADVISOR", "ADOPTED", date=adopted))
    assert points(records) == chosen
