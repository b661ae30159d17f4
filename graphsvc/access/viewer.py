"""The viewer: on whose behalf anything is read or written."""

from __future__ import annotations

import msgspec

from graphsvc.model.words import Vocabulary


class Role(Vocabulary):
    """What a viewer is. Not a ladder: an analyst sees no restricted record."""

    PUBLIC = ("publiek", "public", "Iedereen, zonder aanmelden.", "Anyone, without signing in.")
    INITIATIVE = (
        "initiatief",
        "initiative",
        "Een initiatief dat zijn eigen gegevens ziet.",
        "An initiative that sees its own records.",
    )
    PARTNER = ("partner", "partner", "Een partnerorganisatie.", "A partner organisation.")
    ADVISOR = ("adviseur", "advisor", "Een adviseur van de ROS.", "An advisor of the ROS.")
    ANALYST = ("analist", "analyst", "Iemand die het netwerk onderzoekt.", "Somebody who studies the network.")
    ADMIN = ("beheerder", "administrator", "Wie de dienst beheert.", "Who runs the service.")


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """A role, the regions it holds in (none: all), and for an initiative the actor it is."""

    role: Role
    name: str = ""
    """How the log calls this viewer."""
    regions: tuple[str, ...] = ()
    actor: str | None = None


PUBLIC = Viewer(role=Role.PUBLIC, name="public")
ADMIN = Viewer(role=Role.ADMIN, name="admin")
