"""The themes, the groups of residents and the funding schemes to start from."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import AnyRecord, FundingScheme, Link, TargetGroup, Theme
from graphsvc.model.vocabularies import Visibility
from graphsvc.seeding.tables import rows


def themes() -> list[AnyRecord]:
    """The tree of themes: every theme, then the BROADER links from the narrower ones."""
    nodes: list[AnyRecord] = [
        Theme(
            id=row["id"],
            name=row["name"],
            name_en=row["name_en"],
            description=row["description"],
            tags=tuple(row["tags"].split(";")) if row["tags"] else (),
            visibility=Visibility.PUBLIC,
        )
        for row in rows("themes")
    ]
    return nodes + [
        Link(
            id=f"{row['id']}-broader-{row['broader']}",
            link_kind=LinkKind.BROADER,
            from_id=row["id"],
            to_id=row["broader"],
        )
        for row in rows("themes")
        if row["broader"]
    ]


def target_groups() -> list[AnyRecord]:
    """The groups of residents."""
    return [
        TargetGroup(
            id=row["id"],
            name=row["name"],
            name_en=row["name_en"],
            description=row["description"],
            visibility=Visibility.PUBLIC,
        )
        for row in rows("target_groups")
    ]


def funding_schemes(source: str | None, *, real_only: bool = False) -> Iterable[AnyRecord]:
    """The schemes and their themes. What the real programmes require is left unknown: it is not ours to state."""
    for row in rows("funding_schemes"):
        invented = row["invented"] == "yes"
        if invented and real_only:
            continue
        yield FundingScheme(
            id=row["id"],
            name=row["name"],
            description=row["description"],
            requires_participation=True if invented else None,
            requirement="Bewoners maken het plan en beslissen over het geld." if invented else None,
            visibility=Visibility.PUBLIC,
            source=source,
            tags=("verzonnen",) if invented else ("programma",),
        )
        for theme in row["themes"].split():
            yield Link(
                id=f"{row['id']}-focuses-on-{theme}",
                link_kind=LinkKind.FOCUSES_ON,
                from_id=row["id"],
                to_id=theme,
                source=source,
            )


def top_of(theme: str) -> str:
    """The broadest theme that a theme belongs to: itself when it has none above it."""
    above = _ABOVE.get(theme)
    return theme if not above else top_of(above)


def narrower(theme: str) -> tuple[str, ...]:
    """The themes directly inside a theme."""
    return tuple(id for id, broader in _ABOVE.items() if broader == theme)


_ABOVE = {row["id"]: row["broader"] for row in rows("themes")}
