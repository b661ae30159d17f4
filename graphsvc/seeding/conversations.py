"""Who was asked in the rounds, who met whom, and what was agreed, noted and decided."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from babel.dates import format_date

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Agreement, Gathering, Note, Review
from graphsvc.model.vocabularies import InvitationAnswer, ReviewBy, ReviewStatus, Visibility
from graphsvc.seeding.chance import Wheel
from graphsvc.seeding.draft import INVENTED, Draft
from graphsvc.seeding.players import Cast, Player
from graphsvc.seeding.sources import DEMONSTRATION_SOURCE, source_ids
from graphsvc.seeding.tables import rows
from graphsvc.seeding.terrain import Spot

AGREEMENTS = (
    "Wij gaan langs voor koffie en nemen niets mee dan tijd.",
    "Wij regelen de sleutel van de zaal.",
    "Wij zoeken uit of de subsidie over twee jaar kan lopen.",
    "Wij vertellen bewoners wat er met hun ideeën is gedaan.",
    "Wij stellen de praktijkondersteuner voor aan de groep.",
    "Wij vragen wat er nodig is en wachten met een plan.",
)
NOTES = (
    "Vraagt om één vaste contactpersoon.",
    "Belt liever dan dat zij mailt.",
    "Heeft al drie keer dezelfde vraag gekregen van verschillende organisaties.",
    "Wil eerst kennismaken en daarna pas over samenwerken praten.",
    "De sleutel van de ruimte ligt bij de buren.",
)
REVIEWS = (
    (ReviewBy.INITIATIVE, ReviewStatus.CONFIRMED, "Dit klopt."),
    (ReviewBy.INITIATIVE, ReviewStatus.DISPUTED, "Deze gegevens zijn niet meer goed."),
    (ReviewBy.ORGANISATION, ReviewStatus.CONFIRMED, "Dit herkennen wij."),
    (ReviewBy.ADVISOR, ReviewStatus.NEW, None),
)


def invite(draft: Draft, cast: Cast) -> None:
    """Both rounds asked every actor of the districts that were asked; how many answered depends on the district."""
    ids, chance = source_ids(draft.plan.prefix), draft.chance
    for player in [*cast.living, *cast.formal]:
        if player.spot.known == "NOT":
            continue
        share = draft.recipe.answered[player.spot.known]
        for round_id, here in ((ids.earlier_round, share * 0.8), (ids.latest_round, share)):
            if round_id == ids.earlier_round and not chance.often(draft.detail):
                continue
            answered = InvitationAnswer.YES if chance.often(here) else InvitationAnswer.NO
            if answered is InvitationAnswer.NO and chance.often(0.25):
                answered = InvitationAnswer.DECLINED
            draft.link(LinkKind.INVITED, player.id, round_id, DEMONSTRATION_SOURCE, answered=answered)


def meet(draft: Draft, cast: Cast, spots: list[Spot]) -> list[str]:
    """The regional gatherings of the last two Novembers, and local ones where residents were asked; returns the ids."""
    chance, asked = draft.chance, [spot for spot in spots if spot.asked] or spots
    home = spots[0].municipality
    made = [_gathering(draft, day, "regiobijeenkomst", home) for day in novembers(draft.plan.today)]
    for gathering in made:
        _attend(draft, [*cast.formal, *cast.living], gathering, 0.16 if draft.detail == 1 else 0.01)
    by_district: defaultdict[str, list[Player]] = defaultdict(list)
    for player in [*cast.living, *cast.formal]:
        by_district[player.spot.district].append(player)
    for _ in range(draft.number("gatherings")):
        spot = chance.one(asked)
        gathering = _gathering(draft, draft.ago(20, 600), "buurtgesprek", spot.area)
        draft.link(LinkKind.FOCUSES_ON, gathering, chance.one(rows("themes"))["id"], DEMONSTRATION_SOURCE)
        _attend(draft, by_district[spot.district], gathering, 0.35)
        made.append(gathering)
    return made


def novembers(today: date) -> tuple[date, date]:
    """The days of the last two regional gatherings: the second Thursday of the last two Novembers before this month."""
    last = today.year if today.month == 12 else today.year - 1
    return _second_thursday(last - 1), _second_thursday(last)


def _second_thursday(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta((3 - first.weekday()) % 7 + 7)


def _gathering(draft: Draft, day: date, what: str, area: str) -> str:
    month = format_date(day, "MMMM y", locale="nl")
    gathering = Gathering(
        id=draft.id("b"),
        name=draft.names.of(f"{what} {month}"),
        date=day,
        visibility=Visibility.PUBLIC,
        source=DEMONSTRATION_SOURCE,
        tags=INVENTED,
    )
    draft.add(gathering)
    draft.link(LinkKind.LOCATED_IN, gathering.id, area, DEMONSTRATION_SOURCE)
    return gathering.id


def _attend(draft: Draft, players: list[Player], gathering: str, share: float) -> None:
    for player in players:
        if draft.chance.often(share):
            draft.link(LinkKind.ATTENDED, player.id, gathering, DEMONSTRATION_SOURCE)


def agree(draft: Draft, cast: Cast, gatherings: list[str]) -> None:
    """Agreements, some done and some late, made at a gathering."""
    for _ in range(draft.number("agreements")):
        due = draft.ago(-120, 200)
        done = due - timedelta(draft.chance.whole(-20, 30))
        agreement = Agreement(
            id=draft.id("g"),
            text=draft.chance.one(AGREEMENTS),
            by_when=due,
            done=done if done <= draft.plan.today and draft.chance.often(0.55) else None,
            subject=draft.chance.one(gatherings),
            visibility=Visibility.PARTNERS,
            source=DEMONSTRATION_SOURCE,
            tags=INVENTED,
        )
        draft.add(agreement)
        draft.link(LinkKind.AGREED, draft.chance.one(cast.formal).id, agreement.id, DEMONSTRATION_SOURCE)
        draft.link(LinkKind.ABOUT, agreement.id, draft.chance.one(cast.living).id, DEMONSTRATION_SOURCE)


def note(draft: Draft, cast: Cast) -> None:
    """Notes of advisors, and a few reviews."""
    for _ in range(draft.number("notes")):
        text = Note(
            id=draft.id("n"),
            text=draft.chance.one(NOTES),
            date=draft.ago(5, 700),
            source=DEMONSTRATION_SOURCE,
            tags=INVENTED,
        )
        draft.add(text)
        draft.link(LinkKind.ABOUT, text.id, draft.chance.one(cast.living).id, DEMONSTRATION_SOURCE)
    drawn = Wheel([(review, 1) for review in REVIEWS])
    for _ in range(draft.number("reviews")):
        by, status, words = drawn.spin(draft.chance)
        subject = draft.chance.one(cast.living).id
        review = Review(
            id=draft.id("r"),
            subject=subject,
            by=by,
            status=status,
            note=words,
            date=draft.ago(5, 300),
            source=DEMONSTRATION_SOURCE,
            tags=INVENTED,
            visibility=Visibility.ADVISORS,
        )
        draft.add(review)
        draft.link(LinkKind.ABOUT, review.id, subject, DEMONSTRATION_SOURCE)
