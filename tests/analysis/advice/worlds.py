"""Worlds for tests of advice: small ones by hand and random ones."""

from __future__ import annotations

import random
from typing import Any

from tests.records import DAY, actor, area, link, signal, theme, tie

TOLD = DAY.replace(month=9)
"""Recent enough to be relied on."""


FORMAL = ("welfare", "care", "insurer")


def known(start: str, end: str, kind: str = "KNOWS", **values: Any) -> Any:
    """A tie that is no contact but a step strong enough for a path."""
    return tie(start, end, kind, **{"intensity": 1, **values})


def town(*districts: str) -> list[Any]:
    """A municipality with these districts, and a welfare organisation that is active in it."""
    return [
        area("town", "MUNICIPALITY"),
        actor("welfare", "WELFARE"),
        link("welfare", "ACTIVE_IN", "town"),
        *(record for name in districts for record in (area(name), link(name, "WITHIN", "town"))),
    ]


def network(id: str, *areas: str, **values: Any) -> list[Any]:
    """An initiative that is active in some areas."""
    return [actor(id, **values), *(link(id, "ACTIVE_IN", place) for place in areas)]


def random_world(rng: random.Random, networks: int = 7) -> list[Any]:
    """A town of at most three districts where everything that rules speak of happens now and then."""
    districts = [f"district{number}" for number in range(rng.randint(1, 3))]
    records = [*town(*districts), theme("food"), theme("soup"), link("soup", "BROADER", "food"), area("far")]
    records += [actor("care", "CARE"), link("care", "ACTIVE_IN", rng.choice([*districts, "far"]))]
    records += [
        actor("insurer", "FUNDER", openToContact=rng.choice(["YES", "NO"])),
        link("insurer", "ACTIVE_IN", "town"),
    ]
    records += [signal(f"signal{n}", weight=n + 1, date=DAY, source=None) for n in range(2)]
    records += [link(f"signal{n}", "FOCUSES_ON", rng.choice(["food", "soup"])) for n in range(2)]
    living = [f"net{number}" for number in range(networks)] + ["bridge"]
    for id in living:
        records += _random_network(rng, id, districts)
    pairs = {tuple(sorted(rng.sample([*living, *FORMAL], 2))) for _ in range(rng.randint(networks, 3 * networks))}
    for one, other in sorted(pairs):
        kind = rng.choice(["KNOWS", "KNOWS", "EXCHANGES", "COLLABORATES", "MEMBER_OF", "FUNDS"])
        knows = one in FORMAL or other in FORMAL
        values = {
            "intensity": rng.choice([1, 1, 1, 1, 3] if knows else [1, 2, 3, 4]),
            "confidence": rng.choice([None, None, 0.3, 0.9]),
        }
        records.append(tie(one, other, kind, confirmation=rng.choice(["NOT_ASKED", "ONE_SIDED", "MUTUAL"]), **values))
    whole, part = rng.sample(living, 2)
    return [*records, tie(part, whole, "PART_OF")]


def _random_network(rng: random.Random, id: str, districts: list[str]) -> list[Any]:
    values = {
        "capacity": rng.choice(["ROOM", "UNKNOWN", "UNKNOWN", "UNKNOWN", "FULL", "FULL", "OVERASKED"]),
        "capacityOn": rng.choice([TOLD, TOLD, DAY.replace(year=2025), None]),
        "openToContact": rng.choice(["YES", *["UNKNOWN"] * 6, "NO"]),
        "acceptedRole": rng.choice([None, None, None, "FACILITATE", "DIRECT", "STIMULATE", "LET_GO"]),
    }
    kind = rng.choice(["INITIATIVE", "ASSOCIATION", "FAITH", "INFORMAL_NETWORK"])
    places = {rng.choice([*districts, *districts, "town", "far"]) for _ in range(rng.randint(1, 2))}
    topics = {rng.choice(["food", "soup"]) for _ in range(rng.randint(0, 1))}
    return [
        actor(id, kind, **values),
        *(link(id, "ACTIVE_IN", place) for place in sorted(places)),
        *(link(id, "FOCUSES_ON", topic) for topic in sorted(topics)),
    ]


def random_request(rng: random.Random) -> dict[str, Any]:
    """What may be asked of such a world."""
    asking = rng.choice([None, None, "welfare", "care"])
    return {
        "area": rng.choice(["town", "town", None]),
        "theme": rng.choice([None, "food"]),
        "asking": asking,
        "reached_by": "ASKING" if asking and rng.random() < 0.5 else "SYSTEM_WORLD",
        "budget": rng.randint(1, 3),
        "max_per_actor": rng.randint(1, 2),
        "minimum_strength": rng.choice([0.0, 0.1, 0.2]),
        "fair": rng.random() < 0.7,
        "excluded": tuple(rng.sample(["net0", "net1"], rng.randint(0, 1))),
    }
