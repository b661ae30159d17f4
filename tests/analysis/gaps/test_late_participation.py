import pytest

from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapKind, Phase
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, subjects, town
from tests.records import link, view_of


def process(id="plan", **values):
    return make(RecordKind.PROCESS, {"id": id, "name": id, "lastVerified": VERIFIED, **values})


def late(*records):
    return gaps_of(view_of([*town(), *records]), GapKind.LATE_PARTICIPATION)


@pytest.mark.parametrize("phase", Phase)
def test_residents_joined_at_delivery_or_later(phase):
    assert bool(late(process(residentsJoined=phase))) is (phase in {"DELIVERY", "EVALUATION", "AFTERWARDS"})


@pytest.mark.parametrize(
    ("aimed", "reached", "start", "expected"),
    [
        ("COPRODUCE", "CONSULT", "2026-05-23", True),
        ("COPRODUCE", "CONSULT", "2026-05-24", False),
        ("COPRODUCE", "COPRODUCE", "2020-01-01", False),
        ("CONSULT", "ADVISE", "2020-01-01", False),
        ("COPRODUCE", None, "2020-01-01", False),
        (None, "INFORM", "2020-01-01", False),
        ("COPRODUCE", "CONSULT", None, False),
    ],
)
def test_the_level_reached_is_below_the_one_aimed_at_six_months_after_the_start(aimed, reached, start, expected):
    values = {"levelAimed": aimed, "levelReached": reached, "start": start}
    assert bool(late(process(**{key: value for key, value in values.items() if value}))) is expected


def test_it_rests_on_the_process_and_depends_on_no_completeness():
    records = [
        process(residentsJoined="AFTERWARDS"),
        link("plan", "LOCATED_IN", "north"),
        *active("garden"),
        link("garden", "TAKES_PART", "plan"),
    ]
    gap = late(*records)[0]
    assert (gap.area, gap.records(), gap.as_question) == ("north", ("plan", "garden"), False)
    assert (gap.certainty_parts.completeness, gap.certainty) == (None, gap.certainty_parts.freshness)
    assert subjects([gap]) == {"plan"}
