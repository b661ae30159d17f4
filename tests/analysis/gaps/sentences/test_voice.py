import pytest

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.gaps.sentences import SUGGESTIONS
from graphsvc.language import translate
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.gap_records import VERIFIED, active, town
from tests.analysis.gaps.sentences.telling import SURE, told
from tests.analysis.gaps.test_late_participation import process
from tests.analysis.gaps.test_role_mismatch import funded
from tests.analysis.gaps.test_undecided_challenge import challenge, with_term
from tests.analysis.gaps.test_untested_offer import ASKED, offering
from tests.records import link, tie


def test_a_signal_is_quoted_with_its_number_and_a_small_number_is_hidden_from_the_public():
    records = [
        make(
            RecordKind.SIGNAL,
            {
                "id": "s",
                "text": "Er is\n geen bank. " + "Echt " * 40,
                "date": "2026-01-01",
                "weight": 3,
                "visibility": "PUBLIC",
                "lastVerified": "2026-11-24",
            },
        )
    ]
    found = told(records, GapKind.UNANSWERED_SIGNAL, thresholds=SURE)[0]
    assert found.startswith("“Er is geen bank. Echt")
    assert found.endswith("…”: no answer to this signal of 3 residents is known.")
    assert "fewer than 5 residents" in told(records, GapKind.UNANSWERED_SIGNAL, PUBLIC)[0]
    promise = [*records, *active("w", "WELFARE"), *town(), link("w", "ANSWERS", "s", state="PROMISED")]
    assert "promised" in told(promise, GapKind.UNANSWERED_SIGNAL)[0]


def test_a_process_says_when_residents_joined_or_where_it_stayed():
    late, low = (
        process("late", residentsJoined="AFTERWARDS"),
        process("low", levelAimed="COPRODUCE", levelReached="INFORM", start="2020-01-01"),
    )
    assert told([late], GapKind.LATE_PARTICIPATION) == [
        "In the process “late” residents joined only when all was done."
    ]
    assert told([low], GapKind.LATE_PARTICIPATION) == [
        "The process “low” was to go as far as “coproduce” and came as far as “inform”."
    ]


def test_an_offer_nobody_spoke_of_is_asked_about_and_is_no_ground_for_cuts():
    records = [*ASKED, *offering()]
    assert told(records, GapKind.UNTESTED_OFFER) == [
        "Is what organisations offer in north on the theme “loneliness” what residents need? We do not know that they spoke "
        "of it."
    ]
    assert told(records, GapKind.UNTESTED_OFFER, language="nl", thresholds=SURE) == [
        "In north bieden organisaties iets aan op het thema “eenzaamheid”, en voor zover bekend spraken bewoners daar niet "
        "over toen hun iets werd gevraagd."
    ]
    assert SUGGESTIONS[GapKind.UNTESTED_OFFER].endswith("is no ground for cuts.")
    assert translate("nl", SUGGESTIONS[GapKind.UNTESTED_OFFER]).endswith("is geen reden om erop te bezuinigen.")


def test_a_process_without_feedback_says_when_it_ended():
    ended = [process(end="2026-03-01")]
    assert told(ended, GapKind.NO_FEEDBACK) == [
        "Did residents hear what was done with their input in the process “plan”, which ended on 1 March 2026?"
    ]
    assert told(ended, GapKind.NO_FEEDBACK, language="nl", thresholds=SURE) == [
        "Het traject “plan” eindigde op 1 maart 2026, en niet bekend is of bewoners hoorden wat er met hun inbreng is gedaan."
    ]


@pytest.mark.parametrize(
    ("takers", "sentence"),
    [
        (
            1,
            "De overheid heeft in het traject “plan” de rol “regisseren”, en 1 initiatief dat meedoet, wil een lichtere rol.",
        ),
        (
            2,
            "De overheid heeft in het traject “plan” de rol “regisseren”, en 2 initiatieven die meedoen, willen een lichtere "
            "rol.",
        ),
    ],
)
def test_a_role_in_a_process_says_how_many_want_a_lighter_one_and_not_who(takers, sentence):
    groups = [record for number in range(takers) for record in active(f"g{number}", acceptedRole="LET_GO")]
    records = [*town(), *groups, *(link(f"g{number}", "TAKES_PART", "plan") for number in range(takers))]
    assert told([*records, process(governmentRole="DIRECT")], GapKind.ROLE_MISMATCH, language="nl") == [sentence]
    unsure = told([*records, process(governmentRole="DIRECT", lastVerified=None)], GapKind.ROLE_MISMATCH)
    assert unsure[0].startswith("Is it true that in the process “plan” government has the role “direct”")


def test_a_role_in_a_tie_says_both_roles():
    assert told([*town(), *funded()], GapKind.ROLE_MISMATCH) == [
        "giver takes the role “direct” with garden, which accepts “facilitate” at most."
    ]
    unsure = [*town(), *funded()[:-1], tie("giver", "garden", "FUNDS", governmentRole="DIRECT")]
    assert told(unsure, GapKind.ROLE_MISMATCH, language="nl") == [
        "Neemt giver bij garden de rol “regisseren”, terwijl daar hoogstens “faciliteren” past?"
    ]


def challenged(place, **values):
    actors = [*active("garden"), *active("gov", "AUTHORITY", place="town")]
    links = [link("garden", "CHALLENGES", "park"), link("park", "ADDRESSED_TO", "gov")]
    return [*place, *actors, *links, challenge(**values)]


def test_a_challenge_says_whose_term_it_is():
    assert told(challenged(with_term(42)), GapKind.UNDECIDED_CHALLENGE) == [
        "No decision is known on “park”, asked on 23 May 2026, while the municipality gave itself 42 days."
    ]
    assert told(challenged(with_term(1)), GapKind.UNDECIDED_CHALLENGE, language="nl") == [
        "Op “park”, gevraagd op 23 mei 2026, is nog geen besluit bekend, terwijl de gemeente zichzelf 1 dag de tijd gaf."
    ]
    assert told(challenged(with_term(0)), GapKind.UNDECIDED_CHALLENGE) == [
        "No decision is known on “park”, asked on 23 May 2026, while the municipality gave itself 0 days."
    ]
    assert told(challenged(town()), GapKind.UNDECIDED_CHALLENGE, language="nl") == [
        "Op “park”, gevraagd op 23 mei 2026, is nog geen besluit bekend. Wij rekenen zelf met 6 maanden, want de termijn van "
        "de gemeente kennen wij niet."
    ]
    assert told(challenged(town(), lastVerified=None), GapKind.UNDECIDED_CHALLENGE) == [
        "Is there a decision on “park”, asked on 23 May 2026? Our own term is 6 months, for we do not know that of the "
        "municipality."
    ]


def test_help_that_goes_one_way_names_both():
    records = [*active("care", "CARE"), *active("garden"), *town()]
    records.append(tie("care", "garden", "REFERS_TO", lastVerified=VERIFIED))
    assert told(records, GapKind.ONE_WAY_HELP) == [
        "Is it true that care refers people to garden and gives nothing back?"
    ]
    assert told(records, GapKind.ONE_WAY_HELP, language="nl", thresholds=SURE) == [
        "care verwijst mensen naar garden, en voor zover bekend staat daar niets tegenover."
    ]
