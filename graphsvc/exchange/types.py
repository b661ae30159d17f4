"""Which kind of actor or tie a type in a file means."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TypeVar

from graphsvc.errors import BadInput, Fault
from graphsvc.model.vocabularies import ActorKind, TieKind

Kind = TypeVar("Kind", ActorKind, TieKind)

SYNONYMS: dict[ActorKind | TieKind, str] = {
    ActorKind.INITIATIVE: "initiatief|burgerinitiatief|initiative|citizen initiative|community initiative",
    ActorKind.INFORMAL_NETWORK: "informele groep|netwerk van bewoners|informal group",
    ActorKind.ASSOCIATION: "club|sportclub|sportvereniging|sports club",
    ActorKind.FAITH: "kerk|moskee|tempel|synagoge|church|mosque|temple|synagogue|faith group",
    ActorKind.VOLUNTEER: "vrijwilligers|volunteers|volunteer organization",
    ActorKind.COOPERATIVE: "coöperatie|wooncoöperatie|cooperative|co-operative",
    ActorKind.COUNCIL: "wijkraad|dorpsraad|adviesraad|cliëntenraad|neighbourhood council|village council",
    ActorKind.BUSINESS: "bedrijf|winkel|company|shop",
    ActorKind.WELFARE: "welzijn|welzijnswerk|welfare organization",
    ActorKind.CARE: "zorg|huisarts|huisartsenpraktijk|ziekenhuis|ggz|general practice|hospital|care organization",
    ActorKind.AUTHORITY: "gemeente|ggd|provincie|municipality|local government|public authority",
    ActorKind.KNOWLEDGE: "school|onderwijs|universiteit|hogeschool|university|education",
    ActorKind.HOUSING: "corporatie|wooncorporatie|housing corporation",
    ActorKind.FUNDER: "fonds|verzekeraar|zorgverzekeraar|fund|insurer|foundation that funds",
    TieKind.KNOWS: "contact|kennen elkaar",
    TieKind.EXCHANGES: "uitwisseling|exchange",
    TieKind.REFERS_TO: "verwijzing|doorverwijzing|referral|refers",
    TieKind.COLLABORATES: "samenwerking|werkt samen|collaboration|cooperation|partners",
    TieKind.FUNDS: "financiering|financiert|subsidie|funding|grant",
    TieKind.FACILITATES: "ondersteuning|support|supports",
    TieKind.MEMBER_OF: "lid|lidmaatschap|member|membership",
    TieKind.PART_OF: "onderdeel van|afdeling van|department of",
}
_BY_SYNONYM = {word: kind for kind, words in SYNONYMS.items() for word in words.split("|")}


def kind_of(vocabulary: type[Kind], text: str, chosen: Mapping[str, str]) -> Kind | None:
    """The kind a type means: as chosen (by casefolded type), by value, by label in either language, by synonym."""
    folded = text.strip().casefold()
    if (name := chosen.get(folded)) is not None and name in vocabulary.__members__:
        return vocabulary[name]
    for kind in vocabulary:
        if is_name(kind, text):
            return kind
    synonym = _BY_SYNONYM.get(folded)
    return synonym if isinstance(synonym, vocabulary) else None


def is_name(kind: ActorKind | TieKind, text: str) -> bool:
    """Whether a text is the value of a kind or one of its labels."""
    folded = text.strip().casefold()
    value = kind.value.casefold()
    return folded in (value, kind.words.nl.casefold(), kind.words.en.casefold()) or (
        folded.replace("-", "_").replace(" ", "_") == value
    )


def chosen_kinds(kinds: Mapping[str, str]) -> dict[str, str]:
    """The chosen kinds by casefolded type, each told by value or label. Raises BadInput naming what is no kind, with the nearest."""
    known = (*ActorKind, *TieKind)
    chosen, faults = {}, []
    for type, name in kinds.items():
        if (kind := next((kind for kind in known if is_name(kind, name)), None)) is not None:
            chosen[type.strip().casefold()] = kind.name
            continue
        near = difflib.get_close_matches(name.strip().upper(), sorted(kind.name for kind in known), n=1)
        faults.append(_unknown(f"--kind {type}={name}", name, near))
    if faults:
        raise BadInput(faults)
    return chosen


def _unknown(place: str, name: str, near: list[str]) -> Fault:
    remedy = "Allowed are: %(actors)s; for ties %(ties)s."
    values: dict[str, object] = {"name": name, "actors": tuple(ActorKind), "ties": tuple(TieKind)}
    if near:
        remedy, values["near"] = "Did you mean %(near)s? Allowed are: %(actors)s; for ties %(ties)s.", near[0]
    return Fault.saying(place, "UNKNOWN_KIND", "%(name)s is not a kind.", remedy, **values)
